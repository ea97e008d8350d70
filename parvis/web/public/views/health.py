"""For the one who watches the machine."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from parvis.web.shell.doors import public


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok` when the database answers."""
    connection.ensure_connection()
    if not connection.is_usable():
        return HttpResponse("down\n", content_type="text/plain", status=503)
    response = HttpResponse("ok\n", content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response

"""The quick exit: somebody comes near, and one press leaves nothing open here."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from parvis.web.shell.doors import link
from parvis.web.shell.town import town

ELSEWHERE = "https://www.wikipedia.org/"


@link
def leave(request: HttpRequest) -> HttpResponse:
    """To a page that anybody might read. Going back finds nothing: the session is over and the browser is asked to forget.

    A link, not a form: it works on every page, and a form may lead to no other site.
    """
    response = HttpResponseRedirect(str(town("en").get("exit_url") or ELSEWHERE))
    request.session.flush()
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response

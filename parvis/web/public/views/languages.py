"""The first page: your language, by its own name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.web.shell.doors import public
from parvis.web.shell.languages import equivalents, local_path


@public
def languages(request: HttpRequest) -> HttpResponse:
    """Every language of the interface, leading to the page the reader comes from."""
    home = reverse("public:home")
    path = local_path(request.GET.get("from", "").replace("\x00", "")[:500], home)
    context = {"languages": equivalents(path if path != "/" else home)}
    return render(request, "public/languages.html", context)

"""The gallery: every component with its contract, in every language and direction. Public, so that anybody can judge it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.kernel.topics import DOORS
from parvis.web.design import samples, symbols
from parvis.web.shell.doors import public


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component once; `?wrong` shows the form with its errors."""
    form = samples.SampleForm({"pin": "12"}) if "wrong" in request.GET else samples.SampleForm()
    names = sorted(symbols.drawings())
    context = {
        "sample": form,
        "single": samples.SingleForm(),
        "topics": (*DOORS, "safety"),
        "picts": [name[2:] for name in names if name.startswith("p-")],
        "signs": [name[2:] for name in names if name.startswith("s-")],
        "page": samples.page(),
        **samples.pieces(now()),
    }
    return render(request, "design/gallery.html", context)

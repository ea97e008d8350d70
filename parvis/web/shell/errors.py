"""Error pages. A page that may not be seen and one that does not exist answer with the same bytes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from parvis.core.sentences import SENTENCES, sentence
from parvis.kernel.errors import ParvisError, Stale

SENTENCE = 20  # letters; what is shorter is typed again sooner than copied
SECRET = ("csrf", "password", "pin", "code", "kept", "resume")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, never cached by anybody else."""
    response = render(request, "404.html", status=404)
    response["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ["Cookie"])
    return response


def refused(request: HttpRequest, error: ParvisError) -> HttpResponse:
    """A refusal that no form caught: one sentence, what was typed, and the way back."""
    status = 409 if isinstance(error, Stale) else 400
    context = {"sentence": sentence(error), "typed": _typed(request), "back": request.path}
    response = render(request, "shell/refused.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """503: somebody else holds the store for longer than a page waits, a large import for one. What was typed is not lost."""
    context = {"sentence": SENTENCES["parvis.busy"], "typed": _typed(request), "back": request.path}
    response = render(request, "shell/refused.html", context, status=503)
    response["Cache-Control"] = "no-store, private"
    response["Retry-After"] = "60"
    return response


def locked(request: HttpRequest) -> HttpResponse:
    """503: the keys are shut away. Whatever is personal is closed; what is public goes on."""
    context = {"sentence": SENTENCES["keys.locked"], "typed": _typed(request), "back": reverse("public:home")}
    response = render(request, "shell/locked.html", context, status=503)
    response["Cache-Control"] = "no-store, private"
    response["Retry-After"] = "3600"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came is torn, too big or in no known form. It is not read again to be shown."""
    context: dict[str, object] = {"sentence": SENTENCES["parvis.error"], "typed": [], "back": request.path}
    response = render(request, "shell/refused.html", context, status=400)
    response["Cache-Control"] = "no-store, private"
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    """429: the sign-in was tried too often."""
    words = _("Look at both once more. After several tries you wait five minutes.")
    context = {"sentence": words, "typed": [], "back": request.path}
    response = render(request, "shell/refused.html", context, status=429)
    response["Cache-Control"] = "no-store, private"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, and a person to call."""
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's safety token is missing or old: show what was typed, to be sent again from a fresh page."""
    response = render(request, "403_csrf.html", {"typed": _typed(request), "back": request.path}, status=403)
    response["Cache-Control"] = "no-store, private"
    return response


def _typed(request: HttpRequest) -> list[str]:
    """The sentences somebody wrote; secrets and what the form itself carried are left out."""
    lists = ((name, value) for name, values in request.POST.lists() for value in values)
    return [value for name, value in lists if len(value) > SENTENCE and " " in value and not name.startswith(SECRET)]

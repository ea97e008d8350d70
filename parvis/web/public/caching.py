"""How long a public page may be kept: a minute, since doors open and shut; not at all where it tells of a danger."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def kept_a_minute(response: HttpResponse) -> HttpResponse:
    """The same for every reader, so anybody may keep it for a minute."""
    patch_cache_control(response, public=True, max_age=60)
    return response


def not_kept(response: HttpResponse) -> HttpResponse:
    """Nothing of it stays on a shared device, nor in between."""
    patch_cache_control(response, no_store=True, private=True)
    return response

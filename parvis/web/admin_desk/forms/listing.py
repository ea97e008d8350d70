"""A listing of the directory, and one of its places, written by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.directory.actions import Address, Listing
from parvis.directory.choices import ServiceStatus
from parvis.web.design.forms import explained
from parvis.web.shell.sending import VersionedForm

STATUSES = {
    ServiceStatus.ACTIVE.value: _("Given now"),
    ServiceStatus.PAUSED.value: _("Closed for the moment"),
    ServiceStatus.INACTIVE.value: _("Not given: hidden from the public"),
    ServiceStatus.DEFUNCT.value: _("Ended for good: hidden from the public"),
}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class ListingForm(VersionedForm):
    """What anybody reads of a service. A field that is left as it is stays its source's."""

    name = forms.CharField(
        label=_("Name"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Write the name that readers see.")},
    )
    summary = forms.CharField(label=_("In one sentence"), required=False, max_length=20_000, widget=_area(2))
    description = forms.CharField(
        label=_("What you find there"),
        help_text=_("One line a thing."),
        required=False,
        max_length=20_000,
        widget=_area(6),
    )
    phones = explained(
        forms.CharField(
            label=_("Phone numbers"),
            help_text=_("One a line. What can’t be dialled is shown as it is written."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        ),
        why=_("Readers tap the number to call."),
        who=_("Everybody: the directory is public."),
    )
    hours = forms.CharField(
        label=_("Hours"),
        help_text=_(
            "One line for days with the same hours: Mo-Fr 09:00-12:00, 14:00-17:00. What is no hours stays a remark."
        ),
        required=False,
        max_length=5000,
        widget=_area(4),
    )
    url = forms.CharField(
        label=_("Site"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )
    status = forms.ChoiceField(label=_("State"), choices=list(STATUSES.items()))

    @property
    def listing(self) -> Listing:
        """What the room takes."""
        given = self.cleaned_data
        return Listing(
            **{key: given[key] for key in ("name", "summary", "description", "phones", "hours", "url", "status")}
        )


class PlaceForm(VersionedForm):
    """Where a place is."""

    line_1 = forms.CharField(
        label=_("Street and number"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    line_2 = forms.CharField(
        label=_("More, such as building or floor"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    postal_code = forms.CharField(
        label=_("Postcode"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "short"}),
    )
    city = forms.CharField(
        label=_("Town"), required=False, max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    latitude = forms.FloatField(
        label=_("Latitude"),
        help_text=_(
            "When the place has moved, change the point too, or empty both: a wrong point leads people astray."
        ),
        required=False,
        min_value=-90,
        max_value=90,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "decimal", "class": "short"}),
        error_messages={"invalid": _("Write it in figures, for example 44.9310.")},
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "decimal", "class": "short"}),
        error_messages={"invalid": _("Write it in figures, for example 4.7700.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("latitude", _("Write both numbers of the point, or leave both empty."))
        return given

    @property
    def address(self) -> Address:
        """What the room takes."""
        given = self.cleaned_data
        return Address(
            line_1=given["line_1"],
            line_2=given["line_2"],
            postal_code=given["postal_code"],
            city=given["city"],
            latitude=given["latitude"],
            longitude=given["longitude"],
        )

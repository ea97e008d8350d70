"""The manager's figures: how many requests were answered in time, with what the number means. No names."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.evidence import periods
from parvis.evidence import queries as evidence
from parvis.web.design.piece import Piece
from parvis.web.shell.doors import staff
from parvis.web.shell.words import said
from parvis.web.staff.shown.heads import short_day

DEFINITION = {
    "answered_in_time.numerator": gettext_lazy(
        "Requests with a yes or a no before their limit. A quick no is an answer."
    ),
    "answered_in_time.denominator": gettext_lazy(
        "All requests sent in the period, once their limit has passed or they were answered."
    ),
    "answered_in_time.source": gettext_lazy(
        "The referrals of this register: when sent, until when, when answered. Nothing of the person."
    ),
    "answered_in_time.silence": gettext_lazy("Silence counts as not answered. A question alone is not an answer."),
    "still_in_time": gettext_lazy("requests whose time is not over"),
    "ended_before_limit": gettext_lazy("requests withdrawn before their limit"),
}


@staff(Role.MANAGER, purpose="statistics", personal=False)
def figures(request: HttpRequest) -> HttpResponse:
    """Answered in time, by quarter or year; the same for everybody, so that no difference tells on one."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    quarters = periods.periods_until(at)
    known = [(one.code, _period_words(one.code)) for one in quarters]
    code = request.GET.get("period", "")
    code = code if code in dict(known) else quarters[0].code
    found = evidence.answered_in_time(by, code, at)
    context = {
        "figure": _figure(found, [one for one in evidence.by_quarter(by, at) if one.shown]),
        "periods": known,
        "period": code,
        "span": _("From %(first)s, until %(last)s.")
        % {"first": short_day(found.period.since), "last": short_day(min(found.period.until, at))},
        "definition": _definition(found),
    }
    return render(request, "staff/figures.html", context)


def _period_words(code: str) -> str:
    year, _dash, quarter = code.partition("-Q")
    return _("Quarter %(n)s of %(year)s") % {"n": quarter, "year": year}


def _figure(found: Any, series: list[Any]) -> Piece:
    definition = said(DEFINITION, found.definition.numerator)
    if not found.shown:
        return Piece(
            hidden=True,
            sentence=_("There are too few in this period: fewer than %(n)s on one side. Choose another one.")
            % {"n": found.minimum},
            note="",
            definition=definition,
        )
    in_order = list(reversed(series))
    complete = (
        ""
        if found.complete is None
        else _("%(n)s %% of what was sent is counted; the rest is still in its time.") % {"n": found.complete}
    )
    return Piece(
        hidden=False,
        value=_("%(n)s of %(all)s") % {"n": found.numerator, "all": found.denominator},
        sentence=_("requests had an answer in time, yes or no: %(percent)s %%.") % {"percent": found.percent},
        note=complete,
        definition=definition,
        series=[one.percent for one in in_order] if len(in_order) > 1 else [],
        series_label=_("Answered in time, in per cent, by quarter"),
        series_first=_("%(n)s %%") % {"n": in_order[0].percent} if in_order else "",
        series_last=_("%(n)s %%") % {"n": in_order[-1].percent} if in_order else "",
        rows=[
            Piece(label=_period_words(one.period.code), value=_("%(n)s %%") % {"n": one.percent}) for one in in_order
        ],
    )


def _definition(found: Any) -> list[dict[str, str]]:
    what = found.definition
    left_out = _("; ").join(said(DEFINITION, code) for code in what.left_out)
    rows = [
        (_("Counted"), said(DEFINITION, what.numerator)),
        (_("Out of"), said(DEFINITION, what.denominator)),
        (_("Silence"), said(DEFINITION, what.silence)),
        (_("Left out"), left_out),
        (_("From where"), said(DEFINITION, what.source)),
        (_("Small numbers"), _("Nothing under %(n)s is shown, nor what would give it away.") % {"n": found.minimum}),
        (_("Definition"), _("%(code)s, version %(version)s") % {"code": what.code, "version": what.version}),
    ]
    return [{"label": label, "value": value} for label, value in rows]

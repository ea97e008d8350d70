"""An agreement in words: two languages line against line, which text holds, what would change, who has signed what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel import UnknownLocaleError
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.engagement.queries import AgreementLine, AgreementPage, ClauseView, OutcomeView, PartyView, WordingView
from parvis.kernel import languages
from parvis.web.design.piece import Piece
from parvis.web.design.words import day_text, language_now
from parvis.web.shell.words import agreements as words
from parvis.web.shell.words import said
from parvis.web.shell.words.endings import ENDINGS

Names = dict[int, tuple[str, str]]


def line(row: AgreementLine, url: str) -> Piece:
    """A row of a list."""
    title, language = _title(row)
    return Piece(
        row=row,
        url=url,
        title=title,
        language=language,
        words=said(words.STATES, row.state),
        tone=words.TONES.get(row.state, ""),
        ending=said(ENDINGS, row.ending) if row.ending else "",
        asks=_asks(row) if row.signs_as else "",
    )


def page(found: AgreementPage) -> Piece:
    """Everything of `agreements/_text.html` and `_parties.html`."""
    row = found.line
    title, language = _title(row)
    everybody = {party.number for party in found.parties}
    names = {party.number: (party.name or "…", party.second_name or "…") for party in found.parties}
    return Piece(
        row=row,
        title=title,
        title_language=language,
        words=said(words.STATES, row.state),
        tone=words.TONES.get(row.state, ""),
        first=row.first_language,
        second=row.second_language,
        lines=[*_period(row), *(_clause(one, one.now, names, everybody) for one in found.clauses if one.now)],
        changes=[_change(one, names, everybody) for one in found.clauses if one.change],
        amendment=_amendment(found),
        parties=[_party(one) for one in found.parties],
        signs_for=next((_party(one) for one in found.parties if one.number in row.signs_as), None),
        others=[one.name for one in found.parties if one.number not in row.signs_as and one.name],
        unread=list(found.unread),
        stale=any(one.now and one.now.second_stale for one in found.clauses),
        ending=said(ENDINGS, row.ending) if row.ending else "",
        editions=[_edition(one) for one in found.editions if one.number > 1],
    )


def outcome(one: OutcomeView) -> Piece:
    """A question about an outcome, and how it stands."""
    return Piece(
        one=one,
        question=said(words.QUESTIONS, one.question),
        words=said(words.ANSWERS, one.answer) if one.answer else said(words.STANDINGS, one.standing),
        tone={"yes": "yes", "": "now" if one.standing == "open" else ""}.get(one.answer, ""),
        is_open=one.standing == "open",
    )


def _title(row: AgreementLine) -> tuple[str, str]:
    """In the reader's language where the agreement has it."""
    if row.second_title and languages.base(row.second_language) == languages.base(language_now()):
        return row.second_title, row.second_language
    return row.first_title, row.first_language


def _asks(row: AgreementLine) -> str:
    return _("A change waits for your signature") if row.state == "amended" else _("Waits for your signature")


def _clause(clause: ClauseView, wording: WordingView, names: Names, everybody: set[int]) -> Piece:
    """Under its number, with those it binds where it does not bind all."""
    labels = [str(clause.position)] * 2
    if set(wording.binds) != everybody:
        bound = [names[number] for number in wording.binds if number in names]
        labels = [f"{clause.position} · {_listed(one[side] for one in bound)}" for side in (0, 1)]
    return Piece(first_label=labels[0], first=wording.first, second_label=labels[1], second=wording.second)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"\u2068{name}\u2069" for name in names)


def _change(clause: ClauseView, names: Names, everybody: set[int]) -> Piece:
    return Piece(
        title=_("Clause %(n)s") % {"n": clause.position},
        words=said(words.CHANGES, clause.change),
        lines=[_clause(clause, clause.proposed, names, everybody)] if clause.proposed else [],
    )


def _amendment(found: AgreementPage) -> Piece | None:
    made = found.amendment
    if made is None:
        return None
    return Piece(
        reason=said(words.AMEND_REASONS, made.reason),
        words=made.words,
        at=made.made_at,
        moves_end=found.moves_end,
        ends_on=made.ends_on,
    )


def _edition(one: Any) -> Piece:
    held = {"pending": _("waits for signatures"), "in_force": _("in force"), "withdrawn": _("did not come about")}
    return Piece(
        number=one.number, reason=said(words.AMEND_REASONS, one.reason), at=one.made_at, words=held.get(one.state, "")
    )


def _party(one: PartyView) -> Piece:
    return Piece(
        number=one.number,
        role=said(words.ROLES, one.role),
        name=one.name,
        second_name=one.second_name if one.second_name != one.name else "",
        owes=one.owes,
        signatures=[_signature(signature) for signature in one.signatures],
    )


def _signature(one: Any) -> Piece:
    return Piece(
        at=one.signed_at,
        manner=said(words.MANNERS, one.manner),
        who=one.who,
        edition=one.edition if one.edition > 1 else 0,
        intact=one.intact,
    )


def _period(row: AgreementLine) -> Iterable[Piece]:
    first = _period_in(row.first_language, row.starts_on, row.ends_on)
    if first:
        second = _period_in(row.second_language, row.starts_on, row.ends_on) if row.second_language else ""
        yield Piece(first_label="", first=first, second_label="", second=second)


def _period_in(language: str, starts: date | None, ends: date | None) -> str:
    """From when until when, in one of the two languages; in the reader's where the interface does not speak it."""
    spoken = language if translation.check_for_language(language) else language_now()
    with translation.override(spoken):
        days = {"start": _day(starts, language), "end": _day(ends, language)}
        if starts and ends:
            return _("From %(start)s until %(end)s") % days
        if starts:
            return _("From %(start)s") % days
        return _("Until %(end)s") % days if ends else ""


def _day(day: date | None, language: str) -> str:
    if day is None:
        return ""
    try:
        return day_text(day, language, this_year=0, weekday=False)
    except (UnknownLocaleError, ValueError):
        return day.isoformat()

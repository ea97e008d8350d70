"""When what something here belongs to goes for good, two floors up."""

from __future__ import annotations

from collections.abc import Sequence

from parvis.engagement.models import Attendance, Engagement


def forget_cases(case_ids: Sequence[int]) -> None:
    """What was taken up by these cases stands on its own from now. For the room that erases them, in its transaction."""
    for model in (Engagement, Attendance):
        model.objects.filter(case_ref__in=case_ids).update(case_ref=None, step_ref=None)  # type: ignore[attr-defined]

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Floor 6: cases, needs, plans, referrals, the desk."""

    name = "parvis.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Subscribe to what happens below, say which persons its actors see, register the neutral texts."""
        from parvis.casework import clocks, consents, meeting, messages
        from parvis.casework.permissions import persons_taken_up, persons_worked_with
        from parvis.casework.retention import KEEPER
        from parvis.core import retention
        from parvis.core.events import subscribe
        from parvis.engagement.events import EngagementMoved
        from parvis.people.events import ConsentExpired, ConsentReplaced, ConsentWithdrawn
        from parvis.people.permissions import register_scope

        subscribe(ConsentWithdrawn, consents.on_withdrawn)
        subscribe(ConsentExpired, consents.on_expired)
        subscribe(ConsentReplaced, consents.on_replaced)
        subscribe(EngagementMoved, meeting.on_engagement_moved)
        register_scope(persons_worked_with, claims=persons_taken_up)
        messages.register()
        retention.register(KEEPER)
        clocks.register()

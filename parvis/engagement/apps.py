from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """Floor 4: offers, engagements, sessions, attendance."""

    name = "parvis.engagement"
    label = "engagement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the kinds, register the neutral texts, say how the room erases and exports a person; agreements and outcomes
        follow what they belong to, and the index what it is made of."""
        from parvis.core import after_migrate, retention, rotation
        from parvis.core.events import subscribe
        from parvis.directory.events import ServicesPublished
        from parvis.engagement import clocks, kinds, messages, publishing
        from parvis.engagement.actions.feeds import on_keys_changed
        from parvis.engagement.actions.following import follow
        from parvis.engagement.agreement_facts import COLUMN
        from parvis.engagement.events import EngagementMoved
        from parvis.engagement.retention import KEEPER
        from parvis.people.events import KeysChanged

        kinds.load()
        messages.register()
        retention.register(KEEPER)
        clocks.register()
        rotation.register(COLUMN)
        subscribe(EngagementMoved, follow)
        subscribe(KeysChanged, on_keys_changed)
        subscribe(ServicesPublished, publishing.follow_services)
        after_migrate.register(publishing.renew)

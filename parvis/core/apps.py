from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Floor 1: the Django foundation."""

    name = "parvis.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Durations that can't be are said at the start; the foundation's own rows have their clocks."""
        from parvis.core import own_clocks, retention

        retention.check_durations()
        own_clocks.register_all()

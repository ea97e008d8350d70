from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Floor 2: who may come in, and for whom they act."""

    name = "parvis.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say when an account is due, and register the neutral texts."""
        from parvis.access import clocks, messages

        clocks.register()
        messages.register()

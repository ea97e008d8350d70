from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Floor 3: services, places, hours."""

    name = "parvis.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say when reports are due."""
        from parvis.directory import clocks

        clocks.register()

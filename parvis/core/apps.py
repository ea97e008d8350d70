from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Floor 1: the Django foundation."""

    name = "parvis.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

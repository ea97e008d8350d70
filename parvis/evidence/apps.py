from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Floor 9: counts what the rooms show it. Keeps no table of its own yet."""

    name = "parvis.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

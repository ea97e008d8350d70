from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Floor 2: the one index that every kind of help is found in."""

    name = "parvis.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The full-text index is made after the tables."""
        from parvis.core import after_migrate
        from parvis.search.backends import install

        after_migrate.register(install)

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Floor 3: persons, households, notices, consents, cards."""

    name = "parvis.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parvis.core import graves, retention, rotation
        from parvis.people import clocks
        from parvis.people.keys import COLUMNS
        from parvis.people.retention import KEEPER, bury

        retention.register(KEEPER)
        clocks.register()
        graves.register("people.Person", bury)
        for column in COLUMNS:
            rotation.register(column)

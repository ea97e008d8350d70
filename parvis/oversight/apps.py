from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Over the rooms that keep something of a person: holds, the purge and its certificates."""

    name = "parvis.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say whose file is on hold, and how the room erases; certificates stand in the chain of the logs."""
        from parvis.core import chain, chain_ends, retention
        from parvis.oversight.models import Erasure
        from parvis.oversight.retention import KEEPER, keeps_seal, persons_on_hold

        retention.register(KEEPER)
        retention.register_holds(persons_on_hold)
        chain.register(Erasure._meta.db_table, [field.column for field in Erasure._meta.concrete_fields])
        chain_ends.register(keeps_seal)

"""Background work of the foundation. Arguments are ids."""

from datetime import timedelta

from django_tasks import task

from parvis.core import delivery
from parvis.core.clock import now
from parvis.core.keys import locked
from parvis.core.models import Message

WHILE_LOCKED = timedelta(minutes=5)


@task()
def deliver_message(message_id: int) -> None:
    """Send one queued message; later, while the house is locked."""
    if locked():
        deliver_message.using(run_after=now() + WHILE_LOCKED).enqueue(message_id)
        return
    message = Message.objects.filter(pk=message_id).first()
    if message is not None:
        delivery.deliver(message, at=now())

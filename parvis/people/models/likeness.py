from django.db import models


class LikenessKey(models.Model):
    """Blind index of something two registrations of one person share (`engines.names`): by these, candidates are found.

    Derived from names and birth, whose changes are noted; so it is not. The key is made with the controller's own keys: the same
    name under another controller has another one, and nothing can be read from it.
    """

    retention = "person"
    personal = True
    is_index = True

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "person"], name="people_likeness_key")]

"""Sentences for what is refused about keys, the lock, shares and backups."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAFEKEEPING: dict[str, str | Promise] = {
    "keys.missing": _("This can't be opened now: the key is not here. Tell the person who looks after the system."),
    "keys.locked": _("The house is locked: nobody can open what is personal now. Nothing is lost. Ask at the desk."),
    "keys.locked_already": _("The house is locked. Open it first."),
    "keys.not_locked": _("The house is not locked."),
    "keys.exposed": _(
        "Others than its owner can read %(place)s in the folder of keys. Close it to them first: chmod go-rwx."
    ),
    "keys.refused": _("The keys do not allow that. Nothing was changed."),
    "keys.no_ring": _("There are no keys called %(scope)s."),
    "keys.not_rotated": _(
        "The keys called %(scope)s are not exchanged: what they made stands on paper or in old backups."
    ),
    "keys.rotation_unfinished": _(
        "Not everything has passed to the new key of %(scope)s yet. Run the rotation again first."
    ),
    "keys.too_soon": _(
        "Forms that are open somewhere may still need the old key of %(scope)s. It can be destroyed from %(until)s, in Greenwich time."
    ),
    "keys.in_use": _("%(count)s rows still need the old key of %(scope)s. Run the rotation again first."),
    "keys.keepers_alike": _("Give each keeper a name of their own."),
    "keys.too_few_keepers": _("From 2 to %(most)s keepers, and at least 2 of them to open."),
    "keys.no_shares": _(
        "Nobody keeps a share, so nobody could open the house again. Give out shares first: parvis keys share."
    ),
    "keys.not_in_lock": _("%(file)s has changed since the house was locked. Put it elsewhere, then lock again."),
    "keys.lock_damaged": _("The file locked.keys is damaged. Put back the copy from your safe."),
    "keys.share_torn": _("Share %(place)s is not written right. Read it again letter by letter."),
    "keys.share_of_another_set": _("Share %(place)s is of another set: it does not open this lock."),
    "keys.share_wrong": _("Share %(place)s is not the one that %(name)s was given."),
    "keys.too_few_shares": _("Not enough shares: %(have)s of the %(need)s different ones that open the house."),
    "keys.shares_do_not_open": _("These shares together do not open this lock."),
    "backup.refused": _("This backup can't be used. Nothing was changed."),
    "backup.not_one": _("%(path)s is no backup of Parvis."),
    "backup.not_overwritten": _("%(path)s is there already and is no backup of Parvis. Choose another name."),
    "backup.wrong_key": _("This backup was made with another key than those here. Nothing was changed."),
    "backup.broken": _("This backup is cut short or has been changed. Nothing was changed here."),
    "backup.newer": _("This backup is of a newer Parvis. Update first. Nothing was changed."),
    "backup.other_store": _(
        "This backup is of a store in %(made_on)s; the one here is in %(here)s. Nothing was changed."
    ),
    "backup.not_empty": _(
        "There is a store here already. Say --replace if the backup is to take its place. Nothing was changed."
    ),
    "backup.under_way": _("Another backup or restore is under way here. Wait for its end."),
    "backup.keys_missing": _(
        "%(count)s values of this backup are sealed with keys that are not here. Bring those keys, or say --anyway. Nothing was changed."
    ),
}

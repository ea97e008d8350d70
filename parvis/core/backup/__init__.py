"""One encrypted file that holds the store, its files and the ledger of what was erased, and no key."""

from parvis.core.backup.errors import BackupRefused
from parvis.core.backup.restore import Restored, restore
from parvis.core.backup.save import Saved, save

__all__ = ["BackupRefused", "Restored", "Saved", "restore", "save"]

from parvis.kernel.errors import Refused


class BackupRefused(Refused):
    """A backup that can't be made or used: each `backup.…` code says why."""

    code = "backup.refused"

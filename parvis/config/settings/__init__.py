"""Settings, read from the environment here and nowhere else (`docs/operate/settings.md`)."""

from parvis.config.settings.base import *  # noqa: F403 - Django's settings modules are made by star
from parvis.config.settings.demo import *  # noqa: F403
from parvis.config.settings.store import *  # noqa: F403

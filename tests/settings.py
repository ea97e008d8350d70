"""The product's own settings, in a folder that goes away: its keys and files are made once a run and never touch `var/`."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = tempfile.mkdtemp(prefix="parvis-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["PARVIS_HOME"] = _HOME
os.environ["PARVIS_KEYS"] = f"{_HOME}/keys"
os.environ["PARVIS_MODE"] = "test"

from tests.kept_town import lay_keys  # noqa: E402

lay_keys(Path(_HOME, "keys"))

from parvis.config.settings import *  # noqa: E402  the environment comes first

# A slow hash protects real passwords; here it would be most of the running time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if os.environ.get("PARVIS_NO_MIGRATIONS") == "1":
    # While models are being written: tables straight from the models. Every run that counts goes through the migrations.
    from importlib.util import find_spec

    MIGRATION_MODULES = {name.rsplit(".", 1)[-1]: None for name in INSTALLED_APPS if find_spec(name)}

# Static files as they lie in the checkout: the real, hashed and compressed ones are the server's own tests.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

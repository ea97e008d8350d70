"""The WSGI application, for `parvis serve` and any server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings")
application = get_wsgi_application()

# What stands now stands as long as the process: the collector need not look at it again, nor every 700 new objects
# (one page makes ten times as many). A twelfth of a page's time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)

"""How long the real directory takes to come in, and to be read again when nothing has changed."""

import json

from tests.benchmarks.house import bring_directory, open_house

if __name__ == "__main__":
    folder = open_house()
    name, first, services = bring_directory(folder)
    _name, again, _services = bring_directory(folder)
    print(json.dumps({"name": name, "first": first, "again": again, "services": services}))

"""Makes this checkout importable in .venv and writes the command `parvis`, as an editable install would.

An editable install by pip fetches a build backend first; one line in a .pth file needs no network.
"""

import sys
import sysconfig
from pathlib import Path

COMMAND = """#!{python}
import sys

from parvis.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
"""


def link(checkout: Path) -> None:
    Path(sysconfig.get_path("purelib"), "parvis.pth").write_text(f"{checkout}\n", encoding="utf-8")
    command = Path(sysconfig.get_path("scripts"), "parvis")
    command.write_text(COMMAND.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    if sys.prefix == sys.base_prefix:
        sys.exit("Run this with the Python of .venv.")
    link(Path(__file__).resolve().parent.parent)

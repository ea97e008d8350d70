"""Compiles every catalogue (.po) to what Django reads (.mo), with Babel: no gettext programs needed."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "parvis" / "web" / "locale"


def compile_catalogue(po: Path) -> int:
    """Writes the .mo beside the .po; returns how many messages have a translation."""
    with po.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
    return sum(1 for message in catalogue if message.id and all(_strings(message.string)))


def _strings(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def main() -> int:
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        print(f"{po.parent.parent.name}: {compile_catalogue(po)} messages")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The contracts themselves: complete for every room, and without a single exception."""

from configparser import ConfigParser

from tests.guards.support import PARVIS, ROOT

CONTRACT = "importlinter:contract:"
# Every room stores its things on the foundation's abstract models.
OPEN_TO_ALL = {"core"}


def contracts() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def rooms_with_models() -> set[str]:
    return {path.parent.name for path in PARVIS.glob("*/models/")} | {
        path.parent.name for path in PARVIS.glob("*/models.py")
    }


def test_every_room_keeps_its_models_to_itself() -> None:
    closed = {
        section.removeprefix(f"{CONTRACT}models-of-") for section in contracts().sections() if "models-of-" in section
    }
    assert rooms_with_models() - OPEN_TO_ALL == closed


def test_the_floors_leave_no_room_out() -> None:
    floors = contracts()[f"{CONTRACT}floors"]
    assert floors["exhaustive"] == "True"
    listed = set(floors["layers"].replace("|", " ").split())
    assert listed == {path.name for path in PARVIS.iterdir() if (path / "__init__.py").exists()}


def test_no_contract_has_an_exception() -> None:
    for section in contracts().sections():
        assert "ignore_imports" not in contracts()[section], f"{section}: move the line, or announce an event"
        assert "skip_descendants" not in contracts()[section], section


def test_every_python_folder_is_a_package_that_the_floors_see() -> None:
    """A folder without __init__.py would be invisible to the contracts."""
    unseen = {
        path.parent.relative_to(ROOT).as_posix()
        for path in PARVIS.rglob("*.py")
        if not (path.parent / "__init__.py").exists()
    }
    assert not unseen, sorted(unseen)

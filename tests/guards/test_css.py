"""Logical properties only, so that a page turns with its language; and colours that can be read by everyone."""

import re
from collections.abc import Iterator

import pytest

from tests.guards.support import STATIC, assert_none_but, name, stylesheets

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SIDES = "left|right"
PHYSICAL = re.compile(
    rf"""(?<![\w-])(?:
      (?:margin|padding|border|scroll-margin|scroll-padding)-(?:{SIDES}|top|bottom)(?:-\w+)*\s*:
    | border-(?:top|bottom)-(?:{SIDES})-radius\s*:
    | (?:{SIDES})\s*:
    | (?:text-align|float|clear|caption-side)\s*:\s*(?:{SIDES})\b
    )""",
    re.VERBOSE,
)
# "file: declaration" with why it may stay physical.
MAY_BE_PHYSICAL: dict[str, str] = {}

AA_SHAPE, AAA_TEXT = 3.0, 7.0
GROUNDS = ("stone", "wall", "sill")
TEXT_PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "link", "shutter", "brick", "leaf") for ground in GROUNDS],
    ("on-shutter", "shutter"),
    ("on-sun", "sun"),
    ("on-brick", "brick"),
    *[(ink, ground) for ink in ("ink", "link") for ground in ("shutter-soft", "sun-soft", "brick-soft", "leaf-soft")],
    ("shutter", "shutter-soft"),
    ("brick", "brick-soft"),
    ("leaf", "leaf-soft"),
]
SHAPE_PAIRS = [("edge", ground) for ground in GROUNDS]


def test_stylesheets_turn_with_the_language() -> None:
    found = [
        f"{name(path)}: {match.group().strip()}"
        for path in stylesheets()
        for match in PHYSICAL.finditer(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert_none_but(
        found, MAY_BE_PHYSICAL, "a physical property; write margin-inline-start, inset-inline-end, text-align: start"
    )


@pytest.mark.parametrize(
    "bad", ["margin-left: 1px", "{left:0}", "text-align: right", "border-top-left-radius:1px", ";float:left"]
)
def test_the_guard_knows_a_physical_property(bad: str) -> None:
    assert PHYSICAL.search(bad)


@pytest.mark.parametrize(
    "good", ["margin-inline-start: 1px", "inset-inline-end:0", "--left-over: 1px", "text-align: start"]
)
def test_the_guard_lets_logical_ones_pass(good: str) -> None:
    assert not PHYSICAL.search(good)


def tokens() -> dict[str, dict[str, str]]:
    """Colours by scheme, from the first :root and from the one for dark screens."""
    css = COMMENT.sub("", (STATIC / "parvis" / "parvis.css").read_text(encoding="utf-8"))
    light = dict(_colours(_block(css, css.index(":root"))))
    dark_at = css.index("prefers-color-scheme: dark")
    return {"light": light, "dark": light | dict(_colours(_block(css, css.index(":root", dark_at))))}


def _block(css: str, start: int) -> str:
    return css[css.index("{", start) : css.index("}", start)]


def _colours(block: str) -> Iterator[tuple[str, str]]:
    return iter(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", block))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, 0 (black) to 1 (white)."""
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = (int(full[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    colours = tokens()[scheme]
    ratios = {f"{ink} on {ground}": contrast(colours[ink], colours[ground]) for ink, ground in TEXT_PAIRS}
    weak = {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < AAA_TEXT}
    assert not weak, f"{scheme}: under {AAA_TEXT}: {weak}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_can_be_seen(scheme: str) -> None:
    colours = tokens()[scheme]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in SHAPE_PAIRS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < AA_SHAPE}

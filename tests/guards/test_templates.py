"""Pages carry their own weight only: no script where there is none to be, no inline style, nothing from elsewhere, no flag."""

import re

from tests.guards.support import (
    BLANK,
    PARVIS,
    TEMPLATES,
    assert_none_but,
    markup,
    name,
    python_files,
    stylesheets,
    template_files,
    template_name,
)

LOADS = {"src", "href", "srcset", "action", "poster", "data"}
FETCHING_TAGS = {"link", "script", "img", "iframe", "source", "video", "audio", "object", "embed", "use", "image"}
ABSOLUTE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
FLAG = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3f3\U0001f3f4\U0001f38c\U0001f6a9]")
# Only the staff pages may use a script of their own origin (htmx, vendored).
# The sign-in of who works here asks for a passkey by one.
MAY_SCRIPT = ("base_staff.html", "staff/", "admin_desk/", "shell/_passkey.html")
# Templates that a library or Django itself calls by name.
CALLED_BY_NAME = {
    "404.html": "Django's own page for what does not exist",
    "500.html": "Django's own page for our faults",
    "400.html": "Django's own page for a request nobody can read",
    "403.html": "Django's own page for a refusal",
    "403_csrf.html": "Django's own page for a stale form",
}
CALLED_BY_LIBRARIES = ("account/", "allauth/", "mfa/")


def test_only_staff_pages_carry_script() -> None:
    found = [
        f"{name(path)}:{element.line}: {element.tag}"
        for path in template_files()
        if not template_name(path).startswith(MAY_SCRIPT)
        for element in markup(path).elements
        if element.tag == "script" or any(key.strip(BLANK).startswith(("on", "hx-")) for key in element.attributes)
    ]
    assert_none_but(found, {}, "script on a page that must do without")


def test_no_script_is_inline() -> None:
    found = [
        f"{name(path)}:{element.line}"
        for path in template_files()
        for element in markup(path).elements
        if element.tag == "script" and "src" not in element.attributes
    ]
    assert_none_but(found, {}, "inline script")


def test_no_style_is_inline() -> None:
    found = [
        f"{name(path)}:{element.line}: {element.tag}"
        for path in template_files()
        for element in markup(path).elements
        if element.tag == "style" or "style" in {key.strip(BLANK) for key in element.attributes}
    ]
    assert_none_but(found, {}, "inline style")


def test_no_page_asks_a_third_party() -> None:
    found = [
        f"{name(path)}:{element.line}: {value}"
        for path in template_files()
        for element in markup(path).elements
        if element.tag in FETCHING_TAGS
        for key, value in element.attributes.items()
        if key in LOADS and ABSOLUTE.match(value)
    ]
    found += [
        f"{name(path)}: {address}"
        for path in stylesheets()
        for address in re.findall(
            r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')]+)""", path.read_text(encoding="utf-8")
        )
    ]
    assert_none_but(found, {}, "a request to a third party")


def test_no_flag_stands_for_a_language() -> None:
    texts = [*template_files(), *stylesheets(), *python_files()]
    found = [name(path) for path in texts if FLAG.search(path.read_text(encoding="utf-8"))]
    assert_none_but(found, {}, "a flag")


def test_every_template_is_used() -> None:
    templates = {template_name(path) for path in template_files()}
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*template_files(), *python_files()])
    unused = [
        entry
        for entry in templates
        if not re.search(rf"""["']{re.escape(entry)}["']""", sources)
        and entry not in CALLED_BY_NAME
        and not entry.startswith(CALLED_BY_LIBRARIES)
    ]
    assert_none_but(unused, {}, "templates nobody uses")


def test_every_template_stands_in_the_one_folder_or_beside_its_audience() -> None:
    strays = [
        name(path) for path in template_files() if TEMPLATES not in path.parents and PARVIS / "web" not in path.parents
    ]
    assert_none_but(strays, {}, "templates below the doors")

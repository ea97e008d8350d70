"""What is sealed and what is indexed blindly can change its key: a new column or a new use is found here before it is lost there."""

import ast
from importlib import import_module
from pathlib import Path

from django.apps import apps

from parvis.core.fields import EncryptedText
from parvis.core.rotation import blind_columns, sealed_columns
from parvis.core.safekeeping import SAFEKEEPING
from tests.guards.support import assert_none_but, name, python_files, tree

# Outside the columns: what is sealed for hours only, in a form or a session. Old keys wait a day for it (core.rotation.destroy).
SEALS = {
    "parvis/core/fields.py": "the sealed column itself",
    "parvis/core/rotation/sealed.py": "the same, under the next key",
    "parvis/web/shell/resume.py": "a form that waits two hours at the sign-in",
    "parvis/web/shell/account_forms.py": "the secret of an app, half an hour, until one of its codes was typed",
    "parvis/web/staff/drafts.py": "a form over several pages, for a session",
    "parvis/web/newcomer/waiting.py": "a card whose digits are not written yet, for a session",
}
INDEXERS = ("blind_index", "blind_indexes")


def test_every_sealed_column_is_walked_and_can_be_bound_to_its_row() -> None:
    walked = {(model._meta.label, column.name) for model, columns in sealed_columns().items() for column in columns}
    there = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedText)
    }
    assert walked == there
    assert len(walked) > 15
    unbound = [
        model._meta.label
        for model in sealed_columns()
        if "public_id" not in {field.name for field in model._meta.local_concrete_fields}
    ]
    assert not unbound, f"sealed, without a public id of their own: {unbound}"


def calls(path: Path, names: tuple[str, ...]) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
    ]


def test_nothing_else_is_sealed_for_longer_than_a_session() -> None:
    found = [name(path) for path in python_files() if calls(path, ("seal",))]
    assert_none_but(found, SEALS, "sealed outside a column: a new key would not reach it")


def test_every_blind_index_passes_to_a_new_key() -> None:
    """Each purpose is of a registered column."""
    known = {purpose for column in blind_columns() for purpose in column.purposes}
    asked = set()
    for path in python_files():
        if name(path).startswith("parvis/core/"):
            continue
        for call in calls(path, INDEXERS):
            purpose = next(word.value for word in call.keywords if word.arg == "purpose")
            asked.add(_text(purpose, path))
    assert asked == known, "a blind index that rotation does not know (core.rotation.register), or one that is gone"


def _text(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Name):
        module = import_module(name(path).removesuffix(".py").replace("/", "."))
        return str(getattr(module, node.id))
    assert isinstance(node, ast.Constant), f"{name(path)}: a purpose is a text or a name for one"
    return str(node.value)


def test_registered_columns_exist() -> None:
    for column in blind_columns():
        assert column.of._meta.get_field(column.column)
        assert column.of._base_manager.values(column.controller) is not None, "the way to the controller"


def test_every_refusal_of_keys_and_backups_has_its_sentence() -> None:
    raised = {
        str(call.args[0].value)
        for path in python_files()
        if name(path).startswith(("parvis/core/", "parvis/cli/"))
        for call in calls(path, ("KeysRefused", "BackupRefused"))
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert raised
    assert not raised - set(SAFEKEEPING)
    family = {"keys.missing", "keys.locked", "keys.exposed", "keys.refused", "backup.refused"}
    assert set(SAFEKEEPING) == raised | family

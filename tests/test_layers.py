"""The house: criteria <- rules <- ratings, and durable_rules behind one door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("criteria", "rules", "ratings")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
MAY_IMPORT = {
    "criteria": {"criteria"},
    "rules": {"criteria", "rules"},
    "ratings": {"criteria", "rules", "ratings"},
}


def _imports(path: Path) -> set[str]:
    """Return the top-level packages that the module at *path* imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_before_it(path):
    room = path.relative_to(ROOT).parts[0]
    assert _imports(path) & set(ROOMS) <= MAY_IMPORT[room]


def test_only_the_engine_module_knows_durable_rules():
    assert [path.relative_to(ROOT).as_posix() for path in MODULES if "durable" in _imports(path)] == ["rules/engine.py"]


def test_no_rule_set_or_level_is_named_in_code():
    """Law as data: an id of the catalogue in a string of the code would be law in Python."""
    from criteria.catalogue import all_rule_sets

    law = {level.id for rule_set in all_rule_sets() for level in rule_set.levels} | {r.id for r in all_rule_sets()}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in law, f"{path.name}:{node.lineno} names {node.value}"


def test_no_float_stands_in_code():
    """Exact: a float literal is the beginning of a float comparison. These are for messages."""
    floats = [
        (path.name, node.value)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert floats == [("catalogue.py", 0.85), ("problems.py", 0.5), ("problems.py", 0.30103)]

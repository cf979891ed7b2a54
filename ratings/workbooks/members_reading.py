"""The sheets of members to their data: each row is one member, with what has no cell of its own as JSON."""

from typing import Any

from ratings.evidence import EvidenceError
from ratings.reading import parse_json
from ratings.workbooks.cells import CellError, words_in
from ratings.workbooks.layout import MEMBER_SHEETS, ORDER, OTHERS, REST, path_of, split_key
from ratings.workbooks.opening import Sheet
from ratings.workbooks.taking import Taker, pair_in, reason_in
from ratings.workbooks.tree import Tree

_LAST = 10**9
"""The place of a row that has none: a new one comes behind those that were there."""


def read_members(taker: Taker, tree: Tree) -> None:
    """Put the members of all sheets into *tree*, in the order in which they once stood, new ones last."""
    found: list[tuple[int, int, Tree, str]] = []
    for kind in MEMBER_SHEETS:
        sheet = taker.opened.sheets.get(kind)
        for row in taker.rows(sheet, but=(ORDER,)) if sheet is not None else ():
            assert sheet is not None
            order = sheet.cell(ORDER, row)
            place = order.value if order is not None and type(order.value) is int and order.value >= 0 else _LAST
            found.append((place, len(found), _member(taker, sheet, row), _first_cell(sheet, row)))
    if not found:
        return
    found.sort(key=lambda each: each[:2])
    tree.data["members"] = [member.data for _, _, member, _ in found]
    for number, (_, _, member, cell) in enumerate(found):
        tree.places[f"/members/{number}"] = cell
        tree.places |= {f"/members/{number}{path}": there for path, there in member.places.items()}


def _first_cell(sheet: Sheet, row: int) -> str:
    """Return the cell by which a reader of Excel finds the member: the first that is shown, which has its name."""
    shown = sorted((column, key) for key, column in sheet.columns.items() if key != ORDER)
    return sheet.cell_name(shown[0][1], row) if shown else sheet.name


def _member(taker: Taker, sheet: Sheet, row: int) -> Tree:
    tree = Tree(_rest(taker, sheet, row))
    if isinstance(tree.data, dict) and sheet.key != OTHERS and isinstance(tree.data.get("subject", {}), dict):
        tree.data.setdefault("subject", {}).setdefault("kind", sheet.key)
    for key in sheet.columns:
        path, kind = split_key(key)
        if key == ORDER or path == REST:
            continue
        parts, cell, found = path_of(path), sheet.cell_name(key, row), taker.found(sheet, key, row)
        if found is None:
            taker.place(tree, parts, cell)
            continue
        pair = pair_in(found) if parts[-1] == "count" else None
        reason = reason_in(found) if parts[0] == "answers" and parts[-1] != "documents" else None
        if reason is not None:
            taker.put(tree, (*parts[:-1], "not_applicable"), reason, cell)
        elif pair is not None:
            for part, number in zip(("count", "of"), pair, strict=True):  # 38/40 in one cell
                taker.put(tree, (*parts[:-1], part), number, cell)
        else:
            taker.put(tree, parts, taker.value(sheet, key, row, kind), cell)
    return tree


def _rest(taker: Taker, sheet: Sheet, row: int) -> Any:
    """Return what of a member stands as JSON; an empty object where nothing does."""
    column = next((key for key in sheet.columns if split_key(key)[0] == REST), None)
    found = taker.found(sheet, column, row) if column is not None else None
    if found is None or column is None:
        return {}
    cell = sheet.cell_name(column, row)
    try:
        return parse_json(words_in(found))
    except EvidenceError as error:
        taker.wrong(cell, error.problems[0].wrong, error.problems[0].right)
    except CellError as error:
        taker.wrong(cell, error.wrong, error.right)
    return {}

"""The sheets of members: one row for each, with what fits into cells in cells, and the rest beside it as JSON."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from criteria.answers import FORMS
from criteria.catalogue import select_rule_set
from criteria.problems import Problem, RuleSetError, pointer
from criteria.questions import AskChange, AskShare, Kind
from criteria.shared import BaseIndicator
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text
from ratings.evidence import EvidenceError
from ratings.workbooks.cells import LONGEST_CELL, Lists, cell_of
from ratings.workbooks.layout import (
    FIRST_ROW,
    FORM_KEYS,
    JSON,
    MEMBER_SHEETS,
    NUMBER,
    OPTION,
    ORDER,
    OTHERS,
    PAPER,
    REST,
    TEXT,
    cell_kinds,
    form_of_row,
    path_text,
    split_key,
)
from ratings.workbooks.sheets import Column
from ratings.writing import exact_json

_CODES: dict[str, tuple[str, ...]] = {
    "citizen": ("village", "commune"),
    "family": ("village", "clan"),
    "clan": ("village",),
    "commune": ("district",),
    "district": ("province",),
}
"""The codes by which a member says where it belongs, beside its own."""
_HEADS = {
    "name": Text("Tên", "Name"),
    "code": Text("Mã", "Code"),
    "village": Text("Mã thôn", "Code of the village"),
    "clan": Text("Mã dòng họ", "Code of the clan"),
    "commune": Text("Mã xã", "Code of the commune"),
    "district": Text("Mã huyện", "Code of the district"),
    "province": Text("Mã tỉnh", "Code of the province"),
    "type": Text("Loại hình", "Type"),
}


class MemberRow(NamedTuple):
    """A row of a sheet of members: its number, and what stands in the cells of its columns, with their kinds."""

    number: int
    cells: Mapping[str, tuple[Any, str]]


def member_rule_sets(rule_set: AnyRuleSet, members: Sequence[Any], year: int) -> dict[str, AnyRuleSet]:
    """Return the rule sets of members, by kind: of those that answer *rule_set*, and of those that are there.

    Args:
        rule_set: Of the subject.
        members: Of the subject, as they were read.
        year: Of assessment, by which theirs are chosen.
    """
    found: dict[str, AnyRuleSet] = {}
    waiting = [rolled_up.kind for rolled_up in rule_set.roll_ups.values()] + sorted(
        {kind for kind in map(kind_of, members) if kind != OTHERS}
    )
    while waiting:
        kind = waiting.pop(0)
        of_kind = _rule_set_of(kind, year)
        if kind not in found and of_kind is not None:
            found[kind] = of_kind
            waiting += [rolled_up.kind for rolled_up in of_kind.roll_ups.values()]
    return found


def _rule_set_of(kind: Kind, year: int) -> AnyRuleSet | None:
    try:
        return select_rule_set(kind, "commune" if kind == "unit" else None, year)
    except RuleSetError:
        return None  # no text rates this kind in this year: its members stand as JSON


def kind_of(member: Any) -> Any:
    """Return the kind of a *member*, or "others" where that cannot be read."""
    subject = member.get("subject") if isinstance(member, dict) else None
    kind = subject.get("kind") if isinstance(subject, dict) else None
    return kind if isinstance(kind, str) and kind in MEMBER_SHEETS else OTHERS


def columns_for(kind: str, rule_set: AnyRuleSet | None) -> tuple[Column, ...]:
    """Return the columns of the sheet of members of *kind*, which *rule_set* rates."""
    order = Column(ORDER, Text("Thứ tự", "Order"), 6, hidden=True)
    rest = Column(f"{REST}:{JSON}", Text("Phần khác (JSON)", "The rest (JSON)"), 18, kind=TEXT)
    if rule_set is None:
        return order, rest
    about = ("name", "code", *_CODES.get(kind, ()))
    subject = [Column(f"subject/{key}:{TEXT}", _HEADS[key], 24 if key == "name" else 12, kind=TEXT) for key in about]
    if isinstance(rule_set, TargetRuleSet) and rule_set.types:
        subject.append(Column(f"subject/type:{TEXT}", _HEADS["type"], 14, kind=TEXT))
    asked = (column for indicator in rule_set.indicators for column in _columns_of(kind, indicator))
    return (order, *subject, *asked, rest)


def _columns_of(kind: str, indicator: BaseIndicator) -> Iterator[Column]:
    key, beside = FORM_KEYS[form_of_row(indicator)]
    kinds = cell_kinds(indicator, f"{kind}:{indicator.id}")
    head = Text(f"{indicator.id} {indicator.label.vi}", f"{indicator.id} {indicator.label.en}")
    if key is None:
        yield _column(indicator.id, "points", NUMBER, head)
    else:
        yield _column(indicator.id, key, kinds[0], head)
    if beside is not None:
        second = {
            AskShare: Text("trên tổng số", "of"),
            AskChange: Text("năm trước", "the year before"),
        }[type(indicator.answer)]  # fmt: skip
        yield _column(
            indicator.id, beside, kinds[1], Text(f"{indicator.id} {second.vi}", f"{indicator.id} {second.en}")
        )
    if indicator.documents:
        paper = Text(f"{indicator.id} minh chứng", f"{indicator.id} document")
        yield _column(indicator.id, "documents", PAPER, paper)


def _column(indicator: str, key: str, kind: str, head: Text) -> Column:
    path = path_text(("answers", indicator, key))
    return Column(f"{path}:{kind}", head, 22 if kind == PAPER or kind.startswith(OPTION) else 12, kind=kind)


def rows_of_members(
    members: Sequence[tuple[int, Any]], columns: Sequence[Column], lists: Lists, shown: tuple[str, str], reason: str
) -> Iterator[MemberRow]:
    """Yield the rows of *members*, each with its place in the list.

    Args:
        members: Place and data as they were read.
        columns: Of their sheet.
        lists: Options by the name of their list.
        shown: How yes and no are written.
        reason: How the reason begins why something does not apply.

    Raises:
        EvidenceError: What has no cell of its own is longer than a cell holds.
    """
    for number, (place, member) in enumerate(members, FIRST_ROW):
        rest = copy.deepcopy(member)
        cells: dict[str, tuple[Any, str]] = {}
        for column in columns:
            path, kind = split_key(column.key)
            if column.key != ORDER and path != REST:
                cells[column.key] = _taken(rest, path.split("/"), kind, lists, (shown, reason)), kind
        if isinstance(rest, dict) and rest.get("subject", {}) == {"kind": kind_of(member)}:
            del rest["subject"]  # the sheet says so
        if all(value is None for value, _ in cells.values()):
            rest = member  # a row in which nothing stands would be taken for none
        cells[f"{REST}:{JSON}"] = _rest_of(rest, place) if rest != {} or member == {} else None, TEXT
        yield MemberRow(number, {ORDER: (place, NUMBER), **cells})


def _taken(rest: Any, path: Sequence[str], kind: str, lists: Lists, said: tuple[tuple[str, str], str]) -> Any:
    """Take what stands at *path* out of *rest* and return what its cell holds; None where it stays in the rest."""
    holders = [rest]
    for part in path[:-1]:
        holder = holders[-1]
        if not isinstance(holder, dict) or part not in holder:
            return None
        holders.append(holder[part])
    last, shown = path[-1], said[0]
    holder = holders[-1]
    if not isinstance(holder, dict):
        return None
    cell = cell_of(holder.get(last), kind, lists, shown) if last in holder else None
    if cell is None and last in FORMS and last not in holder:
        last, cell = "not_applicable", _reason(holder, said[1])
    if cell is None:
        return None
    del holder[last]
    for part, above in zip(reversed(path[:-1]), reversed(holders[:-1]), strict=True):
        if above[part] == {}:
            del above[part]
    return cell


def _reason(answer: Mapping[str, Any], begin: str) -> str | None:
    words = cell_of(answer.get("not_applicable"), TEXT, {})
    return f"{begin}{words}" if words is not None else None


def _rest_of(rest: Any, place: int) -> str:
    text = exact_json(rest, indent=None).strip()
    if len(text) > LONGEST_CELL:
        wrong = Text(
            f"Thành viên này cần {len(text)} ký tự, hơn một ô Excel chứa được ({LONGEST_CELL}).",
            f"This member needs {len(text)} characters, more than a cell of Excel holds ({LONGEST_CELL}).",
        )
        right = Text("Giữ thành viên này trong tệp JSON Lines.", "Keep it in a JSON Lines file.")
        raise EvidenceError([Problem(pointer(["members", place]), None, wrong, right)])
    return text

"""The sheet of the subject: one row for each thing that evidence says of it beside the answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from criteria.catalogue import standards
from criteria.papers_model import PAPER_KINDS
from criteria.questions import HEADCOUNTS, AskShare
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text
from ratings.workbooks.layout import DAY, OPTION, TEXT, WHOLE

Path = tuple[str | int, ...]
_BLANK_AGES, _BLANK_VILLAGES, _BLANK_LINES = 8, 12, 3


class InfoRow(NamedTuple):
    """A row of the sheet: what is asked, and what is there.

    Attributes:
        path: Where it belongs in evidence; empty: a heading. Where it ends with "*", its last part is the label.
        label: What is asked.
        kind: Of the cell.
        value: What is there; None: nothing.
        hint: What would be right.
        fixed: It is not to be changed.
    """

    path: Path
    label: Text
    kind: str = TEXT
    value: Any = None
    hint: Text = Text("", "")
    fixed: bool = False


_SUBJECT = {
    "name": Text("Tên đối tượng", "Name"),
    "code": Text("Mã", "Code"),
    "village": Text("Mã thôn, tổ dân phố", "Code of the village"),
    "clan": Text("Mã dòng họ", "Code of the clan"),
    "commune": Text("Mã xã", "Code of the commune"),
    "district": Text("Mã huyện", "Code of the district"),
    "province": Text("Mã tỉnh", "Code of the province"),
}
_POPULATION = {
    "people": Text("Số dân", "People"),
    "households": Text("Số hộ gia đình", "Households"),
    "registered_households": Text("Số hộ đăng ký", "Households that registered"),
    "villages": Text("Số thôn, tổ dân phố", "Villages"),
    "clans": Text("Số dòng họ", "Clans"),
    "communes": Text("Số xã", "Communes"),
    "districts": Text("Số huyện", "Districts"),
}
_OFFICE = {
    "superior": Text("Cơ quan chủ quản", "Office above"),
    "name": Text("Cơ quan ban hành", "Office"),
    "place": Text("Địa danh", "Place"),
    "date": Text("Ngày văn bản", "Date of the papers"),
    "to": Text("Kính gửi", "Addressed to"),
    "authority": Text("Thay mặt (TM., KT.…)", "In whose name is signed"),
    "title": Text("Chức vụ người ký", "Title of the signer"),
    "signer": Text("Họ tên người ký", "Name of the signer"),
    "meeting_place": Text("Nơi họp tự kiểm tra", "Place of the meeting"),
    "meeting_time": Text("Thời gian họp", "Time of the meeting"),
    "secretary": Text("Thư ký", "Secretary"),
}
_NUMBERS = {
    "self-assessment": Text("Số báo cáo tự đánh giá", "Number of the report"),
    "summary": Text("Số bản tổng hợp", "Number of the summary"),
    "minutes": Text("Số biên bản", "Number of the minutes"),
    "submission": Text("Số tờ trình", "Number of the submission"),
}


def info_rows(data: Mapping[str, Any], rule_set: AnyRuleSet) -> Iterator[InfoRow]:
    """Yield the rows for evidence *data*: what is there, and room for what could be."""
    yield from _subject(data, rule_set)
    yield from _population(data, rule_set)
    yield from _standards(data, rule_set)
    yield from _recognition(data, rule_set)
    yield from _members_files(data, rule_set)
    yield from _office(data)


def _subject(data: Mapping[str, Any], rule_set: AnyRuleSet) -> Iterator[InfoRow]:
    subject = data["subject"]
    yield InfoRow((), Text("Đối tượng", "Subject"))
    yield InfoRow(("subject", "kind"), Text("Loại đối tượng", "Kind"), f"{OPTION}kind", subject["kind"], fixed=True)
    for key, label in _SUBJECT.items():
        yield InfoRow(("subject", key), label, TEXT, subject.get(key))
    if rule_set.subject.tiers or "tier" in subject:
        yield InfoRow(("subject", "tier"), Text("Cấp", "Tier"), f"{OPTION}tier", subject.get("tier"))
    typed = isinstance(rule_set, TargetRuleSet) and bool(rule_set.types)
    if typed or "type" in subject or subject["kind"] == "unit":
        kind = f"{OPTION}type" if typed else TEXT
        yield InfoRow(("subject", "type"), Text("Loại hình", "Type"), kind, subject.get("type"))
    yield InfoRow(("subject", "area"), Text("Địa bàn", "Area"), f"{OPTION}area", subject.get("area"))
    years = rule_set.years.text
    hint = Text(f"Bộ tiêu chí này: {years.vi}.", f"This rule set: {years.en}.")
    yield InfoRow(("year",), Text("Năm đánh giá", "Year of assessment"), WHOLE, data.get("year"), hint)
    yield InfoRow(("rule_set",), Text("Bộ tiêu chí", "Rule set"), TEXT, data.get("rule_set"), rule_set.title)
    yield InfoRow(("assessed_on",), Text("Ngày đánh giá", "Day of assessment"), DAY, data.get("assessed_on"))


def _population(data: Mapping[str, Any], rule_set: AnyRuleSet) -> Iterator[InfoRow]:
    there = data.get("population", {})
    asked = {each.answer.all for each in rule_set.indicators if isinstance(each.answer, AskShare)}
    wanted = {name for name in HEADCOUNTS if name in asked} | (
        {"registered_households"} if "households" in asked else set()
    )
    if not there and not wanted:
        return
    yield InfoRow((), Text("Số liệu dân cư", "Population"))
    for name, label in _POPULATION.items():
        if name in wanted or name in there:
            yield InfoRow(("population", name), label, WHOLE, there.get(name))
    if rule_set.standards is not None or "ages" in there:
        hint = Text("Nhóm tuổi ghi như 15-25, nhóm cuối 61+.", "A band of ages is like 15-25, the last one 61+.")
        yield InfoRow((), Text("Số dân theo nhóm tuổi", "People by age"), hint=hint)
        yield from _free(("population", "ages"), there.get("ages", {}), _BLANK_AGES)
    if rule_set.roll_ups or "households_by_village" in there:
        hint = Text("Ghi mã thôn ở cột bên trái.", "The code of the village stands on the left.")
        yield InfoRow((), Text("Số hộ theo thôn", "Households by village"), hint=hint)
        yield from _free(
            ("population", "households_by_village"), there.get("households_by_village", {}), _BLANK_VILLAGES
        )


def _free(path: Path, there: Mapping[str, Any], blank: int) -> Iterator[InfoRow]:
    """Rows whose name a user types, too; what cannot be typed so that it is read the same has it in the path."""
    for name, value in there.items():
        clean = name.strip() == name != "" and name != "*"
        yield InfoRow((*path, "*" if clean else name), Text(name, name), WHOLE, value)
    for _ in range(max(1, blank - len(there))):
        yield InfoRow((*path, "*"), Text("", ""), WHOLE)


def _standards(data: Mapping[str, Any], rule_set: AnyRuleSet) -> Iterator[InfoRow]:
    there = data.get("standards", {}).get("counts", {})
    known = {}
    if rule_set.standards is not None:
        law = standards(rule_set.standards)
        known = {each.id: _capital(each.label) for each in law.counts}
        short = law.text.short
        heading = Text(f"Số liệu phổ cập, xóa mù chữ ({short.vi})", f"Counts for standards ({short.en})")
        yield InfoRow((), heading)
    for name in (*known, *(each for each in there if each not in known)):
        yield InfoRow(("standards", "counts", name), known.get(name, Text(name, name)), WHOLE, there.get(name))


def _capital(label: Text) -> Text:
    return Text(label.vi[:1].upper() + label.vi[1:], label.en[:1].upper() + label.en[1:])


def _recognition(data: Mapping[str, Any], rule_set: AnyRuleSet) -> Iterator[InfoRow]:
    held = rule_set.recognition is not None and rule_set.recognition.validity is not None
    earlier = data.get("recognitions", [])
    if held or earlier:
        yield InfoRow((), Text("Những lần được công nhận trước", "Earlier recognitions"))
        for place in range(max(_BLANK_LINES, len(earlier) + 1)):
            there = earlier[place] if place < len(earlier) else {}
            vi, en = f"Lần {place + 1}", f"No. {place + 1}"
            yield InfoRow(
                ("recognitions", place, "level"),
                Text(f"{vi}: mức", f"{en}: level"),
                f"{OPTION}level",
                there.get("level"),
            )
            yield InfoRow(("recognitions", place, "date"), Text(f"{vi}: ngày", f"{en}: day"), DAY, there.get("date"))
    done, entries = data.get("dates", {}), {entry.id: entry.name for entry in rule_set.calendar}
    if done or entries:
        yield InfoRow((), Text("Việc đã làm, ngày nào", "What was done, and when"))
    for name in (*entries, *(each for each in done if each not in entries)):
        yield InfoRow(("dates", name), entries.get(name, Text(name, name)), DAY, done.get(name))


def _members_files(data: Mapping[str, Any], rule_set: AnyRuleSet) -> Iterator[InfoRow]:
    there = data.get("members_files", [])
    if rule_set.roll_ups or there:
        hint = Text("Tệp JSON Lines, đặt cạnh tệp này.", "JSON Lines, beside this file.")
        yield InfoRow((), Text("Tệp thành viên (nếu có)", "Files of members, if any"), hint=hint)
        yield from _lines(("members_files",), there, Text("Tệp", "File"))


def _lines(path: Path, there: Sequence[str], label: Text) -> Iterator[InfoRow]:
    for place in range(len(there) + _BLANK_LINES):
        value = there[place] if place < len(there) else None
        yield InfoRow((*path, place), Text(f"{label.vi} {place + 1}", f"{label.en} {place + 1}"), TEXT, value)


def _office(data: Mapping[str, Any]) -> Iterator[InfoRow]:
    there = data.get("office", {})
    hint = Text("Chỉ để in báo cáo, tờ trình, biên bản; không tính điểm.", "For papers only; nothing is rated by it.")
    yield InfoRow((), Text("Văn phòng", "Office"), hint=hint)
    for key, label in _OFFICE.items():
        yield InfoRow(("office", key), label, DAY if key == "date" else TEXT, there.get(key))
    for paper in PAPER_KINDS:
        yield InfoRow(("office", "numbers", paper), _NUMBERS[paper], TEXT, there.get("numbers", {}).get(paper))
    yield from _lines(("office", "copies"), there.get("copies", []), Text("Nơi nhận", "Copy to"))
    people = there.get("participants", [])
    for place in range(len(people) + _BLANK_LINES):
        person = people[place] if place < len(people) else {}
        for key, label in (("name", Text("họ tên", "name")), ("position", Text("chức vụ", "position"))):
            called = Text(f"Người dự {place + 1}: {label.vi}", f"Participant {place + 1}: {label.en}")
            yield InfoRow(("office", "participants", place, key), called, TEXT, person.get(key))

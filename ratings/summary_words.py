"""What reports on many subjects say alike, whatever their format: headings, heads of columns, sentences on a group."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from criteria.texts import Text, count_text, joined, percent_text, points_as_text
from ratings.names import AREA_NAMES, MARKS
from ratings.result_sentences import counted_provenance
from ratings.result_summary import Cell, GroupResult, ItemSummary, LevelShare, MissingItem, SubjectLine, SummaryResult
from ratings.summary_notes import listed

TITLE = Text("Bảng tổng hợp", "Summary")
LEAGUE = Text("Xếp hạng", "League table")
MAP = Text("Bản đồ nhiệt", "Heat map")
LOST = Text("Mất điểm", "Points lost")
UNMET = Text("Chưa đạt", "Not met")
MISSING = Text("Còn thiếu", "Missing")
NOTHING_MISSING = Text("Không thiếu câu trả lời hay minh chứng nào.", "No answer and no document is missing.")
NOTHING_LOST = Text("Không đối tượng nào mất điểm.", "Nobody loses a point.")
NOTHING_UNMET = Text("Đối tượng nào cũng đạt mọi chỉ tiêu.", "Everybody meets every target.")
REFUSED = Text("Không tổng hợp được các tệp:", "Files that could not be summed up:")

RANK = Text("Hạng", "Rank")
NAME = Text("Đối tượng", "Subject")
CODE = Text("Mã", "Code")
LEVEL = Text("Mức", "Level")
POINTS = Text("Điểm", "Points")
POSSIBLE = Text("Có thể đến", "Can come to")
MISSING_COUNT = Text("Còn thiếu", "Missing")
ASSUMED = Text("Giả định", "Assumed")
DOUBTS = Text("Cần xem lại", "To look at")
FILE = Text("Tệp", "File")
ITEM = Text("Tiêu chí, nội dung", "Criterion, indicator")
LOSING = Text("Số đối tượng mất điểm", "Subjects losing points")
ASKED = Text("Số đối tượng được chấm", "Subjects asked")
LOST_POINTS = Text("Điểm mất", "Points lost")
LOST_MEAN = Text("Trung bình mất", "Lost on average")
LOST_MISSING = Text("trong đó do còn thiếu", "of it for what is missing")
TALLY = Text("Kết quả của các đối tượng", "How subjects stand")
BY_CRITERION = Text("Theo tiêu chí", "By criterion")
BY_INDICATOR = Text("Theo nội dung", "By indicator")
BY_TARGET = Text("Theo chỉ tiêu", "By target")
NO_ANSWER = Text("Thiếu câu trả lời", "Answer missing")
NO_DOCUMENTS = Text("Thiếu minh chứng", "Documents missing")


def group_title(group: GroupResult) -> Text:
    """Return by what, for which year and of how many subjects a group is."""
    title, many = group.rule_set.title, count_text(len(group.subjects))
    subjects = "subject" if len(group.subjects) == 1 else "subjects"
    return Text(
        f"{title.vi} · năm {group.year} · {many.vi} đối tượng", f"{title.en} · year {group.year} · {many.en} {subjects}"
    )


def group_source(group: GroupResult) -> Text:
    """Return the rule set, and the local guidance that lies over it."""
    overlay = group.rule_set.overlay
    said = Text(f"Bộ tiêu chí {group.rule_set.id}", f"Rule set {group.rule_set.id}")
    if overlay is None:
        return said
    issuer, number = overlay.issuer, overlay.number
    return Text(
        f"{said.vi}, theo hướng dẫn của địa phương số {number} ngày {overlay.date:%d/%m/%Y} của {issuer.vi}",
        f"{said.en}, by local guidance no. {number} of {overlay.date} by {issuer.en}",
    )


def level_sentences(group: GroupResult) -> Iterator[Text]:
    """Yield how many are at each level, what is still open, and the spread of points."""
    yield joined([_counts(group, possible=False), Text(".", ".")], "")
    if any(each.subjects != each.possible for each in group.levels):
        can = _counts(group, possible=True)
        yield Text(f"Bổ sung đủ phần còn thiếu thì có thể: {can.vi}.", f"With all that is missing it can be: {can.en}.")
    if group.points is not None:
        low, mean, high = map(points_as_text, group.points)
        yield Text(
            f"Điểm: thấp nhất {low.vi}, trung bình {mean.vi}, cao nhất {high.vi}.",
            f"Points: lowest {low.en}, mean {mean.en}, highest {high.en}.",
        )


def _counts(group: GroupResult, *, possible: bool) -> Text:
    shown = ((each.level.name, count_text(each.possible if possible else each.subjects)) for each in group.levels)
    return joined((Text(f"{name.vi}: {many.vi}", f"{name.en}: {many.en}") for name, many in shown), " · ")


def missing_sentence(group: GroupResult) -> Text:
    """Return how much is missing, and of how many."""
    missing, every = group.missing, len(group.subjects)
    if not missing.items:
        return NOTHING_MISSING
    answers, documents, lacking = map(count_text, (missing.answers, missing.documents, missing.subjects))
    return Text(
        f"{lacking.vi}/{every} đối tượng còn thiếu: {answers.vi} lượt nội dung chưa có câu trả lời, "
        f"{documents.vi} lượt nội dung chưa có minh chứng.",
        f"{lacking.en} of {every} subjects lack something: answers are missing {_times(missing.answers)}, "
        f"documents {_times(missing.documents)}.",
    )


def _times(many: int) -> str:
    return "once" if many == 1 else f"{count_text(many).en} times"


def missing_by(item: MissingItem, most: int) -> Text:
    """Return who lacks an answer to *item*, and who its documents; *most* names of each."""
    parts = [(NO_ANSWER, item.answers), (NO_DOCUMENTS, item.documents)]
    said = [(what, listed(names, most), len(names)) for what, names in parts if names]
    return joined(
        (Text(f"{what.vi} ({n}): {who.vi}.", f"{what.en} ({n}): {who.en}.") for what, who, n in said),
    )


def sure_sentences(group: GroupResult) -> Iterator[Text]:
    """Yield how many figures rest on what, and how many findings there are."""
    yield counted_provenance(group.provenance, points=group.scheme == "points")
    error, warning, info = group.findings
    if error or warning or info:
        yield Text(
            f"Cần xem lại: {error} lỗi, {warning} lưu ý, {info} thông tin.",
            f"To look at again: errors {error}, warnings {warning}, notes {info}.",
        )


def map_heading(group: GroupResult) -> Text:
    """Return what the map shows."""
    if group.map_level is None:
        return Text("Bản đồ tiêu chí (% điểm tối đa)", "Map of criteria (% of the maximum)")
    name = group.map_level.name
    return Text(f"Bản đồ tiêu chí (chỉ tiêu đạt của {name.vi})", f"Map of criteria (targets met for {name.en})")


def losing_head(group: GroupResult) -> Text:
    """Return what heads the column of how many lose something: under targets, at the level that the map shows."""
    if group.map_level is None:
        return LOSING
    name = group.map_level.name
    return Text(f"Số đối tượng chưa đạt ở {name.vi}", f"Subjects not meeting it for {name.en}")


def losses_heading(group: GroupResult) -> Text:
    """Return what heads the criteria where something is lost, the one where most do first."""
    if group.map_level is None:
        return Text("Mất điểm nhiều nhất: tiêu chí", "Where points are lost most often: criteria")
    name = group.map_level.name
    return Text(f"Chưa đạt nhiều nhất ở {name.vi}: tiêu chí", f"What is not met most often for {name.en}: criteria")


def map_key(group: GroupResult) -> Text:
    """Return what the marks of the map mean."""
    full, none, missing, out = (MARKS[each] for each in ("pass", "fail", "missing", "not_applicable"))
    if group.scheme == "points":
        return Text(
            f"{full} điểm tối đa · số: % điểm tối đa, làm tròn xuống · {none} không điểm · {missing} còn thiếu · "
            f"{out} không áp dụng",
            f"{full} full points · number: % of the maximum, rounded down · {none} no points · {missing} missing · "
            f"{out} not applicable",
        )
    return Text(
        f"{full} đạt cả · 2/3: đạt 2 trong 3 chỉ tiêu · {none} không đạt chỉ tiêu nào · {missing} còn thiếu · "
        f"{out} không áp dụng",
        f"{full} all met · 2/3: 2 of 3 targets met · {none} none met · {missing} missing · {out} not applicable",
    )


def at_map_level(cell: Cell, group: GroupResult) -> LevelShare | None:
    """Return how many targets of *cell* are met at the level that the map shows; None under points."""
    level = group.map_level.id if group.map_level is not None else None
    return next((each for each in cell.levels or () if each.level == level), None)


def cell_status(cell: Cell, group: GroupResult) -> str:
    """Return how *cell* stands on the map: nothing met of what is asked is a fail, or missing."""
    share = at_map_level(cell, group)
    return share.status if share is not None else cell.status


def cell_share(cell: Cell, group: GroupResult) -> int | None:
    """Return which share of points, or of targets, *cell* has on the map, in parts per million."""
    share = at_map_level(cell, group)
    return share.share if share is not None else cell.share


def cell_mark(cell: Cell, group: GroupResult) -> str:
    """Return *cell* as the map writes it in few letters; alike in both languages."""
    status, share = cell_status(cell, group), at_map_level(cell, group)
    part = cell_share(cell, group)
    if status in ("pass", "not_applicable") or part is None or part == 0:
        return MARKS[status]
    return f"{share.met}/{share.of}" if share is not None else str(part // 10_000)


def cell_words(cell: Cell, group: GroupResult) -> Text:
    """Return *cell* in figures: "9,25/10 (92,5 %)", "2/3"; nothing where it does not apply."""
    share = at_map_level(cell, group)
    if share is not None:
        return Text(f"{share.met}/{share.of}", f"{share.met}/{share.of}") if share.of else Text("", "")
    if cell.share is None or cell.points is None or cell.max_points is None:
        return Text("", "")
    points, most, part = points_as_text(cell.points), points_as_text(cell.max_points), percent_text(cell.share)
    return Text(f"{points.vi}/{most.vi} ({part.vi})", f"{points.en}/{most.en} ({part.en})")


def standing(line: SubjectLine) -> Text:
    """Return what stands for the points of a subject: its total, or its targets met by level, the least first."""
    if line.points is not None:
        return points_as_text(line.points)
    shown = " · ".join(f"{each.met}/{each.of}" for each in reversed(line.targets or ()))
    return Text(shown, shown)


def possible(line: SubjectLine) -> Text | None:
    """Return what *line* can still come to; None where nothing else can."""
    if line.possible_points is not None:
        if line.possible_points == line.points:
            return None
        most, name = points_as_text(line.possible_points), line.possible.name
        return Text(f"{most.vi} ({name.vi})", f"{most.en} ({name.en})")
    return line.possible.name if line.possible != line.level else None


def area(line: SubjectLine) -> Text | None:
    """Return the area of *line*, where it is not the usual one."""
    return AREA_NAMES[line.subject.area] if line.subject.area != "normal" else None


def loss(item: ItemSummary) -> Text | None:
    """Return how much *item* costs in all, and on average; None under targets."""
    if item.lost is None:
        return None
    lost, mean = points_as_text(item.lost), points_as_text(item.mean_lost or Decimal(0))
    said = Text(f"mất {lost.vi} điểm", f"{lost.en} lost")
    if item.subjects > 1:
        said = Text(f"{said.vi}, trung bình {mean.vi}", f"{said.en}, {mean.en} on average")
    if not item.lost_missing:
        return said
    open_ = points_as_text(item.lost_missing)
    return Text(f"{said.vi}, trong đó {open_.vi} do còn thiếu", f"{said.en}, {open_.en} of it for what is missing")


def tallies(item: ItemSummary, group: GroupResult) -> Text:
    """Return how many are at full points, at a part and so on; under targets, how many fail at each level."""
    if item.levels is None:
        counts = zip(MARKS.values(), item.statuses, strict=True)
        shown = " ".join(f"{mark}{count}" for mark, count in counts if count)
        return Text(shown, shown)
    names = {each.level.id: each.level.name for each in group.levels}
    return joined(
        (
            Text(f"{names[each.level].vi}: {_tally(each)}", f"{names[each.level].en}: {_tally(each)}")
            for each in reversed(item.levels)
        ),
        " · ",
    )


def _tally(counts: Sequence[object]) -> str:
    marks = (MARKS[each] for each in ("pass", "fail", "missing", "not_applicable"))
    return " ".join(f"{mark}{count}" for mark, count in zip(marks, counts[1:], strict=True) if count)


def group_names(summary: SummaryResult, name: Text) -> list[Text]:
    """Return what a sheet called *name* is called for each group: with a number where there are several."""
    if len(summary.groups) == 1:
        return [name]
    return [Text(f"{name.vi} {place}", f"{name.en} {place}") for place in range(1, len(summary.groups) + 1)]

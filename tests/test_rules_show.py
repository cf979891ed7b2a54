"""``xhht rules show`` leaves nothing out: each figure of the catalogue, with its citation and its provenance."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from pydantic import ValidationError
from rich.cells import cell_len
from rich.console import Console

from criteria.catalogue import (
    FOLDER,
    STANDARDS_FOLDER,
    all_rule_sets,
    rule_set,
    rule_set_ids,
    standards,
    standards_ids,
)
from criteria.loading import read_yaml
from criteria.model import RuleSet
from criteria.standards_model import Standards
from criteria.targets_model import AnyRuleSet, ForTypes, Target, TargetIndicator, TargetRuleSet
from criteria.texts import Text
from ratings.rules_report import rule_set_of
from ratings.standards_report import standards_page

LANGUAGES = ["vi", "en"]
WIDTHS = [40, 80, 100]
PROVENANCE = {
    "official": {"vi": "chính thức", "en": "official"},
    "secondary": {"vi": "thứ cấp", "en": "secondary"},
    "assumed": {"vi": "giả định", "en": "assumed"},
    "local": {"vi": "hướng dẫn địa phương", "en": "local guidance"},
}
PAPERS = {"vi": "Minh chứng: ", "en": "Documents: "}
CHANGES = {
    "rise": {"vi": "tăng so với năm trước liền kề", "en": "a rise against the year before"},
    "fall": {"vi": "giảm so với năm trước liền kề", "en": "a fall against the year before"},
}
TIERS = {
    "commune": {"vi": "cấp xã", "en": "commune"},
    "district": {"vi": "cấp huyện", "en": "district"},
    "province": {"vi": "cấp tỉnh", "en": "province"},
}
STANDARDS = [standards(name) for name in standards_ids()]
each_rule_set = pytest.mark.parametrize("law", all_rule_sets(), ids=lambda law: law.id)
each_of_points = pytest.mark.parametrize(
    "law", [law for law in all_rule_sets() if isinstance(law, RuleSet)], ids=lambda law: law.id
)
each_of_targets = pytest.mark.parametrize(
    "law", [law for law in all_rule_sets() if isinstance(law, TargetRuleSet)], ids=lambda law: law.id
)
each_standards = pytest.mark.parametrize("known", STANDARDS, ids=lambda known: known.id)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def page(xhht):
    """Return a function that shows a rule set or standards: on one line, as if the terminal had no edge."""

    def shown(name: str, lang: str) -> str:
        done = xhht("rules", "show", name, "--lang", lang)
        assert (done.status, done.err) == (0, "")
        return one_line(done.out)

    return shown


def one_line(words: str) -> str:
    return " ".join(words.split())


def number(scaled: int, places: int, lang: str) -> str:
    """Return a number of at most four digits before the point, independently of the product."""
    whole, fraction = divmod(scaled, 10**places)
    digits = f"{fraction:0{places}d}".rstrip("0")
    return f"{whole}{('.' if lang == 'en' else ',') + digits if digits else ''}"


def percent(ppm: int, lang: str) -> str:
    return number(ppm, 4, lang) + {"vi": " %", "en": "%"}[lang]


def at_least(ppm: int, lang: str) -> str:
    share = percent(ppm, lang)
    return share if ppm == 1_000_000 else {"vi": "từ ", "en": "at least "}[lang] + share


def sourced(law: Any, lang: str) -> str:
    """Return the citation and provenance of a part of the law, as they stand together."""
    place = f"{law.citation.text.into(lang)} · " if law.citation is not None else ""
    return place + PROVENANCE[law.provenance][lang]


def section(shown: str, head: str, following: str | None) -> str:
    """Return what stands from *head* to the *following* one."""
    assert shown.count(head) == 1, head
    rest = shown[shown.index(head) :]
    return rest[: rest.index(following)] if following is not None else rest


# Rule sets.


@each_language
@each_rule_set
def test_the_head_says_text_years_and_readings_with_their_provenance(page, law, lang):
    shown = page(law.id, lang)
    text = law.text
    for words in (text.short.into(lang), text.issuer.into(lang), law.title.into(lang)):
        assert one_line(words) in shown
    assert f"{text.in_force.text.into(lang)} ({PROVENANCE[text.provenance][lang]})" in shown
    assert f"{law.years.text.into(lang)} ({PROVENANCE[law.years.provenance][lang]})" in shown
    for reading in (law.missing, law.not_applicable, law.documents):
        if reading is not None:
            assert f"{one_line(reading.note.into(lang))} ({sourced(reading, lang)})" in shown


@each_language
@each_of_points
def test_the_total_and_what_lies_between_levels_are_there_with_their_provenance(page, law, lang):
    shown = page(law.id, lang)
    points = {"vi": "điểm", "en": "points"}[lang]
    assert f"{number(law.total.points, 2, lang)} {points} ({sourced(law.total, lang)})" in shown
    if law.between_levels is not None:
        assert f"{one_line(law.between_levels.note.into(lang))} ({sourced(law.between_levels, lang)})" in shown


@each_language
@each_of_points
def test_every_level_says_what_it_asks_in_both_areas(page, law, lang):
    shown = page(law.id, lang)
    for level in law.levels:
        least = number(level.from_points, 2, lang)
        asked = [{"vi": f"từ {least}", "en": f"from {least}"}[lang]]
        if level.to_points is not None:
            asked = [f"{least}–{number(level.to_points, 2, lang)}"]
        if level.difficult_from is not None:
            least = number(level.difficult_from, 2, lang)
            asked.append({"vi": f"vùng khó khăn từ {least}", "en": f"in a difficult area from {least}"}[lang])
        asked += [gate.name.into(lang) for gate in law.gates if gate.id in level.gates]
        source = sourced(level, lang)
        if level.difficult_provenance not in (None, level.provenance):
            there = PROVENANCE[level.difficult_provenance][lang]
            source += {"vi": f"; vùng khó khăn: {there}", "en": f"; in a difficult area: {there}"}[lang]
        assert f"- {level.name.into(lang)} [{level.id}]: {'; '.join(asked)} ({source})" in shown


@each_language
@each_of_points
def test_every_gate_says_its_bound_and_whether_something_can_be_left_out(page, law, lang):
    shown = page(law.id, lang)
    each = {"criterion": {"vi": "tiêu chí", "en": "criterion"}, "indicator": {"vi": "nội dung", "en": "indicator"}}
    for gate in law.gates:
        what = each[gate.each][lang]
        if gate.at_least is not None:
            least = number(gate.at_least, 2, lang)
            bound = {"vi": f"mỗi {what} từ {least} điểm", "en": f"each {what} at least {least} points"}[lang]
        else:
            more = number(gate.more_than, 2, lang)
            bound = {"vi": f"mỗi {what} trên {more} điểm", "en": f"each {what} more than {more} points"}[lang]
        if gate.of_all:
            bound += {"vi": f"; không {what} nào được bỏ ra", "en": f"; no {what} can be left out"}[lang]
        assert f"{gate.name.into(lang)} [{gate.id}]: {bound} ({sourced(gate, lang)})" in shown


@each_language
@each_of_points
def test_every_criterion_says_how_sure_it_is_and_how_sure_its_points_are(page, law, lang):
    shown = page(law.id, lang)
    for criterion in law.criteria:
        head = f"{criterion.id}. {one_line(criterion.name.into(lang))} ({number(criterion.max_points.points, 2, lang)})"
        asked, most = (PROVENANCE[each][lang] for each in (criterion.provenance, criterion.max_points.provenance))
        source = asked
        if asked != most:
            source = {
                "vi": f"bản thân tiêu chí: {asked}; điểm tối đa: {most}",
                "en": f"the criterion itself: {asked}; maximum: {most}",
            }[lang]
        first = f"{criterion.indicators[0].id} ("
        assert f"{head} {criterion.citation.text.into(lang)} · {source} {first}" in shown


def head_of(indicator: Any, lang: str) -> str:
    """Return the line above all that is said of *indicator*: with its maximum, where it earns points."""
    maximum = ""
    if not isinstance(indicator, TargetIndicator):
        maximum = f"({number(indicator.max_points.points, 2, lang)}) "
    return f" {indicator.id} {maximum}{one_line(indicator.label.into(lang))} "


def indicators(law: AnyRuleSet, shown: str, lang: str) -> Iterator[tuple[Any, str]]:
    """Yield each indicator with what is said of it, and of nothing else."""
    heads = [head_of(each, lang) for each in law.indicators]
    for indicator, head, following in zip(law.indicators, heads, [*heads[1:], None], strict=True):
        yield indicator, section(shown, head, following)


def scale_parts(indicator: Any, scale: Any, lang: str) -> Iterator[str]:
    """Yield every figure of *scale*."""
    thresholds = percent if indicator.answer.kind == "share" else lambda scaled, lang: number(scaled, 4, lang)
    if scale.kind == "bands":
        for band in scale.bands:
            least, points = thresholds(band.at_least, lang), number(band.points, 2, lang)
            yield {"vi": f"từ {least}: {points}", "en": f"from {least}: {points}"}[lang]
    elif scale.kind == "proportional":
        yield percent(scale.full_at_percent, lang)
        yield {"vi": "bước ", "en": "steps of "}[lang] + number(scale.step, 2, lang)
    elif scale.kind == "choice":
        names = {option.id: one_line(option.name.into(lang)) for option in indicator.answer.options}
        for entry in scale.options:
            yield f"{names[entry.option]} [{entry.option}]: {number(entry.points, 2, lang)}"


@each_language
@each_of_points
def test_every_scale_is_there_with_the_provenance_of_its_steps_and_of_full_points(page, law, lang):
    leads = {"vi": ("Cách chấm: ", "Vùng khó khăn: "), "en": ("Scale: ", "Difficult area: ")}[lang]
    for indicator, said in indicators(law, page(law.id, lang), lang):
        ends = (*leads, PAPERS[lang], f"{indicator.citation.text.into(lang)} · ")
        for scale, lead in zip((indicator.scale, indicator.difficult_scale), leads, strict=True):
            assert (lead in said) == (scale is not None)
            if scale is None:
                continue
            rest = said[said.index(lead) + len(lead) :]
            shown = rest[: min(rest.index(end) for end in ends if end in rest)]
            assert [part for part in scale_parts(indicator, scale, lang) if part not in shown] == []
            source = PROVENANCE[scale.provenance][lang]
            if scale.condition is not None:
                full = PROVENANCE[scale.condition][lang]
                words = {"vi": "điều kiện đạt điểm tối đa", "en": "what full points ask"}[lang]
                source += f"; {words}: {full}"
            assert f"({source})" in shown


@each_language
@each_rule_set
def test_every_indicator_says_its_question_papers_citation_and_maximum(page, law, lang):
    for indicator, said in indicators(law, page(law.id, lang), lang):
        place = indicator.citation.text.into(lang)
        if not isinstance(indicator, TargetIndicator):  # where each figure has a citation of its own
            most, source = {"vi": "điểm tối đa", "en": "maximum"}[lang], indicator.max_points.provenance
            place += f" · {most}: {PROVENANCE[source][lang]}"
        assert one_line(indicator.question.into(lang)) in said
        papers = "; ".join(one_line(paper.into(lang)) for paper in indicator.documents)
        lead = f"{PAPERS[lang]}{papers}" if papers else ")"  # without papers it comes after the last source
        assert f"{lead} {place}" in said


def next_lead(law: AnyRuleSet, indicator: Any, lang: str) -> str:
    """Return how that begins which stands after what bounds an answer: the scale, or the targets."""
    if isinstance(law, TargetRuleSet):
        return target_lines(law, indicator, lang)[0]
    return {"vi": "Cách chấm: ", "en": "Scale: "}[lang]


@each_language
@each_rule_set
def test_every_value_says_its_unit_and_what_bounds_it(page, law, lang):
    for indicator, said in indicators(law, page(law.id, lang), lang):
        asked = indicator.answer
        unit = one_line(asked.unit.into(lang)) if asked.kind in ("value", "change") else ""
        bounds = {"vi": f" Đơn vị: {unit}", "en": f" Unit: {unit}"}[lang]
        assert (bounds in said) == bool(unit)
        if asked.kind == "change":
            bounds += f"; {CHANGES[asked.direction][lang]}"
        if asked.kind == "value":
            bounds += {"vi": "; số nguyên, từ 0", "en": "; a whole number, 0 or more"}[lang] if asked.whole else ""
        if asked.kind in ("value", "change"):
            if asked.at_most is not None:
                bounds += {"vi": "; nhiều nhất ", "en": "; at most "}[lang] + number(asked.at_most, 6, lang)
            assert f"{bounds} {next_lead(law, indicator, lang)}" in said


@each_language
@each_rule_set
def test_every_answer_says_its_parts_and_what_else_gives_it(page, law, lang):
    for indicator, said in indicators(law, page(law.id, lang), lang):
        asked = indicator.answer
        for part in getattr(asked, "parts", ()):
            assert f"{one_line(part.label.into(lang))} [{part.id}]" in said
        if getattr(asked, "all", None) is not None:
            everybody = f"{asked.of.into(lang)} [{asked.all}]"
            assert {"vi": f"ẫu số: tất cả {everybody}", "en": f"f all {everybody}"}[lang] in said
        if getattr(asked, "rolled_up", None) is not None:
            assert {"vi": "Tổng hợp từ ", "en": "Rolled up from members: "}[lang] in said
            assert f"[{asked.rolled_up.level}]; " in said
        if indicator.id in law.derived:
            text, standard = standards(law.standards).text.short.into(lang), law.derived[indicator.id]
            name = standards(law.standards).by_id[standard].name.into(lang)
            lead = {"vi": "Suy ra từ số liệu theo", "en": "Follows from the counts by"}[lang]
            assert f"{lead} {text}: {name} [{standard}]" in said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "Tổng hợp từ gia đình được công nhận [recognised]; mẫu số: tất cả hộ [households]"),
        ("vi", "Suy ra từ số liệu theo NĐ 20/2014/NĐ-CP: Xóa mù chữ [literacy]"),
        ("vi", "Khá [fair]: 70–84; không tiêu chí nào bị 0 điểm (Điều 4 khoản 3 điểm b · chính thức)"),
        ("vi", "từ 2: 3; từ 1: 1,5 (giả định; điều kiện đạt điểm tối đa: thứ cấp)"),
        ("vi", "Đơn vị: loại trường; số nguyên, từ 0; nhiều nhất 2"),
        ("en", "Rolled up from members: clan, recognised [recognised]; of all clans [clans]"),
        ("en", "Article 3(1) · the criterion itself: official; maximum: assumed"),
        ("en", "see xhht rules show nd20-2014"),
    ],
)
def test_a_commune_reads(page, lang, said):
    assert said in page("tt44-2014", lang)


# Targets.


def asked_of(asked: ForTypes | None, lang: str) -> list[str]:
    """Return who alone is asked, and of whom that is our reading; nothing where everybody is."""
    if asked is None:
        return []
    only, read_so = {"vi": ("Chỉ với", "Theo cách hiểu của xhht với"), "en": ("Only of", "Read so of")}[lang]
    said = [f"{only}: {' · '.join(asked.types)} ({sourced(asked, lang)})"]
    if asked.unsure:
        said.append(f"{read_so}: {' · '.join(asked.unsure)} ({PROVENANCE['assumed'][lang]})")
    return said


def needed(indicator: TargetIndicator, target: Target, figure: int | None, lang: str) -> str:
    """Return what *target* asks of an answer; *figure* is the one of the area, where the question has figures."""
    asked = indicator.answer
    if asked.kind == "share":
        assert figure is not None
        return f"{at_least(figure, lang)}{' ' if lang == 'vi' else ' of '}{one_line(asked.of.into(lang))}"
    if asked.kind == "value":
        assert figure is not None
        least = f"{number(figure, 4, lang)} {asked.unit.into(lang)}"
        return {"vi": f"từ {least}", "en": f"at least {least}"}[lang]
    if asked.kind == "choice":
        option = next(each for each in asked.options if each.id == target.option)
        higher = {"vi": " trở lên", "en": " or higher"}[lang] if option != asked.options[-1] else ""
        return f'"{one_line(option.name.into(lang))}"{higher}'
    if asked.kind == "change":
        return CHANGES[asked.direction][lang]
    return {"vi": "có", "en": "yes"}[lang]


def target_lines(law: TargetRuleSet, indicator: TargetIndicator, lang: str) -> list[str]:
    """Return the lines on what is asked, the least level first: options, who is asked, each figure in both areas."""
    lines = []
    if indicator.answer.kind == "choice":
        options = "; ".join(f"{one_line(each.name.into(lang))} [{each.id}]" for each in indicator.answer.options)
        lines.append({"vi": "Chọn: ", "en": "Choose: "}[lang] + options)
    lines += asked_of(indicator.for_types, lang)
    for level in reversed(law.levels[:-1]):
        target = indicator.targets.get(level.id)
        if target is None:
            continue
        least = needed(indicator, target, target.at_least, lang)
        if target.difficult_at_least is not None:
            area = {"vi": "địa bàn khó khăn", "en": "difficult area"}[lang]
            least += f"; {area}: {needed(indicator, target, target.difficult_at_least, lang)}"
        lines.append(f"{level.name.into(lang)}: {least} ({sourced(target, lang)})")
        lines += asked_of(target.for_types, lang)
    return lines


@each_language
@each_of_targets
def test_every_level_of_targets_is_there_and_how_they_build_on_each_other(page, law, lang):
    shown = page(law.id, lang)
    head = {"vi": "Mức công nhận", "en": "Levels"}[lang]
    all_of_them = {"vi": "mọi chỉ tiêu của mức đều đạt", "en": "all targets of the level are met"}[lang]
    rest = {"vi": "các trường hợp còn lại", "en": "all other cases"}[lang]
    asked = [all_of_them] * (len(law.levels) - 1) + [rest]
    levels = [
        f" - {level.name.into(lang)} [{level.id}]: {what} ({sourced(level, lang)})"
        for level, what in zip(law.levels, asked, strict=True)
    ]
    reading = law.level_needs_level_below
    note = f"{one_line(reading.note.into(lang))} ({sourced(reading, lang)})"
    assert f"{head}{''.join(levels)} {note}" in shown


@each_language
@each_of_targets
def test_every_type_of_subject_is_there_with_its_name(page, law, lang):
    shown = page(law.id, lang)
    head = {"vi": "Loại hình", "en": "Types"}[lang]
    types = "".join(f" - {one_line(each.name.into(lang))} [{each.id}]" for each in law.types)
    following = {"vi": "Công nhận", "en": "Recognition"}[lang]
    assert (f" {head}{types} {following}" in shown) == bool(law.types)
    assert (f" {head} - " in shown) == bool(law.types)


@each_language
@each_of_targets
def test_every_criterion_of_targets_says_where_it_stands_and_how_sure_it_is(page, law, lang):
    shown = page(law.id, lang)
    for criterion in law.criteria:
        head = f" {criterion.id}. {one_line(criterion.name.into(lang))} "
        assert f"{head}{sourced(criterion, lang)}{head_of(criterion.indicators[0], lang)}" in shown


@each_language
@each_of_targets
def test_every_target_is_there_in_both_areas_with_who_is_asked_and_how_sure_it_is(page, law, lang):
    """One line after the other, and nothing between them: no level is there that asks nothing."""
    for indicator, said in indicators(law, page(law.id, lang), lang):
        lines = target_lines(law, indicator, lang)
        assert len(lines) >= len(indicator.targets)
        following = PAPERS[lang] if indicator.documents else indicator.citation.text.into(lang)
        assert f" {' '.join(lines)} {following}" in said


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        (
            "tt25-2023-commune",
            "vi",
            "Mức độ 1: từ 50 % công dân; địa bàn khó khăn: từ 40 % công dân (Điều 6 khoản 5 điểm b · chính thức) "
            "Mức độ 2: từ 60 % công dân; địa bàn khó khăn: từ 50 % công dân (Điều 7 khoản 5 điểm b · chính thức)",
        ),
        ("tt25-2023-commune", "vi", "từ 12/02/2024 đến hết 30/06/2025 (giả định) (Điều 9 khoản 2 điểm đ · chính thức)"),
        ("tt25-2023-commune", "en", "before 02-28 of the year after (Article 9(1)(d) · official)"),
        ("tt25-2023-province", "vi", "Mức độ 2: từ 4 chương trình (Điều 17 khoản 3 · chính thức)"),
        ("tt25-2023-province", "en", "Level 1: a fall against the year before (Article 16(4)(b) · official)"),
        ("tt24-2023-district", "vi", "trước ngày 15/01 năm sau (Điều 10 khoản 1 điểm c · chính thức)"),
        ("tt24-2023-district", "en", "Only of: public-preschool (Article 6(3)(b) · official) Level 1: yes"),
        ("tt22-2020", "vi", "chậm nhất ngày 31/03 năm sau (Điều 7 khoản 1 · chính thức)"),
        ("tt44-2014", "vi", "trong 10 ngày làm việc kể từ “Gửi hồ sơ đề nghị kiểm tra"),
        ("tt44-2014", "en", "from 12-01 to 12-31 of the year of assessment (Article 4(4) · official)"),
    ],
)
def test_targets_recognition_and_calendar_read(page, name, lang, said):
    """TT 25/2023 art. 6(5), 7(5), 9, 16, 17; TT 24/2023 art. 6(3), 10(1); TT 22/2020 art. 7; TT 44/2014 art. 4, 6."""
    assert said in page(name, lang)


# Recognition and calendar, of both schemes.


def part(items: list[str], head: str) -> str:
    """Return *items* as they stand below a *head*; nothing where there are none."""
    return f" {head}{''.join(f' - {each}' for each in items)}" if items else ""


def of_tiers(tiers: Any, lang: str) -> str:
    return "".join(f" ({TIERS[tier][lang]})" for tier in tiers)


def recognition_items(law: AnyRuleSet, lang: str) -> list[str]:
    recognition, items = law.recognition, []
    if recognition is None:
        return []
    for each in recognition.authorities:
        days = {"vi": f"từ {each.first:%d/%m/%Y}", "en": f"from {each.first:%Y-%m-%d}"}[lang]
        if each.last is not None:
            days += {"vi": f" đến hết {each.last:%d/%m/%Y}", "en": f" to {each.last:%Y-%m-%d}"}[lang]
        if each.last_provenance is not None:
            days += f" ({PROVENANCE[each.last_provenance][lang]})"
        items.append(f"{each.name.into(lang)}{of_tiers(each.tiers, lang)}, {days} ({sourced(each, lang)})")
    if recognition.none_named is not None:
        source = PROVENANCE[recognition.none_named.provenance][lang]
        items.append(f"{one_line(recognition.none_named.note.into(lang))} ({source})")
    for term, vi, en in (
        (
            recognition.validity,
            "Kết quả công nhận giữ {} tháng tiếp theo năm được công nhận",
            "A recognition holds for the {} months that follow its year",
        ),
        (
            recognition.wait,
            "Đề nghị nâng mức sau ít nhất {} tháng kể từ ngày quyết định",
            "The next level can be asked for {} months after the decision",
        ),
    ):
        if term is not None:
            items.append(f"{ {'vi': vi, 'en': en}[lang].format(term.months) } ({sourced(term, lang)})")
    return items


def due_words(law: AnyRuleSet, due: Any, lang: str) -> str:
    """Return when something is due, without a year."""

    def day(read: str) -> str:
        month, of_month = read.split("-")
        return {"vi": f"{of_month}/{month}", "en": f"{month}-{of_month}"}[lang]

    if due.kind == "open":
        return {"vi": "văn bản không ấn định ngày", "en": "the text sets no date"}[lang]
    if due.kind == "working-days":
        other = next(one_line(entry.name.into(lang)) for entry in law.calendar if entry.id == due.after)
        return {
            "vi": f"trong {due.days} ngày làm việc kể từ “{other}”",
            "en": f"within {due.days} working days from “{other}”",
        }[lang]
    if due.kind == "between":
        first, last = day(due.first), day(due.last)
        said = {"vi": f"từ {first} đến hết {last}", "en": f"from {first} to {last}"}[lang]
    else:
        lead = {"before": {"vi": "trước ngày", "en": "before"}, "by": {"vi": "chậm nhất ngày", "en": "by"}}
        said = f"{lead[due.kind][lang]} {day(due.day)}"
    years = {"vi": ["năm đánh giá", "năm sau"], "en": ["of the year of assessment", "of the year after"]}
    return f"{said} {years[lang][due.years_after]}"


def there_until(body: Text, last: date | None, lang: str) -> str:
    """Whom an entry names, and until when it was there, which is our reading."""
    if last is None:
        return one_line(body.into(lang))
    day = {"vi": f"còn đến hết {last:%d/%m/%Y}: giả định", "en": f"there until {last:%Y-%m-%d}: assumed"}[lang]
    return f"{one_line(body.into(lang))} ({day})"


def paper_items(law: AnyRuleSet, lang: str) -> list[str]:
    return [f"{one_line(each.title.into(lang))} [{each.id}] ({sourced(each, lang)})" for each in law.papers]


def calendar_items(law: AnyRuleSet, lang: str) -> list[str]:
    items = []
    for entry in law.calendar:
        said = f"{one_line(entry.name.into(lang))} [{entry.id}]: {there_until(entry.by, entry.by_until, lang)}"
        said += f" → {there_until(entry.to, entry.to_until, lang)}" if entry.to is not None else ""
        said += f"{of_tiers(entry.tiers, lang)}; "
        if entry.papers:
            papers = "; ".join(one_line(paper.into(lang)) for paper in entry.papers)
            said += {"vi": f"hồ sơ: {papers}; ", "en": f"papers: {papers}; "}[lang]
        items.append(f"{said}{due_words(law, entry.due, lang)} ({sourced(entry, lang)})")
    return items


@each_language
@each_rule_set
def test_who_recognises_for_how_long_and_what_is_due_when_is_there(page, law, lang):
    """All of it, in the order of the text, between what the outcome asks and the first criterion."""
    shown = page(law.id, lang)
    heads = {"vi": ("Công nhận", "Lịch", "Giấy tờ"), "en": ("Recognition", "Calendar", "Papers")}[lang]
    items = (recognition_items(law, lang), calendar_items(law, lang), paper_items(law, lang))
    expected = "".join(map(part, items, heads))
    assert f"{expected} {law.criteria[0].id}. {one_line(law.criteria[0].name.into(lang))} " in shown
    assert [f" {head} - " in shown for head in heads] == [law.recognition is not None, bool(law.calendar), True]


def test_the_texts_with_a_calendar_are_those_that_have_one():
    """The circulars say who recognises and when; QĐ 448 and QĐ 324 leave it to the association (law, README)."""
    named = {law.id for law in all_rule_sets() if law.recognition is not None}
    dated = {law.id for law in all_rule_sets() if law.calendar}
    assert named == dated == {law.id for law in all_rule_sets() if law.id.startswith("tt")}


# Standards.


@each_language
@each_standards
def test_every_standard_level_requirement_and_condition_is_there(page, known, lang):
    shown = page(known.id, lang)
    assert f"{known.text.in_force.text.into(lang)} ({PROVENANCE[known.text.provenance][lang]})" in shown
    heads = [f"{each.name.into(lang)} [{each.id}] " for each in known.standards]
    ends = [*heads[1:], {"vi": "Số liệu (", "en": "Counts ("}[lang]]
    for standard, head, end in zip(known.standards, heads, ends, strict=True):
        rest = section(shown, head, end)
        for level in standard.levels:  # in the order of the text: each has to come after what was found
            rest = after(rest, f"{level.name.into(lang)} [{level.id}] ({level.citation.text.into(lang)})")
            for needed in level.requires:
                other = known.by_id[needed.standard]
                name = next(each.name.into(lang) for each in other.levels if each.id == needed.level)
                joint = {"vi": " ", "en": ", "}[lang]
                ids = f"[{needed.standard}, {needed.level}]"
                rest = after(rest, f"{other.name.into(lang)}{joint}{name} {ids} ({sourced(needed, lang)})")
            for condition in level.conditions:
                rest = after(rest, f"- {condition.id}: {condition_words(known, condition, lang)}")


def after(rest: str, words: str) -> str:
    assert words in rest
    return rest[rest.index(words) + len(words) :]


def condition_words(known: Standards, condition: Any, lang: str) -> str:
    def share(counts: tuple[str, ...], of: str, least: int) -> str:
        labels = [known.counts_by_id[name].label.into(lang) for name in counts]
        joint = {"vi": " ", "en": " of "}[lang]
        counted = {"vi": " và ", "en": " and "}[lang].join(labels)
        return f"{counted}, {at_least(least, lang)}{joint}{known.counts_by_id[of].label.into(lang)}"

    words, other = share(condition.counts, condition.of, condition.at_least), condition.difficult
    if other is not None:
        words += {"vi": "; vùng khó khăn: ", "en": "; in a difficult area: "}[lang]
        if other.counts is None:
            words += at_least(other.at_least, lang)
        else:
            words += share(other.counts, other.of or condition.of, other.at_least)
    return f"{words} ({sourced(condition, lang)})"


@each_language
@each_standards
def test_every_count_is_there_with_its_id(page, known, lang):
    shown = page(known.id, lang) + " - "
    for count in known.counts:
        words = f"{count.id}: {count.label.into(lang)}"
        if count.ages is not None:
            words += {"vi": "; độ tuổi: ", "en": "; ages: "}[lang] + "–".join(map(str, sorted(set(count.ages))))
        if count.among:
            words += {"vi": "; thuộc ", "en": "; among "}[lang] + ", ".join(count.among)
        assert f" - {words} - " in shown


# Nothing is forgotten: what changes in the law changes on the page.

NOT_SHOWN = {
    "text/number",  # its short name holds it
    "criteria/*/short",  # a name for tables
    "criteria/*/indicators/*/answer/of",  # without "all", the question says of whom
    "criteria/*/indicators/*/answer/counted",
    "calendar/*/role",  # the name of the entry says whether it is the dossier or the decision
}
REFERENCES = {"id", "kind", "scheme", "tiers", "gates", "each", "level", "standard", "standards", "option"}
REFERENCES |= {"counts", "of", "among", "all", "after"}
OPTIONS = sorted(
    {
        option.id
        for law in all_rule_sets()
        for each in law.indicators
        if each.answer.kind == "choice"
        for option in each.answer.options
    }
)


def leaves(read: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each figure, source and sentence in what was *read* from a file of the law."""
    if isinstance(read, dict) and read.keys() == {"vi", "en"}:
        yield path
    elif isinstance(read, dict):
        for key, value in read.items():
            yield from leaves(value, (*path, key))
    elif isinstance(read, list):
        for place, value in enumerate(read):
            yield from leaves(value, (*path, place))
    elif not REFERENCES.intersection(path[-2:]) or path[-3:-2] == ("targets",):  # an id, or one of several
        yield path


def changed(value: Any, key: Any) -> Iterator[Any]:
    """Yield what may stand in place of *value*: the first that loads is taken."""
    if isinstance(value, dict):
        yield {lang: words + " (khác)" for lang, words in value.items()}
    elif value is True:
        yield None
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, str):
        yield from changed_words(value, key)
    elif key == "full_at_percent":
        yield value // 2
    else:
        yield from (value + 1, value * 2, value - 1)


def changed_words(value: str, key: Any) -> Iterator[str]:
    if value in PROVENANCE:
        yield next(each for each in PROVENANCE if each != value)
    elif key == "option":  # of a target
        yield from (option for option in OPTIONS if option != value)
    elif key == "direction":
        yield from {"rise", "fall"} - {value}
    elif re.fullmatch(r"\d\d-\d\d", value):
        yield "11-11"
    else:
        yield from ("z", "9.z")


def rendered(law: AnyRuleSet | Standards, lang: Any) -> str:
    console = Console(file=StringIO(), width=1_000, color_system=None)
    console.print(standards_page(law, lang) if isinstance(law, Standards) else rule_set_of(law, lang))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


LAW = [(FOLDER / f"{name}.yaml", type(rule_set(name))) for name in rule_set_ids()]
LAW += [(STANDARDS_FOLDER / f"{name}.yaml", Standards) for name in standards_ids()]


@pytest.mark.parametrize(("file", "model"), LAW, ids=lambda value: getattr(value, "stem", ""))
def test_what_changes_in_the_law_changes_on_the_page(file, model):
    read = read_yaml(file)
    before = {lang: rendered(model.model_validate(read), lang) for lang in LANGUAGES}
    tried, kinds = set(), set()
    for path in leaves(read):
        kind = "/".join("*" if isinstance(part, int) else part for part in path)
        kinds.add(kind)
        holder = read
        for part in path[:-1]:
            holder = holder[part]
        form = holder.get("kind") if isinstance(holder, dict) else None
        if kind in NOT_SHOWN or (kind, form) in tried:
            continue
        for value in changed(holder[path[-1]], path[-1]):
            law = deepcopy(read)
            place = law
            for part in path[:-1]:
                place = place[part]
            place[path[-1]] = value
            try:
                loaded = model.model_validate(law)
            except ValidationError:
                continue
            tried.add((kind, form))
            for lang in LANGUAGES:
                assert rendered(loaded, lang) != before[lang], f"{kind} is not shown ({lang})"
            break
    untried = kinds - NOT_SHOWN - {kind for kind, _ in tried}
    assert {kind for kind in untried if not kind.endswith("citation/table")} == set()  # a table has no other value


# Layout.


@each_language
@pytest.mark.parametrize("name", [*rule_set_ids(), *standards_ids()])
def test_a_page_says_the_same_at_every_width_and_keeps_its_indent(xhht, monkeypatch, name, lang):
    pages = []
    for columns in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(columns))
        done = xhht("rules", "show", name, "--lang", lang)
        assert (done.status, done.err) == (0, "")
        lines = done.out.splitlines()
        assert [line for line in lines if cell_len(line) > columns] == []
        pages.append(one_line(done.out))
        if name in rule_set_ids():
            first = next(place for place, line in enumerate(lines) if line.startswith("1. "))
            assert [line for line in lines[first:] if line and not re.match(r" |\d+\. ", line)] == []
        items = [place for place, line in enumerate(lines) if line.lstrip().startswith("- ")]
        for place in items:
            lead = re.match(r" +- ", lines[place])
            assert lead is not None
            if place + 1 < len(lines) and lines[place + 1].startswith(" " * lead.end()):
                assert not lines[place + 1].startswith(" " * (lead.end() + 1))
    assert pages[0] == pages[1] == pages[2]


# What there is to show.


@each_language
def test_the_list_has_a_line_for_standards(xhht, lang):
    for options, listed in (((), True), (("--kind", "commune"), True), (("--kind", "unit"), False)):
        done = xhht("rules", "list", *options, "--lang", lang)
        assert (done.status, done.err) == (0, "")
        starts = {line.split()[0] for line in done.out.splitlines()}
        assert (set(standards_ids()) <= starts) == listed
        assert not listed or "tt44-2014" in starts


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("nd20-2015", 'Có phải ý là "nd20-2014"?', 'Did you mean "nd20-2014"?'),
        ("nd20", 'Có phải ý là "nd20-2014"?', 'Did you mean "nd20-2014"?'),
        ("tt44-2041", 'Có phải ý là "tt44-2014"?', 'Did you mean "tt44-2014"?'),
        ("?", "tt44-2014, nd20-2014.", "tt44-2014, nd20-2014."),
    ],
)
def test_an_unknown_id_names_the_nearest_rule_set_or_standards(xhht, typed, vi, en):
    for lang, near in (("vi", vi), ("en", en)):
        done = xhht("rules", "show", typed, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        assert near in done.err

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

from criteria.catalogue import FOLDER, STANDARDS_FOLDER, all_rule_sets, rule_set_ids, standards, standards_ids
from criteria.loading import read_yaml
from criteria.model import RuleSet
from criteria.standards_model import Standards
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
STANDARDS = [standards(name) for name in standards_ids()]
each_rule_set = pytest.mark.parametrize("law", all_rule_sets(), ids=lambda law: law.id)
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
    assert (
        f"{number(law.total.points, 2, lang)} {'điểm' if lang == 'vi' else 'points'} ({sourced(law.total, lang)})"
        in shown
    )
    for reading in (law.missing, law.not_applicable, law.documents, law.between_levels):
        if reading is not None:
            assert f"{one_line(reading.note.into(lang))} ({sourced(reading, lang)})" in shown


@each_language
@each_rule_set
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
@each_rule_set
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
@each_rule_set
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


def indicators(law: RuleSet, shown: str, lang: str) -> Iterator[tuple[Any, str]]:
    """Yield each indicator with what is said of it, and of nothing else."""
    heads = [
        f" {each.id} ({number(each.max_points.points, 2, lang)}) {one_line(each.label.into(lang))} "
        for each in law.indicators
    ]
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
@each_rule_set
def test_every_scale_is_there_with_the_provenance_of_its_steps_and_of_full_points(page, law, lang):
    leads = {"vi": ("Cách chấm: ", "Vùng khó khăn: "), "en": ("Scale: ", "Difficult area: ")}[lang]
    papers = {"vi": "Minh chứng: ", "en": "Documents: "}[lang]
    for indicator, said in indicators(law, page(law.id, lang), lang):
        ends = (*leads, papers, f"{indicator.citation.text.into(lang)} · ")
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
        most = {"vi": "điểm tối đa", "en": "maximum"}[lang]
        place, source = indicator.citation.text.into(lang), PROVENANCE[indicator.max_points.provenance][lang]
        assert f"{place} · {most}: {source}" in said
        assert one_line(indicator.question.into(lang)) in said
        for paper in indicator.documents:
            assert one_line(paper.into(lang)) in said


@each_language
@each_rule_set
def test_every_answer_says_what_bounds_it_and_what_else_gives_it(page, law, lang):
    for indicator, said in indicators(law, page(law.id, lang), lang):
        asked = indicator.answer
        for part in getattr(asked, "parts", ()):
            assert f"{one_line(part.label.into(lang))} [{part.id}]" in said
        if asked.kind == "value":
            unit = asked.unit.into(lang)
            bounds = {"vi": f"Đơn vị: {unit}", "en": f"Unit: {unit}"}[lang]
            bounds += {"vi": "; số nguyên, từ 0", "en": "; a whole number, 0 or more"}[lang] if asked.whole else ""
            if asked.at_most is not None:
                bounds += {"vi": "; nhiều nhất ", "en": "; at most "}[lang] + number(asked.at_most, 6, lang)
            assert f"{bounds} {'Cách chấm' if lang == 'vi' else 'Scale'}: " in said
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
}
REFERENCES = {"id", "kind", "scheme", "tiers", "gates", "each", "level", "standard", "standards", "option"}
REFERENCES |= {"counts", "of", "among", "all"}


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
    elif not REFERENCES.intersection(path[-2:]):  # an id, or one of several
        yield path


def changed(value: Any, key: Any) -> Iterator[Any]:
    """Yield what may stand in place of *value*: the first that loads is taken."""
    if isinstance(value, dict):
        yield {lang: words + " (khác)" for lang, words in value.items()}
    elif value is True:
        yield None
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif value in PROVENANCE:
        yield next(each for each in PROVENANCE if each != value)
    elif isinstance(value, str):
        yield from ("z", "9.z")
    elif key == "full_at_percent":
        yield value // 2
    else:
        yield from (value + 1, value * 2, value - 1)


def rendered(law: RuleSet | Standards, lang: Any) -> str:
    console = Console(file=StringIO(), width=1_000, color_system=None)
    console.print(standards_page(law, lang) if isinstance(law, Standards) else rule_set_of(law, lang))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


LAW = [(FOLDER / f"{name}.yaml", RuleSet) for name in rule_set_ids()]
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

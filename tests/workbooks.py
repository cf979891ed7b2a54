"""What tests of workbooks share: a workbook of a sample that a user has changed, and evidence of any kind."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from openpyxl import load_workbook

from criteria.catalogue import all_rule_sets
from criteria.questions import AskChange, AskChoice, AskMet, AskPoints, AskShare, AskValue
from ratings.workbooks.converting import blank_workbook
from ratings.workbooks.writing import workbook_of

ROOT = Path(__file__).parent.parent
SAMPLES = [*sorted((ROOT / "samples").glob("*.json")), *sorted((ROOT / "samples").glob("*/*.json"))]
RULE_SETS = {each.id: each for each in all_rule_sets()}


@cache
def blank(rule_set: str) -> bytes:
    """Return a blank workbook in which the name is filled in."""
    raw = blank_workbook(RULE_SETS[rule_set], "vi")
    name, year = info_cell(raw, "subject/name"), info_cell(raw, "year")
    return changed(raw, {"Thông tin": {name: "Đơn vị thử", year: RULE_SETS[rule_set].years.first}})


def info_cell(raw: bytes, path: str) -> str:
    """Return the cell of the sheet of the subject in which the value of *path* stands."""
    page = load_workbook(BytesIO(raw)).worksheets[1]
    return next(f"D{cell.row}" for cell in page["A"] if cell.value == path)


def changed(raw: bytes, cells: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return a workbook with *cells* by sheet and name; a value, or a value and its number format."""
    book = load_workbook(BytesIO(raw))
    for sheet, written in cells.items():
        for name, value in written.items():
            cell = book[sheet][name]
            if isinstance(value, tuple):
                value, cell.number_format = value  # noqa: PLW2901
            cell.value = value
    return saved(book)


def saved(book: Any) -> bytes:
    """Return the bytes of an openpyxl workbook."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row_of(raw: bytes, indicator: str) -> int:
    """Return the row of the first sheet of answers in which *indicator* stands."""
    page = load_workbook(BytesIO(raw))["Trả lời"]
    return next(cell.row for cell in page["A"] if cell.value == indicator)


def without_blanks(data: Any) -> Any:
    """Return *data* of JSON without questions and without what is empty: written here anew, not taken from xhht."""
    if isinstance(data, dict):
        kept = {key: without_blanks(value) for key, value in data.items() if key != "question"}
        return {key: value for key, value in kept.items() if value is not None and value not in ({}, [])}
    return [without_blanks(each) for each in data] if isinstance(data, list) else data


def typed(data: Any) -> Any:
    """Return *data* so that true is no 1, and numbers are the same however they are written."""
    if isinstance(data, dict):
        return {key: typed(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [typed(each) for each in data]
    return (type(data).__name__, data) if isinstance(data, bool) else data


# Evidence of any kind.

HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "1E5", "#N/A", "TRUE", "94,5", "38/40", "%"),
    *("_x0041_", "1/2", "0012", "*", "a|b", "[0]", "a/b~c", "x:y", "không áp dụng", "<b>", "&amp;", "'", '"'),
)
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30),
)
DAYS = st.dates().map(lambda day: day.isoformat())
COUNTS = st.one_of(st.integers(0, 50), st.integers(0, 10**12))


def decimals(places: int, least: int, most: int) -> st.SearchStrategy[int | Decimal]:
    """Return numbers with at most so many places, as JSON is read."""
    return st.integers(least * 10**places, most * 10**places).map(
        lambda scaled: Decimal(scaled).scaleb(-places) if scaled % 10**places else scaled // 10**places
    )


DOCUMENTS = st.lists(
    st.dictionaries(st.sampled_from(["number", "title", "issuer", "file"]), WORDS, min_size=1).flatmap(
        lambda paper: st.one_of(st.just(paper), DAYS.map(lambda day: {**paper, "date": day}))
    ),
    max_size=3,
)


@st.composite
def _shares(draw: Any, parts: tuple[str, ...]) -> dict[str, Any]:
    of = draw(st.one_of(st.integers(1, 60), st.integers(1, 10**12)))
    count = draw(st.integers(0, of))
    met = {part: draw(st.integers(count, of)) for part in parts if draw(st.booleans())}
    return {"count": count, "of": of, **({"parts": met} if met else {})}


def answers_to(asked: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return answers in the form that is asked for, by an assessor, or that it does not apply."""
    values = decimals(6, -(10**6), 10**12)
    forms: dict[type[Any], st.SearchStrategy[dict[str, Any]]] = {
        AskMet: st.builds(lambda met: {"met": met}, st.booleans()),
        AskPoints: st.nothing(),
        AskValue: st.builds(lambda value: {"value": value}, values),
        AskChange: st.builds(lambda value, before: {"value": value, "previous": before}, values, values),
    }
    if isinstance(asked, AskShare):
        form = _shares(tuple(part.id for part in asked.parts))
    elif isinstance(asked, AskChoice):
        form = st.sampled_from([option.id for option in asked.options]).map(lambda option: {"choice": option})
    else:
        form = forms[type(asked)]
    points = st.builds(lambda points: {"points": points}, decimals(2, 0, 100))
    reason = st.builds(lambda reason: {"not_applicable": f"vì {reason}"}, WORDS)
    return st.one_of(form, form, points, reason)


@st.composite
def entries(draw: Any, asked: Any) -> dict[str, Any]:
    """Return an answer with its note and papers."""
    entry: dict[str, Any] = draw(answers_to(asked))
    if draw(st.integers(0, 9)) == 0:
        entry = draw(st.sampled_from([{"met": None}, {"points": None}, {"count": None, "of": None}]))  # a blank form
    if draw(st.booleans()):
        entry["note"] = draw(WORDS)
    papers = draw(DOCUMENTS)
    return entry | ({"documents": papers} if papers else {})


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def members_of(draw: Any, kind: str, rule_set: Any) -> Any:
    """Return a member of *kind*, which may say things that nobody asks, or be nothing like a member."""
    if draw(st.integers(0, 9)) == 0:
        return draw(JSON)
    subject = {
        "kind": kind,
        **draw(st.dictionaries(st.sampled_from(["name", "code", "village", "x"]), WORDS, max_size=4)),
    }
    asked = draw(st.lists(st.sampled_from(rule_set.indicators), unique_by=lambda each: each.id, max_size=4))
    answers: dict[str, Any] = {
        each.id: draw(st.one_of(entries(each.answer), entries(each.answer), JSON)) for each in asked
    }
    member: dict[str, Any] = {"subject": subject, "answers": answers}
    if draw(st.booleans()):
        member[draw(st.sampled_from(["year", "note", "answers"]))] = draw(JSON)
    return member


@st.composite
def evidence(draw: Any) -> dict[str, Any]:
    """Return evidence for some rule set, with everything that evidence can hold."""
    rule_set = draw(st.sampled_from(list(RULE_SETS.values())))
    data: dict[str, Any] = {
        "schema": "xhht-evidence/1",
        "subject": {
            "kind": rule_set.subject.kind,
            **draw(
                st.dictionaries(st.sampled_from(["code", "village", "clan", "commune", "district", "province"]), WORDS)
            ),
            "name": draw(WORDS),
        },
        "year": draw(st.integers(2000, 2100)),
        "rule_set": rule_set.id,
        "answers": {
            each.id: draw(entries(each.answer))
            for each in draw(st.lists(st.sampled_from(rule_set.indicators), unique_by=lambda each: each.id))
        },
    }
    if draw(st.booleans()):
        data["subject"]["area"] = draw(st.sampled_from(["normal", "difficult"]))
    kinds = [kind for kind in ("citizen", "family", "clan", "village") if rule_set.subject.kind == "commune"]
    blocks: dict[str, st.SearchStrategy[Any]] = {
        "assessed_on": DAYS,
        "recognitions": st.lists(
            st.builds(lambda level, day: {"level": level, "date": day},
                      st.sampled_from([level.id for level in rule_set.levels]), DAYS), min_size=1, max_size=4),
        "dates": st.dictionaries(st.one_of(WORDS, st.just("dossier")), DAYS, min_size=1, max_size=3),
        "members_files": st.lists(WORDS, min_size=1, max_size=5),
        "population": st.fixed_dictionaries(
            {"people": COUNTS}, optional={"ages": st.just({"0-14": 3, "15-60": 0, "61+": 2}),
                                          "households_by_village": st.dictionaries(WORDS, COUNTS, min_size=1)}),
        "standards": st.fixed_dictionaries(
            {"counts": st.dictionaries(WORDS, COUNTS, min_size=1)},
            optional={"documents": DOCUMENTS.filter(bool)}),
        "office": st.fixed_dictionaries(
            {"place": WORDS}, optional={"date": DAYS, "numbers": st.just({"summary": "1/BTH"}),
                                        "copies": st.lists(WORDS, min_size=1, max_size=5),
                                        "participants": st.lists(st.fixed_dictionaries({"name": WORDS}), min_size=1)}),
        "members": st.lists(
            st.sampled_from(kinds or ["family"]).flatmap(
                lambda kind: members_of(kind, RULE_SETS[_OF_KIND[kind]])), min_size=1, max_size=4),
    }  # fmt: skip
    for name in draw(st.lists(st.sampled_from(list(blocks)), unique=True, max_size=4)):
        data[name] = draw(blocks[name])
    return data


_OF_KIND = {"citizen": "khvn324-2023-citizen", "family": "khvn448-2015-family", "clan": "khvn448-2015-clan",
            "village": "khvn448-2015-village"}  # fmt: skip


def written(data: Mapping[str, Any], language: Any = "vi") -> bytes:
    """Return the workbook of evidence *data* for its rule set."""
    return workbook_of(data, RULE_SETS[data["rule_set"]], language)

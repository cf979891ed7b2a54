"""Papers as Word files: what they say, what evidence cannot do in them, and what a user's template can get wrong."""

import importlib.util
import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from support import PAPER, unit

from criteria.catalogue import all_rule_sets
from criteria.papers_model import PAPER_KINDS
from ratings.batch import rate_files
from ratings.evidence import to_evidence
from ratings.explaining import explain
from ratings.office import Office
from ratings.papers import context as fields
from ratings.papers.default_templates import default_template
from ratings.papers.errors import PaperError
from ratings.papers.filling import paper
from ratings.rating import rate
from ratings.result_sentences import papers_of

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(
    [*ROOT.glob("samples/*.json"), *ROOT.glob("samples/*/xa-*.json"), *ROOT.glob("samples/*/huyen-*.json")]
)
OFFICE = {
    "superior": "UBND huyện Tân Khê",
    "name": "UBND xã Vân Khê",
    "numbers": {"self-assessment": "15/BC-UBND"},
    "place": "Vân Khê",
    "date": "2025-02-05",
    "to": "UBND huyện Tân Khê",
    "authority": "TM. Ủy ban nhân dân",
    "title": "Chủ tịch",
    "signer": "Nguyễn Văn A",
    "copies": ["Như trên"],
    "meeting_place": "Hội trường xã",
    "meeting_time": "8 giờ ngày 20/01/2025",
    "participants": [{"name": "Trần Thị B", "position": "Chủ tịch Hội Khuyến học"}],
    "secretary": "Lê Văn C",
}
HOSTILE = (
    "{{ 7*7 }}", "{% for x in criteria %}", "{_{ year }_}", "{%p if x %}", "<w:fldSimple w:instr='QUIT'/>", "]]>&amp;<",
    'HYPERLINK "http://example.org"', "=cmd|' /C calc'!A0", "\ufffe\u0007\u001b[31m", "x" * 1900,
)  # fmt: skip


def office(**changes):
    return Office.model_validate_json(json.dumps(OFFICE | changes))


@cache
def rating_of(file):
    return rate_files([file]).rated[0].rating


@cache
def result_of(file):
    return explain(rating_of(file))


def made(rating, kind, given=None, template=None):
    return paper(rating, explain(rating), kind, office=given, template=template)


@cache
def _usual():
    rating = rate(to_evidence(unit()))
    return rating, explain(rating)


def words(written):
    """All that a reader sees, paragraph by paragraph; tables too."""
    body = Document(BytesIO(written)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def template_with(*lines, into="body"):
    word = Document()
    if into == "header":
        word.sections[0].header.paragraphs[0].text = lines[0]
    for line in lines if into == "body" else ():
        word.add_paragraph(line)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


NAMED = template_with("[{{ office.name }}]")


def refusal(template, kind="self-assessment"):
    with pytest.raises(PaperError) as refused:
        paper(*_usual(), kind, office=None, template=template)
    (problem,) = refused.value.problems
    assert problem.sentence("vi") != problem.sentence("en")
    return problem.sentence("en")


# What the papers say.


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_paper_of_every_sample(file):
    rating, result = rating_of(file), result_of(file)
    asking = result.recognition.asking if result.recognition else None
    for kind in (each.id for each in rating.rule_set.papers):
        if kind == "submission" and asking is not None and not asking.may_ask:
            with pytest.raises(PaperError) as refused:
                paper(rating, result, kind, office=None, template=None)
            assert asking.explanation.vi in refused.value.problems[0].sentence("vi")
        else:
            _says_all(result, kind, words(paper(rating, result, kind, office=None, template=None)))


def _says_all(result, kind, read):
    assert result.level.name.vi in read
    assert "{{" not in read
    assert "{%" not in read
    assert read.count("Ghi chú: Dự thảo") == 1
    judged = [each for criterion in result.criteria for each in (criterion, *criterion.indicators)]
    named = result.criteria if kind == "submission" else judged
    assert [each.id for each in named if each.name.vi not in read] == []
    if result.scheme == "points":
        assert f"{result.points.normalize():f}".replace(".", ",") in read
    if kind in ("self-assessment", "minutes"):
        for each in (document for item in judged for document in papers_of(item)):
            assert all(said in read for said in (each.number, each.title, each.issuer) if said)
            assert each.date is None or f"{each.date:%d/%m/%Y}" in read


def test_points_as_they_are_written():
    read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "submission"))
    assert "94,5/100 điểm; xếp loại: Tốt" in read


def test_assumptions_are_told_once_in_plain_words():
    read = words(made(rating_of(ROOT / "samples/phong-gddt-loai-tot.json"), "self-assessment"))
    assert read.count("theo giả định của xhht") == 1
    assert "không phải quy định của văn bản" in read


def test_the_office_is_in_the_head_and_at_the_foot():
    read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "self-assessment", office()))
    for said in (
        "UBND HUYỆN TÂN KHÊ", "UBND XÃ VÂN KHÊ", "Số: 15/BC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Vân Khê, ngày 05 tháng 02 năm 2025", "Kính gửi: UBND huyện Tân Khê",
        "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A", "- Như trên;",
    ):  # fmt: skip
        assert said in read


def test_the_minutes_say_who_was_there():
    read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "minutes", office()))
    for said in ("1. Trần Thị B - Chủ tịch Hội Khuyến học", "Thư ký: Lê Văn C", "Hội trường xã", "8 giờ ngày 20/01"):
        assert said in read


def test_what_is_not_known_is_dotted_and_not_made_up():
    read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "self-assessment"))
    assert "Số: ……/……" in read
    assert "……, ngày …… tháng …… năm ……" in read


@pytest.mark.parametrize(("day", "to"), [("2023-12-20", "Ủy ban nhân dân cấp huyện ……"), ("2025-07-01", "…………")])
def test_who_is_no_more_gets_no_paper(day, to):
    """The districts ended on 30 June 2025."""
    rating = rating_of(ROOT / "samples/xa-phieu-cham-94-5.json")
    assert f"Kính gửi: {to}" in words(made(rating, "submission", office(to=None, date=day)))


def test_office_of_the_evidence_and_another_over_it():
    rating = rate(to_evidence(unit(office=OFFICE)))
    assert "UBND XÃ VÂN KHÊ" in words(made(rating, "summary"))
    other = words(made(rating, "summary", office(name="Phòng khác")))
    assert "PHÒNG KHÁC" in other
    assert "UBND XÃ VÂN KHÊ" not in other


def test_a_paper_that_the_rule_set_has_not_is_refused_with_what_it_has():
    with pytest.raises(PaperError) as refused:
        made(rate(to_evidence(unit())), "submission")
    said = refused.value.problems[0].sentence("en")
    assert "tt22-2020 has no paper submission" in said
    assert all(each in said for each in ("self-assessment", "summary", "minutes"))


def test_every_rule_set_has_papers():
    assert all(each.papers for each in all_rule_sets())


# The form.


def test_page_and_tables_have_the_form_of_official_papers():
    word = Document(BytesIO(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "self-assessment")))
    section = word.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in (section.page_width, section.page_height, *margins)] == [
        210,
        297,
        20,
        20,
        30,
        15,
    ]
    assert section.different_first_page_header_footer
    assert word.styles["Normal"].font.name == "Times New Roman"
    grids = [table for table in word.tables if table.style.name == "Table Grid"]
    assert len(grids) == 2
    for table in grids:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_same_input_same_bytes(kind, monkeypatch):
    rating = rating_of(ROOT / "samples/xa-phieu-cham-94-5.json")
    first = made(rating, kind, office())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert made(rating, kind, office()) == first
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(BytesIO(first)).core_properties.modified.year == 1980


def test_committed_templates_are_those_that_the_script_makes():
    spec = importlib.util.spec_from_file_location("make_paper_templates", ROOT / "docs/make_paper_templates.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.TEMPLATES.keys() == set(PAPER_KINDS)
    for kind, make in script.TEMPLATES.items():
        assert _parts(make()) == _parts(default_template(kind))


def _parts(file):
    with zipfile.ZipFile(BytesIO(file)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# Evidence is text.


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(said):
    evidence = unit(
        {"1.a": {"met": True, "note": said, "documents": [PAPER | {"title": said, "issuer": said, "file": said}]}},
        office=OFFICE | {"name": said, "to": said, "signer": said, "copies": [said]},
    )
    evidence["subject"]["name"] = said
    rating = rate(to_evidence(evidence))
    written = made(rating, "self-assessment")
    assert words(written).count(rating.evidence.subject.name) >= 3
    with zipfile.ZipFile(BytesIO(written)) as packed:
        for name in packed.namelist():
            part = packed.read(name).decode("utf-8", "replace")
            if name.endswith(".rels"):
                assert 'TargetMode="External"' not in part
    root = Document(BytesIO(written)).element
    assert not list(root.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:hyperlink"), qn("w:object")))


@given(st.text("{}%_#<>&'\"[]-7*ab ", min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_whatever_is_filled_in_comes_out_as_it_was(said):
    rating, result = _usual()
    given_office = Office(name="a" + said + "b")
    written = paper(rating, result, "summary", office=given_office, template=NAMED)
    assert f"[{given_office.name}]" in words(written)


# Templates of users.


def test_a_template_of_the_user_is_filled():
    template = template_with(
        "Xin chào {{ subject.name }}", "{%p for c in criteria %}", "* {{ c.name }}", "{%p endfor %}"
    )
    rating = rate(to_evidence(unit()))
    read = words(made(rating, "summary", template=template))
    assert "Xin chào Phòng GD&ĐT" in read
    assert read.count("* ") == len(rating.rule_set.criteria)


def test_a_template_that_calls_evidence_safe_still_prints_text():
    evidence = unit()
    evidence["subject"]["name"] = "<w:p/>{{ year }}"
    read = words(made(rate(to_evidence(evidence)), "summary", template=template_with("[{{ subject.name|safe }}]")))
    assert "[<w:p/>{{ year }}]" in read


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ subject.nam }}", 'unknown here. Did you mean "name"?'),
        ("{{ subjekt.name }}", 'Did you mean "subject"?'),
        ("{%p for x in zzz %}", "tag of the template is wrong"),
        ("{{ zzz }}", "Known: paper, office"),
        ("{{ office }}", "Name one of its fields: superior"),
        ("{{ criteria }}", "Print it item by item"),
        ("{% if %}", "tag of the template is wrong"),
        ("{{ subject.name", "tag of the template is wrong"),
        ("{{ ''.__class__.__mro__ }}", "unknown here"),
        ("{{ subject.__class__ }}", "unknown here"),
        ("{% include 'x' %}", "cannot be filled"),
        ("{{ 1/0 }}", "cannot be filled"),
        ("{{ range(10000000) }}", "cannot be filled"),
        ("{{r subject.name }}", "outside of paragraphs"),
        ("{{p subject.name }}", "outside of paragraphs"),
    ],
)
def test_what_is_wrong_in_a_template_is_said(line, said):
    assert said in refusal(template_with(line))


def test_a_header_is_filled_and_checked_too():
    assert 'Did you mean "year"?' in refusal(template_with("{{ yeer }}", into="header"))


def test_evidence_in_the_code_of_a_field_is_refused():
    word = Document()
    run = word.add_paragraph().add_run()
    code = run._r.makeelement(qn("w:instrText"), {})
    code.text = 'HYPERLINK "{{ subject.name }}"'
    run._r.append(code)
    buffer = BytesIO()
    word.save(buffer)
    assert "code of a Word field" in refusal(buffer.getvalue())


def _zip(**parts):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def _with_part(name, content):
    buffer = BytesIO(template_with("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param(b"", "no Word file", id="empty"),
        pytest.param(b"%PDF-1.7", "no Word file", id="pdf"),
        pytest.param(template_with("x")[:3000], "no Word file", id="cut"),
        pytest.param(_zip(a="b"), "no Word file", id="zip"),
        pytest.param(_zip(**{"[Content_Types].xml": "<Types/>"}), "no Word file", id="nothing in it"),
        pytest.param(_with_part("word/vbaProject.bin", b"x"), "macros", id="macros"),
        pytest.param(_with_part("word/media/a.png", bytes(65 * 1024 * 1024)), "too large", id="zip bomb"),
    ],
)
def test_what_is_no_template_is_refused(template, said):
    assert said in refusal(template)


def test_every_field_is_in_the_documentation():
    listed = (ROOT / "docs/papers.md").read_text(encoding="utf-8")
    groups = [each for each in vars(fields).values() if hasattr(each, "_fields")]
    assert fields.PaperContext in groups
    assert fields.DocumentFields in groups
    names = {name for group in groups for name in group._fields}
    assert not [name for name in sorted(names) if f"{name}`" not in listed and f"`{name}." not in listed]


# The command.


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_the_template_is_handed_out_and_kept(xhht, tmp_path, kind):
    file = tmp_path / "mau.docx"
    assert xhht("paper-template", kind, "-o", file).status == 0
    assert file.read_bytes() == default_template(kind)
    again = xhht("paper-template", kind, "-o", file, "--lang", "en")
    assert again.status == 2
    assert "exists and is kept" in again.err
    rating = rate(to_evidence(unit()))
    if kind != "submission":
        assert made(rating, kind, template=file.read_bytes()) == made(rating, kind)

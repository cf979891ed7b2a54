"""Papers as Word files: what they say, what evidence cannot do in them, and what a user's template can get wrong."""

import importlib.util
import json
import zipfile
from contextlib import suppress
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
from ratings.papers.errors import PaperError, TemplateRefusedError
from ratings.papers.filling import paper
from ratings.papers.writers import committee
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


def refusal(template, given=None):
    with pytest.raises(TemplateRefusedError) as refused:
        paper(*_usual(), "self-assessment", office=given, template=template)
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
    assert "tệp" not in read.partition("Ghi chú: ")[0]  # the file of evidence is nothing to be signed
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


@pytest.mark.parametrize(
    ("file", "kind", "writer"),
    [
        ("xa-86-diem-chua-dat", "submission", "ỦY BAN NHÂN DÂN XÃ KHÊ THƯỢNG"),
        ("xa-86-diem-chua-dat", "self-assessment", "…………………………"),  # that the text does not say
        ("xa-khuoi-son-thieu-mot-chi-tieu", "self-assessment", "ỦY BAN NHÂN DÂN XÃ KHUỔI SƠN"),
        ("xa-khuoi-son-thieu-mot-chi-tieu", "minutes", "…………………………"),
        ("tinh-ha-khe-muc-do-2", "submission", "ỦY BAN NHÂN DÂN TỈNH HÀ KHÊ"),
        ("so-tu-phap-muc-do-2", "submission", "SỞ TƯ PHÁP TỈNH HÀ KHÊ"),
        ("thon-tan-lap", "summary", "THÔN TÂN LẬP"),
    ],
)
def test_who_writes_where_the_evidence_does_not_say(file, kind, writer):
    read = words(made(rating_of(ROOT / f"samples/{file}.json"), kind)).split("\n")
    assert read[0] == writer


@pytest.mark.parametrize(
    ("by", "locality", "name"),
    [
        ("Ủy ban nhân dân cấp xã", "PHƯỜNG Tân An", "Ủy ban nhân dân phường Tân An"),
        ("Ủy ban nhân dân cấp xã", "Thị trấn Khê", "Ủy ban nhân dân thị trấn Khê"),
        ("Ủy ban nhân dân cấp huyện", "Thị xã Khê", "Ủy ban nhân dân thị xã Khê"),
        ("Ủy ban nhân dân cấp tỉnh", "Thành phố Hà Khê", "Ủy ban nhân dân thành phố Hà Khê"),
        ("Ủy ban nhân dân cấp xã", "Khê Thượng", ""),
        ("Ủy ban nhân dân cấp xã", "Xãm", ""),
        ("Ủy ban nhân dân cấp xã", "Huyện Khê", ""),
        ("Thủ trưởng đơn vị", "Xã Khê", ""),
    ],
)
def test_the_committee_of_a_locality(by, locality, name):
    assert committee(by, locality) == name


def test_a_committee_that_is_no_more_writes_nothing():
    rating = rating_of(ROOT / "samples/huyen-tan-khe-2024/huyen-tan-khe.json")
    then, now = (
        words(made(rating, "self-assessment", Office.model_validate_json(f'{{"date": "{day}"}}')))
        for day in ("2025-06-30", "2025-07-01")
    )
    assert "ỦY BAN NHÂN DÂN HUYỆN TÂN KHÊ" in then
    assert "ỦY BAN NHÂN DÂN HUYỆN" not in now


@pytest.mark.parametrize("file", ["cong-dan-hoc-tap", "gia-dinh-khong-co-tre-em", "thon-tan-lap", "dong-ho-nguyen-van"])
def test_who_is_no_office_has_no_number_and_no_archive(file):
    rating = rating_of(ROOT / f"samples/{file}.json")
    read = words(made(rating, "summary"))
    assert not [each for each in ("Lưu:", "Số:", "Nơi nhận") if each in read]
    with_office = words(made(rating, "summary", office()))
    assert "- Lưu: VT." in with_office
    assert "Số: ……/……" in with_office


def test_dotted_lines_have_no_full_stop_behind_them():
    for kind in PAPER_KINDS:
        read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), kind))
        assert "…." not in read


def test_office_of_the_evidence_and_another_over_it():
    rating = rate(to_evidence(unit(office=OFFICE)))
    assert "UBND XÃ VÂN KHÊ" in words(made(rating, "summary"))
    other = words(made(rating, "summary", office(name="Phòng khác")))
    assert "PHÒNG KHÁC" in other
    assert "UBND XÃ VÂN KHÊ" not in other


def test_what_no_document_proves_is_told_where_it_stands():
    rating = rating_of(ROOT / "samples/so-tai-chinh-thieu-minh-chung.json")
    for kind in ("minutes", "summary", "self-assessment"):
        read = words(made(rating, kind))
        assert "\ncó (chưa có minh chứng)\ncó\n10\n0\n" in read
        assert "84/86 thành viên (97,67\xa0%) (chưa có minh chứng)" in read
        assert read.count("(chưa có minh chứng)") == 2  # not of what is answered and proved, or not answered


def test_what_no_document_proves_is_told_under_targets_too():
    evidence = json.loads((ROOT / "samples/tinh-ha-khe-muc-do-2.json").read_text(encoding="utf-8"))
    del evidence["answers"]["1.1"]["documents"]
    del evidence["answers"]["1.2"]
    read = words(made(rate(to_evidence(evidence)), "summary"))
    assert read.count("có (chưa có minh chứng)") == 1
    assert "chưa trả lời\n" in read


@pytest.mark.parametrize(
    ("file", "applicable", "scaled"),
    [
        ("trung-tam-moi-lap-khong-ap-dung", "85\n80,5\n", "100\n94,7\n"),
        ("gia-dinh-khong-co-tre-em", "70\n65\n", "100\n92,85\n"),
    ],
)
def test_totals_add_up_where_something_does_not_apply(file, applicable, scaled):
    rating = rating_of(ROOT / f"samples/{file}.json")
    for kind in {each.id for each in rating.rule_set.papers} - {"submission"}:
        read = words(made(rating, kind))
        assert f"Cộng các nội dung áp dụng\n\n\n{applicable}" in read
        assert f"Quy về thang 100 điểm\n{result_of(ROOT / f'samples/{file}.json').level.name.vi}\n\n{scaled}" in read
        assert "Tổng cộng" not in read


def test_one_total_where_all_applies():
    read = words(made(rating_of(ROOT / "samples/phong-gddt-loai-tot.json"), "summary"))
    assert "Tổng cộng" in read
    assert "Quy về thang" not in read


@pytest.mark.parametrize(
    ("copies", "printed"),
    [
        ([], ["- Như trên;", "- Lưu: VT."]),
        (["Như trên;", "Đảng ủy xã", "Lưu: VT, VHXH"], ["- Như trên;", "- Đảng ủy xã;", "- Lưu: VT, VHXH."]),
        (["- Hội Khuyến học huyện.", " ; "], ["- Như trên;", "- Hội Khuyến học huyện;", "- Lưu: VT."]),
        (["LƯU: VP.", "NHƯ TRÊN"], ["- LƯU: VP;", "- NHƯ TRÊN."]),
    ],
)
def test_who_gets_copies(copies, printed):
    read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "submission", office(copies=copies)))
    below = read.partition("Nơi nhận:\n")[2].split("\n")
    assert below[: len(printed) + 1] == [*printed, ""]


def test_nobody_is_above_in_a_paper_that_goes_to_nobody():
    read = words(made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "summary", office(copies=["Đảng ủy"])))
    assert "Như trên" not in read
    assert "- Đảng ủy;\n- Lưu: VT.\n" in read


def test_a_submission_to_the_ministry():
    """Its name is whole; the list of what is enclosed leaves it out; nothing is said of the file."""
    read = words(made(rating_of(ROOT / "samples/tinh-ha-khe-muc-do-2.json"), "submission")).split("\n")
    assert "Kính gửi: Bộ Giáo dục và Đào tạo" in read
    assert "Kính đề nghị Bộ Giáo dục và Đào tạo xem xét./." in read
    enclosed = read.index("3. Hồ sơ kèm theo (Điều 19 khoản 1 điểm d):")
    assert read[enclosed + 1 : enclosed + 4] == [
        '- Báo cáo tự đánh giá, công nhận "Cộng đồng học tập" cấp tỉnh;',
        "- Bản tổng hợp kết quả đánh giá các tiêu chí, chỉ tiêu.",
        "Kính đề nghị Bộ Giáo dục và Đào tạo xem xét./.",
    ]
    assert "Được đề nghị công nhận Mức độ 2 (Điều 19 khoản 1 điểm d)." in read


def test_who_recognises_stands_with_the_result():
    read = words(made(rating_of(ROOT / "samples/trung-tam-moi-lap-khong-ap-dung.json"), "self-assessment"))
    assert read.index("I. KẾT QUẢ CHUNG") < read.index("Thẩm quyền công nhận") < read.index("II. KẾT QUẢ TỪNG")
    assert read.count("Thẩm quyền công nhận") == 1


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


def test_the_head_has_room_for_both_names():
    """Measured in Times New Roman 12, bold: the state needs 90 mm, "Ủy ban nhân dân tỉnh Hà Khê" in capitals 70 mm."""
    head = Document(BytesIO(default_template("submission"))).tables[0]
    left, right = head.rows[0].cells
    assert left.width.mm >= 70
    assert right.width.mm >= 91
    assert [each.get(qn("w:w")) for each in head._tbl.tblPr.find(qn("w:tblCellMar"))] == ["0", "0"]


@pytest.mark.parametrize("file", ["cong-dan-hoc-tap", "gia-dinh-khong-co-tre-em", "so-tai-chinh-thieu-minh-chung"])
def test_no_signature_is_alone_on_a_page(file):
    word = Document(BytesIO(made(rating_of(ROOT / f"samples/{file}.json"), "summary")))
    *_, table, note, empty, signature = list(word.iter_inner_content())
    assert signature.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    kept = [*(each for cell in table.rows[-1].cells for each in cell.paragraphs), note, empty]
    assert all(each.paragraph_format.keep_with_next for each in kept)


def test_a_long_name_is_shortened_in_the_properties_only():
    name = "Ủy ban " + "x" * 300
    written = made(rating_of(ROOT / "samples/xa-phieu-cham-94-5.json"), "summary", office(name=name))
    assert name.upper() in words(written)
    assert Document(BytesIO(written)).core_properties.author == name[:255]


@pytest.mark.parametrize("kind", PAPER_KINDS)
def test_same_input_same_bytes(kind, monkeypatch):
    rating = rating_of(ROOT / "samples/xa-phieu-cham-94-5.json")
    first = made(rating, kind, office())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert made(rating, kind, office()) == first
    with zipfile.ZipFile(BytesIO(first)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(BytesIO(first)).core_properties.modified.year == 1980


def test_committed_templates_are_those_that_the_script_makes(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
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
        ("{{ subject.nam }}", 'unknown here, at "{{ subject.nam }}". Did you mean "name"?'),
        ("{{ subjekt.name }}", 'Did you mean "subject"?'),
        ("{%p for x in zzz %}", "tag of the template is wrong"),
        ("{{ zzz }}", "Known: paper, office"),
        ("{{ office }}", "Name one of its fields: superior"),
        ("{{ criteria }}", "Print it item by item"),
        ("{% if %}", "tag of the template is wrong"),
        ("{{ subject.name", "tag of the template is wrong"),
        ("{{ ''.__class__.__mro__ }}", "unknown here"),
        ("{{ subject.__class__ }}", "unknown here"),
        ("{% include 'x' %}", 'a tag "include" that there is not, at "{% include \'x\' %}". Known: if'),
        ("{% debug %}", 'a tag "debug" that there is not, at "{% debug %}"'),
        ("{% fi %}", 'Did you mean "if"?'),
        ("{% call x() %}{% endcall %}", 'a tag "call"'),
        ("{% autoescape false %}{% endautoescape %}", 'a tag "autoescape"'),
        ("{{ subject.name|uper }}", 'tag of the template is wrong, at "{{ subject.name|uper }}". Each if'),
        ("{% if year %}", "needs an endif"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "A macro calls itself without end, at"),
        ("{{ 'a' * 10**14 }}", "a text that is too long, at \"{{ 'a' * 10**14 }}\""),
        ("{{ 'a' * 99999 }}", "a text that is too long"),
        ("{{ 9 ** 9 }}", "a text that is too long"),
        ("{{ 1/0 }}", 'cannot be filled, at "{{ 1/0 }}". See docs/papers.md.'),
        ("{{ range(10000000) }}", "too long"),
        ("{% for i in range(30000) %}{% for j in range(30000) %}x{% endfor %}{% endfor %}", "loops too often"),
        ("{% for i in range(90000) if false %}{% endfor %}{% for i in range(90000) %}{% endfor %}", "loops too often"),
        ("{% for i in range(999) %}{% for j in range(999)|map('e') %}{% endfor %}{% endfor %}", "loops too often"),
        ("{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}", "loops too often"),
        ("{% for i in range(9) recursive %}{{ loop(range(9)) }}{% endfor %}", 'a tag "recursive" that there is not'),
        ("{% set x = 'a' * 9999 %}{% for i in range(9999) %}{{ x }}{% endfor %}", "a text that is too long"),
        ("{% macro m(x) %}{% for i in range(9999) %}{{ x }}{% endfor %}{% endmacro %}{{ m('a' * 9999) }}", "too long"),
        ("{{ 'a'.ljust(10 * 1000 * 1000 * 1000) }}", "a text that is too long"),
        ("{{ 'a'|center(9999999999) }}", "tag of the template is wrong"),
        ("{{ lipsum(9) }}", "unknown here"),
        ("{{r subject.name }}", "outside of paragraphs"),
        ("{{p subject.name }}", "outside of paragraphs"),
    ],
)
def test_what_is_wrong_in_a_template_is_said(line, said):
    assert said in refusal(template_with(line))


_FILTERED = (
    "{% filter striptags %}{{ office.name }}{% endfilter %}",
    "{% filter striptags|replace('Y', 'Z') %}{{ office.name }}{% endfilter %}",
    "{% call '{0}'.format(office.name) %}{% endcall %}",
)
_ACTIVE = Office(name='X</w:t></w:r><w:hyperlink w:anchor="a"><w:r><w:t>Y</w:t></w:r></w:hyperlink><w:r><w:t>')


@pytest.mark.parametrize("line", _FILTERED)
def test_no_block_makes_markup_of_evidence(line, monkeypatch):
    assert "that there is not" in refusal(template_with(line), _ACTIVE)
    monkeypatch.setattr("ratings.papers.environment.TAGS", ("filter", "endfilter", "call", "endcall"))
    assert "makes markup of Word from evidence" in refusal(template_with(line), _ACTIVE)


@pytest.mark.parametrize(
    "line",
    [
        "[{{ office.name }}]",
        "[{{ office.name|e }}]",
        "[{{ office.name|safe }}]",
        "[{{ office.name|forceescape }}]",
        "{% set x %}{{ office.name }}{% endset %}[{{ x }}]",
        "{% set x | trim %}{{ office.name }}{% endset %}[{{ x }}]",
        "{% macro m(x) %}{{ x }}{% endmacro %}[{{ m(office.name) }}]",
        "{% macro m(x) %}{{ x }}{% endmacro %}{% set y %}{{ m(office.name) }}{% endset %}[{{ y }}]",
    ],
)
@pytest.mark.parametrize("said", ["Phòng GD&ĐT <b>", "A &amp; B &lt;", "{_{ year }_}", "</w:t><w:br/>"])
def test_text_is_escaped_once(line, said):
    assert f"[{said}]" in words(paper(*_usual(), "summary", office=Office(name=said), template=template_with(line)))


def test_a_template_can_loop_as_much_as_a_paper_needs():
    line = "{% for i in range(200) %}{% for c in criteria|list %}{{ loop.last }}{% endfor %}{% endfor %}"
    assert "khôngcó" in words(paper(*_usual(), "summary", office=None, template=template_with(line)))


def test_a_row_of_dots_can_be_repeated():
    assert "." * 20 in words(paper(*_usual(), "summary", office=None, template=template_with("{{ '.' * 20 }}")))


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


def _edited(**changes):
    """The template of a summary with parts changed: what is given is called with a part, and None is none."""
    with zipfile.ZipFile(BytesIO(default_template("summary"))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, change in changes.items():
            parts[name] = change(parts.get(name, b""))
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _related(kind, content, content_type="", mode=""):
    """The template of a summary with a part more, or one that is outside of the file."""
    override = f'<Override PartName="/word/x.xml" ContentType="{content_type or _WORD + kind + "+xml"}"/></Types>'
    target = "http://example.org/" if mode else "x.xml"
    relation = f'<Relationship Id="rIdX" Type="{_RELATION}{kind}" Target="{target}"{mode}/></Relationships>'
    return _edited(
        **{
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", override.encode()),
            "word/_rels/document.xml.rels": lambda part: part.replace(b"</Relationships>", relation.encode()),
            "word/x.xml": lambda _: content,
        }
    )


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_EXTERNAL = ' TargetMode="External"'


@pytest.mark.parametrize(
    "template",
    [
        pytest.param(_related("footnotes", b"<x"), id="footnotes that are no XML"),
        pytest.param(_related("footnotes", b"", mode=_EXTERNAL), id="footnotes elsewhere"),
        pytest.param(_related("header", b"", mode=_EXTERNAL), id="header elsewhere"),
        pytest.param(_related("header", b"not XML", "image/png"), id="a picture for a header"),
        pytest.param(_related("header", b"\xff\xfe<"), id="half a header"),
        pytest.param(_edited(**{"word/document.xml": lambda _: b"<a/>"}), id="no document"),
        pytest.param(_edited(**{"word/styles.xml": lambda _: b""}), id="no styles"),
    ],
)
def test_parts_that_are_not_what_they_should_be(template):
    assert refusal(template).startswith("--template: The template ")


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "aFChunk", "subDocument"])
@pytest.mark.parametrize("mode", [_EXTERNAL, _EXTERNAL.replace("External", "external")])
def test_a_template_that_loads_from_outside_is_refused(kind, mode):
    assert f'loads from outside: "{kind}: http://example.org/"' in refusal(_related(kind, b"", mode=mode))


def test_a_link_of_the_office_stays():
    written = paper(*_usual(), "summary", office=None, template=_related("hyperlink", b"", mode=_EXTERNAL))
    with zipfile.ZipFile(BytesIO(written)) as packed:
        assert b'Target="http://example.org/" TargetMode="External"' in packed.read("word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda raw, at: raw[:at] + bytes([raw[at] ^ 255]) + raw[at + 1 :], id="a byte changed"),
        pytest.param(lambda raw, at: raw[:at] + raw[at + 1 :], id="a byte lost"),
        pytest.param(lambda raw, at: raw[:at] + b"PK\x03\x04" + raw[at + 4 :], id="four bytes written over"),
    ],
)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_template_is_filled_or_refused_and_nothing_else(change, data):
    raw = default_template("summary")
    broken = change(raw, data.draw(st.integers(0, len(raw) - 5)))
    with suppress(TemplateRefusedError):
        paper(*_usual(), "summary", office=None, template=broken)


def test_a_part_in_a_compression_of_no_office_is_refused():
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(NAMED)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as packed:
        for name in source.namelist():
            packed.writestr(name, source.read(name))
    assert "damaged" in refusal(buffer.getvalue())


_ENTITY = '<!DOCTYPE x [<!ENTITY e "another text">]>'


def _declared(part):
    return part.replace(b"<w:document", _ENTITY.encode() + b"<w:document", 1).replace(
        b"<w:body>", b"<w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p>", 1
    )


@pytest.mark.parametrize(
    ("name", "change"),
    [
        pytest.param("word/document.xml", _declared, id="document"),
        pytest.param(
            "word/document.xml",
            lambda part: _declared(part).decode().replace("UTF-8", "UTF-16", 1).encode("utf-16"),
            id="UTF-16",
        ),
        pytest.param(
            "word/x.png",
            lambda _: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4APA-x/+AD4-',
            id="another encoding",
        ),
        pytest.param("word/any.bin", lambda _: _ENTITY.encode(), id="whatever its name"),
        pytest.param(
            "[Content_Types].xml", lambda part: part.replace(b"<Types", _ENTITY.encode() + b"<Types"), id="types"
        ),
    ],
)
def test_a_template_with_a_document_type_is_refused(name, change):
    assert "declares a DOCTYPE" in refusal(_edited(**{name: change}))


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


@pytest.mark.parametrize("name", ["p.xlsx", "p.doc", "p"])
@pytest.mark.parametrize(("lang", "said"), [("vi", "phải có đuôi .docx"), ("en", "must end in .docx")])
def test_a_template_is_written_as_word_only(xhht, tmp_path, name, lang, said):
    run = xhht("paper-template", "summary", "-o", tmp_path / name, "--lang", lang)
    assert (run.status, said in run.err) == (2, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("lang", "said"), [("vi", "không có, tại"), ("en", "that there is not, at")])
def test_a_refused_template_is_named(xhht, tmp_path, lang, said):
    file = tmp_path / "mau-cua-xa.docx"
    file.write_bytes(template_with("{% debug %}"))
    sample, target = ROOT / "samples/xa-phieu-cham-94-5.json", tmp_path / "out.docx"
    run = xhht("report", sample, "--template", file, "-o", target, "--lang", lang)
    assert run.status == 2
    assert run.err.startswith(f"{file}: --template: ")
    assert said in run.err
    assert "Encountered" not in run.err
    assert not target.exists()

"""The further sheets of a score sheet: documents, standards that follow from counts, members who missed their title."""

from collections.abc import Iterator, Mapping

from criteria.texts import Language, Text
from ratings.names import KIND_NAMES, PROVENANCE_NAMES, STATUS_NAMES
from ratings.result_parts import MembersResult, StandardLevelResult
from ratings.result_sentences import listed_documents
from ratings.result_targets import AnyResult
from ratings.sheet_page import Cell, Column, Page, Workbook
from ratings.text_sections import members_sentence, standard_status

Heads = tuple[tuple[Text, int], ...]
_EXPLANATION, _SOURCE = Text("Giải thích", "Explanation"), Text("Căn cứ", "Source")
_DOCUMENTS: Heads = (
    (Text("STT", "No."), 6),
    (Text("Số, ký hiệu", "Number"), 24),
    (Text("Ngày", "Date"), 12),
    (Text("Tên, trích yếu", "Title"), 60),
    (Text("Cơ quan ban hành", "Issuer"), 30),
    (Text("Tệp", "File"), 26),
    (Text("Dùng cho", "For"), 16),
)
_STANDARDS: Heads = (
    (Text("Chuẩn, mức", "Standard, level"), 34),
    (Text("Kết quả", "Result"), 14),
    (Text("Đo được", "Measured"), 26),
    (Text("Cần có", "Required"), 26),
    (_EXPLANATION, 56),
    (_SOURCE, 20),
    (Text("Nguồn gốc", "Provenance"), 12),
)
_MEMBERS: Heads = (
    (Text("Tên", "Name"), 30),
    (Text("Mã", "Code"), 16),
    (Text("Thôn", "Village"), 16),
    (Text("Dòng họ", "Clan"), 16),
    (Text("Mức", "Level"), 20),
    (Text("Điểm", "Points"), 9),
    (Text("Còn thiếu điểm", "Points lacking"), 10),
    (Text("Còn thiếu chỉ tiêu", "Targets lacking"), 10),
    (_EXPLANATION, 48),
    (Text("Chỗ ghi", "Where"), 24),
)


def _columns(heads: Heads, language: Language) -> list[Column]:
    return [Column(head.into(language), width) for head, width in heads]


def documents_page(workbook: Workbook, result: AnyResult, language: Language, footer: str) -> None:
    """Write the list of documents."""
    name = Text("Danh mục minh chứng", "Documents")
    page = Page(workbook, name.into(language), _columns(_DOCUMENTS, language), footer)
    page.line(name.into(language).upper(), "title")
    page.line(result.subject.name, "strong")
    page.heads()
    listed = listed_documents(result)
    for place, (paper, used_for) in enumerate(listed.items(), 1):
        cells = [place, paper.number, paper.date, paper.title, paper.issuer, paper.file, ", ".join(used_for)]
        page.cells(cells)
    if not listed:
        page.line(Text("Chưa có minh chứng nào.", "There are no documents.").into(language))


def standards_page(workbook: Workbook, result: AnyResult, language: Language, footer: str) -> None:
    """Write each standard with its levels and conditions; no sheet where there are no counts."""
    if result.standards is None:
        return
    name = Text("Chuẩn", "Standards")
    page = Page(workbook, name.into(language), _columns(_STANDARDS, language), footer)
    heading = Text("Chuẩn suy ra từ số liệu", "Standards that follow from the counts")
    page.line(heading.into(language).upper(), "title")
    page.heads()
    names = {(each.id, level.id): (each.name, level.name) for each in result.standards for level in each.levels}
    for standard in result.standards:
        status = STATUS_NAMES_OF_STANDARDS[standard_status(standard)].into(language)
        source = PROVENANCE_NAMES[standard.provenance].into(language)
        said = _sentence(f"{standard.level_name.into(language)}. {standard.explanation.into(language)}")
        page.cells([standard.name.into(language), status, "", "", said, "", source], "criterion")
        for level in standard.levels:
            for row in _level_rows(level, names, language):
                page.cells(row)


STATUS_NAMES_OF_STANDARDS = STATUS_NAMES | {
    "pass": Text("đạt", "met"),
    "partial": Text("đạt một số mức", "met at some levels"),
    "fail": Text("không đạt", "not met"),
}


def _level_rows(
    level: StandardLevelResult, called: Mapping[tuple[str, str], tuple[Text, Text]], language: Language
) -> Iterator[list[Cell]]:
    names = STATUS_NAMES_OF_STANDARDS
    yield [level.name.into(language), names[level.status].into(language), "", "", "", level.citation.into(language), ""]
    for each in level.requires:
        yield [
            "- " + ", ".join(name.into(language) for name in called[each.standard, each.level]),
            names[each.status].into(language),
            "",
            "",
            _sentence(each.explanation.into(language)),
            each.citation.into(language),
            PROVENANCE_NAMES[each.provenance].into(language),
        ]
    for place, condition in enumerate(level.conditions, 1):  # their ids are ours, and no words for a reader
        yield [
            Text(f"- điều kiện {place}", f"- condition {place}").into(language),
            names[condition.status].into(language),
            condition.measured.into(language),
            condition.required.into(language),
            _sentence(condition.explanation.into(language)),
            condition.citation.into(language),
            PROVENANCE_NAMES[condition.provenance].into(language),
        ]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def members_page(workbook: Workbook, result: AnyResult, language: Language, footer: str) -> None:
    """Write how many members have their title, all who missed it, and all who cannot be rated; no sheet for none."""
    if result.members is None and result.refused_members is None:
        return
    name = Text("Thành viên", "Members")
    page = Page(workbook, name.into(language), _columns(_MEMBERS, language), footer)
    page.line(name.into(language).upper(), "title")
    for members in result.members or ():
        page.line(members_sentence(members).into(language))
    page.heads()
    for members in result.members or ():
        _missed(page, members, language)
    if result.refused_members:
        page.gap()
        heading = Text("Thành viên chưa xếp loại được", "Members that cannot be rated")
        page.line(heading.into(language), "strong")
        for refused in result.refused_members:
            page.line(f"{refused.where}: " + " ".join(each.into(language) for each in refused.messages))


def _missed(page: Page, members: MembersResult, language: Language) -> None:
    kind = KIND_NAMES[members.kind].into(language)
    if members.missed:
        heading = f"{kind[:1].upper()}{kind[1:]}: {len(members.missed)}"
        page.cells([heading, *[""] * (len(_MEMBERS) - 1)], "criterion")
    for each in members.missed:
        page.cells(
            [
                each.name,
                each.code,
                each.village,
                each.clan,
                each.level.name.into(language),
                each.points,
                each.points_needed,
                each.targets_needed,
                each.explanation.into(language),
                each.where,
            ]
        )

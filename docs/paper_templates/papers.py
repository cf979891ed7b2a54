"""The four papers, from their parts."""

from paper_templates.draft import Draft
from paper_templates.findings import (
    add_annex,
    add_bases,
    add_lacking,
    add_note,
    add_outcome,
    add_results,
    add_steps,
)
from paper_templates.letterhead import add_receiver, add_signature, add_signatures, add_state, add_title


def self_assessment():
    draft = _begun()
    add_receiver(draft)
    add_bases(draft)
    draft.text("{{ office.name }} báo cáo kết quả như sau:")
    draft.head("I. KẾT QUẢ CHUNG")
    add_outcome(draft)
    draft.each("said", "recognition", "{{ said }}")
    draft.head("II. KẾT QUẢ TỪNG TIÊU CHÍ")
    add_results(draft, explained=True)
    add_lacking(draft, "III")
    add_steps(draft, "IV")
    add_note(draft)
    add_signature(draft)
    add_annex(draft)
    return draft.written()


def summary():
    draft = _begun()
    add_outcome(draft)
    add_results(draft, explained=False)
    add_note(draft)
    add_signature(draft)
    return draft.written()


def minutes():
    draft = _begun()
    draft.head("I. THỜI GIAN, ĐỊA ĐIỂM")
    draft.text("Thời gian: {{ office.meeting_time }}")
    draft.text("Địa điểm: {{ office.meeting_place }}")
    draft.head("II. THÀNH PHẦN")
    _add_participants(draft)
    draft.head("III. NỘI DUNG")
    add_bases(draft)
    draft.text(
        "Cuộc họp xem xét minh chứng, đánh giá từng tiêu chí của {{ rule_set.title }} năm {{ year }} đối với "
        "{{ subject.name }}."
    )
    draft.line("Ý kiến tại cuộc họp: …………………………………………", indent=10)
    draft.head("IV. KẾT QUẢ")
    add_outcome(draft)
    add_results(draft, explained=False)
    draft.text(
        "Cuộc họp kết thúc hồi …… giờ …… cùng ngày; biên bản đã được đọc lại cho mọi người cùng nghe.",
        before=8, keep=True,
    )  # fmt: skip
    add_note(draft)
    add_signatures(draft)
    add_annex(draft)
    return draft.written()


def _add_participants(draft):
    draft.tag("if office.participants")
    draft.each("person", "office.participants", "{{ loop.index }}. {{ person.name }} - {{ person.position }}")
    draft.tag("else")
    for number in (1, 2, 3):
        draft.line(f"{number}. Ông (bà) ………………………… Chức vụ: ………………………", indent=10)
    draft.tag("endif")
    draft.text("Chủ trì: {{ office.signer or '……………………………………' }}")
    draft.text("Thư ký: {{ office.secretary or '……………………………………' }}")


def submission():
    draft = _begun()
    add_receiver(draft)
    add_bases(draft)
    draft.text(
        "Căn cứ kết quả tự đánh giá năm {{ year }}, {{ office.name }} kính đề nghị {{ office.to }} {{ paper.request }} "
        "năm {{ year }} đối với {{ subject.name }}, với kết quả tự đánh giá như sau:"
    )
    draft.tag("if by_points")
    draft.text(
        "1. Tổng điểm: {{ result.score }} điểm; xếp loại: {{ result.level }} ({{ result.citation }}).", bold=True
    )
    draft.tag("else")
    draft.text("1. Mức đạt được: {{ result.level }} ({{ result.citation }}).", bold=True)
    draft.tag("endif")
    draft.text("{{ result.explanation }}")
    draft.each("remark", "result.remarks", "{{ remark }}")
    draft.text("2. Kết quả theo tiêu chí:", bold=True, keep=True)
    draft.each("criterion", "criteria", _CRITERION)
    draft.each("said", "recognition", "{{ said }}")
    draft.tag("if dossier.papers")
    draft.text("3. Hồ sơ kèm theo ({{ dossier.citation }}):", bold=True, keep=True)
    draft.each("sent", "dossier.papers", "- {{ sent }}{% if loop.last %}.{% else %};{% endif %}")
    draft.tag("endif")
    draft.text("Kính đề nghị {{ office.to }} xem xét./.", keep=True)
    add_note(draft)
    add_signature(draft)
    return draft.written()


_CRITERION = (
    "- Tiêu chí {{ criterion.id }}. {{ criterion.name }}:"
    "{% if by_points %} {{ criterion.points }}/{{ criterion.max_points }} điểm."
    "{% else %}{% for target in criterion.targets %} {{ target.level }} {{ target.verdict }}"
    "{% if not loop.last %};{% else %}.{% endif %}{% endfor %}{% endif %}"
)


def _begun():
    draft = Draft()
    add_state(draft)
    add_title(draft)
    return draft


TEMPLATES = {"self-assessment": self_assessment, "summary": summary, "minutes": minutes, "submission": submission}

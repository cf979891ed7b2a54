"""Names of what carries no law: statuses, provenance, kinds, tiers, areas; and how a paper is cited."""

from criteria.answers import Document
from criteria.texts import Text

MARKS = {"pass": "✓", "partial": "◐", "fail": "✗", "missing": "?", "not_applicable": "–"}
STYLES = {"pass": "green", "partial": "yellow", "fail": "red", "missing": "magenta", "not_applicable": "dim"}
STATUS_NAMES = {
    "pass": Text("đạt tối đa", "full"),
    "partial": Text("đạt một phần", "partial"),
    "fail": Text("không đạt", "failed"),
    "missing": Text("còn thiếu", "missing"),
    "not_applicable": Text("không áp dụng", "not applicable"),
}
MET_NAMES = {
    "pass": Text("đạt", "met"),
    "partial": Text("đạt một số mức", "met at some levels"),
    "fail": Text("không đạt", "not met"),
    "missing": Text("còn thiếu", "missing"),
    "not_applicable": Text("không áp dụng", "not applicable"),
}
"""Of a target, which is met or not."""
PROVENANCE_NAMES = {
    "official": Text("chính thức", "official"),
    "local": Text("hướng dẫn địa phương", "local guidance"),
    "secondary": Text("thứ cấp", "secondary"),
    "assumed": Text("giả định", "assumed"),
}
SEVERITY_NAMES = {
    "error": Text("Lỗi", "Error"),
    "warning": Text("Lưu ý", "Warning"),
    "info": Text("Thông tin", "Note"),
}
SELECTED_NAMES = {
    "file": Text("ghi trong tệp minh chứng", "named in the evidence file"),
    "option": Text("theo yêu cầu --rule-set", "as --rule-set insists"),
    "year": Text("chọn theo đối tượng, cấp và năm", "chosen by kind, tier and year"),
}
KIND_NAMES = {
    "citizen": Text("công dân", "citizen"),
    "family": Text("gia đình", "family"),
    "clan": Text("dòng họ", "clan"),
    "village": Text("thôn, bản, tổ dân phố", "village"),
    "unit": Text("đơn vị", "unit"),
    "commune": Text("xã", "commune"),
    "district": Text("huyện", "district"),
    "province": Text("tỉnh", "province"),
}
TIER_NAMES = {
    "commune": Text("cấp xã", "commune"),
    "district": Text("cấp huyện", "district"),
    "province": Text("cấp tỉnh", "province"),
}
AREA_NAMES = {"normal": Text("bình thường", "normal"), "difficult": Text("khó khăn", "difficult")}


def guidance_text(number: str) -> Text:
    """Return how a local guidance is cited: "hướng dẫn địa phương số 1257/HD-UBND"."""
    name = PROVENANCE_NAMES["local"]
    return Text(f"{name.vi} số {number}", f"{name.en} no. {number}")


def document_text(document: Document) -> Text:
    """Return how a paper is cited: "Kế hoạch … số 15/KH-PGDĐT ngày 24/01/2022 của …"."""
    vi = [document.title or "", f"số {document.number}" if document.number else ""]
    en = [document.title or "", f"no. {document.number}" if document.number else ""]
    if document.date:
        vi.append(f"ngày {document.date:%d/%m/%Y}")
        en.append(f"of {document.date:%Y-%m-%d}")
    if document.issuer:
        vi.append(f"của {document.issuer}")
        en.append(f"by {document.issuer}")
    if document.file:
        vi.append(f"[{document.file}]")
        en.append(f"[{document.file}]")
    return Text(" ".join(filter(None, vi)), " ".join(filter(None, en)))

"""Is it a workbook, and one that can be opened without harm? Looked at before any library does."""

import zlib
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from openpyxl.utils.cell import range_boundaries

from criteria.problems import Problem
from criteria.texts import Text
from ratings.evidence import EvidenceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .xls file begins, and a workbook with a password."""
LARGEST_UNPACKED = 64 * 2**20
"""Bytes of all parts together. A commune with thousands of members stays far below."""
MOST_CELLS = 500_000
"""Cells that are written down in all sheets together, empty ones too, and cells that are merged."""
_MOST_PARTS = 500
_STRICT = b"purl.oclc.org/ooxml"
"""The namespace of a variant of the format that the library does not read."""
_HEAD = 4096
_RIGHT = Text(
    "Mở bằng Excel hoặc LibreOffice rồi lưu thành Excel Workbook (.xlsx), không đặt mật khẩu.",
    "Open it with Excel or LibreOffice and save it as Excel Workbook (.xlsx), without a password.",
)
_TOO_MUCH = Text(
    "Xóa các dòng, cột trống đã định dạng, bỏ gộp ô và xóa hình trong tệp; hoặc chép số liệu sang tệp mới.",
    "Delete formatted empty rows and columns, merged cells and pictures; or copy the figures into a new file.",
)


def check_archive(raw: bytes) -> None:
    """Refuse what is no workbook, or one that no office writes.

    Raises:
        EvidenceError: It is an old or a locked file, another kind of archive, unpacks to more than 64 MB, holds more
            than 500,000 cells, or declares a document type, with which parts can be made to grow without end.
    """
    if raw.startswith(OLE):
        raise _refused(
            Text("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu.", "An old Excel file (.xls), or one with a password.")
        )
    try:
        with ZipFile(BytesIO(raw)) as archive:
            _check(archive)
    except (BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, zlib.error):
        raise _refused(Text("Tệp Excel bị hỏng hoặc bị cắt ngang.", "The Excel file is damaged or cut off.")) from None


def _check(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        what = "OpenDocument" if "content.xml" in names else "ZIP"
        raise _refused(Text(f"Đây là tệp {what}, không phải tệp Excel.", f"This is {what}, no Excel workbook."))
    if _STRICT in archive.open("xl/workbook.xml").read(_HEAD):
        raise _refused(Text('Tệp lưu ở dạng "Strict Open XML".', 'The file is saved as "Strict Open XML".'))
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        size = LARGEST_UNPACKED // 2**20
        raise _refused(
            Text(f"Tệp Excel giải nén lớn hơn {size} MB.", f"The workbook unpacks to more than {size} MB."), _TOO_MUCH
        )
    left = LARGEST_UNPACKED
    counted = _Counted()
    for part in parts:
        with archive.open(part.filename) as file:
            content = file.read(left + 1)  # the real size, which what the archive declares need not be
        left -= len(content)
        if left < 0:
            raise _refused(Text("Tệp Excel bị hỏng.", "The Excel file is damaged."))
        counted.look_at(content)


class _Counted:
    """What stands in the parts: cells and merged cells, each of which would take memory."""

    def __init__(self) -> None:
        self._cells = 0

    def look_at(self, content: bytes) -> None:
        """Count what stands in one part, whatever it is called; what is no XML is for the library to refuse."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _no_document_type
        parser.StartElementHandler = self._begin
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            return

    def _begin(self, name: str, attributes: dict[str, Any]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "c":
            self._cells += 1
        elif kind == "mergeCell":
            self._cells += _area(attributes.get("ref", ""))
        if self._cells > MOST_CELLS:
            raise _refused(
                Text(
                    f"Tệp Excel có hơn {MOST_CELLS} ô, kể cả ô trống và ô gộp.",
                    f"The workbook has more than {MOST_CELLS} cells, empty and merged ones included.",
                ),
                _TOO_MUCH,
            )


def _no_document_type(*_: Any) -> None:
    raise _refused(Text("Tệp Excel chứa khai báo DOCTYPE.", "The workbook declares a DOCTYPE."))


def _area(ref: str) -> int:
    """Return how many cells a range such as ``A1:C3`` holds; 1 where it is no range."""
    try:
        left, top, right, bottom = range_boundaries(ref)
    except (TypeError, ValueError):
        return 1
    if left is None or top is None or right is None or bottom is None:
        return MOST_CELLS  # a whole row or column
    return max(1, (right - left + 1) * (bottom - top + 1))


def _refused(wrong: Text, right: Text = _RIGHT) -> EvidenceError:
    return EvidenceError([Problem("", None, wrong, right)])

"""Is it a workbook, and one that can be opened without harm? Looked at before any library does."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from criteria.problems import Problem
from criteria.texts import Text
from ratings.evidence import EvidenceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .xls file begins, and a workbook with a password."""
LARGEST_UNPACKED = 64 * 2**20
"""Bytes of all parts together. A commune with thousands of members stays far below."""
_MOST_PARTS = 500
_RIGHT = Text(
    "Mở bằng Excel hoặc LibreOffice rồi lưu thành Excel Workbook (.xlsx), không đặt mật khẩu.",
    "Open it with Excel or LibreOffice and save it as Excel Workbook (.xlsx), without a password.",
)


def check_archive(raw: bytes) -> None:
    """Refuse what is no workbook, or one that no office writes.

    Raises:
        EvidenceError: It is an old or a locked file, another kind of archive, unpacks to more than 64 MB, or
            declares document types, with which parts can be made to grow without end.
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
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        size = LARGEST_UNPACKED // 2**20
        raise _refused(
            Text(f"Tệp Excel giải nén lớn hơn {size} MB.", f"The workbook unpacks to more than {size} MB."),
            Text(
                "Xóa các dòng, cột trống đã định dạng và các hình trong tệp.",
                "Delete formatted empty rows and columns, and pictures.",
            ),
        )
    left = LARGEST_UNPACKED
    for part in parts:
        left -= _size_of(archive, part.filename, left)


def _size_of(archive: ZipFile, name: str, left: int) -> int:
    """Return the real size of a part, which what the archive declares need not be."""
    with archive.open(name) as file:
        content = file.read(left + 1)
    if len(content) > left:
        raise _refused(Text("Tệp Excel bị hỏng.", "The Excel file is damaged."))
    if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content.replace(b"\x00", b""):
        raise _refused(Text("Tệp Excel chứa khai báo DOCTYPE.", "The workbook declares a DOCTYPE."))
    return len(content)


def _refused(wrong: Text, right: Text = _RIGHT) -> EvidenceError:
    return EvidenceError([Problem("", None, wrong, right)])

"""Opening a user's template: a Word file without macros, of a size that is worth opening."""

import re
import zipfile
from io import BytesIO

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from lxml.etree import LxmlError

from criteria.texts import Text
from ratings.papers.errors import refuse_template

LARGEST_BYTES = 64 * 1024 * 1024
"""Of all parts of a template, unpacked."""
MOST_PARTS = 2000
_MACROS = re.compile(r"vbaProject|vbaData|macroEnabled", re.IGNORECASE)
_SAVE = Text("Mở trong Word rồi lưu dạng .docx.", "Open it in Word and save it as .docx.")


def opened(template: bytes) -> DocxTemplate:
    """Return the *template*, ready to be filled.

    Raises:
        PaperError: It is no .docx, is damaged, has macros, or is too large when it is unpacked.
    """
    _refuse_unfit_zip(template)
    try:
        opened_template = DocxTemplate(BytesIO(template))
        opened_template.init_docx()
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, zipfile.LargeZipFile):
        wrong = Text(
            "Mẫu không phải tệp Word .docx, hoặc đã hỏng.", "The template is no Word file (.docx), or damaged."
        )
        refuse_template(wrong, _SAVE)
    return opened_template


def _refuse_unfit_zip(template: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(template)) as packed:
            parts = packed.infolist()
            large = sum(part.file_size for part in parts) > LARGEST_BYTES or len(parts) > MOST_PARTS
            types = b"" if large else packed.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        refuse_template(Text("Mẫu không phải tệp Word .docx.", "The template is no Word file (.docx)."), _SAVE)
    if large:
        most = LARGEST_BYTES // 1024 // 1024
        refuse_template(
            Text(
                f"Mẫu quá lớn khi giải nén (trên {most} MB).", f"The template is too large unpacked (over {most} MB)."
            ),
            Text("Bỏ bớt hình ảnh trong mẫu.", "Take pictures out of it."),
        )
    names = " ".join(part.filename for part in parts)
    if _MACROS.search(names) or _MACROS.search(types.decode("utf-8", "replace")):
        refuse_template(Text("Mẫu có macro.", "The template has macros."), _SAVE)

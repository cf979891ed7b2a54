"""Bytes to evidence, which is hostile until proved otherwise: size, encoding, numbers and keys are checked first."""

import errno
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from criteria.problems import Problem, pointer
from criteria.system_errors import reason
from criteria.texts import Text, plain
from ratings.evidence import Evidence, EvidenceError, to_evidence

LARGEST_FILE = 32 * 2**20
"""Bytes. A commune with thousands of members stays far below."""
STANDARD_INPUT = Path("-")
_LONGEST_INTEGER = 30
_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, new and old, and no JSON."""


class _Doubled(dict[str, Any]):
    """An object in which keys stood twice."""

    keys_doubled: list[str]


Places = Mapping[str, str]
"""The cell of a workbook for a JSON pointer, as its reader calls it; nothing for a file of JSON."""


class Source(NamedTuple):
    """Evidence, and which cell says what of it, where it comes from a workbook."""

    evidence: Evidence
    places: Mapping[str, str] = {}


def read_evidence(path: Path | str) -> Evidence:
    """Return the evidence in the file at *path*, of JSON or of Excel; ``-`` reads standard input.

    Raises:
        EvidenceError: The file cannot be read or is no evidence. Its ``file`` says which file it was.
    """
    return read_source(Path(path)).evidence


def read_source(path: Path) -> Source:
    """Return the evidence in the file at *path*, as ``read_evidence`` does, and which cell says what.

    Raises:
        EvidenceError: As for ``read_evidence``; what is wrong with a workbook is named by sheet and cell.
    """
    places: Places = {}
    try:
        data, places = _data_in(bytes_of(path))
        return Source(to_evidence(data), places)
    except EvidenceError as error:
        raise EvidenceError(located(error.problems, places), str(path)) from None


def read_json(path: Path) -> Any:
    """Return the data in the file at *path*, as ``parse_json`` does, or as JSON would have that of a workbook.

    Raises:
        EvidenceError: The file cannot be read, or is neither. Its ``file`` says which file it was.
    """
    try:
        return _data_in(bytes_of(path))[0]
    except EvidenceError as error:
        raise EvidenceError(error.problems, str(path)) from None


def _data_in(raw: bytes) -> tuple[Any, Places]:
    if not is_workbook(raw):
        return parse_json(raw), {}
    from ratings.workbooks.reading import read_workbook  # late: most files are JSON

    return read_workbook(raw)


def is_workbook(raw: bytes) -> bool:
    """Whether *raw* begins as a file of Excel does, and no JSON."""
    return raw.startswith(_BEGINNINGS)


def located(problems: Iterable[Problem], places: Places) -> tuple[Problem, ...]:
    """Return *problems* as they are told of cells, where *places* know which."""
    return tuple(located_at(problem, cell_at(places, problem.path)) for problem in problems)


def located_at(problem: Problem, cell: str) -> Problem:
    """Return *problem* as it is told of a *cell*; as it is where that is its own path."""
    if cell == problem.path:
        return problem
    from ratings.workbooks.wording import in_cell  # late: only mistakes need it

    return in_cell(problem, cell)


def cell_at(places: Places, path: str) -> str:
    """Return the cell that stands for the JSON pointer *path*, or for the nearest place above it; else *path* itself.

    >>> cell_at({"/answers/1.a": "Trả lời!A5"}, "/answers/1.a/count"), cell_at({}, "/year")
    ('Trả lời!A5', '/year')
    """
    above = path
    while above:
        if above in places:
            return places[above]
        above = above.rpartition("/")[0]
    return path


def parse_evidence(raw: bytes | str) -> Evidence:
    """Return the evidence in the JSON text *raw*, in UTF-8 where it is bytes.

    Raises:
        EvidenceError: It is not UTF-8, not JSON, or no evidence.
    """
    return to_evidence(parse_json(raw))


def parse_json(raw: bytes | str) -> Any:
    """Return the data in the JSON text *raw*: integers, decimals, no floats; no key twice.

    Raises:
        EvidenceError: It is not UTF-8, or not JSON.
    """
    return _parsed(raw if isinstance(raw, str) else _decoded(raw))


def nested_too_deeply() -> EvidenceError:
    """Return the refusal of data with more levels than can be gone through."""
    return _refuse(
        "Tệp có quá nhiều tầng ngoặc lồng nhau.",
        "The file is nested too deeply.",
        "Tệp minh chứng chỉ có vài tầng; xem xhht template.",
        "Evidence has a few levels; see xhht template.",
    )


def _refuse(vi: str, en: str, right_vi: str = "", right_en: str = "", path: str = "") -> EvidenceError:
    return EvidenceError([Problem(path, None, Text(vi, en), Text(right_vi, right_en))])


def bytes_of(path: Path) -> bytes:
    """Return what stands in the file at *path*; ``-`` reads standard input.

    Raises:
        EvidenceError: It cannot be read, or is larger than evidence may be. It does not name the file.
    """
    try:
        if path == STANDARD_INPUT and sys.stdin is None:
            raise OSError(errno.EBADF, "stdin")
        if path == STANDARD_INPUT:
            return _limited(sys.stdin.buffer)
        with path.open("rb") as file:
            return _limited(file)
    except (OSError, ValueError) as error:
        why = reason(error)
        right = _RIGHT.get(getattr(error, "errno", None) or 0, Text("", ""))
        wrong = Text(f"Không đọc được tệp: {why.vi}.", f"Cannot read the file: {why.en}.")
        raise EvidenceError([Problem("", None, wrong, right)]) from None


_RIGHT = {
    errno.ENOENT: Text("Kiểm tra lại tên và thư mục.", "Check name and folder."),
    errno.EISDIR: Text("Ghi tên một tệp JSON.", "Name a JSON file."),
    errno.EACCES: Text("Xin quyền đọc hoặc sao tệp sang nơi khác.", "Ask for permission, or copy the file."),
}


def _limited(file: BinaryIO) -> bytes:
    raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        size = LARGEST_FILE // 2**20
        raise _refuse(
            f"Tệp lớn hơn {size} MB.",
            f"The file is larger than {size} MB.",
            "Tệp minh chứng chỉ chứa câu trả lời và tên minh chứng, không chứa bản quét.",
            "An evidence file holds answers and names of documents, not scans.",
        )
    return raw


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        raise _refuse(
            "Tệp lưu ở mã UTF-16 hoặc UTF-32.",
            "The file is saved as UTF-16 or UTF-32.",
            "Lưu lại với mã UTF-8.",
            "Save it again as UTF-8.",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refuse(
            f"Dòng {line} có ký tự không thuộc mã UTF-8.",
            f"Line {line} holds bytes that are not UTF-8.",
            "Lưu lại tệp với mã UTF-8.",
            "Save the file again as UTF-8.",
        ) from None


def _parsed(words: str) -> Any:
    doubled: list[_Doubled] = []

    def to_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [plain(key) for key, _ in pairs]
        read = dict(zip(keys, (value for _, value in pairs), strict=True))
        if len(read) == len(keys):
            return read
        double = _Doubled(read)
        double.keys_doubled = [key for key, times in Counter(keys).items() if times > 1]
        doubled.append(double)
        return double

    try:
        read = json.loads(
            words,
            object_pairs_hook=to_object,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=Decimal,
        )
    except json.JSONDecodeError as error:
        raise _not_json(words, error) from None
    except RecursionError:
        raise nested_too_deeply() from None
    if doubled:
        raise EvidenceError(_doubles(read))
    return read


def _decimal(words: str) -> Decimal:
    try:
        return Decimal(words)
    except InvalidOperation:  # an exponent beyond what even decimals can hold
        return Decimal("Infinity")


def _integer(words: str) -> int | Decimal:
    # Python refuses to read integers of some thousand digits; a decimal holds them until they are refused by size.
    return int(words) if len(words) <= _LONGEST_INTEGER else Decimal(words)


def _not_json(words: str, error: json.JSONDecodeError) -> EvidenceError:
    if not words.strip():
        return _refuse("Tệp trống.", "The file is empty.", "Tạo tệp mẫu: xhht template.", "Make one: xhht template.")
    vi, en = _hint(words, error)
    return _refuse(
        f"Không phải JSON hợp lệ, dòng {error.lineno} cột {error.colno}.",
        f"Not valid JSON, line {error.lineno} column {error.colno}: {error.msg}.",
        vi,
        en,
    )


def _hint(words: str, error: json.JSONDecodeError) -> tuple[str, str]:
    before, here = words[: error.pos].rstrip(), words[error.pos : error.pos + 1]
    if not words[error.pos :].strip():
        return (
            "Tệp bị cắt ngang: thiếu dấu đóng ngoặc hoặc dấu nháy.",
            "The file is cut off: a bracket or quote lacks.",
        )
    if re.search(r"\d,\s*\Z", before) and here.isdigit():
        return "Số thập phân viết với dấu chấm: 94.5, không phải 94,5.", "Decimals take a point: 94.5, not 94,5."
    if here in "“”„‘’«»":
        return (
            'Dùng dấu nháy thẳng ("), không dùng dấu nháy cong của Word.',
            'Use straight quotes ("), not those of Word.',
        )
    return next((hint for start, hint in _HINTS.items() if error.msg.startswith(start)), _HINTS[""])


_HINTS = {
    "Extra data": (
        "Sau dấu ngoặc đóng cuối cùng không được có gì nữa.",
        "Nothing may follow the last closing bracket.",
    ),
    "Expecting property name": (
        "Cần một khóa trong dấu nháy kép; bỏ dấu phẩy thừa trước dấu đóng ngoặc.",
        "A key in double quotes is needed; drop a comma before a closing bracket.",
    ),
    "Illegal trailing comma": (
        "Bỏ dấu phẩy thừa trước dấu đóng ngoặc.", "Drop the comma before the closing bracket.",
    ),
    "Expecting ',' delimiter": (
        "Thiếu dấu phẩy giữa hai mục.",
        "A comma is missing between two entries.",
    ),
    "Invalid control character": (
        "Có dấu xuống dòng hoặc tab trong dấu nháy kép; viết \\n hoặc \\t.",
        "A line break or tab stands within quotes; write \\n or \\t.",
    ),
    "": ("Kiểm tra dấu phẩy, dấu ngoặc, dấu nháy kép gần đó.", "Check commas, brackets and quotes near there."),
}  # fmt: skip


def _doubles(read: Any) -> Iterator[Problem]:
    waiting: list[tuple[tuple[object, ...], Any]] = [((), read)]
    while waiting:
        path, here = waiting.pop()
        for key in here.keys_doubled if isinstance(here, _Doubled) else ():
            yield Problem(
                pointer((*path, key)),
                None,
                Text("Khóa này đứng hai lần.", "This key stands twice."),
                Text(
                    "Giữ lại một; câu trả lời nào đúng thì chỉ người viết biết.",
                    "Keep one; only you know which.",
                ),
            )
        children = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
        waiting.extend(((*path, key), child) for key, child in children)

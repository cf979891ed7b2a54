"""The office block in a file of its own, for evidence that has none or another."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from criteria.problems import Problem
from criteria.texts import Text
from criteria.validation import problems_of
from ratings.evidence import EvidenceError
from ratings.office import Office
from ratings.reading import bytes_of, is_workbook, parse_json

_RIGHT = Text(
    'Tệp cơ quan là JSON, như {"signer": "Nguyễn Văn A"}; các trường: docs/papers.md.',
    'The file of an office is JSON, such as {"signer": "Nguyễn Văn A"}; its fields: docs/papers.md.',
)


def read_office(path: Path) -> Office:
    """Return the office in the JSON file at *path*: what stands in ``office`` of evidence, and nothing around it.

    Raises:
        EvidenceError: The file cannot be read, is not JSON, or is no office. Its ``file`` says which file it was.
    """
    try:
        read = _data_in(bytes_of(path))
    except EvidenceError as error:
        raise EvidenceError(error.problems, str(path)) from None
    try:
        return Office.model_validate(read)
    except ValidationError as error:
        raise EvidenceError(problems_of(error, read, Office), str(path)) from None


def _data_in(raw: bytes) -> Any:
    """Return the data in *raw*. What reads evidence would tell to make a template of evidence, or read a workbook."""
    if is_workbook(raw):
        wrong = Text("Đây là tệp Excel hoặc Word.", "This is a file of Excel or Word.")
    elif not raw.strip():
        wrong = Text("Tệp trống.", "The file is empty.")
    else:
        return parse_json(raw)
    raise EvidenceError([Problem("", None, wrong, _RIGHT)])

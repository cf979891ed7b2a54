"""The office block in a file of its own, for evidence that has none or another."""

from pathlib import Path

from pydantic import ValidationError

from criteria.validation import problems_of
from ratings.evidence import EvidenceError
from ratings.office import Office
from ratings.reading import read_json


def read_office(path: Path) -> Office:
    """Return the office in the JSON file at *path*: what stands in ``office`` of evidence, and nothing around it.

    Raises:
        EvidenceError: The file cannot be read, is not JSON, or is no office. Its ``file`` says which file it was.
    """
    read = read_json(path)
    try:
        return Office.model_validate(read)
    except ValidationError as error:
        raise EvidenceError(problems_of(error, read, Office), str(path)) from None

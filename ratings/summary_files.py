"""Which files are summed up: those that are named, and the evidence in folders that are named."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from ratings.evidence import SCHEMA, EvidenceError
from ratings.reading import STANDARD_INPUT, read_json

ENDINGS = (".json", ".xlsx")


class Found(NamedTuple):
    """Files of evidence, each once, and those in folders that are something else."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]


def evidence_in(named: Sequence[Path], *, but: Path | None = None) -> Found:
    """Return the files *named*, and in place of a folder the evidence in it and in folders inside, by name.

    A file in a folder counts unless it says itself that it is something else: a result, say. One that cannot be read
    counts, too: rating it says what is wrong.

    Args:
        named: Files and folders; standard input is a file.
        but: The file to be written: no evidence where a run before this left it in a folder. Where it is evidence, it
            is among the files, to be refused.
    """
    files: dict[Path, Path] = {}
    left_out: dict[Path, Path] = {}
    for path in named:
        if path == STANDARD_INPUT or not path.is_dir():
            files.setdefault(_real(path), path)
            continue
        for each in _inside(path):
            if _may_be_evidence(each):
                files.setdefault(_real(each), each)
            elif but is None or _real(each) != _real(but):
                left_out.setdefault(_real(each), each)
    return Found(tuple(files.values()), tuple(each for real, each in left_out.items() if real not in files))


def _real(path: Path) -> Path:
    with suppress(OSError, ValueError, RuntimeError):  # a loop of links, a name that no file can have
        return path if path == STANDARD_INPUT else path.resolve()
    return path


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of our kinds in *folder*, by name; hidden ones and locks of Excel are none."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in ENDINGS and path.is_file():
            yield path


def _may_be_evidence(path: Path) -> bool:
    try:
        return _has_keys(path) if path.suffix.lower() == ".xlsx" else _says_evidence(read_json(path))
    except EvidenceError:
        return True


def _has_keys(path: Path) -> bool:
    """Whether the workbook at *path* has the keys by which xhht knows evidence; one that cannot be opened may have.

    A summary or a score sheet that xhht wrote into the same folder has none.
    """
    from openpyxl import load_workbook

    from ratings.workbooks.archive import check_archive
    from ratings.workbooks.layout import KEY_ROW, MARK

    try:
        check_archive(path.read_bytes())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is not kept: nothing is written back
            book = load_workbook(path, read_only=True)
        with closing(book):
            rows = (page.iter_rows(KEY_ROW, KEY_ROW, values_only=True) for page in book.worksheets)
            return any(str(value).startswith(f"{MARK}:") for found in rows for row in found for value in row)
    except Exception:  # whatever is wrong with it, rating it says so
        return True


def _says_evidence(read: Any) -> bool:
    """Whether data that was *read* is meant for evidence: it says so, or, saying nothing, has what evidence has."""
    if not isinstance(read, dict):
        return False
    schema = read.get("schema")
    if isinstance(schema, str):
        return schema.startswith(SCHEMA.partition("/")[0])
    return "answers" in read or "subject" in read

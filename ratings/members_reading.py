"""Members of a subject, one after the other: in its file, or in JSON Lines files beside it. A bad one is told alone."""

import errno
import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from criteria.problems import Problem, pointer, quote
from criteria.questions import KINDS
from criteria.system_errors import reason
from criteria.texts import Text, plain
from ratings.evidence import SCHEMA, Evidence, EvidenceError, to_evidence
from ratings.reading import parse_json

LONGEST_LINE = 2**20
"""Bytes of one member."""
LARGEST_FILE = 512 * 2**20
MOST_PROBLEMS = 20
"""Of one member; what has more is no evidence at all."""


class Member(NamedTuple):
    """The evidence of one member, and where it stands: ``gia-dinh.jsonl:12`` or ``/members/3``."""

    where: str
    evidence: Evidence


class RefusedMember(NamedTuple):
    """A member that cannot be rated, where it stands and why; of what kind it is, where that can be read."""

    where: str
    problems: tuple[Problem, ...]
    kind: str | None = None


class EmptyFile(NamedTuple):
    """A members file in which no member stands."""

    name: str


class Progress:
    """Told how far reading has come; does nothing, unless somebody who shows it takes its place."""

    def begin(self, total: int) -> None:
        """Begin, with *total* bytes to read."""

    def advance(self, done: int) -> None:
        """Another *done* bytes are read."""

    def end(self) -> None:
        """All is read."""


def members_of(
    evidence: Evidence, folder: Path | None, progress: Progress
) -> Iterator[Member | RefusedMember | EmptyFile]:
    """Yield the members of *evidence* in the order in which they stand.

    Args:
        evidence: Of the subject; what a member leaves out (year, area) is taken from it.
        folder: Where its file lies; the files that it names stay inside. None: it came from no file.
        progress: Is told how far reading has come.

    Raises:
        EvidenceError: A file that it names cannot be read at all.
    """
    opened = _opened(evidence, folder)
    try:
        for place, read in enumerate(evidence.members):
            yield _member(pointer(["members", place]), read, evidence)
        progress.begin(sum(os.fstat(file.fileno()).st_size for _, file in opened))
        for place, (name, file) in enumerate(opened):
            yield from _in_file(place, plain(name), file, evidence, progress)
    finally:
        progress.end()
        for _, file in opened:
            file.close()


def raw_members_in(evidence: Evidence, folder: Path | None) -> Iterator[Any]:
    """Yield the data of each line of the members files that *evidence* names, as they stand, right or wrong.

    Args:
        evidence: Of the subject.
        folder: Where its file lies; the files that it names stay inside. None: it came from no file.

    Raises:
        EvidenceError: A file cannot be read, or a line is no JSON.
    """
    opened = _opened(evidence, folder)
    try:
        for name, file in opened:
            for number, (line, size) in enumerate(_lines(file), start=1):
                if size <= LONGEST_LINE and not line.strip():
                    continue
                try:
                    yield _parsed(line)
                except EvidenceError as error:
                    where = f"{plain(name)}:{number}"
                    raise EvidenceError(each._replace(path=where) for each in error.problems) from None
    finally:
        for _, each in opened:
            each.close()


def _in_file(
    place: int, name: str, file: BinaryIO, evidence: Evidence, progress: Progress
) -> Iterator[Member | RefusedMember | EmptyFile]:
    left = LARGEST_FILE
    try:
        found = False
        for number, (line, size) in enumerate(_lines(file), start=1):
            progress.advance(size)
            left -= size
            if left < 0:
                raise OSError(errno.EFBIG, "larger than it was")
            if number == 1 and line.removeprefix(BOM_UTF8).strip() in (b"{", b"["):
                wrong = Text("Một đối tượng trải ra nhiều dòng.", "One member is spread over several lines.")
                right = Text(
                    "Ghi mỗi đối tượng trên một dòng (JSON Lines).", "Write each member on one line (JSON Lines)."
                )
                yield RefusedMember(f"{name}:1", (Problem("", None, wrong, right),))
                return
            if size > LONGEST_LINE or line.strip():
                found = True
                yield _from_line(f"{name}:{number}", line, evidence)
        if not found:
            yield EmptyFile(name)
    except OSError as error:
        raise EvidenceError([_unreadable(place, name, reason(error))]) from None


def _unreadable(place: int, name: str, why: Text) -> Problem:
    wrong = Text(f"Không đọc được {quote(name)}: {why.vi}.", f"Cannot read {quote(name)}: {why.en}.")
    right = Text("Kiểm tra lại tên tệp.", "Check the name.")
    return Problem(pointer(["members_files", place]), quote(name), wrong, right)


def members_paths(evidence: Evidence, folder: Path | None) -> tuple[Path, ...]:
    """Return the members files that *evidence* names, as far as they lie in *folder*."""
    found = (_inside(name, folder) for name in evidence.members_files)
    return tuple(path for path in found if isinstance(path, Path))


def _opened(evidence: Evidence, folder: Path | None) -> list[tuple[str, BinaryIO]]:
    """Open the members files, each once and for good: what a name leads to may change while others are read."""
    opened: list[tuple[str, BinaryIO]] = []
    problems, seen = [], set()
    for place, (name, path) in enumerate(list(_paths(evidence, folder))):  # all of them before one is opened
        try:
            file: BinaryIO = path.open("rb")
        except OSError as error:
            problems.append(_unreadable(place, name, reason(error)))
            continue
        opened.append((name, file))
        status = os.fstat(file.fileno())
        if (status.st_dev, status.st_ino) in seen:
            wrong = Text(f"{quote(name)} là một tệp đã ghi ở trên.", f"{quote(name)} is a file that stands above.")
            right = Text("Ghi mỗi tệp một lần.", "Name each file once.")
            problems.append(Problem(pointer(["members_files", place]), quote(name), wrong, right))
        seen.add((status.st_dev, status.st_ino))
    if problems:
        for _, each in opened:
            each.close()
        raise EvidenceError(problems)
    return opened


def _paths(evidence: Evidence, folder: Path | None) -> Iterator[tuple[str, Path]]:
    problems = []
    for place, name in enumerate(evidence.members_files):
        found = _inside(name, folder)
        if isinstance(found, Path):
            yield name, found
        else:
            wrong, right = found
            problems.append(Problem(pointer(["members_files", place]), quote(name), wrong, right))
    if problems:
        raise EvidenceError(problems)


def _inside(name: str, folder: Path | None) -> Path | tuple[Text, Text]:
    """Return the path of the members file *name*; or what is wrong with it and what would be right."""
    if folder is None:
        return (
            Text(
                "Không biết tệp nằm ở đâu vì minh chứng không đọc từ tệp.", "The evidence is from no file: where is it?"
            ),
            Text(
                "Ghi tên tệp minh chứng thay cho đầu vào chuẩn.", "Name the evidence file in place of standard input."
            ),
        )
    try:
        base = folder.resolve()
        path = (base / name).resolve()
        if not path.is_relative_to(base):
            return (
                Text(f"{quote(name)} nằm ngoài thư mục của tệp minh chứng.", f"{quote(name)} lies outside the folder."),
                Text("Đặt tệp cạnh tệp minh chứng.", "Put the file beside the evidence file."),
            )
        status = path.stat()
        regular = path.is_file() and os.access(path, os.R_OK)
    except (OSError, ValueError, RuntimeError) as error:
        why = reason(error)
        return (
            Text(f"Không đọc được {quote(name)}: {why.vi}.", f"Cannot read {quote(name)}: {why.en}."),
            Text("Kiểm tra lại tên tệp.", "Check the name."),
        )
    if not regular or status.st_size > LARGEST_FILE:
        return (
            Text(f"{quote(name)} không phải tệp đọc được.", f"{quote(name)} is no file that can be read."),
            Text(f"Ghi tên một tệp JSON Lines, nhiều nhất {LARGEST_FILE // 2**20} MB.",
                 f"Name a JSON Lines file of {LARGEST_FILE // 2**20} MB at most."),
        )  # fmt: skip
    return path


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yield each line and its size; of one that is too long, the beginning, which is refused by its size."""
    while line := file.readline(LONGEST_LINE + 1):
        beginning, size = line, len(line)
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)
            size += len(line)
        yield beginning, size


def _from_line(where: str, line: bytes, of: Evidence) -> Member | RefusedMember:
    try:
        read = _parsed(line)
    except EvidenceError as error:
        return RefusedMember(where, error.problems)
    return _member(where, read, of)


def _parsed(line: bytes) -> Any:
    """Return the data in one line.

    Raises:
        EvidenceError: It is too long, or no JSON.
    """
    if len(line) > LONGEST_LINE:
        wrong = Text("Dòng dài hơn 1 MB.", "The line is longer than 1 MB.")
        raise EvidenceError([Problem("", None, wrong, Text("Mỗi dòng một đối tượng.", "One member a line."))])
    try:
        return parse_json(line.strip())
    except EvidenceError as error:
        raise EvidenceError(map(_on_this_line, error.problems)) from None


def _on_this_line(problem: Problem) -> Problem:
    """What is wrong with JSON is told by line and column; the line is that of the file."""
    vi = problem.wrong.vi.replace(" dòng 1 ", " ", 1).replace("Dòng 1 ", "Dòng này ", 1)
    en = problem.wrong.en.replace(" line 1 ", " ", 1).replace("Line 1 ", "This line ", 1)
    return problem._replace(wrong=Text(vi, en))


def _member(where: str, read: Any, of: Evidence) -> Member | RefusedMember:
    try:
        evidence = to_evidence(_completed(read, of))
    except EvidenceError as error:
        return refused(where, error, _kind(read))
    problem = _misplaced(evidence, of)
    if problem is None:
        return Member(where, evidence)
    return RefusedMember(where, (problem,), evidence.subject.kind)


def refused(where: str, error: EvidenceError, kind: str | None) -> RefusedMember:
    """Return the member at *where* that *error* refuses, with as many problems as anybody reads."""
    return RefusedMember(where, error.problems[:MOST_PROBLEMS], kind)


def _kind(read: Any) -> str | None:
    subject = read.get("subject") if isinstance(read, dict) else None
    kind = subject.get("kind") if isinstance(subject, dict) else None
    return kind if kind in KINDS else None


def _completed(read: Any, of: Evidence) -> Any:
    """Return what was *read*, with year, area and schema of the subject that it is a member *of*."""
    if not isinstance(read, dict):
        return read
    completed = {"schema": SCHEMA, "year": of.year, **read}
    if isinstance(read.get("subject"), dict):
        completed["subject"] = {"area": of.subject.area, **read["subject"]}
    return completed


def _misplaced(evidence: Evidence, of: Evidence) -> Problem | None:
    kinds = KINDS[: KINDS.index(of.subject.kind)]
    if evidence.subject.kind not in kinds:
        listed = ", ".join(f'"{kind}"' for kind in kinds)
        wrong = Text(
            f'"{evidence.subject.kind}" không thể là thành viên của "{of.subject.kind}".',
            f'"{evidence.subject.kind}" cannot be a member of "{of.subject.kind}".',
        )
        return Problem("/subject/kind", None, wrong, Text(f"Ghi một trong: {listed}.", f"Write one of: {listed}."))
    if evidence.members or evidence.members_files:
        wrong = Text("Thành viên không có thành viên của mình.", "A member has no members of its own.")
        right = Text("Ghi tất cả vào tệp của đối tượng cấp trên.", "Write all of them for the subject above.")
        return Problem("/members", None, wrong, right)
    return None

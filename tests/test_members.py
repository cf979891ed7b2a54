"""Members of a commune: read line by line, rated each on its own, counted once, and added up to what they answer."""

import builtins
import io
import json
import os
import random
import re
import subprocess
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from support import PAPER, shown_in_terminal

from ratings import EvidenceError, parse_evidence, rate, read_evidence
from ratings.explaining import explain
from ratings.main import main
from ratings.schemas import schema

XHHT = Path(sys.executable).with_name("xhht")
LANGUAGES = ("vi", "en")
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ONE_MISTAKE = 1_000
"""Characters that a message about one mistake stays below, whatever was read."""
FAMILIES = "gia-dinh.jsonl"

Member = dict[str, Any]
Evidence = dict[str, Any]


# Evidence: a commune whose members decide what is under test.


def papered(**answers: Any) -> dict[str, Any]:
    return {name: {"documents": [PAPER], **answer} for name, answer in answers.items()}


def numbered(ids: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {name: dict(answer) for name in ids.split()}


ALL_OF_TWO = {"count": 2, "of": 2}
FAMILY = numbered("1.1 1.2 2.1 2.2", ALL_OF_TWO) | numbered("1.3 2.3 3.1 3.2 4.1 4.2", {"met": True})
"""A family with all 100 points."""
CLAN = papered(**numbered("1.1 1.2 1.3 3.1 3.2", {"met": True}), **numbered("2.2 2.3", ALL_OF_TWO))
"""70 points: the 20 of its families decide whether it is recognised (80), and half of them do."""
VILLAGE = papered(**numbered("1.1 1.2 3.1 3.2 3.3", {"met": True}), **numbered("2.3 2.4", ALL_OF_TWO))
"""70 points: 20 for its families and 10 for its clans decide whether it is recognised (80)."""
UNIT = papered(**numbered("1.a", {"met": True}))


def member(kind: str, name: str, answers: dict[str, Any], **subject: Any) -> Member:
    """Return evidence of a member; what is None in *subject* is left out."""
    about = {"kind": kind, "name": name, **subject}
    return {"subject": {key: value for key, value in about.items() if value is not None}, "answers": answers}


def family(number: int, *, learning: bool = True, **subject: Any) -> Member:
    """Return a family of 100 points; one that is not *learning* has 70 and needs 80."""
    lacking = {} if learning else numbered("1.3 3.1 3.2", {"met": False})
    return member("family", f"Gia đình {number}", FAMILY | lacking, **{"code": f"GD-{number}", **subject})


def families(*numbers: int, **subject: Any) -> list[Member]:
    return [family(number, **subject) for number in numbers]


def clan(code: str | None, **subject: Any) -> Member:
    return member("clan", f"Dòng họ {code}", CLAN, code=code, **subject)


def village(code: str | None, **subject: Any) -> Member:
    return member("village", f"Thôn {code}", VILLAGE, code=code, **subject)


def commune(answers: dict[str, Any] | None = None, **changes: Any) -> Evidence:
    """Return evidence of a commune for 2022 that answers nothing but *answers*; other keys from *changes*."""
    return {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "commune", "name": "Xã Bình Khê", "code": "X-BK"},
        "year": 2022,
        "answers": papered(**{"1.1": {"met": True}}) | (answers or {}),
    } | changes


# Running the command line, and what holds for every run.


class Run(NamedTuple):
    status: Any
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.out)
        return read


def unsafe(printed: str) -> set[str]:
    """Return the characters of *printed* that can move, recolour, reorder or break what is shown."""
    return {
        character
        for character in set(printed)
        if (unicodedata.category(character) in ("Cc", "Cs") and character != "\n") or character in BIDI
    }


@pytest.fixture
def xhht(capsys):
    """Return a function that runs ``xhht`` with arguments; every run prints safely."""

    def run(*arguments: object) -> Run:
        with pytest.raises(SystemExit) as done:
            main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        for printed in (shown.out, shown.err):
            assert "Traceback" not in printed
            assert not unsafe(printed)
        return Run(done.value.code, shown.out, shown.err)

    return run


def lines_of(members: Iterable[Member]) -> bytes:
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in members)


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a commune and its members files beside it, raw or as lists of members."""

    def write(files: dict[str, bytes | list[Member]] | bytes | list[Member], **changes: Any) -> Path:
        contents = files if isinstance(files, dict) else {FAMILIES: files}
        for name, content in contents.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else lines_of(content))
        file = tmp_path / "xa.json"
        file.write_text(json.dumps(commune(**{"members_files": list(contents), **changes})), "utf-8")
        return file

    return write


def rated_families(result: dict[str, Any]) -> int:
    return sum(each["rated"] for each in result.get("members", ()) if each["kind"] == "family")


def findings_of(evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Return severity, path and both messages of each finding on *evidence*."""
    found = rate(parse_evidence(json.dumps(evidence))).findings
    return [(each.severity, each.path, each.message.vi, each.message.en) for each in found]


def findings_at(evidence: Evidence, path: str) -> list[str]:
    return [vi for _, at, vi, _ in findings_of(evidence) if at == path]


def roll_up(evidence: Evidence, indicator: str = "9.1") -> Any:
    """Return how members answer *indicator* in the explained result."""
    result = explain(rate(parse_evidence(json.dumps(evidence))))
    return next(each for whole in result.criteria for each in whole.indicators if each.id == indicator).roll_up


# A bad line is told by file and line, and costs the others nothing.


def changed(**keys: Any) -> bytes:
    """Return the line of a family with *keys* changed."""
    return json.dumps(family(7) | keys).encode()


def answered(**answers: Any) -> bytes:
    return changed(answers=FAMILY | answers)


def deep(levels: int) -> bytes:
    return b'{"answers": {}, "subject": ' + b'{"a": ' * levels + b"1" + b"}" * (levels + 1)


HUGE = "9" * 5_000
BAD_LINES: dict[str, tuple[bytes, str, str]] = {
    # what it is: the line, and what the message begins with and holds
    "cut off": (changed()[:60], "", "Không phải JSON hợp lệ"),
    "a bracket alone": (b"{", "", "Không phải JSON hợp lệ"),
    "no JSON": ("Gia đình ông Khuê: đạt".encode(), "", "Không phải JSON hợp lệ"),
    "a comma behind": (changed() + b",", "", "Không phải JSON hợp lệ"),
    "two members": (changed() + changed(), "", "Không phải JSON hợp lệ"),
    "a decimal comma": (b'{"year": 94,5}', "", "94.5, không phải 94,5"),
    "quotes of Word": ('{“subject”: 1}'.encode(), "", "dấu nháy thẳng"),
    "a list": (b"[" + changed() + b"]", "", "không phải một nhóm khóa"),
    "a number": (b"5", "", "5 không phải một nhóm khóa"),
    "nothing": (b"null", "", "null không phải một nhóm khóa"),
    "no subject": (b'{"answers": {}}', "/subject: ", "Thiếu khóa này"),
    "no answers": (json.dumps({"subject": family(7)["subject"]}).encode(), "/answers: ", "Thiếu khóa này"),
    "subject that is no object": (changed(subject="Gia đình 7"), "/subject: ", "không phải một nhóm khóa"),
    "unknown key": (changed(anwsers={}), "/anwsers: ", '"answers"'),
    "key that stands twice": (b'{"subject": 1, "subject": 2}', "/subject: ", "đứng hai lần"),
    "another format": (changed(schema="xhht-evidence/2"), "/schema: ", "xhht-evidence/1"),
    "year in quotes": (changed(year="2022"), "/year: ", "không phải số nguyên"),
    "no year": (changed(year=None), "/year: ", "không phải số nguyên"),
    "unknown kind": (changed(subject={"kind": "ho", "name": "x"}), "/subject/kind: ", '"family"'),
    "kind of the subject itself": (json.dumps(commune()).encode(), "/subject/kind: ", "không thể là thành viên"),
    "kind above": (changed(subject={"kind": "district", "name": "x"}), "/subject/kind: ", "không thể là thành viên"),
    "kind without a rule set": (changed(subject={"kind": "citizen", "name": "x"}), "/year: ", "2023"),
    "members of its own": (changed(members=[family(8)]), "/members: ", "không có thành viên của mình"),
    "files of its own": (changed(members_files=["a.jsonl"]), "/members: ", "không có thành viên của mình"),
    "counts of standards": (changed(standards={"counts": {"children-5": 1}}), "/standards: ", "phổ cập"),
    "rule set of another kind": (changed(rule_set="tt44-2014", answers={}), "/subject/kind: ", "tt44-2014"),
    "unknown rule set": (changed(rule_set="khvn448-2015-famly"), "/rule_set: ", '"khvn448-2015-family"'),
    "unknown indicator": (answered(**{"9.9": {"met": True}}), "/answers/9.9: ", "khvn448-2015-family"),
    "answer of another form": (answered(**{"1.3": {"count": 1, "of": 2}}), "/answers/1.3: ", '"met"'),
    "count above of": (answered(**{"1.1": {"count": 3, "of": 2}}), "/answers/1.1", '3 lớn hơn "of" (2)'),
    "count below zero": (answered(**{"1.1": {"count": -1, "of": 2}}), "/answers/1.1/count: ", "quá nhỏ"),
    "count in quotes": (answered(**{"1.1": {"count": "2", "of": 2}}), "/answers/1.1/count: ", "không phải số nguyên"),
    "points of a criterion on a sheet": (
        answered(**{"1": {"points": 31}}), "/answers/1", "",
    ),
    "nothing applies": (
        changed(answers=numbered("1 2 3 4", {"not_applicable": "vắng nhà"})), "/answers: ", "không áp dụng",
    ),
    "not UTF-8": (b'{"subject": {"kind": "family", "name": "\xd4ng Khu\xea"}}', "", "UTF-8"),
    "UTF-16": (changed().decode().encode("utf-16"), "", "UTF-8"),
    "NUL": (b"\x00", "", "UTF-8"),
    "NUL in a word": (b'{"subject": {"kind": "family", "name": "a\x00b"}}', "", "Không phải JSON hợp lệ"),
    "2 MB": (changed(rule_set="x" * 2 * 2**20), "", "dài hơn 1 MB"),
    "2 MB of blanks before a member": (b" " * 2 * 2**20 + changed(), "", "dài hơn 1 MB"),
    "100,000 brackets": (b'{"a":' * 100_000, "", "lồng nhau"),
    "500 objects": (deep(500), "/subject", ""),
    "huge integer": (answered(**{"1.1": {"count": 0, "of": 1}}).replace(b"1}", HUGE.encode() + b"}", 1), "", "quá lớn"),
    "huge exponent": (answered(**{"1.1": {"count": 0, "of": 1}}).replace(b"1}", b"1e999999999}", 1), "", "quá lớn"),
    "no number": (answered(**{"1.1": {"count": 0, "of": 1}}).replace(b"1}", b"NaN}", 1), "", "quá lớn"),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", BAD_LINES)
def test_a_bad_line_is_named_by_file_and_line_and_the_others_are_rated(xhht, written, kind, lang):
    line, path, words = BAD_LINES[kind]
    file = written(lines_of(families(1, 2)) + line + b"\n" + lines_of(families(3)))
    done = xhht("rate", file, "--format", "json", "--lang", lang)
    assert done.status == 2
    assert rated_families(done.result) == 3
    (found,) = (each for each in done.result["findings"] if each["path"] == FAMILIES)
    assert found["severity"] == "error"
    assert "1 thành viên" in found["message"]["vi"]
    assert "3" in found["message"]["vi"]
    messages = done.err.splitlines()
    assert messages
    for message in messages:
        assert message.startswith(f"{file}: {FAMILIES}:3: {path}")
        assert len(message) - len(str(file)) < ONE_MISTAKE
        assert not re.search(r"dòng [12]\b|line [12]\b", message, re.IGNORECASE), "the line is that of the file"
    assert lang == "en" or any(words in message for message in messages)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("given", [family(1), families(1, 2)], ids=["a member", "a list of them"])
def test_json_that_is_written_over_several_lines_is_told_once(xhht, written, given, mark):
    """Editors and ``jq`` write JSON like this; a message for each of its lines helps nobody."""
    file = written((mark + json.dumps(given, indent=2)).encode())
    for lang, words in (("vi", "trên một dòng"), ("en", "on one line")):
        done = xhht("rate", file, "--lang", lang)
        assert done.status == 2
        (message,) = done.err.splitlines()
        assert message.startswith(f"{file}: {FAMILIES}:1: ")
        assert words in message


GOOD_FILES: dict[str, tuple[bytes, int]] = {
    "byte order mark": (b"\xef\xbb\xbf" + lines_of(families(1, 2)), 2),
    "line ends of Windows": (lines_of(families(1, 2)).replace(b"\n", b"\r\n"), 2),
    "blank lines": (b"\n \t\r\n" + lines_of(families(1)) + b"\n\n" + lines_of(families(2)) + b"\n\n", 2),
    "no line end at the end": (lines_of(families(1, 2)).rstrip(), 2),
    "blanks around a member": (b"  \t" + lines_of(families(1)).rstrip() + b"  \r\n", 1),
    "letters apart from their marks": (unicodedata.normalize("NFD", lines_of(families(1)).decode()).encode(), 1),
    "whole numbers with decimals": (lines_of(families(1)).replace(b'"count": 2', b'"count": 2.0'), 1),
    "one member": (lines_of(families(1)), 1),
}


@pytest.mark.parametrize(("raw", "members"), GOOD_FILES.values(), ids=GOOD_FILES)
def test_what_editors_do_to_a_file_is_no_mistake(xhht, written, raw, members):
    done = xhht("rate", written(raw), "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert rated_families(done.result) == members


@pytest.mark.parametrize("raw", [b"", b"\n\n", b" \r\n"], ids=["nothing", "line ends", "blanks"])
def test_files_without_a_member_are_told(xhht, written, raw):
    """They answer nothing, and nobody meant that."""
    done = xhht("rate", written(raw), "--format", "json")
    assert done.status == 0
    assert "/members_files" in [each["path"] for each in done.result["findings"]]


def test_a_file_without_a_member_is_told_also_when_others_have_some(xhht, written):
    """A commune of villages without a family: the list of families was lost on the way."""
    done = xhht("rate", written({FAMILIES: b"", "thon.jsonl": [village("T1")]}), "--format", "json")
    assert done.status == 0
    assert any(FAMILIES in each["path"] + each["message"]["vi"] for each in done.result["findings"])


def test_bad_lines_are_counted_from_the_first_line_of_each_file(xhht, written):
    file = written({FAMILIES: b"\n\n{\n" + lines_of(families(1)), "thon.jsonl": lines_of([village("T1")]) + b"{\n"})
    done = xhht("rate", file, "--format", "json")
    assert [line.split(": ")[1] for line in done.err.splitlines()] == [f"{FAMILIES}:3", "thon.jsonl:2"]
    assert {each["path"] for each in done.result["findings"]} >= {FAMILIES, "thon.jsonl"}


@pytest.mark.parametrize(("bad", "more"), [(99, None), (100, None), (101, 1), (1_500, 1_400)])
@pytest.mark.parametrize("command", ["rate", "check"])
def test_100_problems_are_printed_and_the_rest_is_counted(xhht, written, command, bad, more):
    done = xhht(command, written(b'{"a"}\n' * bad + lines_of(families(1))))
    assert done.status == 2
    messages = done.err.splitlines()
    assert len(messages) == min(bad, 100) + (more is not None)
    if more is not None:
        assert re.search(rf": còn {more:,} lỗi nữa".replace(",", r"\.?"), messages[-1])


def test_every_bad_line_is_counted_in_the_findings(xhht, written):
    done = xhht("rate", written(b'{"a"}\n' * 1_500 + lines_of(families(1))), "--format", "json")
    told = " ".join(each["message"]["en"] for each in done.result["findings"] if each["severity"] == "error")
    counted = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:members cannot|more)", told)]
    assert sum(counted) == 1_500


def test_explaining_names_bad_lines_as_rating_does(xhht, written):
    """What is explained rests on fewer members than the file has."""
    file = written(lines_of(families(1)) + b"{]\n")
    done = xhht("explain", file, "9.1")
    assert done.out.startswith("9.1. ")
    assert (done.status, done.err) == (2, xhht("rate", file).err)


def test_a_bad_line_is_nothing_certain(xhht, written):
    """--strict and --require cannot be satisfied by leaving members out."""
    file = written(b"{\n", answers={})
    assert xhht("rate", file, "--require", "not-met", "--strict").status == 2


def test_bad_lines_of_one_file_do_not_touch_another_evidence_file(xhht, written, tmp_path):
    bad = written(b"{\n" + lines_of(families(1)))
    good = tmp_path / "khac.json"
    good.write_text(json.dumps(commune()), "utf-8")
    done = xhht("rate", bad, good, "--format", "json")
    assert done.status == 2
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [str(bad)]
    assert [entry["file"] for entry in done.result["results"] if "result" in entry] == [str(bad), str(good)]


def test_the_console_script_names_a_bad_line(written):
    file = written(lines_of(families(1)) + b"{]\n")
    done = subprocess.run([XHHT, "rate", file], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"{file}: {FAMILIES}:2: ")
    assert done.stdout.decode().startswith("Xếp loại: ")


# Memory.


def peak(action: Callable[[], object]) -> int:
    """Return the most bytes that Python holds at once during *action*."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def peak_of_rating(file: Path) -> int:
    read = read_evidence(file)
    return peak(lambda: rate(read, folder=file.parent))


def test_a_line_without_end_is_not_read_into_memory(written):
    file = written(families(1))
    with (file.parent / FAMILIES).open("ab") as endless:
        endless.truncate(200 * 2**20)
    assert peak_of_rating(file) < 10 * 2**20


def test_mistakes_of_many_lines_are_not_all_kept(written):
    """A line of 1 MB can hold tens of thousands of mistakes."""
    below_zero = {f"T{number}": -1 for number in range(2_000)}
    line = changed(population={"households_by_village": below_zero}) + b"\n"
    few, many = (peak_of_rating(written(line * times)) for times in (2, 12))
    assert many < few * 1.5


def test_memory_does_not_grow_with_the_size_of_what_families_say(written):
    def wordy(number: int, words: int) -> Member:
        answers = {name: {**answer, "note": "x" * words} for name, answer in FAMILY.items()}
        return family(number) | {"answers": answers}

    def said(words: int) -> int:
        file = written([wordy(number, words) for number in range(1_000)])
        return peak_of_rating(file)

    said(1)  # what is made once is made before measuring
    short, long = said(1), said(1_900)
    assert long < short + 2**20


# Where members files lie.

ELSEWHERE = lines_of([family(666) | {"bí mật": 1}])


def _link(tmp_path: Path, name: str, to: Path) -> None:
    (tmp_path / name).symlink_to(to)


def _outside(tmp_path: Path) -> Path:
    folder = tmp_path.parent / f"{tmp_path.name}-ngoai"
    folder.mkdir(exist_ok=True)
    (folder / FAMILIES).write_bytes(ELSEWHERE)
    return folder


BAD_PATHS: dict[str, Callable[[Path], str]] = {
    "absolute": lambda here: str(_outside(here) / FAMILIES),
    "above": lambda here: f"../{_outside(here).name}/{FAMILIES}",
    "above by way of a folder": lambda here: f"sub/../../{_outside(here).name}/{FAMILIES}",
    "link to a file outside": lambda here: _link(here, "noi.jsonl", _outside(here) / FAMILIES) or "noi.jsonl",
    "link to a folder outside": lambda here: _link(here, "thu-muc", _outside(here)) or f"thu-muc/{FAMILIES}",
    "folder whose name begins alike": lambda here: f"../{_outside(here).name}/{FAMILIES}",
    "password file": lambda here: "/etc/passwd",
    "device": lambda here: "/dev/zero",
    "device by a link": lambda here: _link(here, "vo-tan", Path("/dev/zero")) or "vo-tan",
    "folder": lambda here: (here / "thu-muc").mkdir() or "thu-muc",
    "the folder itself": lambda here: ".",
    "pipe": lambda here: os.mkfifo(here / "ong") or "ong",
    "missing": lambda here: "khong-co.jsonl",
    "missing folder": lambda here: f"khong-co/{FAMILIES}",
    "file as a folder": lambda here: f"xa.json/{FAMILIES}",
    "link to itself": lambda here: _link(here, "vong", here / "vong") or "vong",
    "link to nothing": lambda here: _link(here, "trong", here / "khong-co") or "trong",
    "name of 300 letters": lambda here: "x" * 300,
    "path of 2,000 letters": lambda here: "x/" * 1_000,
    "standard input": lambda here: "-",
    "address": lambda here: "https://example.org/gia-dinh.jsonl",
    "home folder": lambda here: "~/gia-dinh.jsonl",
    "pattern": lambda here: "*.jsonl",
    "nothing": lambda here: "",
    "NUL": lambda here: "gia-dinh.jsonl\0",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", BAD_PATHS)
def test_a_members_file_that_cannot_be_used_is_named(xhht, written, tmp_path, kind, lang):
    (tmp_path / "sub").mkdir()
    name = BAD_PATHS[kind](tmp_path)
    file = written({FAMILIES: families(1)}, members_files=[FAMILIES, name])
    for command in ("rate", "check"):
        done = xhht(command, file, "--lang", lang)
        assert (done.status, done.out) == (2, "")
        (message,) = done.err.splitlines()
        assert message.startswith(f"{file}: /members_files/1: ")
        assert len(message) - len(str(file)) < ONE_MISTAKE
        assert "bí mật" not in message
        assert "root:" not in message


def test_every_members_file_that_cannot_be_used_is_named_at_once(xhht, written):
    done = xhht("rate", written({}, members_files=["a.jsonl", "../b.jsonl", "c.jsonl"]))
    assert [line.split(": ")[1] for line in done.err.splitlines()] == [f"/members_files/{place}" for place in range(3)]


GOOD_PATHS: dict[str, Callable[[Path], str]] = {
    "beside": lambda here: FAMILIES,
    "with a dot": lambda here: f"./{FAMILIES}",
    "in a folder": lambda here: f"sub/{FAMILIES}",
    "there and back": lambda here: f"sub/../{FAMILIES}",
    "absolute, in the folder": lambda here: str(here / FAMILIES),
    "link inside": lambda here: _link(here, "noi.jsonl", here / "sub" / FAMILIES) or "noi.jsonl",
    "name with blanks and marks": lambda here: (here / FAMILIES).rename(here / "gia đình 1.jsonl").name,
}


@pytest.mark.parametrize("kind", GOOD_PATHS)
def test_a_members_file_inside_the_folder_is_read(xhht, written, tmp_path, kind):
    written({FAMILIES: families(1, 2), f"sub/{FAMILIES}": families(1, 2)})
    name = GOOD_PATHS[kind](tmp_path)
    file = written({}, members_files=[name])
    done = xhht("rate", file, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert rated_families(done.result) == 2


def test_a_bad_line_of_a_file_with_an_absolute_name_is_found_under_that_name(xhht, written, tmp_path):
    written(b"{\n")
    absolute = str(tmp_path / FAMILIES)
    done = xhht("rate", written({}, members_files=[absolute]), "--format", "json")
    assert absolute in [each["path"] for each in done.result["findings"]]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_members_file_without_permission_is_named(xhht, written, tmp_path):
    file = written(families(1))
    (tmp_path / FAMILIES).chmod(0)
    done = xhht("rate", file)
    assert (done.status, done.out) == (2, "")
    assert "/members_files/0" in done.err


@pytest.mark.parametrize("again", [FAMILIES, f"./{FAMILIES}", f"sub/../{FAMILIES}", "noi.jsonl"])
def test_a_members_file_is_read_once(xhht, written, tmp_path, again):
    """However it is spelled: families without a code would count twice."""
    (tmp_path / "sub").mkdir()
    _link(tmp_path, "noi.jsonl", tmp_path / FAMILIES)
    done = xhht("rate", written({FAMILIES: families(1, code=None)}, members_files=[FAMILIES, again]))
    assert (done.status, done.out) == (2, "")
    assert "/members_files" in done.err
    assert "Ghi mỗi tệp một lần." in done.err


def test_evidence_from_standard_input_has_no_folder(written):
    data = json.dumps(commune(members_files=[FAMILIES])).encode()
    file = written(families(1))
    done = subprocess.run([XHHT, "rate", "-"], input=data, capture_output=True, check=False, cwd=file.parent)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("stdin: /members_files/0: ")


def test_evidence_from_standard_input_has_members_in_it():
    data = json.dumps(commune(members=families(1, 2))).encode()
    done = subprocess.run([XHHT, "rate", "-", "--format", "json"], input=data, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rated_families(json.loads(done.stdout)) == 2


def test_from_python_a_folder_is_named():
    data = commune(members_files=[FAMILIES])
    with pytest.raises(EvidenceError) as refused:
        rate(data)
    assert [each.path for each in refused.value.problems] == ["/members_files/0"]


def test_from_python_members_files_are_read(written, tmp_path):
    file = written(families(1, 2))
    rating = rate(read_evidence(file), folder=tmp_path)
    assert rating.members is not None
    assert [each.where for each in rating.members.results] == [f"{FAMILIES}:1", f"{FAMILIES}:2"]
    assert rating.roll_ups["9.1"].reached == 2


def test_a_result_is_not_written_over_members(xhht, written, tmp_path):
    file = written(families(1))
    before = (tmp_path / FAMILIES).read_bytes()
    done = xhht("rate", file, "-o", tmp_path / FAMILIES)
    assert done.status == 2
    assert (tmp_path / FAMILIES).read_bytes() == before


def test_a_path_in_the_evidence_of_a_member_is_only_shown(xhht, written, tmp_path, monkeypatch):
    """A document's "file" is shown, not opened; nor is anything else that looks like a path."""
    trap = tmp_path / "bay.pdf"
    trap.write_text("bí mật", "utf-8")
    said = {"met": True, "note": str(trap), "documents": [{"file": str(trap), "title": f"file://{trap}"}]}
    members = [
        family(1, village=str(trap), clan="../bay.pdf") | {"answers": FAMILY | {"1.3": said}},
        village(str(trap)),
    ]
    file = written(members, answers={"1.1": said})
    opened = []
    real = builtins.open

    def recording(name: Any, *arguments: Any, **settings: Any) -> Any:
        opened.append(str(name))
        return real(name, *arguments, **settings)

    monkeypatch.setattr(builtins, "open", recording)
    monkeypatch.setattr(io, "open", recording)
    for command in (("rate", file), ("check", file), ("explain", file, "1.1"), ("explain", file, "9.1")):
        done = xhht(*command)
        assert done.status == 0
        assert "bí mật" not in done.out
    monkeypatch.undo()
    assert str(tmp_path / FAMILIES) in opened
    assert str(trap) not in opened


# Members in the file itself.


@pytest.mark.parametrize(
    ("bad", "path"),
    [
        pytest.param(family(7) | {"answers": {"9.9": {"met": True}}}, "/answers/9.9", id="answer"),
        pytest.param({"subject": 1, "answers": {}}, "/subject", id="form"),
        pytest.param(commune(), "/subject/kind", id="kind"),
        pytest.param({}, "/subject", id="empty"),
        pytest.param(5, "", id="number"),
        pytest.param(None, "", id="nothing"),
        pytest.param([family(7)], "", id="list"),
    ],
)
def test_a_bad_member_in_the_file_is_named_by_its_place(xhht, written, bad, path):
    file = written({}, members=[family(1), bad, family(2)])
    done = xhht("rate", file, "--format", "json")
    assert done.status == 2
    assert all(line.startswith(f"{file}: /members/1: ") for line in done.err.splitlines())
    assert f"/members/1: {path}" in done.err
    assert rated_families(done.result) == 2
    assert [each["severity"] for each in done.result["findings"] if each["path"] == "/members"] == ["error"]


def test_members_are_a_list(xhht, written):
    done = xhht("rate", written({}, members={"GD-1": family(1)}))
    assert (done.status, done.out) == (2, "")
    assert ": /members: " in done.err


def test_members_in_the_file_and_in_files_add_up(xhht, written):
    done = xhht("rate", written(families(1, 2), members=families(3)), "--format", "json")
    assert rated_families(done.result) == 3


def test_members_take_year_and_area_of_their_commune(written):
    """70 points are enough for a family in a difficult area."""
    difficult = {"kind": "commune", "name": "Xã Bình Khê", "area": "difficult"}
    poor = family(1, learning=False)
    assert roll_up(commune(members=[poor], subject=difficult)).reached == 1
    assert roll_up(commune(members=[poor])).reached == 0
    assert roll_up(commune(members=[family(1, learning=False, area="normal")], subject=difficult)).reached == 0
    assert roll_up(commune(members=[family(1) | {"year": 2022}])).reached == 1


# Who counts, and who does not.


class Case(NamedTuple):
    """Members of whom one is doubtful: how many count, where the finding stands and what it says."""

    members: list[Member]
    counted: int
    path: str | None = None
    words: tuple[str, ...] = ()
    changes: Mapping[str, Any] = MappingProxyType({})


ADMITTED = {
    "the same code twice": Case(families(1, 2, 1), 2, "/members/2", ("GD-1", "/members/0")),
    "the same code three times": Case(families(1, 1, 1), 1, "/members/2", ("GD-1", "/members/0")),
    "a family in two clans": Case(
        [family(1, clan="C1"), family(1, clan="C2")], 1, "/members/1", ("hai dòng họ", '"C1"', '"C2"')
    ),
    "a family twice in one clan": Case(
        [family(1, clan="C1"), family(1, clan="C1")], 1, "/members/1", ("chỉ tính một lần",)
    ),
    "no code, so no double": Case(families(1, 1, code=None), 2),
    "the same code of another kind": Case([family(1, code="A"), clan("A"), village("A")], 1),
    "another year": Case([family(1), family(2) | {"year": 2021}], 1, "/members/1", ("2021", "2022")),
    "this year, written out": Case([family(1), family(2) | {"year": 2022}], 2),
    "another commune": Case([family(1), family(2, commune="X-KT")], 1, "/members/1", ("X-KT",)),
    "this commune, written out": Case([family(1), family(2, commune="X-BK")], 2),
    "a commune without a code": Case(
        [family(1, commune="X-KT")], 1, changes={"subject": {"kind": "commune", "name": "Xã Bình Khê"}}
    ),
    "a village of another commune": Case(
        [family(1), village("T1", commune="X-KT")], 1, "/members/1", ("Thôn T1", "X-KT")
    ),
    "an unknown village": Case([family(1, village="T9"), village("T1")], 1, "/members/0", ('"T9"', "thôn")),
    "a village that only the population block knows": Case(
        [family(1, village="T9"), village("T1")], 1, changes={"population": {"households_by_village": {"T9": 5}}}
    ),
    "an unknown village of the population block": Case(
        [family(1, village="T9")], 1, "/members/0", ('"T9"',), {"population": {"households_by_village": {"T1": 5}}}
    ),
    "villages of which nothing is known": Case([family(1, village="T9")], 1),
    "an unknown clan": Case([family(1, clan="C9"), clan("C1")], 1, "/members/0", ('"C9"', "dòng họ")),
    "a known clan": Case([family(1, clan="C1"), clan("C1")], 1),
    "clans of which nothing is known": Case([family(1, clan="C9")], 1),
    "a clan of an unknown village": Case([clan("C1", village="T9"), village("T1")], 0, "/members/0", ('"T9"',)),
}


@pytest.mark.parametrize("kind", ADMITTED)
def test_who_counts_and_who_does_not(kind):
    members, counted, path, words, changes = ADMITTED[kind]
    evidence = commune(members=members, **changes)
    rating = rate(parse_evidence(json.dumps(evidence)))
    assert rating.members is not None
    assert sum(each.subject.kind == "family" for each in rating.members.results) == counted
    assert rating.members.refused == ()
    doubtful = [found for found in findings_of(evidence) if re.fullmatch(r"/members/\d+", found[1])]
    if path is None:
        assert doubtful == []
    else:
        assert path in [found[1] for found in doubtful]
        said = next(vi for _, at, vi, _ in doubtful if at == path)
        assert all(word in said for word in words)


def test_doubles_in_several_files_are_told_by_file_and_line(xhht, written):
    file = written({FAMILIES: families(1, 2), "them.jsonl": families(3, 2)})
    done = xhht("rate", file, "--format", "json")
    assert done.status == 0
    (found,) = (each for each in done.result["findings"] if each["path"] == "them.jsonl:2")
    assert found["severity"] == "error"
    assert f"{FAMILIES}:2" in found["message"]["en"]
    assert rated_families(done.result) == 3


def test_a_member_that_was_refused_does_not_make_its_correction_a_double():
    wrong = family(1) | {"answers": {"9.9": {"met": True}}}
    for members in ([wrong, family(1)], [family(1), wrong]):
        rating = rate(commune(members=members))
        assert rating.members is not None
        assert [each.subject.code for each in rating.members.results] == ["GD-1"]


def test_many_doubles_do_not_hide_a_member_of_another_year():
    """Of one sort of finding, ten are listed; another sort is listed all the same."""
    members = [*families(*[1] * 30), family(2) | {"year": 2021}, family(3, commune="X-KT")]
    listed = findings_of(commune(members=members))
    paths = [path for _, path, *_ in listed]
    assert len([path for path in paths if path.startswith("/members/")]) <= 10 + 2
    assert {"/members/30", "/members/31"} <= set(paths)
    assert any("19" in vi for _, path, vi, _ in listed if path == "/members")


# The shares that members answer.


class Denominator(NamedTuple):
    """Two families of three are learning families: what the population block says, and what follows."""

    population: dict[str, Any] | None
    all: int
    compared_with: int
    findings: dict[str, str]


DENOMINATORS = {
    "nothing declared": Denominator(None, 3, 3, {"/population": "warning"}),
    "people only": Denominator({"people": 12}, 3, 3, {"/population": "warning"}),
    "all households": Denominator({"households": 10}, 10, 3, {}),
    "all and registered": Denominator({"households": 10, "registered_households": 5}, 10, 5, {}),
    "as many as are listed": Denominator({"households": 3, "registered_households": 3}, 3, 3, {}),
    "fewer than are listed": Denominator({"households": 2}, 3, 3, {"/population": "error"}),
    "fewer registered than listed": Denominator(
        {"households": 10, "registered_households": 2}, 10, 2, {"/population/registered_households": "warning"}
    ),
    "registered only": Denominator({"registered_households": 5}, 3, 5, {"/population": "warning"}),
    "no household": Denominator({"households": 0}, 3, 3, {"/population": "error"}),
}


@pytest.mark.parametrize("kind", DENOMINATORS)
def test_the_denominator_is_every_household_and_the_registered_are_shown_beside_it(kind):
    population, everybody, compared_with, findings = DENOMINATORS[kind]
    members = [*families(1, 2), family(3, learning=False)]
    evidence = commune(members=members, **({"population": population} if population is not None else {}))
    shown = roll_up(evidence)
    assert (shown.kind, shown.level, shown.reached, shown.listed) == ("family", "recognised", 2, 3)
    assert (shown.all, shown.compared_with) == (everybody, compared_with)
    assert shown.registered == (population or {}).get("registered_households")
    assert {path: severity for severity, path, *_ in findings_of(evidence) if "/population" in path} == findings


@pytest.mark.parametrize(
    ("households", "path"),
    [(2, None), (1, "/population/households_by_village/T1"), (0, "/population/households_by_village/T1")],
)
def test_no_village_lists_more_families_than_it_has_households(households, path):
    evidence = commune(
        members=[*families(1, 2, village="T1"), village("T1")],
        population={"households": 50, "villages": 1, "households_by_village": {"T1": households}},
    )
    found = [at for severity, at, *_ in findings_of(evidence) if severity == "error"]
    assert path in found if path else found == []


@pytest.mark.parametrize(("households", "finding"), [(2, False), (1, True)])
@pytest.mark.parametrize("kind", ["clan", "village"])
def test_no_clan_and_no_village_lists_more_families_than_it_says_it_has(kind, households, finding):
    """Its own population block says so."""
    group = (clan if kind == "clan" else village)("A") | {"population": {"households": households}}
    evidence = commune(
        members=[*families(1, 2, **{kind: "A"}), group], population={"households": 50, "villages": 1, "clans": 1}
    )
    found = [path for severity, path, *_ in findings_of(evidence) if severity == "error"]
    assert found == (["/members/2: /population"] if finding else [])


def nine(evidence: Evidence) -> dict[str, tuple[str, str]]:
    """Return status and sentence of each indicator of criterion 9."""
    criterion = next(each for each in explain(rate(evidence)).criteria if each.id == "9")
    return {each.id: (each.status, each.explanation.vi) for each in criterion.indicators}


HALF = {"members": [family(1), family(2, learning=False)], "population": {"households": 4}}
"""9.1 is 1 of 4."""


@pytest.mark.parametrize(
    ("by_hand", "disagrees"),
    [
        pytest.param({"count": 1, "of": 4}, False, id="the same"),
        pytest.param({"count": 1, "of": 4, "documents": [PAPER]}, False, id="the same, with papers"),
        pytest.param({"count": None, "of": None}, False, id="blank"),
        pytest.param({"count": 2, "of": 4}, True, id="another count"),
        pytest.param({"count": 1, "of": 2}, True, id="of those listed"),
        pytest.param({"count": 25, "of": 100}, True, id="the same share of others"),
        pytest.param({"points": 5}, True, id="points"),
        pytest.param({"not_applicable": "không xét"}, True, id="not applicable"),
    ],
)
def test_members_count_and_an_answer_by_hand_that_disagrees_is_a_finding(by_hand, disagrees):
    evidence = commune({"9.1": by_hand}, **HALF)
    found = findings_at(evidence, "/answers/9.1")
    assert any("số tổng hợp được tính" in vi for vi in found) == disagrees
    rating = rate(evidence)
    answer = rating.answer_to("9.1")
    assert (answer.count, answer.of) == (1, 4)
    assert rating.indicators["9.1"].status == "fail"
    assert "1/4" in nine(evidence)["9.1"][1]


def test_members_need_no_papers_for_the_commune():
    """Each has its own."""
    evidence = commune(members=families(1), population={"households": 1})
    assert nine(evidence)["9.1"][0] == "pass"
    assert nine(evidence)["9.2"][0] == "missing"


def test_a_score_sheet_stands_for_the_whole_criterion():
    evidence = commune({"9": {"points": 7, "documents": [PAPER]}}, **HALF)
    criterion = next(each for each in explain(rate(evidence)).criteria if each.id == "9")
    assert (criterion.points, criterion.indicators) == (7, ())
    (found,) = findings_at(evidence, "/answers/9.1")
    assert "(1/4 gia đình) không được tính" in found
    assert explain(rate(evidence)).members[0].rated == 2


@pytest.mark.parametrize("names", ["9", "9.1 9.2 9.3"], ids=["at once", "one by one"])
def test_a_criterion_that_a_gate_asks_of_a_commune_is_never_not_applicable(names):
    """Nor can members be left out by saying so."""
    with pytest.raises(EvidenceError) as refused:
        rate(commune(numbered(names, {"not_applicable": "xã không xét"}), **HALF))
    assert [each.path for each in refused.value.problems] == ["/answers/9"]


def test_a_criterion_that_is_not_applicable_stays_so_and_its_members_are_a_finding():
    """Like a score sheet, it is said of the whole criterion; what is said of its indicators is the same."""
    evidence = on_its_own("village", "T1", families(1, 2))
    evidence["answers"] = papered(**numbered("1.1 1.2 3.1 3.2 3.3", {"met": True})) | {
        "2": {"not_applicable": "mới lập"}
    }
    criterion = next(each for each in explain(rate(evidence)).criteria if each.id == "2")
    assert {(each.status, each.explanation.vi) for each in criterion.indicators} == {
        ("not_applicable", "Không áp dụng: mới lập. Nội dung này không tính vào tổng điểm.")
    }
    (found,) = findings_at(evidence, "/answers/2.1")
    assert "(2/2 gia đình) không được tính" in found


def test_members_that_cannot_be_rated_count_as_not_recognised():
    """They are there; leaving them out would raise the share."""
    shown = roll_up(commune(members=[family(1), family(2) | {"answers": {"9.9": {"met": True}}}]))
    assert (shown.reached, shown.listed, shown.all) == (1, 2, 2)


# Clans and villages are rated from their families, the commune from all of them.


def commune_of_groups(seed: int) -> tuple[Evidence, dict[str, tuple[int, int]]]:
    """Return a commune made up from *seed*, and what 9.1 to 9.3 are by a reckoning of its own."""
    drawn = random.Random(seed)
    codes = {"village": [f"T{place}" for place in range(4)], "clan": [f"C{place}" for place in range(5)]}
    households = []
    for number in range(60):
        where = {kind: drawn.choice([*known, None]) for kind, known in codes.items()}
        households.append((family(number, learning=(learning := drawn.random() < 0.5), **where), where, learning))
    at_home = {code: drawn.choice(codes["village"]) for code in codes["clan"]}

    def recognised(kind: str, code: str) -> tuple[int, int]:
        own = [learning for _, where, learning in households if where[kind] == code]
        return sum(own), len(own)

    def share(some: int, of: int) -> int:
        return 100 * some // of if of else -1

    # 70 points, and 20, 15 or 10 for 70, 60 or 50 % of the families: recognised with 80. A village has 10 more for half
    # of its clans, 5 for 40 %; where it has none, that is missing.
    good_clans = {code for code in codes["clan"] if share(*recognised("clan", code)) >= 50}
    good_villages = set()
    for code in codes["village"]:
        some = share(*recognised("village", code))
        clans = [each in good_clans for each in codes["clan"] if at_home[each] == code]
        points = next((earned for least, earned in ((70, 20), (60, 15), (50, 10)) if some >= least), 0)
        points += next((earned for least, earned in ((50, 10), (40, 5)) if share(sum(clans), len(clans)) >= least), 0)
        good_villages |= {code} if points >= 10 else set()
    members = [each for each, *_ in households]
    members += [clan(code, village=at_home[code]) for code in codes["clan"]]
    members += [village(code) for code in codes["village"]]
    drawn.shuffle(members)
    evidence = commune(members=members, population={"households": 80, "villages": 4, "clans": 5})
    counted = sum(learning for *_, learning in households)
    return evidence, {"9.1": (counted, 80), "9.2": (len(good_villages), 4), "9.3": (len(good_clans), 5)}


@pytest.mark.parametrize("seed", range(12))
def test_shares_are_those_of_an_independent_reckoning(seed):
    evidence, reckoned = commune_of_groups(seed)
    shown = {name: roll_up(evidence, name) for name in reckoned}
    assert {name: (each.reached, each.all) for name, each in shown.items()} == reckoned


def rated_without_places(evidence: Evidence, folder: Path | None = None) -> Any:
    """Return what is said of the commune and its members, but for where each stands."""
    rating = rate(evidence, folder=folder)
    result = explain(rating)
    assert rating.members is not None
    return (
        result.level,
        result.points,
        result.criteria,
        sorted((each.severity, each.message.vi) for each in result.findings),
        sorted((each.subject.kind, each.subject.code, each.level, each.lacks) for each in rating.members.results),
        [[missed._replace(where="") for missed in each.missed] for each in sorted(result.members or ())],
    )


def test_the_order_of_lines_and_files_does_not_matter(tmp_path):
    evidence, _ = commune_of_groups(1)
    members = evidence.pop("members")
    said = set()
    for seed in range(5):
        drawn = random.Random(seed)
        drawn.shuffle(members)
        cut = drawn.randrange(len(members))
        names = [f"{seed}-a.jsonl", f"{seed}-b.jsonl"]
        for name, part in zip(names, (members[:cut], members[cut:]), strict=True):
            (tmp_path / name).write_bytes(lines_of(part))
        drawn.shuffle(names)
        said.add(repr(rated_without_places(evidence | {"members_files": names}, tmp_path)))
    assert len(said) == 1


def test_a_clan_without_a_code_has_no_families_to_count():
    """Nothing says which families are its own, so its own answer stands."""
    nameless = member("clan", "Dòng họ Vũ", CLAN | papered(**{"2.1": {"count": 1, "of": 9}}))
    rating = rate(commune(members=[family(1, clan="C1"), nameless]))
    assert rating.members is not None
    (result,) = (each for each in rating.members.results if each.subject.kind == "clan")
    assert (result.roll_ups, result.lacks.points) == ((), 7000)


def test_a_village_counts_the_households_that_the_commune_gives_it():
    """1 of 2 listed families is 50 %, but of 4 households it is 25 %; its own figure comes first."""
    members = [family(1, village="T1"), family(2, village="T1", learning=False)]

    def points(households: dict[str, int], own: int | None) -> int:
        block = {} if own is None else {"population": {"households": own}}
        evidence = commune(members=[*members, village("T1") | block], population={"households_by_village": households})
        return rate(evidence).members.results[-1].lacks.points  # type: ignore[union-attr]

    assert points({}, None) == 8000
    assert points({"T1": 4}, None) == 7000
    assert points({"T1": 4}, 2) == 8000


def test_what_a_group_says_by_hand_does_not_count_against_its_families():
    said = village("T1")
    said["answers"] = VILLAGE | papered(**{"2.1": {"count": 10, "of": 10}})
    rating = rate(commune(members=[family(1, village="T1", learning=False), said]))
    assert rating.members is not None
    assert rating.members.results[-1].lacks.points == 7000


# A village or a clan that is rated on its own has members too; a family has none.


def on_its_own(kind: str, code: str | None, members: list[Member]) -> Evidence:
    group = (clan if kind == "clan" else village)(code)
    return {"schema": "xhht-evidence/1", "year": 2022, "members": members, **group}


def test_a_village_on_its_own_counts_its_families_and_clans():
    members = [*families(1, 2, clan="C1"), family(3, learning=False), clan("C1")]
    evidence = on_its_own("village", "T1", members) | {"population": {"households": 4, "clans": 1}}
    shown = [roll_up(evidence, name) for name in ("2.1", "2.2")]
    assert [(each.reached, each.all) for each in shown] == [(2, 4), (1, 1)]
    assert rate(evidence).points == 90


def test_a_clan_on_its_own_counts_its_families():
    evidence = on_its_own("clan", "C1", [family(1, clan="C1"), family(2, learning=False)])
    assert (roll_up(evidence, "2.1").reached, roll_up(evidence, "2.1").all) == (1, 2)


@pytest.mark.parametrize("kind", ["village", "clan"])
def test_a_family_of_another_village_or_clan_does_not_count(kind):
    members = [family(1, **{kind: "A"}), family(2, **{kind: "B"}), family(3)]
    evidence = on_its_own(kind, "A", members)
    assert roll_up(evidence, "2.1").listed == 2
    assert any('"B"' in vi for vi in findings_at(evidence, "/members/1"))
    assert roll_up(on_its_own(kind, None, members), "2.1").listed == 3


@pytest.mark.parametrize("kind", ["family", "clan", "village", "unit", "commune"])
def test_a_family_has_no_such_members(xhht, written, tmp_path, kind):
    file = tmp_path / "gia-dinh.json"
    inner = member(kind, "x", {}, tier="commune" if kind == "unit" else None)
    file.write_text(json.dumps({"schema": "xhht-evidence/1", "year": 2022, "members": [inner], **family(1)}), "utf-8")
    done = xhht("rate", file)
    assert done.status == 2
    assert f'/members/0: /subject/kind: "{kind}" không thể là thành viên của "family"' in done.err


@pytest.mark.parametrize("key", ["members", "members_files"])
def test_a_citizen_has_no_members(xhht, tmp_path, key):
    file = tmp_path / "cong-dan.json"
    citizen = {"schema": "xhht-evidence/1", "year": 2023, **member("citizen", "Khuê", {})}
    file.write_text(json.dumps(citizen | {key: [family(1) if key == "members" else "a.jsonl"]}), "utf-8")
    done = xhht("rate", file)
    assert (done.status, done.out) == (2, "")
    assert "không có thành viên" in done.err


# What is shown of them.


@pytest.fixture
def shown(written):
    """A commune with three families of four households, one of which lacks 10 points; one village."""
    members = [*families(1, 2, village="T1"), family(3, learning=False, village="T1"), village("T1")]
    return written(members, population={"households": 4, "registered_households": 3, "villages": 1})


def test_the_result_has_members_and_roll_ups(xhht, shown):
    result = xhht("rate", shown, "--format", "json").result
    (criterion,) = (each for each in result["criteria"] if each["id"] == "9")
    answered_by = {each["id"]: each["roll_up"] for each in criterion["indicators"] if "roll_up" in each}
    assert set(answered_by) == {"9.1", "9.2"}
    told = answered_by["9.1"]
    assert (told["kind"], told["level"], told["reached"], told["listed"]) == ("family", "recognised", 2, 3)
    assert (told["all"], told["share"]["en"]) == (4, "50%")
    assert (told["registered"], told["compared_with"], told["compared_share"]["en"]) == (3, 3, "66.66%")
    (shown_families,) = (each for each in result["members"] if each["kind"] == "family")
    assert (shown_families["rated"], shown_families["reached"]) == (3, 2)
    (missed,) = shown_families["missed"]
    assert (missed["code"], missed["village"], missed["where"]) == ("GD-3", "T1", f"{FAMILIES}:3")
    assert (missed["points"], missed["points_needed"], missed["level"]["id"]) == (70, 10, "not-recognised")
    assert "targets_needed" not in missed  # a family is rated by points
    assert missed["explanation"] == {"vi": "70 điểm, còn thiếu 10.", "en": "70 points, 10 short."}


def test_evidence_with_members_and_its_result_have_the_printed_schema(xhht, shown):
    Draft202012Validator(schema("evidence")).validate(json.loads(shown.read_text("utf-8")))
    Draft202012Validator(schema("evidence")).validate(commune(**HALF))
    Draft202012Validator(schema("result")).validate(xhht("rate", shown, "--format", "json").result)


EXPLAINED = {
    "vi": ("2/4 = 50 %", "2/3 = 66,66 %", "trên số đăng ký", "Thôn T1: 2/3", "3 (GD-3): 70 điểm, còn thiếu 10."),
    "en": ("2/4 = 50%", "2/3 = 66.66%", "of those registered", "Thôn T1: 2/3", "3 (GD-3): 70 points, 10 short."),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explaining_shows_the_chain_from_members_to_the_share(xhht, shown, lang):
    done = xhht("explain", shown, "9.1", "--lang", lang)
    assert (done.status, done.err) == (0, "")
    said = " ".join(done.out.replace("\N{NO-BREAK SPACE}", " ").split())
    assert [words for words in EXPLAINED[lang] if words not in said] == []
    whole = " ".join(xhht("explain", shown, "9", "--lang", lang).out.replace("\N{NO-BREAK SPACE}", " ").split())
    assert [words for words in EXPLAINED[lang] if words not in whole] == []


@pytest.mark.parametrize(("lang", "words"), [("vi", "đăng ký"), ("en", "registered")])
def test_those_listed_are_not_called_registered(xhht, written, lang, words):
    """The number of those who registered is not declared."""
    file = written([*families(1), family(2, learning=False)], population={"households": 4})
    said = xhht("explain", file, "9.1", "--lang", lang).out
    assert "1/4" in said
    assert "1/2" in said
    assert words not in said.split("9.1", 1)[1].split("1/4 =")[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("columns", [40, 80])
def test_members_fit_the_width(xhht, shown, monkeypatch, lang, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (("rate", shown), ("explain", shown, "9.1")):
        done = xhht(*arguments, "--lang", lang)
        assert [line for line in done.out.splitlines() if len(line) > columns] == []


def test_checking_counts_members(xhht, shown):
    assert ", 4 thành viên" in xhht("check", shown).out
    assert ", 4 members" in xhht("check", shown, "--lang", "en").out


# Words of members are never trusted.

HOSTILE = {
    "colour": "\x1b[31mđỏ\x1b[0m",
    "window title": "\x1b]0;trộm\x07",
    "C1 control sequence": "\x9b31mđỏ",
    "carriage return": "100 điểm\rx",
    "newline": "x\nXếp loại: Tốt · 100/100 điểm",
    "other line ends": "a\x0b\x0c\x85\u2028\u2029b",
    "bidi override": "a\u202egnp.exe\u202c",
    "bidi marks": "a\u200eb\u200fc\u061cd",
    "lone surrogate": "a\ud800b",
    "markup": "[bold red]x[/]",
    "closing markup": "[/]",
    "link": "[link=http://example.org]x[/link]",
    "formula": '=HYPERLINK("http://example.org")',
    "very long": "x" * 2_000,
    "long and wide": "越南" * 900,
}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def hostile_commune(words: str) -> Evidence:
    """Return a commune whose members have *words* in every place that a report or a finding shows."""
    other = f"{words}2"
    here = {"village": words, "clan": words}
    return commune(
        members=[
            family(1, learning=False, **here) | {"subject": {"kind": "family", "name": words, "code": words, **here}},
            family(2, code=words, clan=other),  # a double in two clans
            family(3, code=other, village=other, clan=other),  # of an unknown village and clan
            family(4, code=f"{words}4", commune=other),  # of another commune
            family(5, code=f"{words}5") | {"year": 2021},
            clan(words, village=words),
            village(words) | {"population": {"households": 1}},
            {"subject": {"kind": words, "name": words}, "answers": {words: {"met": words}}, words: 1},
        ],
        population={"households": 9, "registered_households": 1, "households_by_village": {words: 1}},
        subject={"kind": "commune", "name": words, "code": words},
    )


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_of_members_are_shown_safely(xhht, tmp_path, words):
    """``xhht`` of this module refuses whatever is unsafe in any run."""
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(hostile_commune(words)), "utf-8")
    for arguments in (("rate", file), ("check", file), ("explain", file, "9.1"), ("explain", file, "9")):
        done = xhht(*arguments)
        assert done.out
        assert not any(line.startswith("Xếp loại: Tốt") for line in done.out.splitlines())
        assert all(len(line) - len(str(file)) < ONE_MISTAKE for line in done.err.splitlines())
    result = xhht("rate", file, "--format", "json").result
    assert not any(unsafe(each) or "\n" in each for each in texts(result))
    if words.startswith("["):
        assert any(words in each["missed"][0]["name"] for each in result["members"] if each["missed"])
        assert words in xhht("explain", file, "9.1").out


@pytest.mark.parametrize("name", ["a\x1b[31m.jsonl", "a\nXếp loại: Tốt.jsonl", "a\u202elnosj", "[bold red]a.jsonl"])
def test_a_hostile_name_of_a_members_file_is_shown_safely(xhht, tmp_path, name):
    """A file that really is called so."""
    (tmp_path / name).write_bytes(lines_of(families(1, 1)) + b"{]\n")
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(commune(members_files=[name])), "utf-8")
    for arguments in (("rate", file), ("rate", file, "--format", "json"), ("check", file)):
        done = xhht(*arguments)
        assert done.status == 2
        assert done.err.count("\n") == 1
    if name.startswith("["):
        assert f"{name}:3: " in done.err
        assert f"{name}:2" in done.out


def test_nothing_unsafe_of_members_reaches_a_terminal(tmp_path):
    """On a terminal nothing is stripped on the way."""
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(hostile_commune("x\x1b[2J\x1b]0;y\x07\x9b31m\u202e")), "utf-8")
    for arguments in (("rate", file), ("check", file), ("explain", file, "9.1")):
        shown = shown_in_terminal(arguments, {**os.environ, "TERM": "dumb", "XHHT_LANG": "vi"})
        assert shown
        assert not unsafe(shown)


# A large commune.


def test_a_commune_of_5000_families_is_rated(xhht, written):
    """100 clans and 30 villages; two families of three are learning families, every one of the first 40 clans."""

    def households() -> Iterator[Member]:
        for number in range(5_000):
            in_clan = number % 100
            yield family(
                number, learning=in_clan < 40 or number % 3 == 0, village=f"T{number % 30}", clan=f"C{in_clan}"
            )

    learning = sum(number % 100 < 40 or number % 3 == 0 for number in range(5_000))
    file = written(
        {
            "thon.jsonl": [village(f"T{place}") for place in range(30)],
            "dong-ho.jsonl": [clan(f"C{place}", village=f"T{place % 30}") for place in range(100)],
            FAMILIES: lines_of(households()),
        },
        population={"households": 6_000, "registered_households": 5_000, "villages": 30, "clans": 100},
    )
    done = xhht("rate", file, "--format", "json")
    assert (done.status, done.err) == (0, "")
    rated = {each["kind"]: (each["reached"], each["rated"]) for each in done.result["members"]}
    assert rated["family"] == (learning, 5_000)
    assert rated["clan"] == (40, 100)
    assert rated["village"][1] == 30
    (criterion,) = (each for each in done.result["criteria"] if each["id"] == "9")
    assert criterion["indicators"][0]["roll_up"]["all"] == 6_000

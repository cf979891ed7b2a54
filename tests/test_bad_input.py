"""Evidence as bad as it comes: one clear message for each mistake, no fault, nothing unsafe on the terminal."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import PAPER, shown_in_terminal, unit

from ratings.evidence import to_evidence
from ratings.main import main
from ratings.reading import LARGEST_FILE

XHHT = Path(sys.executable).with_name("xhht")
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ONE_MISTAKE = 1_000
"""Characters that a message about one mistake stays below, whatever was read."""

fuzz = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# Running the command line, and what holds for every run.


class Run(NamedTuple):
    status: Any
    out: str
    err: str


def run(*arguments: object, given: bytes = b"") -> Run:
    """Return what ``xhht`` with *arguments* did, *given* on standard input; every run prints safely."""
    streams = [TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2)]
    typed = [str(argument) for argument in arguments]
    with (
        mock.patch.object(sys, "stdin", TextIOWrapper(BytesIO(given))),
        redirect_stdout(streams[0]),
        redirect_stderr(streams[1]),
        pytest.raises(SystemExit) as done,
    ):
        main(typed)
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams if stream.flush() is None)
    for printed in (out, err):
        assert "Traceback" not in printed
        assert not unsafe(printed)
    return Run(done.value.code, out, err)


def unsafe(printed: str) -> set[str]:
    """Return the characters of *printed* that can move, recolour, reorder or break what is shown."""
    return {
        character
        for character in set(printed)
        if (unicodedata.category(character) in ("Cc", "Cs") and character != "\n") or character in BIDI
    }


def refused(file: Path, *options: str) -> list[str]:
    """Return the messages on *file*, without its name, having checked that it is refused and nothing else is said."""
    done = run("rate", file, *options)
    assert done.status == 2, done
    assert done.out == ""
    lines = done.err.splitlines()
    assert lines
    for line in lines:
        assert line.startswith(f"{file}: ")
        assert len(line) - len(str(file)) < ONE_MISTAKE
    return [line.removeprefix(f"{file}: ") for line in lines]


def only_message(file: Path, lang: str) -> str:
    """Return the one message on *file*."""
    messages = refused(file, "--lang", lang)
    assert len(messages) == 1, messages
    return messages[0]


def in_terminal(*arguments: object) -> str:
    """Return what the console script shows on a terminal without styles."""
    return shown_in_terminal(arguments, {**os.environ, "TERM": "dumb", "XHHT_LANG": "vi"})


@pytest.fixture
def evidence(tmp_path):
    """Return a function that writes evidence, raw or as data, to a file."""

    def write(data: Any) -> Path:
        raw = data if isinstance(data, bytes) else data.encode() if isinstance(data, str) else json.dumps(data).encode()
        file = tmp_path / "don-vi.json"
        file.write_bytes(raw)
        return file

    return write


# Evidence with one thing written wrongly in it.

SHARE = {"count": 38, "of": 40, "parts": {"tu-duy": 39}, "question": "?", "note": "x", "documents": [PAPER]}
EVERY_KEY = unit(
    {
        "1.c": {"not_applicable": "Không có trụ sở riêng"},
        "3.a": SHARE,
        "3.c": {"points": 4.5, "note": "x", "documents": [{**PAPER, "issuer": "UBND", "file": "a.pdf"}]},
    },
    subject={
        "kind": "unit", "name": "Phòng GD&ĐT", "code": "QN-01", "tier": "district", "type": "agency", "area": "normal",
    },
    rule_set="tt22-2020",
)  # fmt: skip
"""Good evidence with every key of the format but "value", which no rule set of 2022 asks for."""


def put(path: str, written: str, base: dict[str, Any] = EVERY_KEY) -> str:
    """Return *base* as JSON with *written*, as it stands, at *path*."""
    data = json.loads(json.dumps(base))
    *parents, last = (part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:])
    here = data
    for part in parents:
        here = here[int(part)] if isinstance(here, list) else here[part]
    here[int(last) if isinstance(here, list) else last] = "@here@"
    return json.dumps(data).replace('"@here@"', written)


def test_evidence_with_every_key_is_good(evidence):
    """The base of the tables below has no mistake of its own."""
    assert run("rate", evidence(EVERY_KEY)).status == 0


KINDS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "text": (("true", "5", "94.5", "[]", "{}"), "không phải chữ", "is not text"),
    "listed": (('"x"', "true", "5", "94.5", "[]", "{}"), "không dùng được ở đây", "cannot stand here"),
    "count": (
        ("true", "false", '"10"', '"94,5"', '"94.5"', "38.5", "3.85e1", "[]", "{}"),
        "không phải số nguyên",
        "is not a whole number",
    ),
    "number": (("true", "false", '"10"', '"94,5"', '"94.5"', "[]", "{}"), "không phải số", "is not a number"),
    "yes": (("1", "0", "1.0", '"true"', '"có"', "[]", "{}"), "không phải true hoặc false", "neither true nor false"),
    "object": (("true", "5", "94.5", '"x"', "[]"), "không phải một nhóm khóa", "is not an object"),
    "list": (("true", "5", "94.5", '"x"', "{}"), "không phải danh sách", "is not a list"),
    "answer": (("true", "10", "94.5", '"94,5"', "[]", "null"), "không phải một nhóm khóa", "is not an object"),
    "form": (("{}",), "đúng một dạng", "exactly one form"),
    "date": (
        (
            '"2022-02-30"', '"2023-02-29"', '"2022-13-01"', '"2022-00-10"', '"20220124"', '"24/01/2022"', '"2022-1-24"',
            '"2022-01-24T00:00:00"', '"٢٠٢٢-٠١-٢٤"', '"0000-01-01"', '"hôm qua"', "20220124", "true", "[]", "{}",
        ),
        "không phải ngày",
        "no existing day",
    ),
}  # fmt: skip
"""What each kind of key refuses, and in which words."""

KIND_OF_KEY = {
    "": "object",
    "/schema": "listed",
    "/subject": "object",
    "/subject/kind": "listed",
    "/subject/name": "text",
    "/subject/code": "text",
    "/subject/tier": "listed",
    "/subject/type": "text",
    "/subject/area": "listed",
    "/year": "count",
    "/rule_set": "text",
    "/answers": "object",
    "/answers/1.a": "answer",
    "/answers/1.b": "form",
    "/answers/1.a/met": "yes",
    "/answers/1.c/not_applicable": "text",
    "/answers/3.a/count": "count",
    "/answers/3.a/of": "count",
    "/answers/3.a/parts": "object",
    "/answers/3.a/parts/tu-duy": "count",
    "/answers/3.a/question": "text",
    "/answers/3.a/note": "text",
    "/answers/3.a/documents": "list",
    "/answers/3.a/documents/0": "object",
    "/answers/3.b/choice": "text",
    "/answers/3.c/points": "number",
    "/answers/3.c/documents/0/number": "text",
    "/answers/3.c/documents/0/date": "date",
    "/answers/3.c/documents/0/title": "text",
    "/answers/3.c/documents/0/issuer": "text",
    "/answers/3.c/documents/0/file": "text",
}


def wrong_types() -> Iterator[Any]:
    for path, kind in KIND_OF_KEY.items():
        values, vi, en = KINDS[kind]
        for written in values:
            yield pytest.param(path, written, vi, en, id=f"{path or '/'}={written}")


@pytest.mark.parametrize(("path", "written", "vi", "en"), list(wrong_types()))
def test_a_value_of_the_wrong_kind_is_named_with_path_and_what_would_be_right(evidence, path, written, vi, en):
    file = evidence(put(path, written) if path else written)
    for lang, words, right in (("vi", vi, ("Ghi ", "Chỉ ghi ")), ("en", en, ("Write ",))):
        message = only_message(file, lang)
        assert message.startswith(f"{path}: " if path else "")
        assert words in message
        assert any(start in message for start in right)
        if KIND_OF_KEY[path] not in ("answer", "form") and written not in ("[]", "{}"):
            assert written.replace("3.85e1", "38.5") in message


@pytest.mark.parametrize("written", KINDS["number"][0])
def test_a_value_answer_is_a_number(evidence, written):
    """No rule set asks for a value yet; the format knows it nevertheless."""
    file = evidence(unit({"1.a": {"value": json.loads(written)}}))
    assert "/answers/1.a/value: " in only_message(file, "vi")


@pytest.mark.parametrize("number", ["94,5", "94.5", "10"])
def test_a_number_in_quotes_is_answered_with_the_json_form(evidence, number):
    """design.md: numbers written the Vietnamese way in strings are refused with a message that shows the JSON form."""
    message = only_message(evidence(put("/answers/3.c/points", json.dumps(number))), "vi")
    assert f'"{number}"' in message
    assert "94.5 (không phải 94,5)" in message


HUGE = "9" * 5_000
NUMBER_KEYS = ("/answers/3.c/points", "/answers/3.a/count", "/answers/3.a/of", "/answers/3.a/parts/tu-duy", "/year")
NUMBERS = [
    # where, what is written, what the message must hold in vi and en
    ("/answers/3.a/count", "41", 'lớn hơn "of" (40)', 'more than "of" (40)'),
    ("/answers/3.a/of", "0", "quá nhỏ", "too small"),
    ("/answers/3.a/of", "-40", "quá nhỏ", "too small"),
    ("/answers/3.a/count", "-1", "quá nhỏ", "too small"),
    ("/answers/3.a/parts/tu-duy", "-1", "quá nhỏ", "too small"),
    ("/answers/3.a/parts/tu-duy", "41", 'lớn hơn "of" (40)', 'more than "of" (40)'),
    ("/answers/3.a/parts/tu-duy", "37", '"tu-duy"', '"tu-duy"'),
    ("/answers/3.c/points", "-1", "quá nhỏ", "too small"),
    ("/answers/3.c/points", "-0.5", "-0.5 quá nhỏ", "-0.5 is too small"),
    ("/answers/3.c/points", "5.01", "điểm tối đa (5)", "the maximum (5)"),
    ("/answers/3.c/points", "50", "điểm tối đa (5)", "the maximum (5)"),
    ("/answers/3.c/points", "4.555", "thập phân", "decimals"),
    ("/answers/3.c/points", "1e-400", "thập phân", "decimals"),
    ("/answers/3.c/points", "1e-1000000", "thập phân", "decimals"),
    ("/answers/3.c/points", "0." + "0" * 5_000 + "1", "thập phân", "decimals"),
    ("/year", "1999", "quá nhỏ", "too small"),
    ("/year", "2101", "quá lớn", "too large"),
    ("/year", "2030", "không áp dụng cho năm này", "does not apply to this year"),
    *(
        (path, written, vi, en)
        for path in NUMBER_KEYS
        for written in (
            "Infinity", "-Infinity", "1e400", "-1e400", "1e1000000", "1e99999999999999999999",
            "-1e99999999999999999999", HUGE, f"-{HUGE}", f"{HUGE}.5", "1000000000001",
        )
        for vi, en in [("quá lớn", "too large")]
    ),
    *((path, "NaN", "không phải số", "not ") for path in NUMBER_KEYS),
    *(
        ("/answers/3.a/count", written, "số nguyên", "whole number")
        for written in ("1e-400", "1e-9999999", "4.05E1")
    ),
]  # fmt: skip


def _number_name(case: tuple[str, str, str, str]) -> str:
    return f"{case[0]}={case[1][:24]}"


@pytest.mark.parametrize(("path", "written", "vi", "en"), NUMBERS, ids=map(_number_name, NUMBERS))
def test_a_number_out_of_range_is_named(evidence, path, written, vi, en):
    file = evidence(put(path, written))
    for lang, words in (("vi", vi), ("en", en)):
        message = only_message(file, lang)
        # A pair of numbers that do not fit is a mistake of the answer that holds them.
        where = message.split(": ", 1)[0]
        assert path == where or path.startswith(where + "/")
        assert where.startswith("/year" if path == "/year" else "/answers/3.")
        assert words in message


@pytest.mark.parametrize("year", ["1999", "2101"])
def test_the_years_that_would_be_right_are_written_as_years(evidence, year):
    """A reader copies what the message shows: 2.000 in JSON is the number 2."""
    message = only_message(evidence(put("/year", year)), "vi")
    assert {"1999": "2000", "2101": "2100"}[year] in message
    assert "2." not in message.split(": ", 1)[1]


# What the file as a whole can get wrong.

NOT_JSON = {
    "open": "{",
    "close": "}",
    "comma at the end": '{"year": 2022,}',
    "comma at the end of a list": '{"answers": [1,]}',
    "no comma": '{"year": 2022 "schema": 1}',
    "no colon": '{"year" 2022}',
    "single quotes": "{'year': 2022}",
    "no quotes": "{year: 2022}",
    "decimal comma": '{"points": 94,5}',
    "two documents": "{} {}",
    "bracket too many": "{}]",
    "open quotes": '{"name": "Phòng',
    "line break in quotes": '{"name": "Phòng\nGD"}',
    "tab in quotes": '{"name": "Phòng\tGD"}',
    "escape character in quotes": '{"name": "\x1b[31m"}',
    "NUL in quotes": '{"name": "\x00"}',
    "comment": '// đơn vị\n{"year": 2022}',
    "Python": '{"met": True}',
    "cut word": '{"met": tru',
    "leading zero": '{"count": 038}',
    "plus": '{"count": +38}',
    "point at the end": '{"points": 9.}',
    "point at the start": '{"points": .5}',
    "hexadecimal": '{"count": 0x26}',
    "minus alone": '{"count": -}',
    "bad escape": '{"name": "\\x41"}',
    "short escape": '{"name": "\\u12"}',
    "typographic quotes": "{“year”: 2022}",
    "HTML": "<!DOCTYPE html><html></html>",
    "PDF": "%PDF-1.4",
    "CSV": "1.a;met;true\n",
    "nothing but a letter": "a",
    "control characters": "\x1b]0;x\x07",
}


@pytest.mark.parametrize("raw", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_not_json_is_named_with_line_column_and_a_hint(evidence, raw):
    file = evidence(raw)
    vi, en = only_message(file, "vi"), only_message(file, "en")
    assert re.match(r"Không phải JSON hợp lệ, dòng \d+ cột \d+\. \S", vi)
    assert re.match(r"Not valid JSON, line \d+ column \d+: .+\. \S", en)


def test_line_and_column_are_those_of_the_mistake(evidence):
    raw = '{\n  "year": 2022\n  "rule_set": "tt22-2020"\n}'
    assert "dòng 3 cột 3" in only_message(evidence(raw), "vi")


@pytest.mark.parametrize("raw", ["", " ", "\n\n", "\ufeff", "\ufeff \r\n\t"], ids=ascii)
def test_an_empty_file_is_called_empty(evidence, raw):
    file = evidence(raw)
    assert "trống" in only_message(file, "vi")
    assert "empty" in only_message(file, "en")


@pytest.mark.parametrize("raw", ["null", "true", "5", "NaN", "1e99999999999999999999", HUGE, '"x"', "[]", "[[]]"])
def test_a_file_that_is_no_object_is_told_so(evidence, raw):
    assert "không phải một nhóm khóa" in only_message(evidence(raw), "vi")


def test_an_empty_object_misses_every_key_that_is_needed(evidence):
    messages = refused(evidence("{}"))
    assert sorted(message.split(": ")[0] for message in messages) == [
        "/answers",
        "/schema",
        "/subject",
        "/year",
    ]
    assert all("Thiếu khóa này" in message for message in messages)


@pytest.mark.parametrize(
    "path", ["/schema", "/subject", "/year", "/answers", "/subject/kind", "/subject/name", "/answers/3.a/of"]
)
def test_a_missing_key_is_named(evidence, path):
    data = json.loads(json.dumps(EVERY_KEY))
    *parents, last = path.split("/")[1:]
    here = data
    for part in parents:
        here = here[part]
    del here[last]
    file = evidence(data)
    assert only_message(file, "vi").startswith(f"{path}: Thiếu khóa này.")
    assert only_message(file, "en").startswith(f"{path}: This key is missing.")


DEEP = {
    "brackets": "[" * 100_000,
    "closed brackets": "[" * 100_000 + "]" * 100_000,
    "objects": '{"a":' * 100_000,
    "in an answer": put("/answers/1.a", "[" * 100_000 + "]" * 100_000),
}


@pytest.mark.parametrize("raw", DEEP.values(), ids=DEEP)
def test_a_file_nested_100_000_deep_is_refused(evidence, raw):
    file = evidence(raw)
    assert "lồng nhau" in only_message(file, "vi")
    assert "nested too deeply" in only_message(file, "en")


@pytest.mark.parametrize(
    "path",
    [
        "/answers/3.a",
        "/answers/3.a/note",
        "/answers/3.a/documents",
        "/subject",
        "/subject/name",
        "/year",
        "/more",
    ],
)
def test_500_nested_objects_are_refused_where_they_stand(evidence, path):
    nested = '{"a":' * 500 + "1" + "}" * 500
    messages = refused(evidence(put(path, nested)))
    assert messages
    assert all(message.startswith(path) for message in messages)


DOUBLE = {
    "/year": '{"year": 2022, "year": 2023}',
    "/answers/1.a": '{"answers": {"1.a": {"met": true}, "1.b": {"met": true}, "1.a": {"met": false}}}',
    "/answers/1.a/met": '{"answers": {"1.a": {"met": true, "met": true}}}',
    "/answers/1.a/documents/0/title": '{"answers": {"1.a": {"documents": [{"title": "a", "title": "b"}]}}}',
    "/subject/name": '{"subject": {"name": "a", "kind": "unit", "name": "b"}}',
}


@pytest.mark.parametrize(("path", "raw"), DOUBLE.items(), ids=DOUBLE)
def test_a_key_that_stands_twice_is_named(evidence, path, raw):
    file = evidence(raw)
    assert only_message(file, "vi").startswith(f"{path}: Khóa này đứng hai lần.")
    assert only_message(file, "en").startswith(f"{path}: This key stands twice.")


@pytest.mark.parametrize(
    "raw",
    [
        '{"year": 1, "answers": {"1.a": 1, "1.a": 2}, "year": 2}',
        '{"year": 1, "year": 2, "schema": 1, "schema": 2}',
    ],
    ids=["in two objects", "in one object"],
)
def test_every_key_that_stands_twice_is_named(evidence, raw):
    """style.md: all problems of a file at once."""
    assert len(refused(evidence(raw))) == 2


ENCODINGS = {
    "UTF-16 LE with BOM": b"\xff\xfe" + json.dumps(EVERY_KEY).encode("utf-16-le"),
    "UTF-16 BE with BOM": b"\xfe\xff" + json.dumps(EVERY_KEY).encode("utf-16-be"),
    "UTF-16 LE without BOM": json.dumps(EVERY_KEY).encode("utf-16-le"),
    "UTF-16 BE without BOM": json.dumps(EVERY_KEY).encode("utf-16-be"),
    "UTF-32": json.dumps(EVERY_KEY).encode("utf-32"),
    "UTF-32 BE without BOM": json.dumps(EVERY_KEY).encode("utf-32-be"),
    "Latin-1": '{\n"schema": "Phòng"}'.encode("latin-1"),
    "Windows-1258": '{\n"schema": "Trư¶ng"}'.encode("cp1258"),
    "surrogate as bytes": b'{\n"schema": "\xed\xa0\x80"}',
    "cut character": '{\n"schema": "Phò'.encode()[:-1],
    "overlong slash": b'{\n"schema": "\xc0\xaf"}',
}


@pytest.mark.parametrize(("name", "raw"), ENCODINGS.items(), ids=ENCODINGS)
def test_another_encoding_is_refused_with_the_right_one(evidence, name, raw):
    file = evidence(raw)
    vi, en = only_message(file, "vi"), only_message(file, "en")
    assert ("UTF-16" in vi) == name.startswith("UTF")
    assert ("Dòng 2" in vi) == (not name.startswith("UTF"))
    assert "UTF-8" in vi
    assert re.search("[Ss]ave .*UTF-8", en)


def test_a_byte_order_mark_is_accepted(evidence):
    assert run("rate", evidence(b"\xef\xbb\xbf" + json.dumps(EVERY_KEY).encode())).status == 0


@pytest.mark.parametrize("size", [33 * 2**20, 100 * 2**20, LARGEST_FILE + 1])
def test_a_file_that_is_too_large_is_refused(tmp_path, size):
    file = tmp_path / "lon.json"
    with file.open("wb") as stream:
        stream.truncate(size)
    assert "lớn hơn 32 MB" in only_message(file, "vi")
    assert "larger than 32 MB" in only_message(file, "en")


def test_standard_input_that_is_too_large_is_refused():
    done = run("rate", "-", given=b" " * (LARGEST_FILE + 1))
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("stdin: Tệp lớn hơn 32 MB.")


def test_a_file_as_large_as_allowed_is_read(evidence):
    assert run("rate", evidence(json.dumps(EVERY_KEY).ljust(LARGEST_FILE))).status == 0


def test_a_folder_is_no_file(tmp_path):
    assert "thư mục" in only_message(tmp_path, "vi")
    assert "folder" in only_message(tmp_path, "en")


@pytest.mark.parametrize("name", ["khong-co.json", "khong/co.json", "khong-co\x1b[31m.json"], ids=ascii)
def test_a_file_that_is_not_there(tmp_path, name):
    done = run("rate", tmp_path / name)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "không có tệp hoặc thư mục này" in done.err


@pytest.mark.parametrize(
    ("error", "vi", "en"),
    [
        pytest.param(
            PermissionError(13, "Permission denied"),
            "không có quyền",
            "no permission",
            id="permission",
        ),
        pytest.param(OSError(5, "Input/output error"), "Không đọc được tệp", "Cannot read the file", id="disk"),
    ],
)
def test_a_file_that_cannot_be_read(evidence, monkeypatch, error, vi, en):
    """Mocked, because root may read everything."""
    file = evidence(EVERY_KEY)
    monkeypatch.setattr(Path, "open", mock.Mock(side_effect=error))
    assert vi in only_message(file, "vi")
    assert en in only_message(file, "en")


@pytest.mark.parametrize("name", ["a\nb.json", "a\x1b]8;;x:y\x07b.json", "a\u202eb.json", "[red]a.json"], ids=ascii)
@pytest.mark.parametrize("command", ["rate", "check"])
def test_a_hostile_file_name_is_shown_safely(tmp_path, command, name):
    good, bad = tmp_path / name, tmp_path / f"x{name}"
    good.write_text(json.dumps(EVERY_KEY), "utf-8")
    bad.write_text("{", "utf-8")
    for form in ("text", "json") if command == "rate" else ("",):
        done = run(command, good, bad, *(["--format", form] if form else []))
        assert done.status == 2
        assert done.err.count("\n") == 1
    if name.startswith("["):
        assert "/[red]a.json: " in run("check", good).out


def test_a_file_name_that_is_not_utf_8_is_shown_safely(tmp_path):
    file = tmp_path / os.fsdecode(b"\xffphong.json")
    file.write_text("{", "utf-8")
    done = subprocess.run([XHHT, "rate", file], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").count("\n") == 1


# What the evidence says, against what the rule set asks.


def suggestion(message: str) -> str | None:
    found = re.search(r'(?:Có phải ý là|Did you mean) "(.*)"\?$', message)
    return found.group(1) if found else None


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        pytest.param("/answer", "answers", id="file"),
        pytest.param("/rule-set", "rule_set", id="hyphen"),
        pytest.param("/yaer", "year", id="letters exchanged"),
        pytest.param("/subject/nam", "name", id="subject"),
        pytest.param("/subject/Tier", "tier", id="capital"),
        pytest.param("/answers/3.a/cuont", None, id="share"),
        pytest.param("/answers/3.a/document", "documents", id="answer"),
        pytest.param("/answers/1.c/notes", "note", id="not applicable"),
        pytest.param("/answers/3.c/documents/0/titel", "title", id="document"),
        pytest.param("/answers/3.c/documents/0/isuer", "issuer", id="document, letter left out"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(evidence, path, meant):
    """design.md: unknown keys are errors that name the nearest known key."""
    file, key = evidence(put(path, "1")), path.rsplit("/", 1)[1]
    vi, en = only_message(file, "vi"), only_message(file, "en")
    assert vi.startswith(f'{path}: Không có khóa "{key}".')
    assert en.startswith(f'{path}: There is no key "{key}".')
    assert suggestion(vi) == suggestion(en)
    assert suggestion(vi) == (meant or suggestion(vi))
    assert suggestion(vi) is not None


@pytest.mark.parametrize(
    "path",
    [
        "/documents",
        "/name",
        "/met",
        "/subject/year",
        "/answers/1.a/of",
        "/answers/1.a/title",
        "/answers/1.a/documents/0/note",
    ],
)
def test_a_key_in_the_wrong_place_is_not_offered_as_its_own_correction(evidence, path):
    """ "There is no key "of". Did you mean "of"?" helps nobody."""
    message = only_message(evidence(put(path, "1")), "vi")
    assert message.startswith(f"{path}: ")
    assert suggestion(message) != path.rsplit("/", 1)[1]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2,a", "2.a"), ("3.aa", "3.a"), ("1.A", "1.a"), ("3.C", "3.c"), ("2.a.", "2.a"), (" 2.a", "2.a")],
)
def test_an_unknown_indicator_is_named_with_the_nearest(evidence, written, meant):
    file = evidence(unit({written: {"met": True}}))
    vi, en = only_message(file, "vi"), only_message(file, "en")
    assert vi.startswith(f"/answers/{written}: ")
    assert "không có nội dung" in vi
    assert "has no indicator" in en
    assert suggestion(vi) == suggestion(en) == meant


def test_an_indicator_like_no_other_is_answered_with_the_list(evidence):
    message = only_message(evidence(unit({"chương-5": {"met": True}})), "vi")
    assert "1.a, 1.b, 1.c, 2.a, 2.b, 2.c, 2.d, 3.a, 3.b, 3.c" in message


def test_slash_and_tilde_in_a_key_are_escaped_in_the_path(evidence):
    """RFC 6901."""
    assert only_message(evidence(unit({"a/b~c": {"met": True}})), "vi").startswith("/answers/a~1b~0c: ")


def test_an_unknown_rule_set_in_the_file_is_named_with_the_nearest(evidence):
    file = evidence(unit(rule_set="tt22-2021"))
    assert only_message(file, "vi").startswith('/rule_set: Không có bộ tiêu chí "tt22-2021".')
    assert suggestion(only_message(file, "en")) == "tt22-2020"


TWO_FORMS = [
    {"met": True, "count": 1, "of": 2},
    {"points": 1, "not_applicable": "x"},
    {"choice": "khong", "value": 1},
]
NO_FORM = [{}, {"documents": [PAPER]}, {"note": "x"}, {"question": "?"}]


@pytest.mark.parametrize("answer", [*TWO_FORMS, *NO_FORM], ids=str)
def test_an_answer_has_exactly_one_form(evidence, answer):
    file = evidence(unit({"1.a": answer}))
    assert only_message(file, "vi").startswith("/answers/1.a: Mỗi câu trả lời có đúng một dạng")
    assert only_message(file, "en").startswith("/answers/1.a: An answer has exactly one form")


@pytest.mark.parametrize("document", [{}, {"title": None}, {"number": None, "date": None, "file": None}], ids=str)
def test_a_document_says_something(evidence, document):
    file = evidence(unit({"1.a": {"met": True, "documents": [PAPER, document]}}))
    assert only_message(file, "vi").startswith("/answers/1.a/documents/1: Minh chứng không có thông tin nào.")
    assert only_message(file, "en").startswith("/answers/1.a/documents/1: The document says nothing.")


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u00a0", "\u2028"], ids=ascii)
@pytest.mark.parametrize("path", ["/subject/name", "/answers/1.c/not_applicable", "/answers/3.c/documents/0/title"])
def test_blank_words_are_refused(evidence, path, blank):
    file = evidence(put(path, json.dumps(blank)))
    assert only_message(file, "vi").startswith(f"{path}: Không có chữ nào.")
    assert only_message(file, "en").startswith(f"{path}: There are no words.")


FORMS = {
    "met": {"met": True},
    "share": {"count": 1, "of": 2},
    "value": {"value": 1},
    "choice": {"choice": "khong"},
}
ASKED = {"1.a": ("met", '"met"'), "2.a": ("share", '"count"'), "3.b": ("choice", '"choice"')}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, (asked, _) in ASKED.items() for form in FORMS if form != asked]
)
def test_an_answer_to_another_question_is_refused_with_the_form_that_is_asked(evidence, name, form):
    file = evidence(unit({name: {**FORMS[form], "documents": [PAPER]}}))
    vi, en = only_message(file, "vi"), only_message(file, "en")
    assert vi.startswith(f"/answers/{name}: ")
    assert "không đúng dạng" in vi
    assert "does not have the form" in en
    assert ASKED[name][1] in vi
    assert ASKED[name][1] in en


@pytest.mark.parametrize("choice", ["khac", "KHONG", "0"])
def test_an_unknown_choice_is_refused_with_the_options(evidence, choice):
    message = only_message(evidence(unit({"3.b": {"choice": choice}})), "vi")
    assert message.startswith(f'/answers/3.b/choice: Không có lựa chọn "{choice}".')
    assert all(f'"{option}"' in message for option in ("khong", "tap-the-lao-dong-tien-tien", "cao-hon"))


def test_an_unknown_part_is_named_with_the_nearest(evidence):
    file = evidence(unit({"3.a": {"count": 1, "of": 2, "parts": {"tu-duyy": 1}}}))
    message = only_message(file, "vi")
    assert message.startswith('/answers/3.a/parts/tu-duyy: Không có thành phần "tu-duyy".')
    assert suggestion(message) == "tu-duy"


def test_parts_where_none_are_asked_are_refused(evidence):
    message = only_message(evidence(unit({"2.a": {"count": 1, "of": 2, "parts": {"tu-duy": 1}}})), "en")
    assert message.startswith("/answers/2.a/parts/tu-duy: ")
    assert 'Drop "parts".' in message


def test_a_unit_to_which_nothing_applies_is_not_rated(evidence):
    nothing = {name: {"not_applicable": "x"} for name in unit()["answers"]}
    file = evidence(unit(nothing))
    assert only_message(file, "vi").startswith("/answers: Mọi nội dung đều ghi là không áp dụng.")
    assert only_message(file, "en").startswith("/answers: Every indicator is said to be not applicable.")


@pytest.mark.parametrize(
    ("subject", "path"),
    [
        pytest.param({"kind": "family", "name": "x"}, "/subject/kind", id="kind"),
        pytest.param({"kind": "unit", "name": "x", "tier": "commune"}, "/subject/tier", id="tier"),
    ],
)
def test_a_rule_set_for_somebody_else_is_refused(evidence, subject, path):
    """TT 22/2020 art. 1(2): units of district and province."""
    file = evidence(unit(subject=subject, rule_set="tt22-2020"))
    assert re.match(f"{path}: .*tt22-2020 không dành cho", only_message(file, "vi"))
    assert re.match(f"{path}: .*does not rate", only_message(file, "en"))
    assert run("rate", file, "--rule-set", "tt22-2020").status == 2


@pytest.mark.parametrize(
    ("changes", "path", "there_is", "wrong"),
    [
        pytest.param(
            {"year": 2019},
            "/year",
            "tt22-2020 (2020–2023), tt24-2023-district (từ 2024)",
            "No rule set is for 2019",
            id="year",
        ),
        pytest.param(
            {"subject": {"kind": "district", "name": "x"}},
            "/year",
            "tt25-2023-district (từ 2024)",
            "No rule set is for 2022",
            id="kind in a year",
        ),
        pytest.param(
            {"subject": {"kind": "unit", "name": "x", "tier": "commune"}, "year": 2015},
            "/year",
            "khvn448-2015-unit (từ 2016)",
            "No rule set is for 2015",
            id="tier in a year",
        ),
        pytest.param(
            {"subject": {"kind": "unit", "name": "x"}},
            "/subject/tier",
            "tt22-2020 (district/province)",
            "missing",
            id="no tier",
        ),
    ],
)
def test_evidence_that_no_rule_set_fits_is_told_what_there_is(evidence, changes, path, there_is, wrong):
    file = evidence(unit(**changes))
    vi, en = only_message(file, "vi"), only_message(file, "en")
    assert vi.startswith(f"{path}: ")
    assert there_is in vi
    assert wrong in en


def test_a_unit_without_a_tier_is_refused_also_when_it_names_its_rule_set(evidence):
    """TT 22/2020 art. 1(2): units of the commune are not rated by it, so the tier has to be known."""
    file = evidence(unit(subject={"kind": "unit", "name": "x"}, rule_set="tt22-2020"))
    assert only_message(file, "vi").startswith("/subject/tier: Thiếu cấp của đơn vị.")


@pytest.mark.parametrize("year", [2019, 2024])
def test_a_year_outside_the_rule_set_needs_insistence(evidence, year):
    """TT 22/2020 rates 2020 to 2023; beside them it is an error, with --rule-set a finding."""
    file = evidence(unit(year=year, rule_set="tt22-2020"))
    assert only_message(file, "vi").startswith(f"/year: {year}: tt22-2020 không áp dụng cho năm này.")
    assert "--rule-set tt22-2020" in only_message(file, "en")
    rated = run("rate", file, "--rule-set", "tt22-2020", "--format", "json")
    assert (rated.status, rated.err) == (0, "")
    (finding,) = [found for found in json.loads(rated.out)["findings"] if found["path"] == "/year"]
    assert finding["severity"] == "warning"
    for lang, said in (
        ("vi", f"Lưu ý /year: tt22-2020 dùng cho các năm 2020–2023, không cho năm {year}; dùng theo yêu cầu"),
        ("en", f"Warning /year: tt22-2020 is for years 2020–2023, not for {year}; used because"),
    ):
        assert said in " ".join(run("rate", file, "--rule-set", "tt22-2020", "--lang", lang).out.split())


def test_all_mistakes_of_a_file_are_told_at_once(evidence):
    data = json.loads(put("/year", '"2022"'))
    data["answers"]["1.a"]["met"] = "true"
    data["answers"]["3.a"]["count"] = 41
    data["tong"] = 5
    paths = [message.split(": ")[0] for message in refused(evidence(data))]
    assert sorted(paths) == ["/answers/1.a/met", "/answers/3.a", "/tong", "/year"]


def test_all_answers_that_do_not_fit_are_told_at_once(evidence):
    answers = {"1.a": {"choice": "khong"}, "3.b": {"choice": "?"}, "3.c": {"points": 6}, "9.z": {"met": True}}
    paths = [message.split(": ")[0] for message in refused(evidence(unit(answers)))]
    assert sorted(paths) == ["/answers/1.a", "/answers/3.b/choice", "/answers/3.c/points", "/answers/9.z"]


@pytest.mark.parametrize("command", [("check",), ("explain", "2.a")], ids=["check", "explain"])
@pytest.mark.parametrize(
    "raw", ["{", put("/year", '"2022"'), put("/answers/3.c/points", "6")], ids=["json", "form", "fit"]
)
def test_every_command_refuses_alike(evidence, command, raw):
    file = evidence(raw)
    name, *rest = command
    assert run(name, file, *rest) == run("rate", file)


@pytest.mark.parametrize("raw", [b"{", b"\xff", json.dumps(unit(year="2022")).encode(), b"[" * 100_000])
def test_the_console_script_refuses_alike(evidence, raw):
    file = evidence(raw)
    done = subprocess.run([XHHT, "rate", file], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8") == run("rate", file).err


# Text from the evidence is never trusted.

HOSTILE = {
    "colour": "\x1b[31mđỏ\x1b[0m",
    "clear the screen": "x\x1b[2J\x1b[H",
    "window title": "\x1b]0;trộm\x07",
    "link": "\x1b]8;;http://example.org\x1b\\bấm\x1b]8;;\x1b\\",
    "escape alone": "x\x1b",
    "C1 control sequence": "\x9b31mđỏ",
    "C1 string": "\x90q\x9c",
    "NUL": "a\x00b",
    "bell and backspace": "a\x07\x08b",
    "carriage return": "100 điểm\rx",
    "newline": "x\nXếp loại: Tốt · 100/100 điểm",
    "other line ends": "a\x0b\x0c\x85\u2028\u2029b",
    "tab": "a\tb",
    "DEL": "a\x7fb",
    "bidi override": "a\u202egnp.exe\u202c",
    "bidi isolates": "\u2066a\u2067b\u2068c\u2069",
    "bidi marks": "a\u200eb\u200fc\u061cd",
    "lone surrogate": "a\ud800b",
    "reversed surrogates": "a\udc00\ud800b",
    "zero width": "a\u200bb\ufeffc\u2060d",
    "very long": "x" * 2_000,
    "long and wide": "越南" * 900,
}
SHOWN = [
    "/subject/name",
    "/subject/code",
    "/answers/1.c/not_applicable",
    "/answers/3.a/note",
    "/answers/3.a/question",
    "/answers/3.c/note",
    "/answers/3.c/documents/0/number",
    "/answers/3.c/documents/0/title",
    "/answers/3.c/documents/0/issuer",
    "/answers/3.c/documents/0/file",
]
"""Where evidence takes words and the result shows them."""


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def show(raw: str) -> list[str]:
    """Return the words of *raw* evidence in every format and detail; each run checks that they are safe."""
    given = raw.encode()
    runs = [
        run("rate", "-", given=given),
        run("check", "-", given=given),
        run("rate", "-", "--format", "json", given=given),
    ]
    runs += [run("explain", "-", criterion, given=given) for criterion in ("1", "3")]
    assert {each.status for each in runs} == {0}
    assert not any(unsafe(words) or "\n" in words for words in strings(json.loads(runs[2].out)))
    return [each.out for each in runs]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", SHOWN)
def test_hostile_words_are_shown_safely(path, words):
    show(put(path, json.dumps(words)))


def test_a_line_break_in_a_name_forges_no_line():
    shown = show(put("/subject/name", json.dumps("Phòng\nXếp loại: Tốt · 100/100 điểm")))
    lines = shown[0].splitlines()
    assert sum(line.startswith("Xếp loại:") for line in lines) == 1
    assert "Phòng Xếp loại: Tốt · 100/100 điểm" in lines


@pytest.mark.parametrize("markup", ["[bold red]x[/]", "[link=http://example.org]x[/link]", "[/]", "\\[b]", ":smile:"])
@pytest.mark.parametrize("path", ["/subject/name", "/answers/3.c/note", "/answers/3.c/documents/0/file"])
def test_markup_is_shown_as_it_stands(path, markup):
    rated, _, as_json, _, explained = show(put(path, json.dumps(markup)))
    assert markup in rated
    assert markup in list(strings(json.loads(as_json))) or any(
        markup in words for words in strings(json.loads(as_json))
    )
    assert path == "/subject/name" or markup in explained


@pytest.mark.parametrize("path", ["/subject/name", "/answers/3.c/note", "/answers/3.c/documents/0/title"])
def test_decomposed_letters_are_accepted_and_shown_composed(path):
    """Some keyboards write a letter and its marks apart."""
    composed = "Phòng Giáo dục Đông Triều"
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    rated, _, as_json, *_ = show(put(path, json.dumps(decomposed)))
    assert composed in " ".join(rated.split())
    assert decomposed not in as_json


def test_words_of_2000_characters_are_accepted_and_one_more_is_not(evidence):
    assert run("rate", evidence(put("/subject/name", json.dumps("x" * 2_000)))).status == 0
    file = evidence(put("/subject/name", json.dumps("x" * 2_001)))
    assert only_message(file, "vi").startswith("/subject/name: ")
    assert "quá dài" in only_message(file, "vi")
    assert "too long" in only_message(file, "en")


QUOTED = {
    **{
        path: path
        for path in (
            "/schema",
            "/subject/kind",
            "/subject/tier",
            "/subject/type",
            "/subject/area",
            "/rule_set",
        )
    },
    "/year": "/year",
    "/answers/1.a/met": "/answers/1.a/met",
    "/answers/3.a/count": "/answers/3.a/count",
    "/answers/3.b/choice": "/answers/3.b/choice",
    "/answers/3.c/points": "/answers/3.c/points",
    "/answers/3.c/documents/0/date": "/answers/3.c/documents/0/date",
}
"""Where a hostile string is itself the mistake, and is quoted in the message."""

KEYED = {
    "in the file": lambda key: {**EVERY_KEY, key: 1},
    "in the subject": lambda key: {**EVERY_KEY, "subject": {**EVERY_KEY["subject"], key: 1}},
    "indicator": lambda key: unit({key: {"met": True}}),
    "indicator with a mistake in it": lambda key: unit({key: {"met": 1}}),
    "in an answer": lambda key: unit({"1.a": {"met": True, key: 1}}),
    "in a document": lambda key: unit({"1.a": {"met": True, "documents": [{**PAPER, key: 1}]}}),
    "part": lambda key: unit({"3.a": {"count": 1, "of": 2, "parts": {key: 1}}}),
    "part above of": lambda key: unit({"3.a": {"count": 1, "of": 2, "parts": {key: 3}}}),
    "part below count": lambda key: unit({"3.a": {"count": 2, "of": 2, "parts": {key: 1}}}),
    "part that is no number": lambda key: unit({"3.a": {"count": 2, "of": 2, "parts": {key: "x"}}}),
}
"""Where a hostile string is a key."""


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", QUOTED)
def test_a_hostile_value_is_quoted_safely_and_shortly(evidence, path, words):
    file = evidence(put(path, json.dumps(words)))
    for lang in ("vi", "en"):
        message = only_message(file, lang)
        assert message.startswith(f"{path}: ")
        assert "Input should" not in message


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("place", KEYED)
def test_a_hostile_key_is_named_safely_and_shortly(evidence, place, words):
    file = evidence(KEYED[place](words))
    for lang in ("vi", "en"):
        message = only_message(file, lang)
        assert message.startswith("/")
        assert "Input should" not in message


@pytest.mark.parametrize(
    "words", [HOSTILE["link"], HOSTILE["lone surrogate"], HOSTILE["newline"], HOSTILE["very long"]], ids=ascii
)
def test_a_hostile_key_that_stands_twice_is_named_safely(evidence, words):
    key = json.dumps(words)
    only_message(evidence(f"{{{key}: 1, {key}: 2}}"), "vi")


@pytest.mark.parametrize(
    "place",
    [
        "in the file",
        "in the subject",
        "in an answer",
        "in a document",
        "indicator",
        "part above of",
        "part below count",
    ],
)
def test_no_escape_in_a_key_reaches_a_terminal(evidence, place):
    """On a terminal nothing is stripped on the way."""
    shown = in_terminal("rate", evidence(KEYED[place]("x\x1b[2J\x1b]0;y\x07\x9b31m\u202e")))
    assert shown.count("\n") == 1
    assert not unsafe(shown)


def test_no_escape_in_words_reaches_a_terminal(evidence):
    data = json.loads(json.dumps(EVERY_KEY))
    for path in SHOWN:
        data = json.loads(put(path, json.dumps("x\x1b[2J\x1b]0;y\x07\x9b31m\u202e"), data))
    file = evidence(data)
    for arguments in (
        ("rate", file),
        ("rate", file, "--format", "json"),
        ("explain", file, "3.c"),
        ("check", file),
    ):
        shown = in_terminal(*arguments)
        assert shown
        assert not unsafe(shown)


# Whatever comes: rated or refused, never a fault.

COMMANDS = (("rate", "-"), ("rate", "-", "--format", "json"), ("check", "-"), ("explain", "-", "3.c"))
NUMBERS_AS_WRITTEN = (
    "NaN", "Infinity", "-Infinity", "1e400", "1e-400", "1e1000000", "-1e-1000000", "1e99999999999999999999", HUGE, "-0",
    "0.0", "-0.0", "1E+2", "4e1", "0.005", "100.00", "1000000000000", "9223372036854775808",
)  # fmt: skip
KEYS = (
    "schema", "subject", "year", "rule_set", "answers", "kind", "name", "code", "tier", "type", "area", "met", "count",
    "of", "value", "choice", "points", "not_applicable", "note", "question", "parts", "documents", "number", "date",
    "title", "issuer", "file", "1.a", "2.a", "3.a", "3.b", "3.c", "9.z", "tu-duy", "answer:met", "__proto__",
)  # fmt: skip
WORDS = (
    "xhht-evidence/1", "unit", "commune", "district", "normal", "difficult", "tt22-2020", "2022-01-24", "2022-02-30",
    "khong", "cao-hon", "94,5", "answer:met", "{read}", "%s",
)  # fmt: skip

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-5, 45)
    | st.integers()
    | st.floats()
    | st.sampled_from([f"@{number}@" for number in NUMBERS_AS_WRITTEN])
    | st.sampled_from(WORDS)
    | anything
)
odd = st.sampled_from([f"@{number}@" for number in NUMBERS_AS_WRITTEN] + ["\ud800", "\x1b[2J"])
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | anything, inner, max_size=6),
    max_leaves=15,
)


def written(data: Any) -> bytes:
    """Return *data* as JSON, with numbers as written where a string says @number@."""
    return re.sub(r'"@([^"@]+)@"', r"\1", json.dumps(data)).encode()


def assert_rated_or_refused(raw: bytes, command: tuple[str, ...]) -> Run:
    done = run(*command, given=raw)
    assert done.status in (0, 2), done
    assert (done.status == 0) == bool(done.out)
    assert (done.status == 2) == bool(done.err)
    return done


@fuzz
@given(raw=st.binary(max_size=200), command=st.sampled_from(COMMANDS))
def test_any_bytes_are_rated_or_refused(raw, command):
    assert_rated_or_refused(raw, command)


@fuzz
@given(head=st.integers(0, 2_000), junk=st.binary(max_size=6), command=st.sampled_from(COMMANDS))
def test_good_evidence_with_some_bytes_changed_is_rated_or_refused(head, junk, command):
    good = json.dumps(EVERY_KEY).encode()
    assert_rated_or_refused(good[:head] + junk + good[head + len(junk) :], command)


@fuzz
@given(tree=trees, command=st.sampled_from(COMMANDS))
def test_any_json_is_rated_or_refused(tree, command):
    assert_rated_or_refused(written(tree), command)


def _answers_or(names: Any) -> Any:
    answer = st.dictionaries(st.sampled_from(KEYS[11:22]) | anything, odd | trees, max_size=4)
    return st.dictionaries(st.sampled_from(tuple(EVERY_KEY["answers"])) | names, answer | trees, max_size=5)


@fuzz
@given(answers=_answers_or(anything), command=st.sampled_from(COMMANDS))
def test_any_answers_are_rated_or_refused(answers, command):
    assert_rated_or_refused(written(unit(answers)), command)


@fuzz
@given(
    changes=st.dictionaries(
        st.sampled_from([path for path in KIND_OF_KEY if path]), odd | trees, min_size=1, max_size=2
    ),
    command=st.sampled_from(COMMANDS),
)
def test_good_evidence_with_values_exchanged_is_rated_or_refused(changes, command):
    data = json.loads(json.dumps(EVERY_KEY))
    # The deepest first: a change further up would take its place away.
    for path in sorted(changes, key=lambda path: -path.count("/")):
        *parents, last = path.split("/")[1:]
        here: Any = data
        for part in parents:
            here = here[int(part)] if isinstance(here, list) else here[part]
        here[int(last) if isinstance(here, list) else last] = changes[path]
    assert_rated_or_refused(written(data), command)


@fuzz
@given(path=st.sampled_from(SHOWN), words=anything)
def test_any_words_are_shown_safely(path, words):
    done = assert_rated_or_refused(put(path, json.dumps(words)).encode(), ("rate", "-", "--format", "json"))
    assert not any(unsafe(shown) for shown in strings(json.loads(done.out or "{}")))
    assert_rated_or_refused(put(path, json.dumps(words)).encode(), ("rate", "-"))


# What a half-filled template leaves behind.


def blank_parts() -> dict[str, None]:
    return dict.fromkeys(("phap-luat", "hoc-suot-doi", "tu-duy"))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"points": 20, "count": None, "of": None}, id="points"),
        pytest.param({"not_applicable": "x", "count": None, "of": None}, id="not applicable"),
        pytest.param({"count": 20, "of": 25, "points": None}, id="a share"),
    ],
)
def test_what_a_template_leaves_blank_is_no_second_answer(evidence, answer):
    answer = answer | {"parts": blank_parts(), "documents": [PAPER]}
    assert run("rate", evidence(unit({"3.a": answer}))).status == 0


def test_parts_without_a_count_ask_for_the_count(evidence):
    answer = {"count": None, "of": None, "parts": blank_parts() | {"tu-duy": 7}}
    done = run("rate", evidence(unit({"3.a": answer})))
    assert done.status == 2
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["/answers/3.a/count", "/answers/3.a/of"]


@pytest.mark.parametrize(
    "words", ["\u200b", "\x00", "\ud800", "\u3164", " \t ", "\u2800", "\ufe0f", "\u034f", "\u0301"], ids=ascii
)
def test_words_that_show_nothing_are_no_words(evidence, words):
    """A document or a reason that nobody can read proves nothing."""
    for answer, path in (
        ({"not_applicable": words}, "/answers/1.c/not_applicable"),
        ({"met": True, "documents": [{"title": words}]}, "/answers/1.c/documents/0/title"),
    ):
        assert only_message(evidence(unit({"1.c": answer})), "vi").startswith(f"{path}: Không có chữ nào.")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        pytest.param('{"points": 94,5}', "94.5, không phải 94,5", id="a decimal comma"),
        pytest.param("{“points”: 94}", "dấu nháy thẳng", id="quotes of Word"),
        pytest.param('{"points": 94', "bị cắt ngang", id="cut off"),
    ],
)
def test_common_mistakes_of_json_get_their_own_hint(tmp_path, written, hint):
    file = tmp_path / "don-vi.json"
    file.write_text(written, encoding="utf-8")
    assert hint in only_message(file, "vi")


def test_evidence_written_out_and_read_again_is_the_same():
    """Points are held in hundredths; written out they are points again."""
    read = to_evidence(unit({"3.c": {"points": 0.2, "documents": [PAPER]}}))
    assert to_evidence(read.model_dump(by_alias=True, exclude_none=True, mode="json")) == read


@pytest.mark.parametrize("reason", ["...", "-", "?"])
def test_a_reason_says_something(evidence, reason):
    file = evidence(unit({"1.c": {"not_applicable": reason}}))
    assert only_message(file, "vi").startswith("/answers/1.c/not_applicable: Không có chữ nào.")

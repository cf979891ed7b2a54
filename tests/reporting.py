"""What the tests of reports share: every sample explained, and evidence in which every free text is hostile."""

from functools import cache
from pathlib import Path

from support import FULL_ANSWERS, unit

from ratings.batch import rate_files
from ratings.explaining import explain
from ratings.rating import rate
from ratings.result_targets import AnyResult

SAMPLES = sorted((*Path("samples").glob("*.json"), *Path("samples").glob("*/*.json")))
HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "_x0041_",
    "<script>alert(1)</script>",
    "]]> <![CDATA[",
    "http://example.org/a",
    "＝1+1",
    "&amp; \"quoted\", 'so'; [b]x[/b] {{ 7*7 }}",
    "x" * 2000,
    "đ" * 1999 + "=",
)


@cache
def explained(path: Path) -> AnyResult:
    """Return the sample at *path*, rated and explained."""
    (rated,) = rate_files([path]).rated
    return explain(rated.rating)


def said_by(words: str) -> AnyResult:
    """Return the result on evidence that says *words* wherever evidence can say something."""
    paper = dict.fromkeys(("number", "title", "issuer", "file"), words)
    answers = {name: {**answer, "note": words, "documents": [paper]} for name, answer in FULL_ANSWERS.items()}
    answers["1.a"] = {"not_applicable": words[:1990] + " a"}
    answers["3.c"] = {"points": 4.5, "note": words, "documents": [paper]}
    subject = {"kind": "unit", "name": words, "code": words, "tier": "district"}
    return explain(rate(unit(answers, subject=subject)))

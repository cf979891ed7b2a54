"""Pages that the tests of the HTML report read: of every sample, and of evidence that is out to do harm."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from support import PAPER, unit

from criteria.texts import Language, Text
from ratings.batch import rate_files
from ratings.evidence import Evidence
from ratings.explaining import explain
from ratings.finding import Finding
from ratings.html_report import render_html
from ratings.rating import rate
from ratings.result_parts import MembersResult, MissedMember, RefusedShown
from ratings.result_targets import AnyResult

FOLDER = Path(__file__).parent.parent / "samples"
SAMPLES = {path.stem: path for path in (*sorted(FOLDER.glob("*.json")), *sorted(FOLDER.glob("*/*-*.json")))}
SAMPLES = {name: path for name, path in SAMPLES.items() if "schema" in json.loads(path.read_text(encoding="utf-8"))}
LANGUAGES: tuple[Language, ...] = ("vi", "en")

SCRIPT = "<script>window.harmed = 1</script>"
QUOTE = '"\'onmouseover=window.harmed=1 style=position:fixed autofocus onfocus=window.harmed=1 x="'
LINK = "javascript:window.harmed=1//"
TEMPLATE = "{{ 7 * 191 }}{% raw %}"
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} 123"
LONG = "x" * 2000
ENTITIES = "&lt;b&gt; & &#x3c; ]]> --> </style></title></svg></table>"


def hostile() -> dict[str, Any]:
    """Return evidence whose every word is out to run, to break out of its place, or to tear the page."""
    papers = [PAPER | {"title": SCRIPT, "number": QUOTE, "issuer": TURNED, "file": LINK}, {"title": LONG}]
    answers = {
        "1.a": {"met": True, "documents": papers},
        "1.b": {"not_applicable": f"{SCRIPT}{QUOTE}{ENTITIES}"},
        "1.c": {"not_applicable": LONG},
        "2.b": {"count": 1, "of": 3, "documents": [{"title": ENTITIES, "file": TEMPLATE}]},
    }
    subject = {"kind": "unit", "name": f"Phòng {SCRIPT}{QUOTE}{ENTITIES}", "tier": "district", "code": LONG}
    return unit(answers, subject=subject)


def _with_hostile_members(result: AnyResult) -> AnyResult:
    """Return *result* as if it had members, whose names are no better, and some that cannot be rated."""
    level = result.level
    missed = MissedMember(SCRIPT, QUOTE, None, None, level, Decimal(1), None, None, Text(LONG, LONG), LINK)
    return result._replace(
        members=(MembersResult("family", "tt22-2020", level, 1, 0, (missed,)),),
        refused_members=(RefusedShown(LONG, (Text(SCRIPT, QUOTE),)),),
        findings=(Finding("warning", LONG, Text(SCRIPT, TEMPLATE)),),
    )


@cache
def result_of(name: str) -> AnyResult:
    """Return the result of the sample *name*, or of the hostile evidence."""
    if name == "hostile":
        return _with_hostile_members(explain(rate(Evidence.model_validate(hostile()))))
    (rated,) = rate_files([SAMPLES[name]]).rated
    return explain(rated.rating)


@cache
def page_of(name: str, language: Language) -> str:
    """Return the page of the sample *name*, or of the hostile evidence."""
    return render_html(result_of(name), language)

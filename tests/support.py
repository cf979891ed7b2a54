"""What tests share: the law's ten items as plain data for building evidence, a terminal, and nothing of the product."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple


class Run(NamedTuple):
    """What a run of the command line came to."""

    status: Any
    out: str
    err: str


PAPER = {"number": "15/KH-PGDĐT", "date": "2022-01-24", "title": "Kế hoạch"}

FULL_ANSWERS: dict[str, dict[str, Any]] = {
    "1.a": {"met": True},
    "1.b": {"met": True},
    "1.c": {"met": True},
    "2.a": {"count": 40, "of": 40},
    "2.b": {"count": 40, "of": 40},
    "2.c": {"count": 40, "of": 40},
    "2.d": {"count": 40, "of": 40},
    "3.a": {"count": 40, "of": 40},
    "3.b": {"choice": "cao-hon"},
    "3.c": {"met": True},
}
"""Answers that earn all 100 points of TT 22/2020, without their papers."""


def with_papers(answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return *answers*, each with a paper where it has none; what is not applicable needs none."""
    return {
        name: answer if "not_applicable" in answer else {"documents": [PAPER], **answer}
        for name, answer in answers.items()
    }


def unit(answers: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return evidence of a district unit for 2022: full points, but for *answers*; other keys from *changes*."""
    evidence: dict[str, Any] = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "unit", "name": "Phòng GD&ĐT", "tier": "district", "type": "agency"},
        "year": 2022,
        "answers": with_papers(FULL_ANSWERS) | (answers or {}),
    }
    return evidence | changes


def shown_in_terminal(arguments: Iterable[object], environment: Mapping[str, str]) -> str:
    """Return what the console script shows on a terminal of its own, with plain line ends."""
    script = Path(sys.executable).with_name("xhht")
    ours, theirs = pty.openpty()
    with subprocess.Popen([script, *map(str, arguments)], stdout=theirs, stderr=theirs, env=dict(environment)):
        os.close(theirs)
        shown = b"".join(iter(lambda: _chunk(ours), b""))
    os.close(ours)
    return shown.decode("utf-8").replace("\r\n", "\n")


def _chunk(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""

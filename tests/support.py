"""What tests share: the law's ten items as plain data for building evidence, and nothing of the product."""

from typing import Any

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

"""Disagreements that are being typed: kept beside the review, so that they outlive the terminal."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from criteria.answers import LONGEST_WORDS
from criteria.texts import plain
from ratings.output import save
from ratings.reviews import review_path
from ratings.writing import exact_json

SCHEMA = "xhht-review-draft/1"
SUFFIX = ".draft"


class Draft(NamedTuple):
    """What was typed so far on an item: the reason, and the answer as it was typed."""

    reason: str
    answer: str


def draft_path(evidence: Path) -> Path:
    """Return where the drafts on the file *evidence* lie.

    >>> draft_path(Path("2024/xa.json")).as_posix()
    '2024/xa.review.draft'
    """
    review = review_path(evidence)
    return review.with_name(review.name + SUFFIX)


def read_drafts(path: Path) -> dict[str, Draft]:
    """Return the drafts at *path* by item, the one typed last at the end; none where there is something else."""
    return _drafts_at(path) or {}


def keep_draft(path: Path, item: str, draft: Draft) -> None:
    """Put *draft* on *item* with the others at *path*; not to be able to is no error: it is only a draft."""
    there = _drafts_at(path)
    if there is None and (path.exists() or path.is_symlink()):
        return  # something else: it stays
    _write(path, {**_without(item, there or {}), item: draft})


def drop_draft(path: Path, item: str) -> None:
    """Remove the draft on *item* from those at *path*, and the file with the last one."""
    there = _drafts_at(path)
    if there is None or item not in there:
        return
    left = _without(item, there)
    if left:
        _write(path, left)
        return
    with suppress(OSError):
        path.unlink()


def _without(item: str, drafts: Mapping[str, Draft]) -> dict[str, Draft]:
    return {name: each for name, each in drafts.items() if name != item}


def _write(path: Path, drafts: Mapping[str, Draft]) -> None:
    with suppress(OSError):
        save(exact_json({"schema": SCHEMA, "drafts": {name: each._asdict() for name, each in drafts.items()}}), path)


def _drafts_at(path: Path) -> dict[str, Draft] | None:
    """Return the drafts at *path*; None where there is no file, or one with something else in it."""
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("schema") != SCHEMA or not isinstance(read.get("drafts"), dict):
        return None
    drafts = {name: _draft(each) for name, each in read["drafts"].items()}
    known = {name: each for name, each in drafts.items() if each is not None}
    return known if len(known) == len(drafts) else None


def _draft(read: object) -> Draft | None:
    words = [read.get(name) for name in Draft._fields] if isinstance(read, dict) else [None]
    if not all(isinstance(each, str) for each in words):
        return None
    return Draft(*(plain(str(each))[:LONGEST_WORDS] for each in words))

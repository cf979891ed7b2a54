"""A disagreement that is being typed: kept beside the review, so that it outlives the terminal."""

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from criteria.answers import LONGEST_WORDS
from criteria.texts import plain
from ratings.output import save
from ratings.reviews import review_path
from ratings.writing import exact_json

SCHEMA = "xhht-review-draft/1"
SUFFIX = ".draft.json"


class Draft(NamedTuple):
    """What was typed so far: the reason and the answer to an item."""

    item: str
    reason: str
    answer: str


def draft_path(evidence: Path) -> Path:
    """Return where a draft on the file *evidence* lies.

    >>> draft_path(Path("2024/xa.json")).as_posix()
    '2024/xa.review.draft.json'
    """
    return review_path(evidence).with_suffix(SUFFIX)


def read_draft(path: Path) -> Draft | None:
    """Return the draft at *path*; None where there is none, or something else."""
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("schema") != SCHEMA:
        return None
    words = [read.get(name) for name in Draft._fields]
    if not all(isinstance(each, str) for each in words):
        return None
    return Draft(*(plain(str(each))[:LONGEST_WORDS] for each in words))


def keep_draft(path: Path, draft: Draft) -> None:
    """Write *draft* to *path*, over an older one at most; not to be able to is no error: it is only a draft."""
    if _is_free(path):
        with suppress(OSError):
            save(exact_json({"schema": SCHEMA, **draft._asdict()}), path)


def drop_draft(path: Path) -> None:
    """Remove the draft at *path*, if there is one."""
    if read_draft(path) is not None:
        with suppress(OSError):
            path.unlink()


def _is_free(path: Path) -> bool:
    return not (path.exists() or path.is_symlink()) or read_draft(path) is not None

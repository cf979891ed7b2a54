"""What is wrong with a file, for the person who wrote it: where, what was read, what would be right."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from criteria.texts import Language, Text, plain

LONGEST_QUOTE = 60


class Problem(NamedTuple):
    """One mistake in a file.

    Attributes:
        path: JSON pointer to the place, such as ``/answers/2.a/count``; empty for the file as a whole.
        read: What stands there, shortened; None where nothing does.
        wrong: What is wrong with it, a sentence.
        right: What would be right, a sentence.
    """

    path: str
    read: str | None
    wrong: Text
    right: Text

    def sentence(self, language: Language) -> str:
        """Return path, what is wrong and what would be right in one line."""
        words = f"{self.wrong.into(language)} {self.right.into(language)}".strip()
        return f"{self.path}: {words}" if self.path else words


def problem_of(path: str, vi: str, en: str, right: Text | None = None) -> Problem:
    """Return the problem at *path* of a law file; *right* where it can be said what would be."""
    return Problem(path, None, Text(vi, en), right or Text("", ""))


class ProblemsError(Exception):
    """A file cannot be used. Carries every problem that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem], file: str | None = None) -> None:
        """Keep the *problems* of *file* (None: what was given is no file)."""
        self.problems = tuple(problems)
        self.file = file
        super().__init__("; ".join(problem.sentence("en") for problem in self.problems))


class RuleSetError(ProblemsError):
    """A rule set cannot be used, or there is none that fits."""


def pointer(parts: Iterable[object]) -> str:
    """Return the JSON pointer (RFC 6901) of *parts*.

    >>> pointer(["answers", "2.a", 0]), pointer(["a/b"])
    ('/answers/2.a/0', '/a~1b')
    """
    escaped = (plain(str(part)).replace("~", "~0").replace("/", "~1") for part in parts)
    return "".join("/" + shortened(part) for part in escaped)


def quote(read: object) -> str:
    """Return *read* as a short quotation: text in quotation marks, the rest as JSON writes it.

    >>> quote("a" * 99)[-3:], quote(True), quote(None), quote([1])
    ('a…"', 'true', 'null', '[…]')
    """
    if isinstance(read, str):
        return f'"{shortened(plain(read))}"'
    if isinstance(read, dict):
        return "{…}"
    if isinstance(read, list | tuple):
        return "[…]"
    if read is None or isinstance(read, bool):
        return {None: "null", True: "true", False: "false"}[read]
    if isinstance(read, int) and read.bit_length() > 256:
        return "10^" + str(int(read.bit_length() * 0.30103))
    return shortened(str(read))


def shortened(words: str, longest: int = LONGEST_QUOTE) -> str:
    """Return *words*, cut with an ellipsis where they are longer than *longest* characters."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def nearest(name: str, known: Sequence[str], cutoff: float = 0.5) -> Text:
    """Return a sentence that says which of the *known* names was probably meant by *name*, or lists them.

    Args:
        name: What was read.
        known: What it could have been.
        cutoff: How alike they have to be, 0 to 1.
    """
    from difflib import get_close_matches  # late: only mistakes need it

    by_folded = {each.casefold(): each for each in known}
    close = get_close_matches(name[:LONGEST_QUOTE].casefold(), by_folded, n=1, cutoff=cutoff)
    if close:
        meant = by_folded[close[0]]
        return Text(f'Có phải ý là "{meant}"?', f'Did you mean "{meant}"?')
    listed = shortened(", ".join(known), 400)
    return Text(f"Có thể dùng: {listed}.", f"Known: {listed}.")

"""A paper that cannot be written: the template is to blame, or the law does not have the paper."""

from typing import NoReturn

from criteria.problems import Problem, ProblemsError
from criteria.texts import Text


class PaperError(ProblemsError):
    """A paper cannot be written. Its problems say why; ``file`` is for the caller to name."""


def refuse_template(wrong: Text, right: Text) -> NoReturn:
    """Refuse a user's template: what is *wrong* with it and what would be *right*."""
    raise PaperError([Problem("--template", None, wrong, right)]) from None


def refuse_paper(wrong: Text, right: Text) -> NoReturn:
    """Refuse a paper that is asked for."""
    raise PaperError([Problem("--paper", None, wrong, right)]) from None

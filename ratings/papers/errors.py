"""A paper that cannot be written: the template is to blame, or the law does not have the paper."""

from typing import NoReturn

from jinja2 import TemplateSyntaxError

from criteria.problems import Problem, ProblemsError
from criteria.texts import Text


class PaperError(ProblemsError):
    """A paper cannot be written. Its problems say why."""


class TemplateRefusedError(PaperError):
    """A user's template cannot be used; ``file`` is for the caller to name, who knows where it came from."""


class UnknownTagError(TemplateSyntaxError):
    """A template has a tag that is not one of those it can use."""

    def __init__(self, tag: str, lineno: int) -> None:
        """Keep the *tag* that was written and the line of the template."""
        super().__init__(tag, lineno)
        self.tag = tag


def refuse_template(wrong: Text, right: Text) -> NoReturn:
    """Refuse a user's template: what is *wrong* with it and what would be *right*."""
    raise TemplateRefusedError([Problem("--template", None, wrong, right)]) from None


def refuse_paper(wrong: Text, right: Text) -> NoReturn:
    """Refuse a paper that is asked for."""
    raise PaperError([Problem("--paper", None, wrong, right)]) from None

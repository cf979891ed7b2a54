"""The lines above and below: what is under review and how it stands, filters, keys. Each can be clicked."""

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text as RichText
from textual.widgets import Static

from criteria.texts import NO_BREAK_SPACE, Language, plain
from ratings.batch import Refused
from ratings.layout import Styled
from ratings.review.items import Sort
from ratings.review.session import Case, Entry
from ratings.review.standing import ARROW, level_and_total, level_in_short
from ratings.review.words import AS_REVIEWED, CANNOT_REVIEW, FILTERS, KEYS, SEARCH, SELF_RATED, UNCHANGED


def _clickable(action: str) -> Style:
    return Style(meta={"@click": f"screen.{action}"})


class Heading(Static):
    """File and subject, the level by the evidence and as reviewed, and why the last remark is not saved."""

    def show(self, entry: Entry, language: Language) -> None:
        """Show how *entry* stands."""
        self.update(_refused(entry, language) if isinstance(entry, Refused) else _heading(entry, language))


def _refused(refused: Refused, language: Language) -> RenderableType:
    return Group(_one_line((refused.file, "bold")), RichText(f"✗ {CANNOT_REVIEW.into(language)}", "red"))


def _one_line(*parts: str | tuple[str, str]) -> RichText:
    """Return *parts* on a line that is cut where it is too long: names can be."""
    return RichText.assemble(*parts, no_wrap=True, overflow="ellipsis")


def _heading(case: Case, language: Language) -> RenderableType:
    subject = case.rating.evidence.subject.name
    lines = [
        _one_line((plain(case.file.name), "bold"), f" · {case.rating.evidence.year} · {subject}"),
        _levels(case, language),
    ]
    if case.problem is not None:
        lines.append(RichText(case.problem.into(language), "bold red"))
    return Group(*lines)


def _levels(case: Case, language: Language) -> RichText:
    before, after = (level_and_total(each).into(language) for each in (case.rating, case.reviewed))
    text = RichText.assemble(SELF_RATED.into(language), (before, "bold"))
    if case.review.remarks:
        same = before == after
        text.append(f" · {AS_REVIEWED.into(language)}")
        text.append(UNCHANGED.into(language) if same else after, "" if same else "bold cyan")
    return text


def line_of(entry: Entry, language: Language) -> RichText:
    """Return the line of *entry* in the list: level and total, as reviewed where that differs, then whom."""
    if isinstance(entry, Refused):
        return RichText.assemble(("✗ ", "red"), entry.file)
    before, after = (level_in_short(each).into(language) for each in (entry.rating, entry.reviewed))
    text = RichText(before)
    if after != before:
        text.append(ARROW + after, "bold cyan")
    text.append(f" · {entry.rating.evidence.subject.name}")
    return text


class Filters(Static):
    """What the tree shows: one of the filters, and what is searched."""

    def show(self, sort: Sort, searched: str, remarks: int, language: Language) -> None:
        """Show the filter *sort*, what is *searched*, and how many *remarks* there are."""
        text = Styled()
        for each, name in FILTERS.items():
            counted = f" ({remarks})" if each == "remarked" and remarks else ""
            words = (name.into(language) + counted).replace(" ", NO_BREAK_SPACE)
            chosen = f"[{words}]" if each == sort else f"{NO_BREAK_SPACE}{words}{NO_BREAK_SPACE}"
            text.append(chosen, _clickable(f"choose_filter('{each}')") + Style(bold=each == sort))
        text.append(" ")
        found = f"/ {searched}" if searched else SEARCH.into(language).replace(" ", NO_BREAK_SPACE)
        text.append(found, _clickable("search") + Style(bold=bool(searched)))
        self.update(Group(text))


class Keys(Static):
    """What each key does."""

    def show(self, language: Language) -> None:
        """Name the keys."""
        text = Styled()
        for key, action, name in KEYS:
            click = _clickable(action)
            text.append(key, click + Style(bold=True, color="cyan"))
            text.append(NO_BREAK_SPACE + name.into(language).replace(" ", NO_BREAK_SPACE), click)
            text.append("  ")
        self.update(Group(text))  # as rich wraps it: Textual's own wrapping breaks at no-break spaces

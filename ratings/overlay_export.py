"""A rule set as an overlay to edit: what a locality may set, commented out; what is fixed, with its article.

As it stands the file changes nothing: a figure becomes the locality's own when its line is taken out of the comment.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Generic, TypeVar

import yaml

from criteria.base import Citation
from criteria.model import Criterion, Gate, Indicator, Level, RuleSet
from criteria.overlay_model import PLACEHOLDER, SCHEMA
from criteria.scales import Scale
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Language, Speaker, points_text

_RuleSet = TypeVar("_RuleSet", bound=AnyRuleSet)


def overlay_of(rule_set: AnyRuleSet, language: Language) -> str:
    """Return *rule_set* as the text of an overlay file, comments in *language*."""
    written = (
        _TargetsWritten(rule_set, language) if isinstance(rule_set, TargetRuleSet) else _Written(rule_set, language)
    )
    return "".join(f"{line}\n" for line in written.lines())


def _flow(value: Any) -> str:
    """Return *value* as YAML in one line."""
    written: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return written.removesuffix("...\n").strip()


def _figure(hundredths: int) -> str:
    return points_text(hundredths).en.replace(",", "")


class _Head(Speaker, Generic[_RuleSet]):
    def __init__(self, rule_set: _RuleSet, language: Language) -> None:
        super().__init__(language)
        self._rule_set = rule_set

    def _head(self) -> Iterator[str]:
        rule_set, years = self._rule_set, self._rule_set.years
        title, short = self._in(rule_set.title), self._in(rule_set.text.short)
        yield self._say(
            f"# Hướng dẫn của địa phương cho bộ tiêu chí {rule_set.id}: {title}, {short}.",
            f"# Local guidance for the rule set {rule_set.id}: {title}, {short}.",
        )
        yield self._say(
            "# Bỏ dấu # ở dòng mà hướng dẫn có quy định rồi sửa con số; dòng còn dấu # thì giữ như xhht.",
            "# Take the # off a line that the guidance speaks of, then write its figure; other lines stay as they are.",
        )
        yield self._say(
            "# Dòng có dấu ## là điều văn bản đã quy định, địa phương không sửa được.",
            "# A line with ## is fixed by the text; no locality may change it.",
        )
        yield f"schema: {SCHEMA}"
        yield f"rule_set: {rule_set.id}"
        issuer = self._say("số, cơ quan và ngày ban hành", "number, issuer and date")
        blank = {"vi": PLACEHOLDER, "en": PLACEHOLDER}
        issued = f"{{number: {_flow(PLACEHOLDER)}, issuer: {_flow(blank)}, date: {_flow(PLACEHOLDER)}}}"
        yield f"issued: {issued} # {issuer}"
        end = f", to: {years.last}" if years.last is not None else ""
        applied = self._say("các năm áp dụng hướng dẫn", "years for which the guidance holds")
        yield f"years: {{from: {years.first}{end}}} # {applied}"
        yield from self._authorities()

    def _authorities(self) -> Iterator[str]:
        """Who recognises, for the days on which no text names anybody."""
        recognition = self._rule_set.recognition
        ended = [each for each in recognition.authorities if each.last is not None] if recognition is not None else []
        if not ended:
            return
        why = self._say("người công nhận trong những ngày chưa văn bản nào nêu", "who recognises where no text says")
        yield f"# authorities: # {why}"
        blank = _flow({"vi": PLACEHOLDER, "en": PLACEHOLDER})
        for each in ended:
            tiers = f", tiers: [{', '.join(each.tiers)}]" if each.tiers else ""
            assert each.last is not None
            yield f"#   - {{name: {blank}, from: {each.last + timedelta(days=1)}{tiers}}}"


class _Written(_Head[RuleSet]):
    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._total()
        yield from self._levels()
        yield ""
        yield "criteria:"
        for criterion in self._rule_set.criteria:
            yield from self._criterion(criterion)

    def _line(self, indent: int, words: str, citation: Citation, provenance: str) -> str:
        """A figure in a comment: to take out where it can be set, with its article where it is fixed."""
        if provenance == "official":
            return f"{' ' * indent}## {words} # {self._in(citation.text)}"
        return f"{' ' * indent}# {words}"

    def _total(self) -> Iterator[str]:
        total = self._rule_set.total
        yield self._line(0, f"total: {_figure(total.points)}", total.citation, total.provenance)

    def _levels(self) -> Iterator[str]:
        levels, gates = self._rule_set.levels, self._rule_set.gates
        yield "levels:" if any(level.provenance != "official" for level in levels) else "## levels:"
        for level in levels:
            figures = {"from": level.from_points, "to": level.to_points, "difficult_from": level.difficult_from}
            yield from self._named(level, figures)
        if gates:
            yield "gates:" if any(gate.provenance != "official" for gate in gates) else "## gates:"
        for gate in gates:
            yield from self._named(gate, {"at_least": gate.at_least, "more_than": gate.more_than})

    def _named(self, item: Level | Gate, figures: dict[str, int | None]) -> Iterator[str]:
        """A level or a gate by its id and its figures."""
        fixed = item.provenance == "official"
        yield f"{'## ' if fixed else ''}  - id: {item.id} # {self._in(item.name)}"
        for key, points in figures.items():
            if points is not None:
                words = f"    {key}: {_figure(points)}"
                yield f"## {words} # {self._in(item.citation.text)}" if fixed else f"    # {words.strip()}"

    def _criterion(self, criterion: Criterion) -> Iterator[str]:
        yield f"  # {criterion.id}. {self._in(criterion.name)} ({self._in(criterion.citation.text)})"
        yield f"  - id: {_flow_id(criterion.id)}"
        maximum = criterion.max_points
        yield self._line(4, f"max_points: {_figure(maximum.points)}", criterion.citation, maximum.provenance)
        only = self._say("chỉ dùng các nội dung ghi dưới đây", "the indicators below are all that there are")
        if maximum.provenance != "official":
            yield f"    # only: true # {only}"
        yield "    indicators:"
        for indicator in criterion.indicators:
            yield from self._indicator(indicator)

    def _indicator(self, indicator: Indicator) -> Iterator[str]:
        yield f"      # {self._in(indicator.label)}"
        yield f"      - id: {_flow_id(indicator.id)}"
        maximum = indicator.max_points
        yield self._line(8, f"max_points: {_figure(maximum.points)}", indicator.citation, maximum.provenance)
        differs = indicator.difficult_scale is not None
        both = self._say(
            "áp dụng cả ở địa bàn khó khăn, nếu không bỏ dấu # dòng dưới",
            "for difficult areas, too, unless the next line is taken out as well",
        )
        yield f"        # scale: {_flow(_scale(indicator.scale))}" + f" # {both}" * differs
        if indicator.difficult_scale is not None:
            yield f"        # difficult_scale: {_flow(_scale(indicator.difficult_scale))}"
        yield f"        # more_documents: [{_flow({'vi': PLACEHOLDER, 'en': PLACEHOLDER})}]"


class _TargetsWritten(_Head[TargetRuleSet]):
    """Targets are those of the text; what is left to a locality are papers."""

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield ""
        yield "criteria:"
        for criterion in self._rule_set.criteria:
            yield f"  # {criterion.id}. {self._in(criterion.name)} ({self._in(criterion.citation.text)})"
            yield f"  - id: {_flow_id(criterion.id)}"
            yield "    indicators:"
            for indicator in criterion.indicators:
                yield f"      # {self._in(indicator.label)}"
                yield f"      - id: {_flow_id(indicator.id)}"
                yield f"        # more_documents: [{_flow({'vi': PLACEHOLDER, 'en': PLACEHOLDER})}]"


def _flow_id(name: str) -> str:
    return f'"{name}"'  # unquoted, 1.10 is the number 1.1


def _scale(scale: Scale) -> dict[str, Any]:
    return scale.model_dump(by_alias=True, exclude_none=True, exclude={"provenance", "condition"}, mode="json")

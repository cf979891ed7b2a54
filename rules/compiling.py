"""A rule set to rules: every scale, gate and level as patterns over facts.

Facts flow through stages, each marked by a key of its own that every pattern compares first:

    indicator -> scaled -> award -> sum -> criterion -> total -> try/<level>

with a stage more after ``award`` and after ``criterion`` for each gate.
"""

from collections.abc import Iterator

from criteria.base import AREAS, Area, Provenance
from criteria.model import Criterion, Gate, Indicator, Level, RuleSet
from criteria.scales import Step
from rules.facts import ASSESSED, MEASURED, MISSING, NOT_APPLICABLE, OPEN
from rules.program import Comparison, Lost, Pattern, Program, Rescaled, Rule, Status, Term, Total


def program_of(rule_set: RuleSet) -> Program:
    """Return the rules that decide *rule_set*."""
    return Program(rule_set.id, tuple(_Compiler(rule_set).rules()))


def _eq(field: str, bound: int) -> Comparison:
    return Comparison(field, "eq", bound)


def _at_least(field: str, bound: int) -> Comparison:
    return Comparison(field, "gte", bound)


def _below(field: str, bound: int) -> Comparison:
    return Comparison(field, "lt", bound)


class _Compiler:
    """Compiles one rule set. Stage names depend on its gates, so they are worked out once, here."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._gates = {
            each: tuple(gate for gate in rule_set.gates if gate.each == each) for each in ("indicator", "criterion")
        }
        self._broken = tuple(f"broken_{number}" for number, _ in enumerate(rule_set.gates))
        self._award = f"award{len(self._gates['indicator'])}"
        self._criterion = f"criterion{len(self._gates['criterion'])}"

    def rules(self) -> Iterator[Rule]:
        number = 0
        for place, criterion in enumerate(self._rule_set.criteria):
            members = range(number, number + len(criterion.indicators))
            for each, indicator in zip(members, criterion.indicators, strict=True):
                yield from self._indicator(each, indicator)
                yield from self._gated("award", "indicator", each, indicator.id)
            number = members.stop
            yield from self._sum(place, criterion, members)
            yield from self._gated("criterion", "criterion", place, criterion.id)
        yield self._total()
        yield from self._levels()

    # Indicators: what the evidence says -> points by the scale -> points awarded.

    def _indicator(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        for area in AREAS if indicator.differs_by_area else (None,):
            yield from self._steps(number, indicator, area)
        yield from self._assessed(number, indicator)
        yield from self._unscaled(number, indicator)
        yield from self._papers(number, indicator)

    def _steps(self, number: int, indicator: Indicator, area: Area | None) -> Iterator[Rule]:
        prefix = f"{indicator.id}/" if area in (None, "normal") else f"{indicator.id}/{area}/"
        only = () if area is None else (_eq("area", AREAS.index(area)),)
        ceiling: int | None = None
        for step in indicator.steps[area or "normal"]:
            tests = [_eq("indicator", number), _eq("state", MEASURED), *only]
            if step.at_least is not None:
                tests.append(_at_least("measure", step.at_least))
            if ceiling is not None:
                tests.append(_below("measure", ceiling))
            ceiling = step.at_least
            yield self._scaled(prefix + step.name, number, indicator, tuple(tests), step)

    def _scaled(self, name: str, number: int, indicator: Indicator, tests: tuple[Comparison, ...], step: Step) -> Rule:
        maximum = indicator.max_points.points
        then: dict[str, Term] = {
            "scaled": number,
            "points": step.points,
            "max": maximum,
            "earns": int(step.points > 0),
            "documented": Total("documented"),
        }
        return Rule(
            name,
            indicator.id,
            "indicator",
            (Pattern(tests),),
            tuple(then.items()),
            _status(step.points, maximum),
            step.provenance,
        )

    def _assessed(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        """Points from an assessor stand as they are; the rules only tell full from part and from nothing."""
        kinds: tuple[tuple[str, Status, tuple[Comparison, ...]], ...] = (
            ("assessed-full", "pass", (_below("lost", 1),)),
            ("assessed-part", "partial", (_at_least("points", 1), _at_least("lost", 1))),
            ("assessed-zero", "fail", (_below("points", 1),)),
        )
        for name, status, tests in kinds:
            then: dict[str, Term] = {
                "scaled": number,
                "points": Total("points"),
                "max": indicator.max_points.points,
                "earns": int(status != "fail"),
                "documented": Total("documented"),
            }
            yield Rule(
                f"{indicator.id}/{name}",
                indicator.id,
                "indicator",
                (Pattern((_eq("indicator", number), _eq("state", ASSESSED), *tests)),),
                tuple(then.items()),
                status,
                indicator.max_points.provenance,
            )

    def _unscaled(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        """What is settled without a scale: no answer, not applicable, and "open" for how high the total can get."""
        maximum = indicator.max_points.points
        silent = self._rule_set.not_applicable
        kinds: list[tuple[str, int, Status, int, int, int, Provenance]] = [
            ("missing", MISSING, "missing", 0, maximum, 0, self._rule_set.missing.provenance),
            ("open", OPEN, "pass", maximum, maximum, 1, indicator.max_points.provenance),
        ]
        if silent is not None:
            kinds.append(("not-applicable", NOT_APPLICABLE, "not_applicable", 0, 0, 0, silent.provenance))
        for name, state, status, points, most, answered, provenance in kinds:
            yield Rule(
                f"{indicator.id}/{name}",
                indicator.id,
                "indicator",
                (Pattern((_eq("indicator", number), _eq("state", state))),),
                self._awarded(number, points, most, answered),
                status,
                provenance,
            )

    def _papers(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        """Points need papers where papers are expected; "no" needs none (ADR 0003)."""
        stage = (_eq("scaled", number),)
        granted = Pattern((*stage, _eq("documented", 1)))
        nothing = Pattern((*stage, _eq("documented", 0), _eq("earns", 0)))
        without = Pattern((*stage, _eq("documented", 0), _eq("earns", 1)))
        maximum = indicator.max_points.points
        earned = self._awarded(number, Total("points"), maximum, 1)
        yield Rule(f"{indicator.id}/granted", indicator.id, "scaled", (granted,), earned)
        yield Rule(f"{indicator.id}/nothing-to-prove", indicator.id, "scaled", (nothing,), earned)
        yield Rule(
            f"{indicator.id}/no-documents",
            indicator.id,
            "scaled",
            (without,),
            self._awarded(number, 0, maximum, 0),
            "missing",
            self._rule_set.missing.provenance,
        )

    def _awarded(self, number: int, points: Term, most: int, answered: int) -> tuple[tuple[str, Term], ...]:
        return (
            ("award0", number),
            ("points", points),
            ("max", most),
            ("answered", answered),
            *((field, 0) for field in self._broken),
        )

    # Gates: a stage more, which counts what they ask and do not get. What does not apply passes.

    def _gated(self, stage: str, each: str, number: int, name: str) -> Iterator[Rule]:
        for place, gate in enumerate(self._gates[each]):
            here, there = f"{stage}{place}", f"{stage}{place + 1}"
            field = self._broken[self._rule_set.gates.index(gate)]
            applies = (_eq(here, number), _at_least("max", 1))
            outcomes: tuple[tuple[str, tuple[Comparison, ...], int], ...] = (
                ("exempt", (_eq(here, number), _below("max", 1)), 0),
                ("holds", (*applies, _at_least("points", gate.least_points)), 0),
                ("broken", (*applies, _below("points", gate.least_points)), 1),
            )
            for outcome, tests, broken in outcomes:
                yield Rule(
                    f"{name}/{gate.id}/{outcome}",
                    name,
                    here,
                    (Pattern(tests),),
                    self._carried(there, number, field, broken),
                    provenance=gate.provenance,
                    gate=gate.id if broken else None,
                )

    def _carried(self, stage: str, number: int, field: str, broken: int) -> tuple[tuple[str, Term], ...]:
        others = (other for other in self._broken if other != field)
        return (
            (stage, number),
            ("points", Total("points")),
            ("max", Total("max")),
            ("answered", Total("answered")),
            *((other, Total(other)) for other in others),
            (field, broken),
        )

    # Criteria and total: sums, then a verdict on the sum.

    def _sum(self, place: int, criterion: Criterion, members: range) -> Iterator[Rule]:
        summed: tuple[tuple[str, Term], ...] = (
            ("points", Total("points")),
            ("max", Total("max")),
            ("answered", Total("answered")),
            *self._sums_broken(),
        )
        patterns = tuple(Pattern((_eq(self._award, number),)) for number in members)
        yield Rule(
            f"{criterion.id}/sum",
            criterion.id,
            self._award,
            patterns,
            (("sum", place), *summed, ("lost", Lost())),
        )
        scored = _at_least("max", 1)
        kinds: tuple[tuple[str, Status, tuple[Comparison, ...]], ...] = (
            ("not-applicable", "not_applicable", (_below("max", 1),)),
            ("full", "pass", (scored, _below("lost", 1))),
            ("part", "partial", (_at_least("points", 1), _at_least("lost", 1))),
            ("zero", "fail", (scored, _below("points", 1), _at_least("answered", 1))),
            ("missing", "missing", (scored, _below("points", 1), _below("answered", 1))),
        )
        for name, status, tests in kinds:
            yield Rule(
                f"{criterion.id}/{name}",
                criterion.id,
                "sum",
                (Pattern((_eq("sum", place), *tests)),),
                (("criterion0", place), *summed),
                status,
            )

    def _total(self) -> Rule:
        patterns = tuple(Pattern((_eq(self._criterion, place),)) for place, _ in enumerate(self._rule_set.criteria))
        points = Rescaled(self._rule_set.total.points)
        then: tuple[tuple[str, Term], ...] = (("try0", 1), ("points", points), *self._sums_broken())
        return Rule("total", "total", self._criterion, patterns, then)

    # Levels: tried from the best down; each says why it was not reached before the next is tried.

    def _levels(self) -> Iterator[Rule]:
        for place, level in enumerate(self._rule_set.levels):
            yield from self._level(place, level)

    def _level(self, place: int, level: Level) -> Iterator[Rule]:
        here = _eq(f"try{place}", 1)
        asked = [
            (gate, self._broken[number]) for number, gate in enumerate(self._rule_set.gates) if gate.id in level.gates
        ]
        enough = _at_least("points", level.from_points)
        short = _below("points", level.from_points)
        held = tuple(_eq(field, 0) for _, field in asked)
        yield self._verdict(level, "reached", (Pattern((here, enough, *held)),))
        if level is self._rule_set.levels[-1]:
            return
        yield self._verdict(level, "short", (Pattern((here, short)),))
        for gate, field in asked:
            yield self._verdict(level, gate.id, (Pattern((here, _at_least(field, 1))),), gate)
        failures = (short, *(_at_least(field, 1) for _, field in asked))
        yield Rule(
            f"{level.id}/not-reached",
            level.id,
            f"try{place}",
            (Pattern((here,), failures),),
            self._next(place),
        )

    def _sums_broken(self) -> Iterator[tuple[str, Term]]:
        return ((field, Total(field)) for field in self._broken)

    def _next(self, place: int) -> tuple[tuple[str, Term], ...]:
        return ((f"try{place + 1}", 1), ("points", Total("points")), *self._sums_broken())

    def _verdict(self, level: Level, name: str, patterns: tuple[Pattern, ...], gate: Gate | None = None) -> Rule:
        stage = patterns[0].tests[0].field
        return Rule(
            f"{level.id}/{name}",
            level.id,
            stage,
            patterns,
            None,
            None,
            level.provenance,
            gate.id if gate else None,
        )


def _status(points: int, maximum: int) -> Status:
    if points == maximum:
        return "pass"
    return "partial" if points else "fail"

"""A rule set to rules: every scale, gate and level as patterns over facts.

Facts flow through stages, each marked by a key of its own that every pattern compares first:

    indicator -> scaled -> award -> sum -> criterion -> try0, try1 ...

with a stage more after ``award`` and after ``criterion`` for each gate; a line of a score sheet comes in before
``sum``. At each stage the patterns exclude one another: durable_rules would fire once for each that matched, and the
second fact would be one too many.
"""

from collections.abc import Iterator

from criteria.base import AREAS, Area, Provenance
from criteria.model import Criterion, Gate, Indicator, Level, RuleSet
from criteria.scales import Step
from rules.facts import ASSESSED, MEASURED, MISSING, NOT_APPLICABLE, OPEN
from rules.program import (
    Lost,
    Pattern,
    Program,
    Rescaled,
    Rule,
    Status,
    Taken,
    Term,
    Then,
    Total,
    at_least,
    below,
    eq,
)


def program_of(rule_set: RuleSet) -> Program:
    """Return the rules that decide *rule_set*."""
    return Program(rule_set.id, tuple(_Compiler(rule_set).rules()))


def step_name(indicator: Indicator, step: Step, area: Area) -> str:
    """Return the name of the rule for *step* of *indicator* in *area*."""
    where = f"{area}/" if indicator.differs_by_area and area != AREAS[0] else ""
    return f"{indicator.id}/{where}{step.name}"


class _Compiler:
    """Compiles one rule set. Stage names depend on its gates, so they are worked out once, here."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rule_set = rule_set
        self._gates = {
            each: tuple(gate for gate in rule_set.gates if gate.each == each) for each in ("indicator", "criterion")
        }
        self._broken = {gate.id: f"broken_{number}" for number, gate in enumerate(rule_set.gates)}
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
            if self._rule_set.takes_sheets:
                yield self._sheet(place, criterion)
            yield from self._gated("criterion", "criterion", place, criterion.id)
        yield from self._total()
        for place, level in enumerate(self._rule_set.levels):
            yield from self._level(place, level)

    # Indicators: what the evidence says -> points by the scale -> points awarded.

    def _indicator(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        for area in AREAS if indicator.differs_by_area else AREAS[:1]:
            yield from self._steps(number, indicator, area)
        yield from self._assessed(number, indicator)
        yield from self._settled(number, indicator)
        yield from self._papers(number, indicator)

    def _steps(self, number: int, indicator: Indicator, area: Area) -> Iterator[Rule]:
        maximum = indicator.max_points.points
        stage: Pattern = (eq("indicator", number), eq("state", MEASURED))
        if indicator.differs_by_area:
            stage = (*stage, eq("area", AREAS.index(area)))
        ceiling: Pattern = ()
        for step in indicator.steps[area]:
            floor = () if step.at_least is None else (at_least("measure", step.at_least),)
            yield Rule(
                step_name(indicator, step, area),
                "scale",
                indicator.id,
                ((*stage, *floor, *ceiling),),
                self._earned(number, step.points, maximum, earns=step.points > 0),
                _status(step.points, maximum),
                step.provenance,
            )
            ceiling = () if step.at_least is None else (below("measure", step.at_least),)

    def _assessed(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        """Points from an assessor stand as they are; the rules only tell full from part and from nothing."""
        kinds: tuple[tuple[str, Status, Pattern], ...] = (
            ("assessed-full", "pass", (below("lost", 1),)),
            ("assessed-part", "partial", (at_least("points", 1), at_least("lost", 1))),
            ("assessed-zero", "fail", (below("points", 1),)),
        )
        for name, status, tests in kinds:
            yield Rule(
                f"{indicator.id}/{name}",
                "scale",
                indicator.id,
                ((eq("indicator", number), eq("state", ASSESSED), *tests),),
                self._earned(number, Total("points"), indicator.max_points.points, earns=status != "fail"),
                status,
                indicator.max_points.provenance,
            )

    def _earned(self, number: int, points: Term, most: int, *, earns: bool) -> Then:
        """What the scale gives, before papers are looked at."""
        return (
            ("scaled", number),
            ("points", points),
            ("max", most),
            ("earns", int(earns)),
            ("documented", Total("documented")),
        )

    def _settled(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        """What is settled without a scale: no answer, not applicable, and "open" for how high the total can get."""
        maximum = indicator.max_points.points
        silent = self._rule_set.not_applicable
        kinds: list[tuple[str, int, Status, Then, Provenance]] = [
            ("missing", MISSING, "missing", self._awarded(number, 0, maximum, 0), self._rule_set.missing.provenance),
            ("open", OPEN, "pass", self._awarded(number, maximum, maximum, 1), indicator.max_points.provenance),
        ]
        if silent is not None:
            nothing = self._awarded(number, 0, 0, 0)
            kinds.append(("not-applicable", NOT_APPLICABLE, "not_applicable", nothing, silent.provenance))
        for name, state, status, award, provenance in kinds:
            pattern = (eq("indicator", number), eq("state", state))
            yield Rule(f"{indicator.id}/{name}", "scale", indicator.id, (pattern,), award, status, provenance)

    def _papers(self, number: int, indicator: Indicator) -> Iterator[Rule]:
        """Points need papers where papers are expected; "no" needs none (ADR 0003)."""
        maximum, stage = indicator.max_points.points, eq("scaled", number)
        earned = self._awarded(number, Total("points"), maximum, 1)
        nothing = self._awarded(number, 0, maximum, 0)
        missing = self._rule_set.missing.provenance
        name, about, bare = indicator.id, indicator.id, eq("documented", 0)
        yield Rule(f"{name}/granted", "papers", about, ((stage, eq("documented", 1)),), earned)
        yield Rule(f"{name}/nothing-to-prove", "papers", about, ((stage, bare, eq("earns", 0)),), earned)
        yield Rule(
            f"{name}/no-documents", "papers", about, ((stage, bare, eq("earns", 1)),), nothing, "missing", missing
        )

    def _awarded(self, number: int, points: Term, most: int, answered: int) -> Then:
        unbroken = ((field, 0) for field in self._broken.values())
        return (("award0", number), ("points", points), ("max", most), ("answered", answered), *unbroken)

    # Gates: a stage more, which counts what they ask and do not get. What does not apply passes.

    def _gated(self, stage: str, each: str, number: int, about: str) -> Iterator[Rule]:
        for place, gate in enumerate(self._gates[each]):
            here = eq(f"{stage}{place}", number)
            applies = (here, at_least("max", 1))
            outcomes: tuple[tuple[str, Pattern, int], ...] = (
                ("exempt", (here, below("max", 1)), 0),
                ("holds", (*applies, at_least("points", gate.least_points)), 0),
                ("broken", (*applies, below("points", gate.least_points)), 1),
            )
            for outcome, tests, broken in outcomes:
                yield Rule(
                    f"{about}/{gate.id}/{outcome}",
                    "gate",
                    about,
                    (tests,),
                    self._counted(f"{stage}{place + 1}", number, gate, broken),
                    provenance=gate.provenance,
                    gate=gate.id if broken else None,
                )

    def _counted(self, stage: str, number: int, gate: Gate, broken: int) -> Then:
        sums = dict(self._sums())
        return ((stage, number), *(sums | {self._broken[gate.id]: broken}).items())

    def _sums(self) -> Then:
        fields = ("points", "max", "answered", *self._broken.values())
        return tuple((field, Total(field)) for field in fields)

    # Criteria and total: sums, then a verdict on the sum.

    def _sum(self, place: int, criterion: Criterion, members: range) -> Iterator[Rule]:
        patterns = tuple((eq(self._award, number),) for number in members)
        summed = (("sum", place), *self._sums(), ("lost", Lost()))
        yield Rule(f"{criterion.id}/sum", "sum", criterion.id, patterns, summed)
        scored = at_least("max", 1)
        kinds: tuple[tuple[str, Status, Pattern], ...] = (
            ("not-applicable", "not_applicable", (below("max", 1),)),
            ("full", "pass", (scored, below("lost", 1))),
            ("part", "partial", (at_least("points", 1), at_least("lost", 1))),
            ("zero", "fail", (scored, below("points", 1), at_least("answered", 1))),
            ("missing", "missing", (scored, below("points", 1), below("answered", 1))),
        )
        for name, status, tests in kinds:
            yield Rule(
                f"{criterion.id}/{name}",
                "criterion",
                criterion.id,
                ((eq("sum", place), *tests),),
                (("criterion0", place), *self._sums()),
                status,
            )

    def _sheet(self, place: int, criterion: Criterion) -> Rule:
        """A line of a score sheet stands for the sum of its criterion; gates on indicators there are none."""
        given: Then = tuple((field, Total(field)) for field in ("points", "max", "answered", "lost"))
        unbroken: Then = tuple((field, 0) for field in self._broken.values())
        return Rule(
            f"{criterion.id}/sheet",
            "sheet",
            criterion.id,
            ((eq("sheet", place),),),
            (("sum", place), *given, *unbroken),
            provenance=criterion.max_points.provenance,
        )

    def _total(self) -> Iterator[Rule]:
        patterns = tuple((eq(self._criterion, place),) for place, _ in enumerate(self._rule_set.criteria))
        broken: Then = tuple((field, Total(field)) for field in self._broken.values())
        summed: Then = (("points", Rescaled(self._rule_set.total.points)), *broken)
        if not self._rule_set.levels_differ_by_area:
            yield Rule("total", "total", "total", patterns, (("try0", 1), *summed))
            return
        yield Rule("total", "total", "total", patterns, (("total", 1), *summed))
        taken: Then = tuple((field, Taken(field)) for field, _ in self._carried())
        yield Rule("total/area", "total", "total", ((eq("total", 1),), (eq("subject", 0),)), (("try0", 1), *taken))

    def _carried(self) -> Then:
        """What the levels compare: the total, broken gates and, where it matters, the area."""
        area = ("area",) if self._rule_set.levels_differ_by_area else ()
        return tuple((field, Total(field)) for field in ("points", *self._broken.values(), *area))

    # Levels: tried from the best down; each says why it was not reached before the next is tried.

    def _level(self, place: int, level: Level) -> Iterator[Rule]:
        gates = [gate for gate in self._rule_set.gates if gate.id in level.gates]
        for area in AREAS if level.differs_by_area else AREAS[:1]:
            where = f"{level.id}/" if area == AREAS[0] else f"{level.id}/{area}/"
            here: Pattern = (eq(f"try{place}", 1),)
            if level.differs_by_area:
                here = (*here, eq("area", AREAS.index(area)))
            enough, short = at_least("points", level.least_points(area)), below("points", level.least_points(area))
            held = tuple(eq(self._broken[gate.id], 0) for gate in gates)
            sure = level.provenance_in(area)
            for name, tests, provenance in self._parts_of(level, sure):
                yield Rule(
                    f"{where}{name}", "level", level.id, ((*here, enough, *tests, *held),), provenance=provenance
                )
            if level is self._rule_set.levels[-1]:
                continue
            yield Rule(f"{where}short", "blocked", level.id, ((*here, short),), provenance=sure)
            yield self._next(f"{where}not-reached", level, place, (*here, short))
            for number, gate in enumerate(gates):
                broken = at_least(self._broken[gate.id], 1)
                yield Rule(
                    f"{where}{gate.id}",
                    "blocked",
                    level.id,
                    ((*here, broken),),
                    provenance=gate.provenance,
                    gate=gate.id,
                )
                # Enough points, the gates before it hold, and this one does not: so that one rule fires, not several.
                first = (*here, enough, *held[:number], broken)
                yield self._next(f"{where}not-reached/{gate.id}", level, place, first)

    def _parts_of(self, level: Level, sure: Provenance) -> Iterator[tuple[str, Pattern, Provenance]]:
        """Where the text leaves a gap above a level: the total as printed, in the gap, or above it (ADR 0009)."""
        gap, reading = self._rule_set.gap_above(level), self._rule_set.between_levels
        if gap is None or reading is None:
            yield "reached", (), sure
            return
        last, above = gap
        yield "reached", (below("points", last + 1),), sure
        yield "reached-between", (at_least("points", last + 1), below("points", above)), reading.provenance
        yield "reached-above", (at_least("points", above),), sure

    def _next(self, name: str, level: Level, place: int, pattern: Pattern) -> Rule:
        return Rule(name, "next", level.id, (pattern,), ((f"try{place + 1}", 1), *self._carried()))


def _status(points: int, maximum: int) -> Status:
    if points == maximum:
        return "pass"
    return "partial" if points else "fail"

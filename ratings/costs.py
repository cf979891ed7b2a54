"""What changes cost, as data: the least set of changes is the least by these."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationError
from pydantic_core import PydanticCustomError

from criteria.base import LawModel
from criteria.loading import read_yaml
from criteria.problems import Problem, ProblemsError, nearest, pointer, quote
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text
from criteria.validation import problems_of

DEFAULT = Path(__file__).with_name("costs.yaml")
MOST = 10**9
ChangeKind = Literal["paper", "people", "done", "value", "change", "choice", "members", "standard", "assessed"]


class Rate(LawModel):
    """A cost that comes once, and one for each unit; both in units of effort, 1 to 10^9 and 0 to 10^9."""

    once: Annotated[int, Field(strict=True, ge=1, le=MOST)]
    each: Annotated[int, Field(strict=True, ge=0, le=MOST)] = 0


def _an_object(read: Any) -> Any:
    if not isinstance(read, dict | Rate):
        raise PydanticCustomError("rate_form", "a rate is needed")
    return read


def _own_form(read: Any) -> str | None:
    if isinstance(read, dict | Rate):
        return "own:rate"
    return "own:never" if read == "never" else None


Cost = Annotated[int, Field(strict=True, ge=1, le=MOST)]
CostByUnits = Annotated[Rate, BeforeValidator(_an_object)]
OwnCost = Annotated[
    Annotated[Rate, Tag("own:rate")] | Annotated[Literal["never"], Tag("own:never")],
    Discriminator(_own_form, custom_error_type="own_cost_form", custom_error_message="a rate or never is needed"),
]


class Costs(LawModel):
    """A file of costs, with what it leaves out filled in."""

    schema_: Annotated[Literal["xhht-costs/1"], Field(alias="schema")]
    paper: Cost
    people: CostByUnits
    done: Cost
    value: CostByUnits
    change: Cost
    choice: CostByUnits
    members: CostByUnits
    standard: CostByUnits
    assessed: CostByUnits
    indicators: dict[str, OwnCost]


class Prices(NamedTuple):
    """Costs of every kind of change; *own* are those of single indicators, *never* those that cannot be changed.

    On a score sheet the line of a criterion is changed: its id stands for it there.
    """

    kinds: Mapping[str, Rate]
    own: Mapping[str, Rate]
    never: frozenset[str]

    def of(self, kind: ChangeKind, item: str, units: int) -> int:
        """Return what a change of *kind* by so many *units* costs at *item*; a paper costs the same everywhere."""
        rate = self.kinds[kind] if kind == "paper" else self.own.get(item, self.kinds[kind])
        return rate.once + rate.each * units


@lru_cache(maxsize=1)
def default_prices() -> Prices:
    """Return what changes cost where no file says otherwise."""
    return _prices(_read(DEFAULT), {})


def load_prices(path: Path, rule_set: AnyRuleSet) -> Prices:
    """Return what changes cost by the file at *path*; what it leaves out costs what the default says.

    What it says of a criterion holds of all its indicators that it does not name.

    Raises:
        ProblemsError: The file is none of costs, or names what *rule_set* does not ask; with every problem found.
    """
    local = _read(path)
    problems = [*_unknown(local, rule_set)]
    if problems:
        raise ProblemsError(problems, str(path))
    inside = {each.id: each.indicator_ids for each in rule_set.criteria}
    return _prices(local, inside)


def _read(path: Path) -> Costs:
    read = read_yaml(path)
    filled = read
    if path != DEFAULT and isinstance(read, dict):
        filled = {**{name: each for name, each in read_yaml(DEFAULT).items() if name != "schema"}, **read}
    try:
        return Costs.model_validate(filled)
    except ValidationError as error:
        raise ProblemsError(problems_of(error, read, Costs), str(path)) from None


def _unknown(costs: Costs, rule_set: AnyRuleSet) -> Iterator[Problem]:
    known = [*rule_set.by_id, *rule_set.criteria_by_id]
    wrong = Text(f"{rule_set.id} không có nội dung này.", f"{rule_set.id} has no such indicator.")
    for name in costs.indicators:
        if name not in known:
            yield Problem(pointer(["indicators", name]), quote(name), wrong, nearest(name, known))


def _prices(costs: Costs, inside: Mapping[str, frozenset[str]]) -> Prices:
    kinds = {name: getattr(costs, name) for name in Costs.model_fields if name not in ("schema_", "indicators")}
    named = {
        indicator: costs.indicators[criterion]
        for criterion, indicators in inside.items()
        if criterion in costs.indicators
        for indicator in indicators
    } | costs.indicators
    return Prices(
        {name: each if isinstance(each, Rate) else Rate(once=each) for name, each in kinds.items()},
        {name: each for name, each in named.items() if isinstance(each, Rate)},
        frozenset(name for name, each in named.items() if each == "never"),
    )

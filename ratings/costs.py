"""What changes cost, as data: the least set of changes is the least by these."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, ValidationError

from criteria.base import LawModel
from criteria.loading import read_yaml
from criteria.problems import ProblemsError
from criteria.validation import problems_of

DEFAULT = Path(__file__).with_name("costs.yaml")
MOST = 10**9
Cost = Annotated[int, Field(strict=True, ge=1, le=MOST)]
ChangeKind = Literal["paper", "people", "done", "value", "change", "choice", "members", "standard", "assessed"]


class Rate(LawModel):
    """A cost that comes once, and one for each unit; both in units of effort, 1 to 10^9 and 0 to 10^9."""

    once: Cost
    each: Annotated[int, Field(strict=True, ge=0, le=MOST)] = 0


class Costs(LawModel):
    """A file of costs. What is left out costs what the default says."""

    schema_: Annotated[Literal["xhht-costs/1"], Field(alias="schema")]
    paper: Cost | None = None
    people: Rate | None = None
    done: Cost | None = None
    value: Rate | None = None
    change: Cost | None = None
    choice: Rate | None = None
    members: Rate | None = None
    standard: Rate | None = None
    assessed: Rate | None = None
    indicators: dict[str, Rate | Literal["never"]] = Field(default_factory=dict)


class Prices(NamedTuple):
    """Costs of every kind of change; *own* are those of single indicators, *never* those that cannot be changed."""

    kinds: dict[str, Rate]
    own: dict[str, Rate]
    never: frozenset[str]

    def of(self, kind: ChangeKind, indicator: str, units: int) -> int:
        """Return what a change of *kind* by so many *units*, 1 or more, costs at *indicator*."""
        rate = self.kinds[kind] if kind == "paper" else self.own.get(indicator, self.kinds[kind])
        return rate.once + rate.each * units


@lru_cache(maxsize=1)
def default_prices() -> Prices:
    """Return what changes cost where no file says otherwise."""
    return _prices(_read(DEFAULT))


def load_prices(path: Path) -> Prices:
    """Return what changes cost by the file at *path*.

    Raises:
        ProblemsError: The file is none of costs; with every problem found. Ids of indicators are checked by whoever
            knows the rule set.
    """
    local, default = _read(path), default_prices()
    own = _prices(local)
    return Prices({**default.kinds, **own.kinds}, own.own, own.never)


def _read(path: Path) -> Costs:
    read = read_yaml(path)
    try:
        return Costs.model_validate(read)
    except ValidationError as error:
        raise ProblemsError(problems_of(error, read, Costs), str(path)) from None


def _prices(costs: Costs) -> Prices:
    given = {name: getattr(costs, name) for name in Costs.model_fields if name not in ("schema_", "indicators")}
    kinds = {
        name: value if isinstance(value, Rate) else Rate(once=value)
        for name, value in given.items()
        if value is not None
    }
    own = {name: value for name, value in costs.indicators.items() if isinstance(value, Rate)}
    return Prices(kinds, own, frozenset(name for name, value in costs.indicators.items() if value == "never"))

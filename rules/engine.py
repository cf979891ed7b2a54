"""durable_rules, contained: the only module that knows it, and everything that breaks it (ADR 0001).

One host a process, without its timers; one evaluation at a time, under one lock; one session, deleted after
each evaluation that went well. Facts are integers; rule names are ours. What the engine swallows comes back as
an EngineError.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple

from durable.engine import Host, MessageNotHandledException, MessageObservedException

from rules.program import Comparison, Lost, Pattern, Program, Rescaled, Rule, Taken, Term, Total

_SESSION = "1"  # one at a time, so that no two session ids can share a hash
_LARGEST = 10**18  # integers above 63 bits are cut in silence; the points that rules add up are far below


class EngineError(Exception):
    """The engine did not decide. Never the user's mistake.

    Attributes:
        program: Name of the rule set that was running.
        rule: Name of the rule that failed, where one did.
    """

    def __init__(self, program: str, what: str, rule: str | None = None) -> None:
        """Say *what* failed in *program*, and in which *rule*."""
        self.program, self.rule = program, rule
        super().__init__(f"{program}: {what}" + (f" (rule {rule})" if rule else ""))


class Fired(NamedTuple):
    """A rule that fired and the fact that followed; for a verdict, the fact it judged."""

    rule: Rule
    fact: Mapping[str, int]


class _QuietHost(Host):  # type: ignore[misc] # durable is untyped
    """A host without the two daemon timers that poll, and could run actions in another thread."""

    def _run(self) -> None:
        pass


class Engine:
    """Runs programs, one evaluation at a time; safe to call from several threads."""

    def __init__(self) -> None:
        """Make the host. The C side never frees a rule set, so make one engine a process."""
        self._host = _QuietHost()
        self._lock = threading.Lock()
        self._names: dict[Program, str] = {}
        self._numbers = count()
        self._fired: list[Fired] = []
        self._failure: tuple[Rule, BaseException] | None = None

    def run(self, program: Program, facts: Sequence[Mapping[str, int]]) -> tuple[Fired, ...]:
        """Return the rules of *program* that fire on *facts*, in the order in which they fired.

        Raises:
            EngineError: An action failed, a fact met no rule, or a number is no integer of at most 10^18 in size.
        """
        with self._lock, _uninterrupted():
            name = self._registered(program)
            self._fired, self._failure = [], None
            try:
                self._assert(program, name, facts)
            except BaseException:
                # Deleting a session that holds a fact no rule matched crashes the process. Leave it where it is and
                # register the rules anew under another name: some megabytes for what is a fault of ours.
                del self._names[program]
                raise
            self._host.delete_state(name, _SESSION)
            return tuple(self._fired)

    def _assert(self, program: Program, name: str, facts: Sequence[Mapping[str, int]]) -> None:
        try:
            state = self._host.assert_facts(name, [_sent(program, fact) for fact in facts])
        except (MessageNotHandledException, MessageObservedException) as error:
            self._raise_failure(program)
            raise EngineError(program.name, error.message) from error
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(program.name, str(error)) from error
        self._raise_failure(program)
        if state is None:
            raise EngineError(program.name, "no rule fired")
        if state.get("exception"):
            raise EngineError(program.name, str(state["exception"]))

    def _raise_failure(self, program: Program) -> None:
        if self._failure is None:
            return
        rule, cause = self._failure
        if not isinstance(cause, Exception):
            raise cause  # an interrupt is the user's wish, not the engine's failure
        raise EngineError(program.name, f"{type(cause).__name__}: {cause}", rule.name) from cause

    def _registered(self, program: Program) -> str:
        if program not in self._names:
            name = f"program{next(self._numbers)}"
            rules = {rule.name: self._definition(rule) for rule in program.rules}
            if len(rules) != len(program.rules):
                raise EngineError(program.name, "two rules have the same name")
            try:
                self._host.set_rulesets({name: rules})
            except Exception as error:
                raise EngineError(program.name, f"the engine refused the rules: {error}") from error
            self._names[program] = name
        return self._names[program]

    def _definition(self, rule: Rule) -> dict[str, Any]:
        patterns = zip(_fact_names(rule), rule.patterns, strict=True)
        return {
            "all": [{name: _condition(pattern)} for name, pattern in patterns],
            "run": self._action(rule),
        }

    def _action(self, rule: Rule) -> Callable[[Any], None]:
        names = _fact_names(rule)

        def run(context: Any) -> None:
            # The engine swallows what an action raises, interrupts too, and goes on: keep the first for the caller.
            if self._failure is not None:
                return
            try:
                matched = [getattr(context, name)._d for name in names]
                fact = matched[0] if rule.then is None else {name: _value(term, matched) for name, term in rule.then}
                self._fired.append(Fired(rule, fact))
                if rule.then is not None:
                    context.assert_fact(_named(fact))
            except BaseException as error:
                self._failure = self._failure or (rule, error)
                raise

        return run


def _fact_names(rule: Rule) -> list[str]:
    if len(rule.patterns) == 1:
        return ["m"]
    return [f"x{number}" for number, _ in enumerate(rule.patterns)]


def _sent(program: Program, fact: Mapping[str, int]) -> dict[str, Any]:
    for field, value in fact.items():
        if type(value) is not int or not -_LARGEST <= value <= _LARGEST:
            raise EngineError(program.name, f"{field} = {value!r:.60} is no integer up to 10^18")
    return _named(fact)


def _named(fact: Mapping[str, int]) -> dict[str, Any]:
    # The first field is the stage and its number: unlike for any two facts of one evaluation.
    stage, number = next(iter(fact.items()))
    return {**fact, "id": f"{stage}:{number}", "sid": _SESSION}


def _condition(pattern: Pattern) -> dict[str, Any]:
    # Never "$or": a rule with one fires once for each branch that holds.
    tests = [_comparison(test) for test in pattern]
    return tests[0] if len(tests) == 1 else {"$and": tests}


def _comparison(test: Comparison) -> dict[str, Any]:
    return {test.field: test.bound} if test.op == "eq" else {f"${test.op}": {test.field: test.bound}}


def _value(term: Term, matched: Iterable[Mapping[str, int]]) -> int:
    match term:
        case int():
            return term
        case Total(field):
            return sum(fact[field] for fact in matched)
        case Taken(field):
            return next(fact[field] for fact in matched if field in fact)
        case Lost():
            return sum(fact["max"] - fact["points"] for fact in matched)
        case Rescaled(total):
            facts = tuple(matched)
            return sum(fact["points"] for fact in facts) * total // sum(fact["max"] for fact in facts)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let an interrupt wait for the millisecond that an evaluation takes: inside, the C code prints or drops it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals go to the main thread only
        return
    waiting: list[tuple[int, Any]] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: waiting.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if waiting and callable(usual):
            usual(*waiting[0])


_engine: Engine | None = None
_making = threading.Lock()


def the_engine() -> Engine:
    """Return the engine of this process, made on first use."""
    global _engine  # noqa: PLW0603 - one a process is the point
    with _making:
        if _engine is None:
            _engine = Engine()
        return _engine


def _forget() -> None:
    """After a fork the lock may be held by a thread that does not exist: start anew in the child."""
    global _engine, _making
    _engine, _making = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)

"""durable_rules, contained: what the engine notes say breaks, does not break us."""

import gc
import os
import random
import resource
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from support import unit

from criteria.catalogue import rule_set
from ratings import rate
from rules import engine as engine_module
from rules.deciding import decide, fired_on, program_for
from rules.engine import EngineError, the_engine
from rules.program import Comparison, Program, Rule, Total

TT22 = rule_set("tt22-2020")
FULL = rate(unit()).evidence.answers
PAPERLESS = rate(unit({"2.a": {"count": 38, "of": 40}, "3.b": {"choice": "khong"}})).evidence.answers
PAPERLESS_BUT_LOW = rate(unit({"3.b": {"choice": "khong"}})).evidence.answers
PARTIAL = rate(unit({"2.a": {"count": 38, "of": 40, "documents": [{"number": "1"}]}})).evidence.answers


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """The engine is asked, whatever was decided before."""
    fired_on.cache_clear()


def _rule(name="r", then=(("b", 1),), field="a", bound=1):
    return Rule(name, "total", name, ((Comparison(field, "eq", bound),),), then)


def test_every_verdict_names_the_rule_that_fired():
    decision = decide(TT22, PARTIAL)
    assert decision.indicators["2.a"].trace == ("2.a/9.5", "2.a/granted")
    assert decision.criteria["2"].trace == ("2/sum", "2/part")
    assert decision.rule == "good/reached"


def test_levels_not_reached_say_so_best_first():
    decision = decide(TT22, {})
    assert [(block.level, block.rule) for block in decision.blocks] == [
        ("good", "good/short"),
        ("fair", "fair/short"),
        ("average", "average/short"),
    ]


def test_a_fact_that_no_rule_matches_is_an_error():
    with pytest.raises(EngineError, match="Could not handle"):
        the_engine().run(Program("test", (_rule(then=None),)), [{"a": 2}])


def test_an_inferred_fact_that_no_rule_matches_is_an_error_with_its_rule():
    with pytest.raises(EngineError, match=r"\(rule r\)") as caught:
        the_engine().run(Program("test", (_rule(),)), [{"a": 1}])
    assert caught.value.rule == "r"
    assert caught.value.__cause__ is not None


def test_what_an_action_raises_comes_back_with_its_cause():
    program = Program("test", (_rule(then=(("b", Total("no such field")),)),))
    with pytest.raises(EngineError, match="KeyError") as caught:
        the_engine().run(program, [{"a": 1}])
    assert isinstance(caught.value.__cause__, KeyError)


def test_an_interrupt_in_an_action_is_not_swallowed(monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(engine_module, "_value", interrupt)
    with pytest.raises(KeyboardInterrupt):
        the_engine().run(Program("test", (_rule(),)), [{"a": 1}])


@pytest.mark.parametrize("value", [10**18 + 1, -(2**63), 1.0, True, "9", None], ids=repr)
def test_only_integers_far_below_63_bits_reach_the_engine(value):
    with pytest.raises(EngineError, match=r"up to 10\^18"):
        the_engine().run(Program("test", (_rule(then=None),)), [{"a": value}])


def test_two_rules_of_one_name_are_refused():
    with pytest.raises(EngineError, match="same name"):
        the_engine().run(Program("test", (_rule(), _rule())), [{"a": 1}])


def test_rules_that_the_engine_refuses_are_an_error():
    program = Program("test", (Rule("r", "total", "r", ((Comparison("a", "no such comparison", 1),),)),))
    with pytest.raises(EngineError, match="refused the rules"):
        the_engine().run(program, [{"a": 1}])


def test_facts_on_which_no_rule_fires_are_an_error():
    joined = Rule("r", "total", "r", ((Comparison("a", "eq", 1),), (Comparison("b", "eq", 1),)))
    with pytest.raises(EngineError, match="no rule fired"):
        the_engine().run(Program("test", (joined,)), [{"a": 1}])


def test_more_rules_for_one_fact_than_the_engine_takes_are_an_error():
    one = Comparison("a", "eq", 1)
    rules = tuple(Rule(f"r{n}", "total", "r", ((one, Comparison("b", "gte", n)),)) for n in range(65))
    with pytest.raises(EngineError, match="303"):
        the_engine().run(Program("test", rules), [{"a": 1, "b": 99}])


def test_a_chain_that_stops_half_way_is_an_error_and_no_verdict(monkeypatch):
    """A process that sleeps over ten seconds in an action makes durable_rules drop it in silence."""
    whole = the_engine().run
    monkeypatch.setattr(the_engine(), "run", lambda program, facts: whole(program, facts)[:-1])
    with pytest.raises(EngineError, match="no single verdict"):
        decide(TT22, FULL)


def test_the_engine_works_after_each_failure():
    engine = the_engine()
    for _ in range(50):
        with pytest.raises(EngineError):
            engine.run(program_for(TT22), [{"indicator": 99, "state": 1}])
        assert decide(TT22, FULL).points == 10_000


def test_subjects_rated_in_turn_do_not_touch_each_other():
    alone = [decide(TT22, answers) for answers in (FULL, PAPERLESS, PARTIAL)]
    subjects = [FULL, PAPERLESS, PARTIAL]
    for _ in range(200):
        chosen = random.randrange(3)
        assert decide(TT22, subjects[chosen]) == alone[chosen]


def test_threads_do_not_touch_each_other():
    subjects = [FULL, PAPERLESS, PARTIAL, {}]
    alone = [decide(TT22, answers) for answers in subjects]
    with ThreadPoolExecutor(8) as pool:
        decided = pool.map(lambda number: (number % 4, decide(TT22, subjects[number % 4])), range(800))
        assert all(decision == alone[number] for number, decision in decided)


def test_first_use_from_many_threads_compiles_and_registers_once():
    fresh = TT22.model_copy(update={"id": "fresh"})
    known = len(the_engine()._names)
    with ThreadPoolExecutor(8) as pool:
        decisions = list(pool.map(lambda _: decide(fresh, FULL), range(64)))
    assert {decision.points for decision in decisions} == {10_000}
    assert len(the_engine()._names) == known + 1


def test_copies_of_a_rule_set_share_a_program():
    """The engine never frees a program, so the same content must not be registered again and again."""
    assert len({program_for(TT22.model_copy(deep=True)) for _ in range(200)}) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_child_can_rate_while_a_thread_of_its_parent_was_rating():
    with engine_module.the_engine()._lock:
        child = os.fork()
        if child == 0:
            os._exit(0 if decide(TT22, FULL).points == 10_000 else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_100_000_ratings_leave_no_memory_and_no_thread_behind():
    subjects, totals = [FULL, PAPERLESS_BUT_LOW], [10_000, 9_000]
    for warming in range(2_000):
        decide(TT22, subjects[warming % 2])
    gc.collect()
    threads, before = threading.active_count(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(100_000):
        assert decide(TT22, subjects[number % 2]).points == totals[number % 2]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert threading.active_count() == threads
    assert grown < 20_000, f"{grown} KiB more than before"  # a session kept alive costs 400 KiB and more


def test_an_interrupt_waits_for_the_end_of_an_evaluation():
    """Inside the engine it would be printed by the C code, or lost."""
    interrupted = []
    usual = signal.signal(signal.SIGINT, lambda *_: interrupted.append(True))
    seen_inside = []

    def interrupting(term, matched, value=engine_module._value):
        if not seen_inside:
            signal.raise_signal(signal.SIGINT)
            seen_inside.append(list(interrupted))
        return value(term, matched)

    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(engine_module, "_value", interrupting)
            assert decide(TT22, FULL).points == 10_000
    finally:
        signal.signal(signal.SIGINT, usual)
    assert (seen_inside, interrupted) == ([[]], [True])

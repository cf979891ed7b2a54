"""Print how fast xhht is, as ratios to what cannot be avoided. Nothing is asserted: machines differ.

Run:  python benchmarks/ratios.py
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "phong-gddt-loai-tot.json"
XHHT = Path(sys.executable).with_name("xhht")
BARE = """
import durable.engine, pydantic, click, rich.console, yaml
class Model(pydantic.BaseModel):
    number: int
"""


def seconds_of(call: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return taken


def compared(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the medians of both in seconds, measured in turn, so that a busy machine slows both."""
    pairs = [(seconds_of(one, 1)[0], seconds_of(other, 1)[0]) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)


def show(what: str, ours: float, theirs: float, unit: str = "ms", factor: float = 1e3) -> None:
    print(f"{what:<66} {ours * factor:8.2f} {unit} / {theirs * factor:8.2f} {unit} = {ours / theirs:5.2f}")


def start_up() -> None:
    ours, theirs = compared(process(str(XHHT), "rate", str(SAMPLE)), process(sys.executable, "-c", BARE), 15)
    show("xhht rate SAMPLE / a process with the same libraries", ours, theirs)
    ours, theirs = compared(process(str(XHHT), "--help"), process(sys.executable, "-c", "import click"), 15)
    show("xhht --help / a process that imports click", ours, theirs)


def in_process() -> None:
    from ratings import rate
    from ratings.explaining import explain
    from rules.deciding import facts_for, program_for
    from rules.engine import the_engine

    evidence = json.loads(SAMPLE.read_text(encoding="utf-8"))
    rating = rate(evidence)
    program = program_for(rating.rule_set)
    facts = facts_for(rating.rule_set, rating.evidence.answers, rating.evidence.subject.area)
    name = the_engine()._registered(program)
    host = the_engine()._host

    def durable_alone() -> None:
        # The same rules and actions and the same facts, sent as the engine module sends them.
        the_engine()._fired = []
        sent = [{**fact, "id": f"indicator:{place}", "sid": "1"} for place, fact in enumerate(facts)]
        host.assert_facts(name, sent)
        host.delete_state(name, "1")

    for _ in range(200):
        rate(evidence)
        durable_alone()
    ours, theirs = compared(lambda: rate(evidence), durable_alone, 2000)
    show("rate(evidence) / durable_rules alone, same facts and rules", ours, theirs)
    ours, theirs = compared(lambda: explain(rate(evidence)), durable_alone, 2000)
    show("explain(rate(evidence)) / durable_rules alone", ours, theirs)


if __name__ == "__main__":
    start_up()
    in_process()

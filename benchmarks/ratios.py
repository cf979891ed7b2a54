"""Print how fast xhht is, as ratios to what cannot be avoided. Nothing is asserted: machines differ.

Run:  python benchmarks/ratios.py
"""

import compileall
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


def seconds_of(call: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


def compared(one: Callable[[], object], other: Callable[[], object], rounds: int, times: int) -> tuple[float, float]:
    """Return the medians of both in seconds a call: *rounds* of so many *times* each, in turn.

    In turn, so that a busy machine slows both; many times each, so that neither finds the other's data in the cache.
    """
    pairs = [(seconds_of(one, times), seconds_of(other, times)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def process(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)


def show(what: str, ours: float, theirs: float, unit: str = "ms", factor: float = 1e3) -> None:
    print(f"{what:<66} {ours * factor:8.2f} {unit} / {theirs * factor:8.2f} {unit} = {ours / theirs:5.2f}")


def start_up() -> None:
    # As pip does when it installs; an editable checkout may never have been compiled.
    for room in ("criteria", "rules", "ratings"):
        compileall.compile_dir(ROOT / room, quiet=1)
    ours, theirs = compared(process(str(XHHT), "rate", str(SAMPLE)), process(sys.executable, "-c", BARE), 15, 1)
    show("xhht rate SAMPLE / a process with the same libraries", ours, theirs)
    ours, theirs = compared(process(str(XHHT), "--help"), process(sys.executable, "-c", "import click"), 15, 1)
    show("xhht --help / a process that imports click", ours, theirs)


def in_process(sample: Path) -> None:
    from ratings import rate
    from ratings.explaining import explain
    from rules.deciding import facts_for, program_for
    from rules.engine import the_engine

    evidence = json.loads(sample.read_text(encoding="utf-8"))
    rating = rate(evidence)
    program = program_for(rating.rule_set)
    name = the_engine()._registered(program)
    host = the_engine()._host
    # Where something is missing the range is a second evaluation: durable_rules is given both, too.
    runs = [
        [
            {**fact, "id": f"indicator:{place}", "sid": "1"}
            for place, fact in enumerate(
                facts_for(rating.rule_set, rating.evidence.answers, rating.evidence.subject.area, completed=completed)
            )
        ]
        for completed in ((False, True) if rating.decision.high != rating.decision.points else (False,))
    ]

    def durable_alone() -> None:
        # The same rules and actions and the same facts, sent as the engine module sends them.
        for facts in runs:
            the_engine()._fired = []
            host.assert_facts(name, facts)
            host.delete_state(name, "1")

    for _ in range(200):
        rate(evidence)
        durable_alone()
    ours, theirs = compared(lambda: rate(evidence), durable_alone, 20, 50)
    show(f"rate / durable_rules alone: {sample.stem}", ours, theirs)
    ours, theirs = compared(lambda: explain(rate(evidence)), durable_alone, 20, 50)
    show("  and explained", ours, theirs)


if __name__ == "__main__":
    start_up()
    for each in sorted((ROOT / "samples").glob("*.json")):
        in_process(each)

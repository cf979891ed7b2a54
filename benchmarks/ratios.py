"""Print how fast xhht is, as ratios to what cannot be avoided. Nothing is asserted: machines differ.

Run:  python benchmarks/ratios.py
"""

import compileall
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "phong-gddt-loai-tot.json"
COMMUNE = ROOT / "samples" / "xa-binh-khe" / "xa-binh-khe.json"
HARD = ROOT / "samples" / "xa-vung-kho-khan.json"
"""A commune that wants eleven changes to be good."""
LARGE = ROOT / "samples" / "xa-khuoi-son-thieu-mot-chi-tieu.json"
"""A commune of thousands, by targets."""
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
    ours, theirs = compared(process(str(XHHT), "rate", str(COMMUNE)), process(sys.executable, "-c", BARE), 5, 1)
    show("xhht rate COMMUNE (333 members) / the same", ours, theirs)
    ours, theirs = compared(process(str(XHHT), "--help"), process(sys.executable, "-c", "import click"), 15, 1)
    show("xhht --help / a process that imports click", ours, theirs)
    ours, theirs = compared(process(str(XHHT), "steps", str(HARD)), process(str(XHHT), "rate", str(HARD)), 15, 1)
    show(f"xhht steps COMMUNE / xhht rate, the same: {HARD.stem}", ours, theirs)


def in_process(sample: Path) -> None:
    from ratings import rate
    from ratings.explaining import explain
    from rules.deciding import fired_on
    from rules.engine import the_engine

    evidence = json.loads(sample.read_text(encoding="utf-8"))

    def rate_anew() -> object:
        fired_on.cache_clear()  # else the engine would not be asked a second time
        return rate(evidence, folder=sample.parent)

    runs = runs_of(rate_anew)
    engine = the_engine()

    def durable_alone() -> None:
        # The same rules and actions and the same facts, sent as the engine module sends them.
        for name, facts in runs:
            engine._fired = []
            engine._host.assert_facts(name, facts)
            engine._host.delete_state(name, "1")

    for _ in range(100):
        rate_anew()
        durable_alone()
    ours, theirs = compared(rate_anew, durable_alone, 5, 20)
    show(f"rate / durable_rules alone: {sample.stem}", ours, theirs)
    ours, theirs = compared(lambda: explain(rate_anew()), durable_alone, 5, 20)  # type: ignore[arg-type]
    show("  and explained", ours, theirs)


def steps(sample: Path) -> None:
    """Find steps to the best level, one way and as many as can be asked for, beside rating what they are found for."""
    from ratings import rate
    from ratings.steps import MOST_WAYS, steps_to
    from rules.deciding import fired_on

    rating = rate(json.loads(sample.read_text(encoding="utf-8")), folder=sample.parent)
    best = rating.rule_set.levels[0]

    def rate_anew() -> object:
        fired_on.cache_clear()
        return rate(rating.evidence, folder=sample.parent)

    def found(most: int) -> Callable[[], object]:
        def find() -> object:
            fired_on.cache_clear()
            return steps_to(rating, best, most=most)

        return find

    for most in (1, MOST_WAYS):
        ours, theirs = compared(found(most), rate_anew, 5, 3)
        show(f"{most} way(s) to the best level / rate: {sample.stem}", ours, theirs)


def files(sample: Path) -> None:
    """Read evidence from a workbook, and write a rating as files, beside reading it from JSON and rating it."""
    from openpyxl import load_workbook

    from ratings import rate, read_evidence
    from ratings.explaining import explain
    from ratings.html_report import render_html
    from ratings.score_sheet import score_sheet
    from ratings.workbooks.writing import workbook_of
    from ratings.writing import evidence_data

    rating = rate(read_evidence(sample), folder=sample.parent)
    result = explain(rating)

    def written() -> bytes:
        return workbook_of(evidence_data(rating.evidence), rating.rule_set, "vi", result)

    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        book.write_bytes(written())
        ours, theirs = compared(lambda: read_evidence(book), lambda: load_workbook(book), 5, 3)
        show(f"read a workbook / openpyxl alone: {sample.stem}", ours, theirs)
        ours, theirs = compared(written, lambda: load_workbook(book), 5, 3)
        show("write a workbook / openpyxl reads it", ours, theirs)
        ours, theirs = compared(lambda: score_sheet(result, "vi"), lambda: load_workbook(book), 5, 3)
        show("write a score sheet / the same", ours, theirs)
        ours, theirs = compared(lambda: render_html(result, "vi"), lambda: explain(rating), 5, 3)
        show("write a page of HTML / explain the rating", ours, theirs)


def many_files(many: int) -> None:
    """Sum up so many score sheets, no two alike, beside rating the same files."""
    from ratings.batch import rate_files
    from ratings.summarising import counted, summarise
    from ratings.summary_html import summary_html
    from ratings.summary_sheet import summary_sheet

    sheet = json.loads((ROOT / "samples" / "xa-phieu-cham-94-5.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"xa-{number}.json" for number in range(many)]
        for number, path in enumerate(paths):
            sheet["subject"] |= {"name": f"Xã {number}", "code": f"X-{number}"}
            sheet["answers"]["2"]["points"] = sheet["answers"]["2"]["of"] - number % 5
            path.write_text(json.dumps(sheet, ensure_ascii=False), encoding="utf-8")
        rated = rate_files(paths).rated
        summed = summarise(map(counted, rated))
        calls: dict[str, Callable[[], object]] = {
            "sum up": lambda: summarise(map(counted, rated)),
            "write a summary as HTML": lambda: summary_html(summed, "vi"),
            "write a summary as a workbook": lambda: summary_sheet(summed, "vi"),
        }
        for what, call in calls.items():
            ours, theirs = compared(call, lambda: rate_files(paths), 3, 1)
            show(f"{what} / rate the files: {many} score sheets", ours, theirs)


def runs_of(call: Callable[[], object]) -> list[tuple[str, list[dict[str, object]]]]:
    """Return what *call* asks durable_rules: of each run, how the engine calls its rules, and the facts."""
    from rules.engine import Engine, _sent, the_engine

    asked = []
    run = Engine.run

    def kept(engine: Engine, program: Any, facts: Any) -> object:
        asked.append((program, facts))
        return run(engine, program, facts)

    with mock.patch.object(Engine, "run", kept):
        call()
    return [(the_engine()._registered(program), [_sent(program, fact) for fact in facts]) for program, facts in asked]


def commune(families: int, clans: int, villages: int, *, distinct: bool) -> None:
    """Rate a commune of so many members, made of those of the sample, once; then give durable_rules its families.

    Families who answer like those of the sample repeat one another, as real ones do; *distinct* ones never do.
    """
    from ratings import rate, read_evidence
    from rules.deciding import facts_for, fired_on, program_for
    from rules.engine import the_engine

    with tempfile.TemporaryDirectory() as folder:
        path = enlarged(Path(folder), families, clans, villages, distinct=distinct)
        evidence = read_evidence(path)
        fired_on.cache_clear()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ours = seconds_of(lambda: rate(evidence, folder=path.parent), 1)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        lines = (path.parent / "gia-dinh.jsonl").read_text(encoding="utf-8").splitlines()
    # What durable_rules would have to decide: the facts of every family, made beforehand.
    rated = [rate({"schema": "xhht-evidence/1", "year": 2022, **json.loads(line)}) for line in lines]
    program = program_for(rated[0].rule_set)
    name, host = the_engine()._registered(program), the_engine()._host
    runs = [facts_for(each.rule_set, each.answers, "normal") for each in rated]

    def durable_alone() -> None:
        for facts in runs:
            the_engine()._fired = []
            host.assert_facts(
                name, [{**fact, "id": f"{next(iter(fact))}:{at}", "sid": "1"} for at, fact in enumerate(facts)]
            )
            host.delete_state(name, "1")

    theirs = seconds_of(durable_alone, 1)
    what = f"a commune of {families} {'distinct ' * distinct}families, {clans} clans, {villages} villages"
    print(f"{what}: {ours:.1f} s, {families / ours:.0f} families a second; {grown:.0f} MB more memory")
    print(f"  durable_rules alone: {families / theirs:.0f} families a second; ratio {theirs / ours:.2f}")


def enlarged(folder: Path, families: int, clans: int, villages: int, *, distinct: bool) -> Path:
    """Write the commune sample with so many members, each a copy of one of the sample under a code of its own."""
    sample = ROOT / "samples" / "xa-binh-khe"
    evidence = json.loads((sample / "xa-binh-khe.json").read_text(encoding="utf-8"))
    evidence["population"] = {"households": families + 200, "villages": villages, "clans": clans}
    for file, many in (("gia-dinh", families), ("dong-ho", clans), ("thon", villages), ("don-vi", 5)):
        lines = (sample / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
        with (folder / f"{file}.jsonl").open("w", encoding="utf-8") as out:
            for number in range(many):
                member = json.loads(lines[number % len(lines)])
                member["subject"] |= {"code": f"{file}-{number}", "village": f"thon-{number % villages}"}
                if file == "gia-dinh":
                    member["subject"]["clan"] = f"dong-ho-{number % clans}"
                    if distinct:  # no two families alike: the engine has to be asked about each
                        member["answers"]["2.2"] = {"count": number % 997 + 1, "of": number + 1_000}
                if file == "thon":
                    member["subject"]["village"] = None
                out.write(json.dumps(member, ensure_ascii=False) + "\n")
    path = folder / "xa.json"
    path.write_text(json.dumps(evidence, ensure_ascii=False), encoding="utf-8")
    return path


if __name__ == "__main__":
    start_up()
    for each in sorted((ROOT / "samples").glob("*.json")):
        in_process(each)
    for each in (HARD, LARGE):
        steps(each)
        files(each)
    many_files(200)
    commune(1_000, 100, 30, distinct=False)
    commune(5_000, 100, 30, distinct=False)
    commune(5_000, 100, 30, distinct=True)

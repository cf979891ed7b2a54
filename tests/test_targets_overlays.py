"""A locality's guidance over targets: it can add papers and name who recognises, and nothing else."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import PAPER
from test_bad_input import HOSTILE, run, strings, unsafe
from test_targets_bad_input import (
    COMMUNE,
    DISTRICT,
    LANGUAGES,
    PROVINCE,
    TARGET_SETS,
    UNIT,
    UNIT_OF_PROVINCE,
    Parts,
    target_evidence,
)

from criteria.catalogue import all_rule_sets, rule_set
from criteria.overlays import load_overlay
from criteria.problems import Problem, RuleSetError
from ratings.explaining import explain
from ratings.overlay_export import overlay_of
from ratings.rating import rate

ISSUED = "{number: 12/HD-SGDĐT, issuer: {vi: Sở GD&ĐT Hà Khê, en: Hà Khê Department of Education}, date: 2025-08-01}"
CHAIR = {"vi": "Chủ tịch Ủy ban nhân dân xã", "en": "Chairman of the commune People's Committee"}
WORDS = {"vi": "Chữ khác", "en": "Other words"}
WITHOUT_END = (PROVINCE, UNIT_OF_PROVINCE)
WITH_END = tuple(each for each in TARGET_SETS if each not in WITHOUT_END)
LAST_OF_DISTRICTS = date(2025, 6, 30)


class Plain(yaml.SafeDumper):
    """YAML without anchors and aliases, which rule sets and overlays may not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def guidance(name: str, **parts: Any) -> Parts:
    """Return an overlay of the rule set *name* that changes nothing but *parts*."""
    issued = yaml.safe_load(ISSUED)
    return {"schema": "xhht-overlay/1", "rule_set": name, "issued": issued, "years": {"from": 2024}} | parts


def authority(first: date, last: date | None = None, **changes: Any) -> Parts:
    """Return who recognises from *first* on."""
    return {"name": CHAIR, "from": first} | ({"to": last} if last is not None else {}) | changes


def in_indicator(name: str, of: str, **changes: Any) -> Parts:
    """Return the part of an overlay that speaks of one indicator of the rule set *name*."""
    criterion = next(each.id for each in rule_set(name).criteria if of in each.indicator_ids)
    return {"criteria": [{"id": criterion, "indicators": [{"id": of, **changes}]}]}


@pytest.fixture
def written(tmp_path):
    """Return a function that writes an overlay, as data or as words, to a file."""

    def write(data: Any) -> Path:
        path = tmp_path / "huong-dan.yaml"
        words = data if isinstance(data, str) else yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False)
        path.write_text(words, "utf-8")
        return path

    return write


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Return why the overlay at *path* is refused."""
    with pytest.raises(RuleSetError) as refused:
        load_overlay(path)
    assert refused.value.file == str(path)
    return refused.value.problems


def only_problem(path: Path) -> Problem:
    """Return the one reason why the overlay at *path* is refused, which is told in both languages."""
    (problem,) = problems_of(path)
    assert problem.sentence("vi") != problem.sentence("en")
    return problem


@pytest.fixture
def result_of(tmp_path):
    """Return a function that rates evidence under an overlay and returns the result as JSON."""

    def rated(data: Parts, overlay: Path | None = None) -> Parts:
        file = tmp_path / "minh-chung.json"
        file.write_text(json.dumps(data), "utf-8")
        done = run("rate", file, "--format", "json", *(["--overlay", overlay] if overlay is not None else []))
        assert done.status == 0, done.err
        result: Parts = json.loads(done.out)
        return result

    return rated


# What the text fixes: every key but the papers.

FIXED_OF_INDICATOR = {
    "label": WORDS,
    "question": WORDS,
    "answer": {"kind": "met"},
    "max_points": 5,
    "scale": {"kind": "all-or-nothing"},
    "difficult_scale": {"kind": "all-or-nothing"},
    "citation": {"article": 6, "clause": 1, "point": "a"},
}
FIXED_OF_CRITERION = {"name": WORDS, "max_points": 5, "only": True}


@pytest.mark.parametrize("key", FIXED_OF_INDICATOR)
@pytest.mark.parametrize("name", TARGET_SETS)
def test_nothing_of_an_indicator_but_its_papers_can_be_changed(written, name, key):
    """The article that fixes it is named: a locality can look it up."""
    for indicator in (rule_set(name).indicators[0], rule_set(name).indicators[-1]):
        problem = only_problem(
            written(guidance(name, **in_indicator(name, indicator.id, **{key: FIXED_OF_INDICATOR[key]})))
        )
        assert problem.path.startswith("/criteria/")
        assert f"/indicators/{indicator.id}" in problem.path
        assert indicator.citation.text.vi in problem.sentence("vi")
        assert rule_set(name).text.short.en in problem.sentence("en")


@pytest.mark.parametrize("key", FIXED_OF_CRITERION)
@pytest.mark.parametrize("name", TARGET_SETS)
def test_nothing_of_a_criterion_can_be_changed(written, name, key):
    for criterion in rule_set(name).criteria:
        changes = {"criteria": [{"id": criterion.id, key: FIXED_OF_CRITERION[key]}]}
        problem = only_problem(written(guidance(name, **changes)))
        assert problem.path == f"/criteria/{criterion.id}"
        assert criterion.citation.text.vi in problem.sentence("vi")


@pytest.mark.parametrize("change", [{"from": 50}, {"to": 90}, {"difficult_from": 40}], ids=str)
@pytest.mark.parametrize("name", TARGET_SETS)
def test_no_level_can_be_changed(written, name, change):
    for level in rule_set(name).levels:
        problem = only_problem(written(guidance(name, levels=[{"id": level.id, **change}])))
        assert problem.path == f"/levels/{level.id}"
        assert level.citation.text.en in problem.sentence("en")


@pytest.mark.parametrize("name", TARGET_SETS)
def test_no_criterion_and_no_indicator_can_be_added(written, name):
    first = rule_set(name).criteria[0]
    new = {"label": WORDS, "question": WORDS, "answer": {"kind": "met"}, "documents": [WORDS]}
    problem = only_problem(written(guidance(name, criteria=[{"id": first.id, "indicators": [{"id": "1.99", **new}]}])))
    assert problem.path.startswith(f"/criteria/{first.id}/indicators/1.99")
    assert first.citation.text.vi in problem.sentence("vi")
    problem = only_problem(written(guidance(name, criteria=[{"id": "99"}])))
    assert problem.path == "/criteria/99"
    assert f"Điều {first.citation.article}" in problem.sentence("vi")


@pytest.mark.parametrize("name", TARGET_SETS)
@pytest.mark.parametrize("part", [{"total": 100}, {"gates": [{"id": "no-zero", "more_than": 1}]}], ids=str)
def test_there_are_no_points_to_change(written, name, part):
    """And so the reason is that there are none, not that this gate is none of an empty list."""
    (key,) = part
    problem = only_problem(written(guidance(name, **part)))
    assert problem.path.startswith(f"/{key}")
    for lang, words in (("vi", "không chấm điểm"), ("en", "no points")):
        said = problem.sentence(lang)
        assert words in said
        assert not re.search(r": \.", said)


@pytest.mark.parametrize(
    "key",
    ["targets", "for_types", "at_least", "option", "levels", "provenance"],
)
def test_keys_of_targets_are_none_of_an_overlay(written, key):
    problem = only_problem(written(guidance(COMMUNE, **in_indicator(COMMUNE, "5.1", **{key: 50}))))
    assert problem.path.endswith(f"/5.1/{key}")
    assert f'"{key}"' in problem.sentence("en")


@pytest.mark.parametrize(
    "key",
    ["recognition", "calendar", "types", "missing", "not_applicable", "level_needs_level_below", "scheme", "standards"],
)
def test_keys_of_a_rule_set_are_none_of_an_overlay(written, key):
    """The terms of a title, the days of the calendar and the types are those of the text."""
    problem = only_problem(written(guidance(COMMUNE, **{key: {}})))
    assert problem.path == f"/{key}"
    assert f'"{key}"' in problem.sentence("vi")


def test_everything_that_is_fixed_is_told_at_once(written):
    parts = guidance(
        COMMUNE,
        total=100,
        levels=[{"id": "level-1", "from": 50}],
        criteria=[
            {
                "id": "1",
                "max_points": 5,
                "indicators": [{"id": "1.1", "label": WORDS}, {"id": "1.2", "question": WORDS}],
            }
        ],
    )
    assert {problem.path for problem in problems_of(written(parts))} == {
        "/total",
        "/levels/level-1",
        "/criteria/1",
        "/criteria/1/indicators/1.1",
        "/criteria/1/indicators/1.2",
    }


# Papers.


@pytest.mark.parametrize("name", TARGET_SETS)
def test_papers_can_be_added_and_exchanged(written, name):
    rules = rule_set(name)
    of = rules.indicators[0].id
    added = load_overlay(written(guidance(name, **in_indicator(name, of, more_documents=[WORDS])))).rule_set
    assert [each.vi for each in added.by_id[of].documents] == [
        *(each.vi for each in rules.by_id[of].documents),
        "Chữ khác",
    ]
    exchanged = load_overlay(written(guidance(name, **in_indicator(name, of, documents=[WORDS])))).rule_set
    assert [each.vi for each in exchanged.by_id[of].documents] == ["Chữ khác"]


def test_papers_are_never_waived(written):
    """TT 24 art. 9(3): without fitting evidence a target is not met."""
    problem = only_problem(written(guidance(UNIT, **in_indicator(UNIT, "1.1", documents=[]))))
    assert problem.path.endswith("/documents")


def test_papers_of_a_guidance_decide_nothing(written, result_of):
    """They are named where papers lack; any paper still counts."""
    overlay = written(guidance(COMMUNE, **in_indicator(COMMUNE, "1.1", documents=[WORDS])))
    for answer, status in (({"met": True}, "missing"), ({"met": True, "documents": [PAPER]}, "pass")):
        result = result_of(target_evidence(COMMUNE, {"1.1": answer}), overlay)
        shown = result["criteria"][0]["indicators"][0]
        assert shown["status"] == status
        assert ("Chữ khác" in shown["explanation"]["vi"]) is (status == "missing")


# Who recognises.

FIRST = date(2025, 7, 1)


@pytest.mark.parametrize("name", WITH_END)
def test_a_guidance_names_who_recognises_where_no_text_does(written, result_of, name):
    """2025 is decided on in 2026, when there are no districts."""
    data = target_evidence(name)
    silent = result_of(data)["recognition"]
    assert "authority" not in silent
    result = result_of(data, written(guidance(name, authorities=[authority(FIRST)])))
    shown = result["recognition"]
    assert shown["authority"]["name"] == CHAIR
    assert shown["authority"]["provenance"] == "local"
    assert "citation" not in shown["authority"]
    for lang in LANGUAGES:
        assert CHAIR[lang] in shown["explanation"][lang]
        assert "12/HD-SGDĐT" in shown["explanation"][lang]
    assert shown["decided"] == silent["decided"]
    assert shown["asking"] == silent["asking"]
    assert result["level"] == result_of(data)["level"]


@pytest.mark.parametrize("command", ["rate", "calendar"])
def test_the_reports_name_whom_the_guidance_names(written, tmp_path, command):
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(target_evidence(COMMUNE)), "utf-8")
    overlay = written(guidance(COMMUNE, authorities=[authority(FIRST)]))
    for lang in LANGUAGES:
        shown = " ".join(run(command, file, "--overlay", overlay, "--lang", lang).out.split())
        assert CHAIR[lang] in shown
        assert "12/HD-SGDĐT" in shown


def test_while_a_text_names_somebody_it_is_the_text(written, result_of):
    """2024 is decided on by 30 March 2025: nothing of the guidance yet."""
    shown = result_of(target_evidence(COMMUNE, year=2024), written(guidance(COMMUNE, authorities=[authority(FIRST)])))
    assert shown["recognition"]["authority"]["provenance"] == "official"
    assert "12/HD-SGDĐT" not in shown["recognition"]["explanation"]["vi"]


@pytest.mark.parametrize(
    ("day", "who"),
    [("2026-03-31", "Một"), ("2026-04-01", "Hai"), ("2026-12-31", "Hai"), ("2027-01-01", None)],
)
def test_several_authorities_each_have_their_days(written, result_of, day, who):
    overlay = written(
        guidance(
            COMMUNE,
            authorities=[
                authority(FIRST, date(2026, 3, 31), name={"vi": "Một", "en": "One"}),
                authority(date(2026, 4, 1), date(2026, 12, 31), name={"vi": "Hai", "en": "Two"}),
            ],
        )
    )
    shown = result_of(target_evidence(COMMUNE, dates={"decision": day}), overlay)["recognition"]
    assert (shown["authority"]["name"]["vi"] if "authority" in shown else None) == who


@pytest.mark.parametrize("name", WITH_END)
@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(LAST_OF_DISTRICTS, None, id="the last day of the text"),
        pytest.param(date(2025, 1, 1), None, id="in the middle"),
        pytest.param(date(2020, 1, 1), date(2024, 2, 12), id="the first day of the text"),
        pytest.param(date(2020, 1, 1), None, id="all of it"),
        pytest.param(date(2024, 6, 1), date(2024, 6, 1), id="one day"),
    ],
)
def test_an_authority_on_days_of_the_text_is_refused(written, name, first, last):
    """It names the key of the file, the article that names somebody already, and the first day that is free."""
    problem = only_problem(written(guidance(name, authorities=[authority(first, last)])))
    rules = rule_set(name).recognition
    assert rules is not None
    (fixed,) = rules.authorities
    assert fixed.citation is not None
    assert problem.path.startswith("/authorities")
    assert fixed.citation.text.vi in problem.sentence("vi")
    assert fixed.citation.text.en in problem.sentence("en")


@pytest.mark.parametrize("name", [*WITH_END, *WITHOUT_END])
def test_an_authority_on_days_of_the_text_never_loads(written, name):
    """Whatever is said of it: the text names somebody on 1 January 2025."""
    assert problems_of(written(guidance(name, authorities=[authority(date(2025, 1, 1))])))


@pytest.mark.parametrize("name", WITHOUT_END)
def test_where_the_text_always_names_somebody_a_guidance_cannot(written, name):
    assert problems_of(written(guidance(name, authorities=[authority(FIRST)])))


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        pytest.param({"from": date(2026, 2, 1), "to": date(2026, 1, 31)}, "/authorities", id="backwards"),
        pytest.param({"tiers": ["district"]}, "/authorities", id="a tier that communes do not have"),
    ],
)
def test_what_is_wrong_with_an_authority_is_named_in_the_file(written, changed, path):
    """/recognition is no key of an overlay: who wrote the file looks for "authorities"."""
    assert only_problem(written(guidance(COMMUNE, authorities=[authority(FIRST) | changed]))).path.startswith(path)


@pytest.mark.parametrize(
    ("written_as", "path", "words"),
    [
        ({"name": {"vi": "Chủ tịch"}, "from": FIRST}, "/authorities/0/name/en", "missing"),
        ({"name": {"vi": " ", "en": "x"}, "from": FIRST}, "/authorities/0/name", "words"),
        ({"name": "Chủ tịch", "from": FIRST}, "/authorities/0/name", "object"),
        ({"name": CHAIR}, "/authorities/0/from", "missing"),
        ({"name": CHAIR, "from": "2025-07-01"}, "/authorities/0/from", "not a date"),
        ({"name": CHAIR, "from": 2025}, "/authorities/0/from", "not a date"),
        ({"name": CHAIR, "from": FIRST, "to": "01/07/2026"}, "/authorities/0/to", "not a date"),
        ({"name": CHAIR, "from": FIRST, "provenance": "official"}, "/authorities/0/provenance", "no key"),
        ({"name": CHAIR, "from": FIRST, "citation": {"article": 9}}, "/authorities/0/citation", "no key"),
        ({"name": CHAIR, "from": FIRST, "tiers": ["xã"]}, "/authorities/0/tiers/0", "cannot stand here"),
        ({"name": CHAIR, "from": FIRST, "form": FIRST}, "/authorities/0/form", '"from"'),
    ],
    ids=str,
)
def test_an_authority_of_the_wrong_form_is_refused(written, written_as, path, words):
    problem = only_problem(written(guidance(COMMUNE, authorities=[written_as])))
    assert problem.path == path
    assert words in problem.sentence("en")


@pytest.mark.parametrize("read", [{"name": CHAIR, "from": FIRST}, "Chủ tịch", None], ids=str)
def test_authorities_are_a_list(written, read):
    assert only_problem(written(guidance(COMMUNE, authorities=read))).path == "/authorities"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_authority_without_a_name_is_refused(written, language):
    """A line that was taken out of the comment and never filled in: "Who recognises: …" is no answer."""
    name = {**CHAIR, language: "…"}
    problem = only_problem(written(guidance(COMMUNE, authorities=[authority(FIRST, name=name)])))
    assert problem.path.startswith("/authorities")


def test_a_rule_set_without_recognition_takes_no_authority(written):
    silent = next(each.id for each in all_rule_sets() if each.recognition is None)
    problem = only_problem(written(guidance(silent, authorities=[authority(FIRST)])))
    assert problem.path == "/authorities"
    assert silent in problem.sentence("vi")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_of_a_guidance_are_shown_safely(written, tmp_path, words):
    """A guidance comes from somebody else, as evidence does; ``run`` checks what is printed."""
    file = tmp_path / "xa.json"
    file.write_text(json.dumps(target_evidence(COMMUNE)), "utf-8")
    name = {"vi": f"Chủ tịch {words}", "en": f"Chairman {words}"}
    data = guidance(COMMUNE, authorities=[authority(FIRST, name=name)])
    overlay = written(yaml.dump(data, Dumper=Plain, allow_unicode=False))  # escapes within quotes, as YAML has them
    done = {
        command: run(*command, file, "--overlay", overlay)
        for command in (("rate",), ("rate", "--format", "json"), ("calendar",))
    }
    assert {each.status for each in done.values()} in ({0}, {2})
    if done["rate",].status == 0:
        shown = json.loads(done["rate", "--format", "json"].out)
        assert not any(unsafe(each) or "\n" in each for each in strings(shown))
        assert not any(line.startswith("Xếp loại: Tốt") for line in done["rate",].out.splitlines())


# The exported overlay.


def filled_in(exported: str) -> str:
    """Return *exported* with who issued it, and nothing else."""
    return re.sub(r"^issued: \{.*\}", f"issued: {ISSUED}", exported, flags=re.MULTILINE)


def with_authorities(exported: str) -> str:
    """Return *exported* with the lines on authorities taken out of their comment and a name filled in."""
    out = re.sub(r"^# (authorities:)", r"\1", exported, flags=re.MULTILINE)
    out = re.sub(
        r"^#(   - \{name: )\{vi: …, en: …\}", rf"\1{{vi: {CHAIR['vi']}, en: {CHAIR['en']}}}", out, flags=re.MULTILINE
    )
    assert out != exported
    return out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TARGET_SETS)
def test_an_exported_overlay_changes_nothing_as_it_stands(written, name, lang):
    """But for who issued it, which has to be filled in."""
    exported = overlay_of(rule_set(name), lang)
    assert {each.path for each in problems_of(written(exported))} <= {
        "/issued/number",
        "/issued/issuer",
        "/issued/date",
    }
    assert load_overlay(written(filled_in(exported))).rule_set == rule_set(name)


@pytest.mark.parametrize("name", TARGET_SETS)
def test_an_exported_overlay_rates_as_before(written, result_of, name):
    data = target_evidence(name, {rule_set(name).indicators[0].id: {"met": False}})
    plain, laid = result_of(data), result_of(data, written(filled_in(overlay_of(rule_set(name), "vi"))))
    laid["rule_set"].pop("overlay", None)
    for key in plain.keys() - {"rule_set"}:
        assert laid[key] == plain[key], key


@pytest.mark.parametrize("name", TARGET_SETS)
def test_an_exported_overlay_offers_authorities_where_there_are_free_days(name):
    for lang in LANGUAGES:
        exported = overlay_of(rule_set(name), lang)
        assert ("authorities" in exported) is (name in WITH_END)
        assert ("2025-07-01" in exported) is (name in WITH_END)


OFFERED = [each.id for each in all_rule_sets() if "authorities" in overlay_of(each, "vi")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", OFFERED)
def test_the_authorities_of_an_exported_overlay_can_be_taken_out_of_the_comment(written, name, lang):
    """As the head of the file says: take the # off, and write. Also where two tiers have one rule set (TT 22)."""
    made = load_overlay(written(with_authorities(filled_in(overlay_of(rule_set(name), lang))))).rule_set
    assert made.recognition is not None
    tier = "district" if name == "tt22-2020" else None
    found = made.recognition.authority(tier, FIRST)
    assert found is not None
    assert (found.name.vi, found.provenance) == (CHAIR["vi"], "local")
    before = made.recognition.authority(tier, LAST_OF_DISTRICTS)
    assert before is not None
    assert before.provenance == "official"


def test_the_command_exports_the_same(xhht, tmp_path):
    for name in TARGET_SETS:
        out = tmp_path / f"{name}.yaml"
        assert xhht("rules", "export", name, "-o", out).status == 0
        assert out.read_text("utf-8") == overlay_of(rule_set(name), "vi") == xhht("rules", "export", name).out


@pytest.mark.parametrize("name", TARGET_SETS)
def test_an_exported_paper_can_be_taken_out_of_the_comment(written, name):
    """The first paper of the file; a name left as it is, "…", is refused."""
    exported = filled_in(overlay_of(rule_set(name), "vi"))
    taken = exported.replace("        # more_documents:", "        more_documents:", 1)
    problem = only_problem(written(taken))
    assert problem.path.endswith("/more_documents")
    named = taken.replace("        more_documents: [{vi: …, en: …}]", "        more_documents: [{vi: Sổ, en: Book}]")
    made = load_overlay(written(named)).rule_set
    assert made.indicators[0].documents[-1].vi == "Sổ"


def test_the_result_says_whose_guidance_it_is(written, result_of):
    overlay = written(guidance(DISTRICT, authorities=[authority(FIRST)]))
    shown = json.dumps(result_of(target_evidence(DISTRICT), overlay)["rule_set"], ensure_ascii=False)
    assert "12/HD-SGDĐT" in shown
    assert "Sở GD&ĐT Hà Khê" in shown


# Whatever days it names: never two on one day.


@settings(max_examples=60, deadline=None)
@given(first=st.dates(date(2023, 1, 1), date(2027, 12, 31)), days=st.none() | st.integers(0, 800))
def test_a_guidance_loads_exactly_when_its_days_are_free(tmp_path_factory, first, days):
    """TT 25 names the head of the office from 12 February 2024 to 30 June 2025, both included."""
    last = None if days is None else date.fromordinal(first.toordinal() + days)
    free = first > LAST_OF_DISTRICTS or (last is not None and last < date(2024, 2, 12))
    path = tmp_path_factory.mktemp("overlay") / "a.yaml"
    data = guidance(COMMUNE, authorities=[authority(first, last)])
    path.write_text(yaml.dump(data, Dumper=Plain, allow_unicode=True), "utf-8")
    if not free:
        assert problems_of(path)
        return
    overlaid = load_overlay(path)
    rating = rate(target_evidence(COMMUNE), overlays={COMMUNE: overlaid})
    shown = explain(rating).recognition
    assert shown is not None
    named = shown.authority is not None
    assert named == (first <= shown.decided and (last is None or shown.decided <= last))

"""The result as JUnit XML, for continuous checks: a suite for the subject, a case for each indicator and for the level.

What is not met, or not in full, fails; what is missing is an error, for it has not been judged; what is not applicable
is skipped. The case of the level fails below the best level. Under targets each indicator has a case for each level.
Times are 0: nothing is timed, and the same result gives the same bytes.
"""

from collections.abc import Iterator
from io import BytesIO

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from criteria.texts import Language, Text, plain, points_as_text
from ratings.names import MET_NAMES, STATUS_NAMES
from ratings.result import CriterionResult, IndicatorResult, Result
from ratings.result_sentences import provenance_sentence
from ratings.result_targets import AnyResult, TargetIndicatorResult, TargetResult, TargetShown

_OUTCOMES: dict[str, type[Failure | Error | Skipped]] = {
    "partial": Failure,
    "fail": Failure,
    "missing": Error,
    "not_applicable": Skipped,
}


def render_junit(result: AnyResult, language: Language) -> str:
    """Return *result* as JUnit XML."""
    suite = TestSuite(plain(result.subject.name))
    suite.add_property("rule_set", result.rule_set.id)
    suite.add_property("year", str(result.year))
    suite.add_property("level", result.level.id)
    if isinstance(result, Result):
        suite.add_property("points", points_as_text(result.points).en)
        suite.add_property("max_points", points_as_text(result.max_points).en)
    suite.add_property("provenance", provenance_sentence(result).into(language))
    suite.add_testcases([_level_case(result, language), *_cases(result, language)])
    report = JUnitXml("xhht")
    report.add_testsuite(suite)  # which counts
    buffer = BytesIO()
    report.write(buffer)
    return buffer.getvalue().decode("utf-8") + "\n"


def _case(id_: str, name: str, where: str, status: str, said: tuple[str, str]) -> TestCase:
    """Return a case; *said* is a message in short, and all that is to be said."""
    case = TestCase(plain(f"{id_} {name}"), classname=plain(where), time=0)
    kind = _OUTCOMES.get(status)
    if kind is not None:
        outcome = kind(plain(said[0]), status)
        outcome.text = "\n".join(plain(line) for line in said[1].split("\n"))
        case.result = [outcome]
    return case


def _level_case(result: AnyResult, language: Language) -> TestCase:
    """The level: it fails where there is a better one. Its name never tells which, so that runs can be compared."""
    status = "pass" if result.next_level is None else "fail"
    name, why, cited = (each.into(language) for each in (result.level.name, result.explanation, result.citation))
    word = Text("Xếp loại", "Level") if isinstance(result, Result) else Text("Kết quả", "Level")
    return _case("level", word.into(language), result.rule_set.id, status, (f"{name}: {why}", cited))


def _cases(result: AnyResult, language: Language) -> Iterator[TestCase]:
    if isinstance(result, Result):
        for criterion in result.criteria:
            yield from _points_cases(result, criterion, language)
        return
    for target_criterion in result.criteria:
        for indicator in target_criterion.indicators:
            yield from _target_cases(result, target_criterion.id, indicator, language)


def _points_cases(result: Result, criterion: CriterionResult, language: Language) -> Iterator[TestCase]:
    where = f"{result.rule_set.id}.{criterion.id}"
    if criterion.sheet is not None:
        said = criterion.sheet.explanation, criterion.citation
        yield _scored_case(criterion, criterion.name, where, said, language)
    for each in criterion.indicators:
        yield _scored_case(each, each.name, where, (each.explanation, each.citation), language)


def _scored_case(
    item: CriterionResult | IndicatorResult, name: Text, where: str, said: tuple[Text, Text], language: Language
) -> TestCase:
    points, most = (points_as_text(each).into(language) for each in (item.points, item.max_points))
    status = STATUS_NAMES[item.status].into(language)
    short = status if item.status == "not_applicable" else f"{points}/{most} · {status}"
    long = "\n".join(each.into(language) for each in said)
    return _case(item.id, name.into(language), where, item.status, (short, long))


def _target_cases(
    result: TargetResult, criterion: str, indicator: TargetIndicatorResult, language: Language
) -> Iterator[TestCase]:
    names = {level.id: level.name for level in result.levels}
    for shown in reversed(indicator.levels):
        level = names[shown.level].into(language)
        where = f"{result.rule_set.id}.{criterion}.{shown.level}"
        name = f"{indicator.name.into(language)} ({level})"
        yield _case(indicator.id, name, where, shown.status, _target_said(indicator, shown, level, language))


def _target_said(
    indicator: TargetIndicatorResult, shown: TargetShown, level: str, language: Language
) -> tuple[str, str]:
    status = MET_NAMES[shown.status].into(language)
    said = [indicator.said] if indicator.said is not None else []
    return f"{level} · {status}", "\n".join(each.into(language) for each in (*said, shown.explanation, shown.citation))

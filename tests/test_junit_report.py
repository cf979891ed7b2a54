"""JUnit: a case for whatever is judged, that fails, is in error or skipped as the verdict says; any text is safe."""

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped
from reporting import HOSTILE, SAMPLES, explained, said_by

from criteria.texts import plain
from ratings.junit_report import render_junit
from ratings.result import Result

OUTCOMES = {"pass": None, "partial": Failure, "fail": Failure, "missing": Error, "not_applicable": Skipped}


def _read(content):
    (suite,) = JUnitXml.fromstring(content.encode())
    return suite, list(suite)


def _statuses(result):
    """Id and status of every case that is to come, the level first."""
    found = [("level", "pass" if result.next_level is None else "fail")]
    for criterion in result.criteria:
        if getattr(criterion, "sheet", None):
            found.append((criterion.id, criterion.status))
        for each in criterion.indicators:
            shown = [each] if isinstance(result, Result) else reversed(each.levels)
            found += [(each.id, one.status) for one in shown]
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_case_of_a_sample_comes_out_as_its_verdict(path, language):
    result = explained(path)
    suite, cases = _read(render_junit(result, language))
    awaited = _statuses(result)
    assert [case.name.split(" ")[0] for case in cases] == [id_ for id_, _ in awaited]
    for case, (_, status) in zip(cases, awaited, strict=True):
        kind = OUTCOMES[status]
        assert [type(each) for each in case.result] == ([] if kind is None else [kind])
        assert all(each.message and each.text and each.type == status for each in case.result)
        assert case.time == 0
    kinds = Counter(OUTCOMES[status] for _, status in awaited)
    assert (suite.tests, suite.failures) == (len(awaited), kinds[Failure])
    assert (suite.errors, suite.skipped) == (kinds[Error], kinds[Skipped])
    assert len({(case.classname, case.name) for case in cases}) == len(cases)


@pytest.mark.parametrize(("language", "names"), [("vi", {"level Xếp loại", "level Kết quả"}), ("en", {"level Level"})])
def test_the_case_of_the_level_is_the_same_one_whatever_the_level(language, names):
    """A name that says the level would be another case as soon as the level changes."""
    found = set()
    for path in SAMPLES:
        result = explained(path)
        case = _read(render_junit(result, language))[1][0]
        found.add(case.name)
        assert case.classname == result.rule_set.id
        assert all(each.message.startswith(f"{result.level.name.into(language)}: ") for each in case.result)
    assert found == names


def test_a_failure_says_points_why_and_where_it_stands():
    (path,) = [each for each in SAMPLES if each.stem == "truong-thcs-loai-kha"]
    _, cases = _read(render_junit(explained(path), "vi"))
    (case,) = [each for each in cases if each.name.startswith("2.b ")]
    (failure,) = case.result
    assert failure.message == "4,5/5 · đạt một phần"
    assert "cần thêm 1 thành viên đạt" in failure.text
    assert "Điều 5 khoản 2 điểm b" in failure.text


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_hostile_words_are_text(words):
    content = render_junit(said_by(words), "vi")
    suite, cases = _read(content)
    assert suite.name == words
    assert len(cases) == 11
    assert "<script" not in content
    assert words.removesuffix(".") in next(case for case in cases if case.name.startswith("3.c ")).result[0].text


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=60).filter(lambda words: any(each.isalnum() for each in plain(words))))
@example(words="a\x00\x1b\x7f\u202e\ufffe\ud800")
def test_any_text_makes_xml_that_can_be_read(words):
    suite, cases = _read(render_junit(said_by(words), "en"))
    assert suite.name == plain(words).strip()
    assert len(cases) == 11

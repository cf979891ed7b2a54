"""Every criterion, target and figure of the articles is in the rule sets, and no other: article, clause and point.

``tests/articles`` holds how the articles of a circular are built, as a person read them. The circulars themselves are
no part of this project, so a fixture quotes the words in which its figures stand, and is checked against them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from law_form import cited

from criteria.base import Words
from criteria.catalogue import all_rule_sets, rule_set
from criteria.questions import AskChange, AskChoice, AskShare
from criteria.targets_model import TargetIndicator, TargetRuleSet

FOLDER = Path(__file__).parent / "articles"
TEXTS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
LETTERS = "abcdđeghik"
"""How points of a clause are lettered."""
CHANGES = {"rise": "tăng", "fall": "giảm"}

PER_CENT = re.compile(r"(\d+) ?%")
LEAST = re.compile(r"tối thiểu 0?(\d+) ")
OF_THESE = re.compile(r"(?<!tối thiểu )\b0([1-9])\b")
DEGREE = re.compile(r"mức độ (\d)")
CHANGE = re.compile(r"(tăng|giảm) so với năm trước liền kề")
DIFFICULT = "vùng khó khăn"

Place = list[int | str]
"""Article, clause and point, or the article and clause that refer to another place."""


@cache
def text_of(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


class Article(NamedTuple):
    """An article, which is a level of a rule set."""

    text: str
    number: int
    rule_set: str
    level: str

    @property
    def rules(self) -> TargetRuleSet:
        """The rule set."""
        rules = rule_set(self.rule_set)
        assert isinstance(rules, TargetRuleSet)
        return rules

    @property
    def asked(self) -> list[TargetIndicator]:
        """What the rule set asks at this level."""
        return [each for each in self.rules.indicators if self.level in each.targets]


ARTICLES = [
    Article(text, number, name, level)
    for text in TEXTS
    for name, levels in text_of(text)["rule_sets"].items()
    for level, number in levels.items()
]


class Point(NamedTuple):
    """A point of an article, "Chỉ tiêu" such a number of a criterion.

    ``place`` is where the level asks it, a clause without a point where that refers on; ``read_in`` is where it stands.
    """

    place: Place
    target: str
    said: Mapping[str, Any]
    read_in: Place


def points_of(article: Article) -> Iterator[Point]:
    """Yield the points of *article*, those too that a clause takes over from another article."""
    for clause, said in text_of(article.text)["articles"][article.number].items():
        for letter, point in _points_in(article.text, said).items():
            target = f"{said['criterion']}.{point['target']}"
            here, own = [article.number, clause], [article.number, clause, letter]
            if "refers_to" in said:
                yield Point(here, target, _taken_over(said, point), [*said["refers_to"], letter])
            else:
                yield Point(own, target, point, own)


def _points_in(text: str, clause: Mapping[str, Any]) -> Mapping[str, Any]:
    if "refers_to" not in clause:
        return clause["points"]
    article, number = clause["refers_to"]
    return text_of(text)["articles"][article][number]["points"]


def _taken_over(clause: Mapping[str, Any], point: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what *point* says where *clause* refers to it: what it says of some units may concern none here."""
    gone = {"only", "one_more"} if point["target"] in clause.get("every_unit", ()) else set()
    return {key: value for key, value in point.items() if key not in gone}


def _called(name: str) -> str:
    """Return the name of a criterion as it can be compared: the rule sets print straight marks and no "về"."""
    return name.replace("“", '"').replace("”", '"').casefold().removeprefix("về ")


def _target_of(indicator: TargetIndicator) -> str:
    """Return the target that the text numbers; "5.2.1" and "5.2.2" are both of target 2 of criterion 5."""
    return ".".join(indicator.id.split(".")[:2])


def _places(cases: list[Article]) -> list[Any]:
    return [pytest.param(each, id=f"{each.rule_set}: {each.level}, article {each.number}") for each in cases]


EVERY_ARTICLE = pytest.mark.parametrize("article", _places(ARTICLES))
EVERY_POINT = pytest.mark.parametrize(
    ("article", "point"),
    [
        pytest.param(article, point, id=f"{article.rule_set}: {article.level}, {point.target}")
        for article in ARTICLES
        for point in points_of(article)
    ],
)


# The fixtures hold together.


@pytest.mark.parametrize("text", TEXTS)
def test_clauses_and_points_are_numbered_without_a_gap(text):
    for clauses in text_of(text)["articles"].values():
        assert [str(number) for number in clauses] == [clause["criterion"] for clause in clauses.values()]
        assert list(clauses) == list(range(1, len(clauses) + 1))
        for clause in clauses.values():
            points = clause.get("points", {})
            assert "".join(points) == LETTERS[: len(points)]
            assert [point["target"] for point in points.values()] == list(range(1, len(points) + 1))


@pytest.mark.parametrize("text", TEXTS)
def test_a_clause_has_points_or_refers_to_a_clause_that_has(text):
    articles = text_of(text)["articles"]
    for clauses in articles.values():
        for clause in clauses.values():
            assert ("points" in clause) != ("refers_to" in clause)
            if "refers_to" in clause:
                article, number = clause["refers_to"]
                assert articles[article][number]["criterion"] == clause["criterion"]
                assert "points" in articles[article][number]


@EVERY_ARTICLE
def test_levels_have_the_same_criteria_and_targets(article):
    """Article by article the same numbers, though not the same figures."""
    others = [other for other in ARTICLES if other.rule_set == article.rule_set]
    (targets,) = {tuple(point.target for point in points_of(other)) for other in others}
    assert targets


@pytest.mark.parametrize(
    "point",
    [
        pytest.param(point, id=f"{text}: article {article}, {number}.{point['target']}")
        for text in TEXTS
        for article, clauses in text_of(text)["articles"].items()
        for number, clause in clauses.items()
        for point in clause.get("points", {}).values()
    ],
)
def test_figures_are_those_of_the_words_that_are_quoted(point):
    """A figure that was typed wrong is not the one in the words beside it."""
    words = _quoted(point)
    usual, _, difficult = words.partition(DIFFICULT)
    assert point.get("percent", []) == [int(each) for each in PER_CENT.findall(usual)]
    assert point.get("difficult", []) == [int(each) for each in PER_CENT.findall(difficult)]
    assert point.get("at_least", []) == [int(each) for each in LEAST.findall(words)]
    assert point.get("of_these", []) == [int(each) for each in OF_THESE.findall(words)]
    assert [figure for key, figure in point.items() if key == "degree"] == [int(each) for each in DEGREE.findall(words)]
    assert [figure for key, figure in point.items() if key == "change"] == CHANGE.findall(words)
    assert all(f"“{title}”" in words for key, title in point.items() if key == "named")


def _quoted(point: Mapping[str, Any]) -> str:
    words = point.get("words", [])
    return " ".join([words] if isinstance(words, str) else words)


def test_every_rule_set_of_the_scheme_has_its_articles():
    of_scheme = {rules.id for rules in all_rule_sets() if rules.scheme == "targets"}
    assert {article.rule_set for article in ARTICLES} == of_scheme
    for article in ARTICLES:
        assert article.rules.text.number == text_of(article.text)["number"]


# Criteria and targets.


@EVERY_ARTICLE
def test_every_clause_is_a_criterion_by_its_name_and_no_other_is(article):
    clauses = text_of(article.text)["articles"][article.number]
    named = {clause["criterion"]: _called(clause.get("read_as", clause["name"])) for clause in clauses.values()}
    assert {each.id: _called(each.name.vi) for each in article.rules.criteria} == named


def test_names_that_are_printed_by_slip():
    """Articles 12(1) and 17(1) of 25/2023 name the commune where they are about districts and provinces."""
    slips = [
        (text, article, number)
        for text in TEXTS
        for article, clauses in text_of(text)["articles"].items()
        for number, clause in clauses.items()
        if clause.get("read_as", clause["name"]) != clause["name"]
    ]
    assert slips == [("tt25-2023", 12, 1), ("tt25-2023", 17, 1)]


@pytest.mark.parametrize("name", dict.fromkeys(article.rule_set for article in ARTICLES))
def test_every_level_has_an_article(name):
    """But for the last, which asks nothing."""
    (text,) = {article.text for article in ARTICLES if article.rule_set == name}
    rules = rule_set(name)
    assert {level.id for level in rules.levels[:-1]} == text_of(text)["rule_sets"][name].keys()


@EVERY_POINT
def test_every_point_is_a_target_with_that_citation(article, point):
    """One question, or two where the point asks two things."""
    found = [each for each in article.asked if _target_of(each) == point.target]
    assert len(found) == (2 if "one_more" in point.said else 1)
    assert [cited(each.targets[article.level].citation) for each in found] == [point.place] * len(found)


@EVERY_ARTICLE
def test_every_target_is_a_point_of_the_article(article):
    """The other way round: nothing is asked that the article does not ask."""
    assert {_target_of(each) for each in article.asked} <= {point.target for point in points_of(article)}


@pytest.mark.parametrize(
    "article", _places([article for article in ARTICLES if article.level == article.rules.asking_levels[0].id])
)
def test_criteria_and_indicators_cite_the_article_of_the_first_level(article):
    places = {point.target: point.place for point in points_of(article)}
    assert {each.id: cited(each.citation) for each in article.rules.indicators} == {
        each.id: places[_target_of(each)] for each in article.rules.indicators
    }
    assert {each.id: cited(each.citation) for each in article.rules.criteria} == {
        clause["criterion"]: [article.number, number]
        for number, clause in text_of(article.text)["articles"][article.number].items()
    }


@EVERY_POINT
def test_a_target_is_asked_of_some_types_only_where_the_point_says_so(article, point):
    """And it is that point, or the one that says who is meant, which is given as the reason."""
    found = [each for each in article.asked if _target_of(each) == point.target]
    asked = [each.asks(article.level) for each in found]
    assert len([each for each in asked if each is not None]) == (1 if "only" in point.said else 0)
    places = [other.read_in for other in _same_at_each_level(article, point)] + [point.said.get("defined_in")]
    assert all(cited(each.citation) in places for each in asked if each is not None)


def _same_at_each_level(article: Article, point: Point) -> list[Point]:
    levels = [other for other in ARTICLES if other.rule_set == article.rule_set]
    return [other for level in levels for other in points_of(level) if other.target == point.target]


# Figures.


class Figure(NamedTuple):
    """A figure of a target: of which of the shares that it asks, in which area, and where it is cited."""

    target: str
    place: tuple[int | str, ...]
    what: str
    share: int
    area: str
    figure: int | str


def _in_articles(point: Point) -> Iterator[Figure]:
    """Yield every figure of *point*."""
    target, place = point.target, tuple(point.place)
    for area, key in (("normal", "percent"), ("difficult", "difficult")):
        for share, figure in enumerate(point.said.get(key, ()), 1):
            yield Figure(target, place, "per cent", share, area, figure)
    for key in ("at_least", "of_these"):
        for figure in point.said.get(key, ()):
            yield Figure(target, place, key, 0, "normal", figure)
    for key in ("degree", "change", "named"):
        if key in point.said:
            figure = point.said[key]
            yield Figure(target, place, key, 0, "normal", figure.casefold() if key == "named" else figure)


def _in_rule_set(article: Article) -> Iterator[Figure]:
    """Yield every figure that the rule set has for the level that *article* is."""
    shares: Counter[str] = Counter()
    for indicator in article.asked:
        target = indicator.targets[article.level]
        name, place = _target_of(indicator), tuple(cited(target.citation) or ())
        shares[name] += isinstance(indicator.answer, AskShare)
        for what, area, figure in (*_asked(indicator, article.level), *_said_in_words(indicator)):
            yield Figure(name, place, what, shares[name] if what == "per cent" else 0, area, figure)


def _asked(indicator: TargetIndicator, level: str) -> Iterator[tuple[str, str, int | str]]:
    target = indicator.targets[level].model_dump()  # writes a figure as the file has it, whatever its unit
    what = "per cent" if indicator.answer.kind == "share" else "at_least"
    for area, key in (("normal", "at_least"), ("difficult", "difficult_at_least")):
        if target[key] is not None:
            yield what, area, target[key]
    match indicator.answer:
        case AskShare(rolled_up=rolled_up) if rolled_up is not None and rolled_up.level.startswith("level-"):
            yield "degree", "normal", int(rolled_up.level.removeprefix("level-"))
        case AskChoice(standard=None, options=options):
            (name,) = [option.name.vi for option in options if option.id == target["option"]]
            yield "named", "normal", name.casefold()
        case AskChoice():
            yield "degree", "normal", int(target["option"].removeprefix("level-"))
        case AskChange(direction=direction):
            yield "change", "normal", CHANGES[direction]


def _said_in_words(indicator: TargetIndicator) -> Iterator[tuple[str, str, int]]:
    """Yield the figures that are not judged as such: they stand in the question to be answered by yes or no."""
    for figure in OF_THESE.findall(indicator.question.vi):
        yield "of_these", "normal", int(figure)


@EVERY_POINT
def test_every_figure_of_a_point_is_in_the_rule_set(article, point):
    """With the citation of that very article, clause and point."""
    assert list((Counter(_in_articles(point)) - Counter(_in_rule_set(article))).elements()) == []


@EVERY_ARTICLE
def test_no_figure_is_in_the_rule_set_that_the_article_does_not_have(article):
    printed = Counter(figure for point in points_of(article) for figure in _in_articles(point))
    assert list((Counter(_in_rule_set(article)) - printed).elements()) == []


@EVERY_ARTICLE
def test_words_of_a_target_have_no_other_share_than_its_articles(article):
    """A label that said 60 % where level 2 asks 80 % would be read as the law."""
    for indicator in article.asked:
        printed = {
            figure
            for other in ARTICLES
            if other.rule_set == article.rule_set
            for point in points_of(other)
            if point.target == _target_of(indicator)
            for figure in (*point.said.get("percent", ()), *point.said.get("difficult", ()))
        }
        assert _shares_in(indicator.label, indicator.question) <= printed


def _shares_in(*texts: Words) -> set[int]:
    return {int(each) for text in texts for words in (text.vi, text.en) for each in PER_CENT.findall(words)}

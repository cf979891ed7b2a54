"""What a self-assessment asks of the subject itself: name, tier, type, area, year, how many there are in all."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from criteria.base import AREAS
from criteria.model import RuleSet
from criteria.problems import Problem, quote
from criteria.questions import AskShare, Headcount
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text, joined, plain, says_something
from ratings.evidence import PLACEHOLDER, Subject
from ratings.names import AREA_NAMES, KIND_NAMES, TIER_NAMES
from ratings.population import Population
from ratings.self_assess_file import RECOGNITIONS
from ratings.typed_answers import folded

_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_HEADCOUNTS: dict[Headcount, Text] = {
    "people": Text("dân số", "people"),
    "households": Text("số hộ", "households"),
    "villages": Text("số thôn", "villages"),
    "clans": Text("số dòng họ", "clans"),
    "communes": Text("số xã", "communes"),
    "districts": Text("số huyện", "districts"),
}


class Field(NamedTuple):
    """One thing that is asked of the subject.

    Attributes:
        id: By which it is named in code.
        called: Its short name: in the list, and to jump to it.
        question: What is asked.
        path: Where it stands in the file.
        right: What can be typed.
        choices: What can be chosen, where that is all: what is written, and what it is called.
        read: Makes what is written of what was typed, where nothing is chosen; None of what cannot be read.
        default: What is written where nothing is typed; absent from the file until then.
        required: Without it nothing can be rated.
        left: What it means to type nothing, where there is no answer yet.
    """

    id: str
    called: Text
    question: Text
    path: tuple[str, ...]
    right: Text
    choices: tuple[tuple[str, Text], ...] = ()
    read: Callable[[str], Any] = plain
    default: Any = None
    required: bool = False
    left: Text | None = None

    def written(self, typed: str) -> Any:
        """Return what is written in the file for what was *typed*, or the problem that it is."""
        words = plain(typed).strip()
        words = words if says_something(words) else ""
        if not words and not self.required:
            return self.default
        made = self.read if not self.choices else lambda read: _chosen(self.choices, folded(read))
        found = made(words) if words else None
        if found is None:
            wrong = Text(f"{quote(words)} không dùng được.", f"{quote(words)} cannot be used.")
            return Problem("", words, wrong if words else NOTHING, self.right)
        return found

    def value(self, data: Mapping[str, Any]) -> Any:
        """Return what stands in *data*, a file; None where nothing does."""
        here: Any = data
        for key in self.path:
            here = here.get(key) if isinstance(here, Mapping) else None
        return None if self.id == "name" and here in (PLACEHOLDER.vi, PLACEHOLDER.en) else here

    def is_done(self, data: Mapping[str, Any]) -> bool:
        """Whether it has been asked: what may be left open then stands there with nothing in it."""
        if self.required:
            return self.value(data) is not None
        *above, key = self.path
        here: Any = data
        for each in above:
            here = here.get(each) or {}
        return key in here

    def said(self, data: Mapping[str, Any]) -> Text | None:
        """Return what stands in *data* as a reader wants it; None where nothing does."""
        value = self.value(data)
        if value is None or value == []:
            return None
        if self.id == RECOGNITIONS:
            names = dict(self.choices)
            return joined((_recognised(each, names) for each in value), "; ")
        return dict(self.choices).get(value) or Text(plain(str(value)), plain(str(value)))


NOTHING = Text("Chưa ghi gì.", "Nothing was typed.")
NUMBER = Text("Gõ số thứ tự.", "Type its number.")


def fields_of(rule_set: AnyRuleSet) -> tuple[Field, ...]:
    """Return what *rule_set* wants to know of a subject, in the order in which it is asked.

    First what a file needs so that it can be rated: the year, which a new file proposes, the tier, the type.
    """
    return tuple(_fields(rule_set))


def _fields(rule_set: AnyRuleSet) -> Iterator[Field]:
    yield _year(rule_set)
    yield from _needed(rule_set)
    kind = KIND_NAMES[rule_set.subject.kind]
    yield Field(
        "name",
        Text("tên", "name"),
        Text(f"Tên đầy đủ của {kind.vi} được đánh giá?", f"Full name of the {kind.en} that is assessed?"),
        ("subject", "name"),
        Text("Ghi tên, nhiều nhất 2000 ký tự.", "Write the name, at most 2000 characters."),
        read=_a_name,
        required=True,
    )
    yield Field(
        "code",
        Text("mã", "code"),
        Text(f"Mã của {kind.vi}, nếu có?", f"Code of the {kind.en}, if it has one?"),
        ("subject", "code"),
        Text("Ghi mã, hoặc Enter.", "Write the code, or press Enter."),
        left=Text("không có", "none"),
    )
    if area_matters(rule_set):
        yield _area()
    for figure in _headcounts(rule_set):
        name = _HEADCOUNTS[figure]
        yield Field(
            f"population.{figure}",
            name,
            Text(f"Tổng {name.vi} của địa bàn trong năm?", f"How many {name.en} are there in all?"),
            ("population", figure),
            Text(
                "Ghi số nguyên, không có dấu ngăn hàng nghìn, ví dụ 1250.",
                "Write a whole number without a sign between thousands, such as 1250.",
            ),
            read=_whole,
            left=Text("chưa rõ", "not known"),
        )
    if rule_set.recognition is not None and rule_set.recognition.validity is not None:
        yield Field(
            RECOGNITIONS,
            Text("công nhận", "recognition"),
            Text("Trước đây đã được công nhận mức nào?", "Which level was recognised before?"),
            (RECOGNITIONS,),
            Text("Gõ số thứ tự của mức, hoặc Enter.", "Type the number of the level, or press Enter."),
            tuple((level.id, level.name) for level in reversed(rule_set.levels[:-1])),
            default=[],
            left=Text("chưa, hoặc không còn lần nào nữa", "none, or no more"),
        )


def _needed(rule_set: AnyRuleSet) -> Iterator[Field]:
    if len(rule_set.subject.tiers) > 1:
        tiers = tuple((tier, TIER_NAMES[tier]) for tier in rule_set.subject.tiers)
        asked = Text("Đơn vị thuộc cấp nào?", "Of which tier is the unit?")
        yield Field("tier", Text("cấp", "tier"), asked, ("subject", "tier"), NUMBER, tiers, required=True)
    if isinstance(rule_set, TargetRuleSet) and rule_set.types:
        types = tuple((each.id, each.name) for each in rule_set.types)
        asked = Text(
            "Đơn vị thuộc loại hình nào? Loại hình quyết định chỉ tiêu nào được hỏi.",
            "Of which type is the unit? It decides what is asked.",
        )
        yield Field("type", Text("loại hình", "type"), asked, ("subject", "type"), NUMBER, types, required=True)


def _area() -> Field:
    normal, difficult = AREAS
    return Field(
        "area",
        Text("địa bàn", "area"),
        Text("Địa bàn thuộc loại nào?", "What kind of area is it?"),
        ("subject", "area"),
        NUMBER,
        (
            (normal, AREA_NAMES[normal]),
            (difficult, Text("khó khăn, đặc biệt khó khăn", "difficult, especially difficult")),
        ),
        default=normal,
        left=AREA_NAMES[normal],
    )


def area_matters(rule_set: AnyRuleSet) -> bool:
    """Whether *rule_set* asks another figure in a difficult area, or a standard that may."""
    if rule_set.standards is not None:
        return True
    if isinstance(rule_set, RuleSet):
        return rule_set.levels_differ_by_area or any(each.differs_by_area for each in rule_set.indicators)
    return any(len(each.areas_of(level)) > 1 for each in rule_set.indicators for level in each.targets)


def _year(rule_set: AnyRuleSet) -> Field:
    years = rule_set.years
    asked = Text(
        f"Đánh giá cho năm nào? Bộ tiêu chí dùng cho các năm {years.text.vi}.",
        f"For which year of assessment? The rule set is for years {years.text.en}.",
    )
    right = Text(f"Ghi một năm trong: {years.text.vi}.", f"Write a year of {years.text.en}.")

    def read(words: str) -> int | None:
        year = _whole(words)
        return year if year is not None and year in years else None

    return Field("year", Text("năm", "year"), asked, ("year",), right, read=read, required=True)


def _headcounts(rule_set: AnyRuleSet) -> tuple[Headcount, ...]:
    """The figures of the population block that questions take a share of."""
    asked = (each.answer for each in rule_set.indicators)
    return tuple(dict.fromkeys(each.all for each in asked if isinstance(each, AskShare) and each.all is not None))


def _a_name(words: str) -> str | None:
    return words if words not in (PLACEHOLDER.vi, PLACEHOLDER.en) else None


def _whole(words: str) -> int | None:
    return int(words) if _WHOLE.fullmatch(words) else None


def _chosen(choices: tuple[tuple[str, Text], ...], bare: str) -> str | None:
    for place, (name, called) in enumerate(choices, 1):
        if bare in (str(place), name, folded(called.vi), folded(called.en)):
            return name
    return None


def _recognised(each: Any, names: Mapping[str, Text]) -> Text:
    level, day = str(each["level"]), str(each["date"])
    name = names.get(level) or Text(plain(level), plain(level))
    year, month, of_month = (*plain(day).split("-"), "", "")[:3]
    return Text(f"{name.vi} ({of_month}/{month}/{year})", f"{name.en} ({day})")


ORDERS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("subject",): tuple(Subject.model_fields),
    ("population",): tuple(Population.model_fields),
}
"""In which order keys stand, by where they stand: a file is the same whatever was answered first."""

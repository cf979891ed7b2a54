"""Two names that stand at one place in the order of Vietnamese: the summary is the same in whatever order they come."""

import json
from itertools import permutations

import pytest
from test_summary import copied, in_full, sheet, written

from ratings.batch import rate_files
from ratings.summarising import counted, summarise
from ratings.vietnamese_order import name_key

NAMES = ("Xã Hòa Bình", "xã Hoà Bình", "xã hòa bình")


def _with_a_member_that_cannot_be_rated(evidence):
    family = {
        "schema": "xhht-evidence/1",
        "subject": {"kind": "family", "name": "Gia đình"},
        "answers": {"không có": {}},
    }
    return copied(evidence) | {"members": [family]}


@pytest.fixture(scope="module")
def subjects(tmp_path_factory):
    """Return communes whose names have one key: in points, members and what is missing they are alike."""
    evidence = [_with_a_member_that_cannot_be_rated(in_full(name, {"1.1": "answer"})) for name in NAMES]
    for each in evidence:
        del each["subject"]["code"]
    files = written(tmp_path_factory.mktemp("alike"), *evidence, sheet("Xã Ấm"))
    return [counted(each) for each in rate_files(files).rated]


def test_names_with_one_key_stand_in_one_order(subjects):
    assert len(subjects) == len(NAMES) + 1
    assert len({name_key(name) for name in NAMES}) == 1
    awaited = summarise(subjects)
    (group,) = awaited.groups
    (note,) = [each.vi for each in group.notes if "không xếp loại được" in each.vi]
    assert all(name in note for name in NAMES)
    for order in permutations(subjects):
        assert summarise(order) == awaited


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "3/3 đối tượng còn thiếu: 1 lượt nội dung chưa có câu trả lời, 6 lượt nội dung chưa có minh chứng."),
        ("en", "3 of 3 subjects lack something: answers are missing once, documents 6 times."),
    ],
)
def test_what_three_lack_at_two_items_is_six_times_and_not_six_items(xhht, tmp_path, language, said):
    """The sample has no documents for 15.1 and 15.2; of the first of three, an answer is gone as well."""
    files = written(tmp_path, in_full("Xã A", {"1.1": "answer"}), in_full("Xã B", {}), in_full("Xã C", {}))
    shown = xhht("summary", *files, "--lang", language).out
    assert said in " ".join(shown.split())
    missing = json.loads(xhht("summary", *files, "--format", "json").out)["groups"][0]["missing"]
    assert (len(missing["items"]), missing["documents"], missing["answers"]) == (3, 6, 1)

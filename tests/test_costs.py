"""Files of costs: what they replace, and every mistake in one, named with file, path, what was read, what is right."""

from pathlib import Path

import pytest
from support import PAPER, unit
from test_steps import COSTS, law, prices_of, rated

from criteria.catalogue import rule_set
from ratings import rate
from ratings.costs import DEFAULT, Rate, default_prices, load_prices
from ratings.steps import steps_to

SAMPLE = Path(__file__).parent.parent / "samples" / "truong-thcs-loai-kha.json"
HEAD = "schema: xhht-costs/1\n"
PAPERS = {"documents": [PAPER]}


@pytest.fixture
def costs(tmp_path):
    """Return a function that writes a file of costs and returns its path."""

    def written(words: str) -> Path:
        path = tmp_path / "chi-phi.yaml"
        path.write_text(words, encoding="utf-8")
        return path

    return written


# What a file replaces.


def test_what_is_left_out_costs_what_the_default_says(costs):
    made = load_prices(costs(f"{HEAD}people: {{once: 7}}\n"), rule_set("tt22-2020"))
    assert made == prices_of(COSTS | {"people": (7, 0)})
    assert load_prices(costs(HEAD), rule_set("tt22-2020")) == default_prices()
    assert load_prices(DEFAULT, rule_set("tt22-2020")) == default_prices()


def test_an_indicator_of_its_own_cost_and_one_that_cannot_be_changed(costs):
    made = load_prices(
        costs(f"{HEAD}indicators:\n  '2.a': {{once: 3, each: 2}}\n  '3.b': never\n"), rule_set("tt22-2020")
    )
    assert made.of("people", "2.a", 4) == 11
    assert made.of("people", "2.b", 4) == 104
    assert made.of("paper", "2.a", 1) == 1  # a paper costs the same everywhere
    assert made.never == {"3.b"}


def test_what_is_said_of_a_criterion_holds_of_its_indicators(costs):
    """But for those that the file names themselves; on a score sheet it holds of the line."""
    words = f"{HEAD}indicators:\n  '2': never\n  '2.a': {{once: 3}}\n  '3': {{once: 9}}\n"
    made = load_prices(costs(words), rule_set("tt22-2020"))
    assert made.never == {"2", "2.b", "2.c", "2.d"}
    assert made.own == {"2.a": Rate(once=3), "3": Rate(once=9), **dict.fromkeys(("3.a", "3.b", "3.c"), Rate(once=9))}


def changed(words: str, costs) -> list[list[str]]:
    rating = rate(unit({"1.b": {"met": False} | PAPERS, "2.a": {"count": 0, "of": 40} | PAPERS}))
    prices = load_prices(costs(words), rating.rule_set)
    found = steps_to(rating, rating.rule_set.levels[0], prices, most=2)
    return [[each.item for each in way.changes] for way in found.ways]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param(HEAD, ["2.a"], id="people are cheaper than deeds"),
        pytest.param(f"{HEAD}done: 1\n", ["1.b"], id="deeds are cheap here"),
        pytest.param(f"{HEAD}people: {{once: 1, each: 1000}}\n", ["1.b"], id="each of them is dear here"),
        pytest.param(f"{HEAD}indicators: {{'1.b': {{once: 1}}}}\n", ["1.b"], id="this one is easy here"),
        pytest.param(f"{HEAD}indicators: {{'2.a': never}}\n", ["1.b"], id="this one cannot be changed here"),
        pytest.param(f"{HEAD}indicators: {{'2': never}}\n", ["1.b"], id="nor can any of these"),
    ],
)
def test_other_costs_make_another_way_the_cheapest(words, first, costs):
    """84 points: one point lacks, at 1.b or at 2.a."""
    assert changed(words, costs)[0] == first


def test_what_cannot_be_changed_may_put_the_level_out_of_reach(costs):
    rating = rated(law("small-points"), {})
    prices = load_prices(costs(f"{HEAD}indicators: {{'2': never}}\n"), rating.rule_set)
    found = steps_to(rating, rating.rule_set.levels[0], prices)
    assert found.ways == ()
    assert found.reasons[-1].en == "What the file of costs says cannot be changed: 2.a, 2.b."


# Mistakes: what is written, at what path, the words of the message in Vietnamese and in English.

MISTAKES = [
    pytest.param("", "", "null không phải một nhóm khóa", "null is not an object", id="empty"),
    pytest.param("- 1\n", "", "[…] không phải một nhóm khóa", "[…] is not an object", id="a list"),
    pytest.param("{", "", "không phải YAML hợp lệ, dòng và cột 2:1", "not valid YAML, line and column 2:1",
                 id="no YAML"),
    pytest.param(
        f"{HEAD}paper: 1\npaper: 2\n", "", 'Khóa bị lặp hoặc không phải chữ ở dòng 3: "paper"',
        'A key stands twice or is no text in line 3: "paper"', id="a key twice",
    ),
    pytest.param(
        f"{HEAD}indicators: {{2.1: never}}\n", "", "Khóa bị lặp hoặc không phải chữ ở dòng 2: 2.1",
        "A key stands twice or is no text in line 2: 2.1", id="an id without quotes",
    ),
    pytest.param(f"{HEAD}paper: &a 1\ndone: *a\n", "", "dòng và cột 3:7", "aliases are not allowed", id="an alias"),
    pytest.param("paper: 1\n", "/schema", 'Ghi "xhht-costs/1"', 'Write "xhht-costs/1"', id="no schema"),
    pytest.param(
        "schema: xhht-costs/2\n", "/schema", '"xhht-costs/2" không dùng được ở đây. Ghi "xhht-costs/1"',
        '"xhht-costs/2" cannot stand here. Write "xhht-costs/1"', id="another schema",
    ),
    pytest.param(
        f"{HEAD}peple: {{once: 5}}\n", "/peple", 'Không có khóa "peple". Có phải ý là "people"?',
        'There is no key "peple". Did you mean "people"?', id="an unknown key",
    ),
    pytest.param(
        f"{HEAD}people: {{once: 1, eech: 1}}\n", "/people/eech", 'Có phải ý là "each"?', 'Did you mean "each"?',
        id="an unknown key inside",
    ),
    pytest.param(f"{HEAD}people: {{each: 1}}\n", "/people/once", "Thiếu khóa này", "This key is missing", id="no once"),
    pytest.param(
        f"{HEAD}people: 5\n", "/people", "Ghi như {once: 100, each: 1}.", "Write it like {once: 100, each: 1}.",
        id="a number where there are two",
    ),
    pytest.param(f"{HEAD}paper: {{once: 1}}\n", "/paper", "{…} không phải số nguyên", "{…} is not a whole number",
                 id="two where there is one"),
    pytest.param(f"{HEAD}paper:\n", "/paper", "null không phải số nguyên", "null is not a whole number", id="nothing"),
    pytest.param(f"{HEAD}paper: 0\n", "/paper", "0 quá nhỏ. Ghi số từ 1 trở lên", "0 is too small. Write 1 or more",
                 id="zero"),
    pytest.param(f"{HEAD}paper: -1\n", "/paper", "-1 quá nhỏ", "-1 is too small", id="negative"),
    pytest.param(f"{HEAD}people: {{once: 1, each: -1}}\n", "/people/each", "Ghi số từ 0 trở lên", "Write 0 or more",
                 id="negative inside"),
    pytest.param(f"{HEAD}done: 1.5\n", "/done", "1.5 không phải số nguyên", "1.5 is not a whole number", id="decimal"),
    pytest.param(f"{HEAD}done: .inf\n", "/done", '".inf" không phải số nguyên', '".inf" is not a whole number',
                 id="endless, as YAML writes it"),
    pytest.param(f"{HEAD}done: '7'\n", "/done", '"7" không phải số nguyên', '"7" is not a whole number', id="text"),
    pytest.param(f"{HEAD}done: true\n", "/done", "true không phải số nguyên", "true is not a whole number", id="yes"),
    pytest.param(
        f"{HEAD}done: 1000000001\n", "/done", "1000000001 quá lớn. Ghi số từ 1000000000 trở xuống",
        "1000000001 is too large. Write 1000000000 or less", id="huge",
    ),
    pytest.param(f"{HEAD}done: 1{'0' * 400}\n", "/done", "không phải số nguyên", "is not a whole number", id="endless"),
    pytest.param(f"{HEAD}indicators: []\n", "/indicators", "[…] không phải một nhóm khóa", "[…] is not an object",
                 id="a list of indicators"),
    pytest.param(
        f"{HEAD}indicators: {{'2.a': nevr}}\n", "/indicators/2.a",
        '"nevr" không phải chi phí của một nội dung. Ghi như {once: 100, each: 1}, hoặc never nếu không đổi được.',
        '"nevr" is no cost of an indicator. Write it like {once: 100, each: 1}, or never if it cannot be changed.',
        id="not quite never",
    ),
    pytest.param(f"{HEAD}indicators: {{'2.a': 5}}\n", "/indicators/2.a", "5 không phải chi phí", "5 is no cost of an",
                 id="a number at an indicator"),
    pytest.param(f"{HEAD}indicators: {{'2.a': {{once: 0}}}}\n", "/indicators/2.a/once", "0 quá nhỏ", "0 is too small",
                 id="zero at an indicator"),
    pytest.param(
        f"{HEAD}indicators: {{'2.z': never}}\n", "/indicators/2.z", "tt22-2020 không có nội dung này. Có phải ý là ",
        "tt22-2020 has no such indicator. Did you mean ", id="an indicator that is not asked",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "path", "vi", "en"), MISTAKES)
def test_a_mistake_in_a_file_of_costs(words, path, vi, en, costs, xhht):
    file = costs(words)
    for language, expected in (("vi", vi), ("en", en)):
        done = xhht("steps", SAMPLE, "--costs", file, "--lang", language)
        assert (done.status, done.out) == (2, "")
        (line,) = done.err.splitlines()
        assert line.startswith(f"{file}: {path}: " if path else f"{file}: ")
        assert expected in line


def test_all_mistakes_are_named_together(costs, xhht):
    file = costs(f"{HEAD}paper: 0\nindicators: {{'2.a': maybe, '3.b': {{once: x}}}}\n")
    lines = xhht("steps", SAMPLE, "--costs", file).err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["/paper", "/indicators/2.a", "/indicators/3.b/once"]


def test_no_escape_goes_through_from_a_file_of_costs(costs, xhht):
    for words in (f'{HEAD}"a\\e[31m": 1\n', f'{HEAD}indicators: {{"a\\e[31m": never}}\n', f'{HEAD}paper: "\\e[31m"\n'):
        done = xhht("steps", SAMPLE, "--costs", costs(words))
        assert done.status == 2
        assert "\x1b" not in done.err
        assert done.err


@pytest.mark.parametrize(("language", "wrong"), [("vi", "Không đọc được tệp: "), ("en", "Cannot read the file: ")])
def test_a_file_of_costs_that_is_not_there(language, wrong, tmp_path, xhht):
    file = tmp_path / "khong-co.yaml"
    done = xhht("steps", SAMPLE, "--costs", file, "--lang", language)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{file}: {wrong}")


def test_a_folder_is_no_file_of_costs(tmp_path, xhht):
    done = xhht("steps", SAMPLE, "--costs", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "--costs" in done.err


def test_bytes_that_are_no_text_are_no_costs(tmp_path, xhht):
    file = tmp_path / "chi-phi.yaml"
    file.write_bytes(b"schema: \xff\xfe\n")
    done = xhht("steps", SAMPLE, "--costs", file, "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{file}: The file is not UTF-8, line 1")

"""The formulas of the score sheet and of the summary, each reckoned by a real LibreOffice from nothing but the cells.

What stands beside a formula as its value is what the result has (``test_score_sheet``, ``test_summary``), and is all
that a preview shows; here the formula itself has to come to that.
"""

from collections import Counter
from io import BytesIO

import pytest
from openpyxl import load_workbook
from reckoning import opened
from reporting import SAMPLES, explained
from test_summary import LANGUAGES, forty, written

from ratings.batch import rate_files
from ratings.score_sheet import score_sheet
from ratings.summarising import counted, summarise
from ratings.summary_sheet import summary_sheet

KINDS = ("AVERAGE", "COUNTIF", "IF", "ROUND", "ROUNDDOWN", "SUBTOTAL", "SUM")


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Return the workbooks by name: a score sheet of every sample, summaries of all samples and of forty communes."""
    files = written(tmp_path_factory.mktemp("district"), *forty())
    summed = {
        "samples": summarise(map(counted, rate_files(SAMPLES).rated)),
        "forty": summarise(map(counted, rate_files(files).rated)),
    }
    sheets = {path.stem: explained(path) for path in SAMPLES}
    made = {f"{name}.vi": score_sheet(each, "vi") for name, each in sheets.items()}
    # Under points no formula has a word in it, which another language could have otherwise.
    made |= {f"{name}.en": score_sheet(each, "en") for name, each in sheets.items() if each.scheme == "targets"}
    return made | {
        f"{name}.{language}": summary_sheet(each, language) for name, each in summed.items() for language in LANGUAGES
    }


def _formulas(raw):
    """Yield the sheet and the name of each cell with a formula, the formula, and the value stored for it."""
    formulas, values = load_workbook(BytesIO(raw)), load_workbook(BytesIO(raw), data_only=True)
    for page in formulas:
        for cell in (cell for row in page.iter_rows() for cell in row if cell.data_type == "f"):
            yield page.title, cell.coordinate, cell.value, values[page.title][cell.coordinate].value


def _exact(value):
    """Return *value* without what a sum of decimals is off by."""
    return round(value, 9) if isinstance(value, float) else value


def test_every_formula_comes_to_the_value_that_is_stored_for_it(books, office):
    reckoned = {name: opened(raw) for name, raw in office(books).items()}
    used = Counter()
    for name, raw in books.items():
        found = list(_formulas(raw))
        assert found, name
        off = [
            (page, place, formula, stored, reckoned[name][page][place].value)
            for page, place, formula, stored in found
            if _exact(reckoned[name][page][place].value) != _exact(stored)
        ]
        assert not off, (name, off)
        used.update(kind for _, _, formula, _ in found for kind in KINDS if f"{kind}(" in formula)
    assert set(used) == set(KINDS)

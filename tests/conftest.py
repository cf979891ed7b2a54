import os

import pytest


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="Write golden files anew; say why in the commit.")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch):
    """Output does not depend on the terminal or the settings of whoever runs the tests."""
    for name in ("XHHT_LANG", "XHHT_DEBUG", "NO_COLOR", "FORCE_COLOR", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    # Set by ratings.bilingual; put back so that no test leaks a language into the next.
    yield
    os.environ.pop("LANGUAGE", None)

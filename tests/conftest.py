import gc
import os
import shutil
import sys
from io import StringIO
from typing import TextIO

import pytest
from reckoning import reckoned
from support import Run

from ratings.main import main


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


@pytest.fixture(autouse=True, scope="session")
def _collected():
    """Let garbage be collected: ``main`` freezes it for a process that is soon over, which this one is not."""
    threshold = gc.get_threshold()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "set_threshold", lambda *_: None)
        yield
    gc.set_threshold(*threshold)


@pytest.fixture
def xhht(capsys, monkeypatch):
    """Return a function that runs ``xhht`` with arguments, and with what is *typed* where it asks."""

    def run(*arguments: object, typed: str | TextIO | None = None) -> Run:
        if typed is not None:
            monkeypatch.setattr(sys, "stdin", StringIO(typed) if isinstance(typed, str) else typed)
        with pytest.raises(SystemExit) as done:
            main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err
        return Run(done.value.code, shown.out, shown.err)

    return run


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Return a function that has LibreOffice reckon workbooks, all in one run, and returns each as it saves it.

    ``.ci/run`` installs LibreOffice and sets XHHT_OFFICE=1: then these tests fail where there is none. Elsewhere they
    are skipped, so that the README's command passes on a machine without an office.
    """
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("XHHT_OFFICE") == "1":
            pytest.fail("XHHT_OFFICE=1, but there is no LibreOffice: install it (Debian: apt install libreoffice-calc)")
        pytest.skip("no LibreOffice here: install it to reckon formulas (Debian: apt install libreoffice-calc)")
    return lambda books: reckoned(books, found, tmp_path_factory.mktemp("office"))

"""The README is current: its picture, its commands, its sample. CI runs its two commands as they are printed."""

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from ratings.commands import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["capture", "capture_changes", "capture_self_assess"])
def test_a_picture_is_what_a_terminal_shows_now(monkeypatch, name):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    capture = import_module(name)
    for each in ("capture", "sessions", name):
        sys.modules.pop(each, None)
    assert capture.PICTURE.read_text(encoding="utf-8") == capture.picture(), f"run: python docs/{name}.py"


@pytest.mark.parametrize("name", ["rate", "test"])
def test_ci_finds_each_command(name):
    found = re.findall(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert len(found) == 1
    assert found[0].startswith("python3 -m venv ")
    assert "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject" in found[0]


def test_output_is_what_the_command_prints_now(xhht, monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = re.findall(r"<!-- output: (.+) -->\n```\n(.+?)```", README, flags=re.DOTALL)
    assert shown
    for command, printed in shown:
        assert xhht(*command.split()).out == printed, command


def test_every_command_that_is_named_exists():
    commands = set(re.findall(r"bin/xhht ([a-z-]+)", README))
    assert commands
    assert commands <= set(cli.commands)


def test_every_file_that_is_linked_exists():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_vietnamese_comes_first():
    assert README.index("Cài đặt") < README.index("In English")

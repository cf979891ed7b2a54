"""Every sample is what the published schemas say: what users write, and what they get."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SAMPLES = Path(__file__).parent.parent / "samples"
EVIDENCE = sorted(SAMPLES.rglob("*.json"))
"""One file for each sample; the folders hold one each, which names its members in files beside it."""
MEMBERS = sorted(SAMPLES.rglob("*.jsonl"))


@pytest.fixture
def validator(xhht):
    """Return a function that makes a validator of a schema as the command line prints it."""

    def made(name: str) -> Draft202012Validator:
        done = xhht("schema", name)
        assert (done.status, done.err) == (0, "")
        schema = json.loads(done.out)
        Draft202012Validator.check_schema(schema)
        return Draft202012Validator(schema)

    return made


def test_every_folder_of_samples_has_evidence():
    """Else a sample could be left out of these tests without a word."""
    folders = {path for path in SAMPLES.iterdir() if path.is_dir()}
    assert folders
    assert folders <= {path.parent for path in EVIDENCE}


@pytest.mark.parametrize("sample", EVIDENCE, ids=lambda path: path.stem)
def test_a_sample_and_its_result_fit_their_schemas(sample, xhht, validator):
    validator("evidence").validate(json.loads(sample.read_text("utf-8")))
    done = xhht("rate", sample, "--format", "json")
    assert (done.status, done.err) == (0, "")
    validator("result").validate(json.loads(done.out))


@pytest.mark.parametrize("members", MEMBERS, ids=lambda path: path.stem)
def test_every_member_in_a_file_of_members_fits_the_schema_of_evidence(members, validator):
    """A line is evidence, but for the format and the year, which it takes from the whole that names the file."""
    (of_whole,) = (json.loads(path.read_text("utf-8")) for path in members.parent.glob("*.json"))
    taken = {key: of_whole[key] for key in ("schema", "year")}
    lines = [json.loads(line) for line in members.read_text("utf-8").splitlines()]
    assert lines
    fits = validator("evidence")
    wrong = {number: error.message for number, line in enumerate(lines, 1) for error in fits.iter_errors(taken | line)}
    assert wrong == {}

"""What a whole run prints: reports one after the other, or one JSON document."""

import sys

from rich.console import Group, RenderableType

from criteria.texts import Language, Text, count_text
from ratings.batch import Batch, Checked, Checks, Rated
from ratings.explaining import explain
from ratings.json_report import BATCH_SCHEMA, dumped, render_json, to_json
from ratings.layout import Styled
from ratings.names import SEVERITY_NAMES
from ratings.output import printed
from ratings.text_report import report_of


def render_batch(
    batch: Batch, form: str, language: Language, *, to_file: bool, several: bool, brief: bool = False
) -> str:
    """Return all results of *batch* as text; empty where nothing was rated.

    Args:
        batch: What became of the files.
        form: ``text`` or ``json``. JSON of several files is one ``xhht-results/1`` document, refused files in it.
        language: Of the text, and of the few words of JSON that are in one language.
        to_file: Not to the terminal: 80 columns, no colour.
        several: More than one file was given.
        brief: Of the text, the verdict only.
    """
    if form == "json":
        return _json(batch, language, several=several)
    if not batch.rated:
        return ""
    target = None if to_file else sys.stdout
    return printed(lambda width: Group(*_reports(batch, language, width, brief=brief)), target)


def _reports(batch: Batch, language: Language, width: int, *, brief: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for each in batch.rated:
        if len(batch.outcomes) > 1:
            parts += [Styled()] if parts else []
            parts.append(Styled(f"── {each.file}", overflow="fold"))
        result = explain(each.rating)._replace(findings=each.findings)
        parts.append(report_of(result, language, width, brief=brief))
    return parts


def _json(batch: Batch, language: Language, *, several: bool) -> str:
    if not several:
        return "".join(render_json(explain(each.rating), language) for each in batch.rated)
    entries = []
    for each in batch.outcomes:
        if isinstance(each, Rated):
            entries.append({"file": each.file, "result": to_json(explain(each.rating), language)})
        else:
            errors = [
                {
                    "severity": "error",
                    "path": problem.path,
                    "message": {"vi": problem.sentence("vi"), "en": problem.sentence("en")},
                }
                for problem in each.problems
            ]
            entries.append({"file": each.file, "errors": errors})
    return dumped({"schema": BATCH_SCHEMA, "results": entries})


def render_checks(checks: Checks, language: Language) -> str:
    """Return a line for each file that can be rated, and one for each finding in it."""
    lines = []
    for each in checks.checked:
        answered, asked, members = each.answered, each.asked, _rated_members(each)
        lines.append(
            Text(
                f"{each.file}: hợp lệ, {each.rule_set}, đã trả lời {answered}/{asked} nội dung{members.vi}.",
                f"{each.file}: valid, {each.rule_set}, {answered} of {asked} indicators answered{members.en}.",
            ).into(language)
        )
        for finding in each.findings:
            severity = SEVERITY_NAMES[finding.severity].into(language)
            lines.append(f"  {severity} {finding.path}: {finding.message.into(language)}")
    return "".join(line + "\n" for line in lines)


def _rated_members(checked: Checked) -> Text:
    if checked.members is None:
        return Text("", "")
    count, refused = count_text(checked.members), count_text(checked.members_refused)
    said = Text(f", {count.vi} thành viên", f", {count.en} members")
    if not checked.members_refused:
        return said
    return Text(f"{said.vi}; {refused.vi} thành viên KHÔNG hợp lệ", f"{said.en}; {refused.en} members are NOT valid")

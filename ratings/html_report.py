"""The result as one page of HTML that needs nothing else: no script, no picture or style from outside, no link out."""

from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from typing import Any

from criteria.texts import Language, Text
from ratings.html import pictures, sections, words
from ratings.html.environment import template
from ratings.names import PROVENANCE_NAMES
from ratings.result import Result
from ratings.result_sentences import (
    change_lead,
    finding_lead,
    gates_heading,
    overlay_sentence,
    possible_sentence,
    provenance_sentence,
    recognition_sentences,
    rule_set_sentence,
    scaled_sentence,
    supposed_sentence,
)
from ratings.result_targets import AnyResult, TargetResult
from ratings.steps_report import TO_BE_DONE
from ratings.text_sections import standard_status


def render_html(result: AnyResult, language: Language) -> str:
    """Return *result* as a page in *language*; words of the evidence stay as they are, and are only ever text.

    Nothing but the arguments decides the page: the same result gives the same bytes.
    """
    shown = _points(result, language) if isinstance(result, Result) else _targets(result, language)
    return template("report.html.j2").render(**_alike(result, language), **shown)


def _alike(result: AnyResult, language: Language) -> dict[str, Any]:
    """What both schemes show."""
    level, year = result.level.name.into(language), result.year
    return {
        "language": language,
        "title": f"{result.subject.name} – {level} ({year})",
        "result": result,
        "about": sections.about(result),
        "doubts": tuple(filter(None, (possible_sentence(result), supposed_sentence(result)))),
        "remarks": tuple(_remarks(result)),
        "contents": tuple(_contents(result)),
        "width": pictures.WIDTH,
        "row": pictures.ROW,
        "named": partial(sections.status_name, result),
        "unsure": partial(sections.unsure, result),
        "standard_status": standard_status,
        "PROVENANCE_NAMES": PROVENANCE_NAMES,
        "members_shown": tuple(sections.members_shown(result)),
        "recognition": tuple(recognition_sentences(result.recognition)) if result.recognition is not None else (),
        "steps_heading": sections.way_heading(result),
        "change_lead": change_lead,
        "to_be_done": TO_BE_DONE,
        "finding_lead": finding_lead,
        "annex": sections.annex(result),
        "provenance": provenance_sentence(result),
        "made_by": _made_by(result),
    }


def _points(result: Result, language: Language) -> dict[str, Any]:
    return {
        "points_picture": pictures.points_picture(result, language),
        "levels_picture": pictures.levels_picture(result, language),
        "levels_to_reach": pictures.levels_to_reach(result),
        "distance": pictures.distance,
        "score": pictures.score,
        "gates_heading": gates_heading(result),
        "open_points": sections.open_points(result),
    }


def _targets(result: TargetResult, language: Language) -> dict[str, Any]:
    return {
        "points_picture": pictures.targets_picture(result, language),
        "levels_picture": pictures.target_levels_picture(result, language),
        "level_names": {level.id: level.name for level in result.levels},
        "targets_met": tuple(pictures.targets_met(result)),
        "target_cells": lambda indicator: tuple(sections.target_cells(result, indicator, language)),
        "target_sources": partial(sections.target_sources, result),
        "blocking_shown": tuple(sections.blocking_shown(result)),
    }


def _remarks(result: AnyResult) -> Iterator[Text]:
    scaled = scaled_sentence(result) if isinstance(result, Result) else None
    yield from filter(None, (scaled, overlay_sentence(result)))
    yield rule_set_sentence(result)
    yield provenance_sentence(result)


def _contents(result: AnyResult) -> Iterator[tuple[str, Text]]:
    """Yield the sections that the page has, in their order."""
    yield "levels", words.TO_EACH_LEVEL
    yield "points", words.BY_CRITERION if isinstance(result, Result) else words.TARGETS_BY_CRITERION
    yield "criteria", words.CRITERIA
    there = (
        ("standards", words.STANDARDS, result.standards),
        ("members", words.MEMBERS, result.members or result.refused_members),
        ("recognition", words.RECOGNITION, result.recognition),
        ("blocking", words.BLOCKING, result.blocking),
        ("steps", words.STEPS, result.next_level),
        ("findings", words.FINDINGS, result.findings),
    )
    yield from ((name, heading) for name, heading, shown in there if shown)
    yield "annex", words.ANNEX


def _made_by(result: AnyResult) -> Text:
    """Return what made the page, and by which rule set."""
    made, by = f"xhht {version('xhht')}", result.rule_set
    title = by.title
    return Text(
        f"Lập bằng {made}, theo bộ tiêu chí {by.id} ({title.vi}).",
        f"Made by {made} with rule set {by.id} ({title.en}).",
    )

"""What lint says of the catalogue, or of rule sets in files."""

from collections.abc import Sequence
from pathlib import Path

from criteria.catalogue import all_rule_sets
from criteria.lint import lint, lint_catalogue
from criteria.loading import load_rule_set
from criteria.problems import RuleSetError
from criteria.texts import Language
from ratings.batch import shown_name


def lint_lines(files: Sequence[Path], language: Language) -> tuple[list[str], int]:
    """Return a line for each mistake in the rule sets in *files* (the catalogue when empty), and how many were read."""
    lines: list[str] = []
    rule_sets = []
    if files:
        for file in files:
            try:
                rule_sets.append((shown_name(file), load_rule_set(file)))
            except RuleSetError as error:
                lines.extend(f"{shown_name(file)}: {problem.sentence(language)}" for problem in error.problems)
    else:
        rule_sets = [(rule_set.id, rule_set) for rule_set in all_rule_sets()]
    for name, rule_set in rule_sets:
        lines.extend(f"{name}: {problem.sentence(language)}" for problem in lint(rule_set))
    lines.extend(problem.sentence(language) for problem in lint_catalogue([rule_set for _, rule_set in rule_sets]))
    return lines, len(rule_sets)

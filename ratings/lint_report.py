"""What lint says of the catalogue, or of rule sets in files."""

from collections.abc import Sequence
from pathlib import Path

from criteria.catalogue import all_rule_sets, standards, standards_ids
from criteria.lint import lint, lint_catalogue
from criteria.loading import as_rule_set, read_yaml
from criteria.overlays import load_overlay
from criteria.problems import RuleSetError
from criteria.standards_lint import lint_references, lint_standards
from criteria.targets_model import AnyRuleSet
from criteria.texts import Language
from ratings.batch import shown_name


def _rule_set(file: Path) -> AnyRuleSet:
    """The rule set in *file*, or the one that the guidance in it makes."""
    read = read_yaml(file)
    if isinstance(read, dict) and "rule_set" in read:
        return load_overlay(file).rule_set
    return as_rule_set(read, str(file))


def lint_lines(files: Sequence[Path], language: Language) -> tuple[list[str], int]:
    """Return a line for each mistake, and how many rule sets were read.

    Args:
        files: Rule sets, or guidance laid over one; each is also held against the catalogue, but for the rule set whose
            id it has. Empty: the catalogue itself.
        language: Of the lines.
    """
    lines: list[str] = []
    read: list[tuple[str, AnyRuleSet]] = []
    for file in files:
        try:
            read.append((shown_name(file), _rule_set(file)))
        except RuleSetError as error:
            lines.extend(f"{shown_name(file)}: {problem.sentence(language)}" for problem in error.problems)
    ids = {rule_set.id for _, rule_set in read}
    others = [rule_set for rule_set in all_rule_sets() if rule_set.id not in ids]
    if not files:
        read = [(rule_set.id, rule_set) for rule_set in others]
        others = []
    for name, rule_set in read:
        lines.extend(f"{name}: {problem.sentence(language)}" for problem in lint(rule_set))
    known = {name: standards(name) for name in standards_ids()}
    for name, found in known.items() if not files else ():
        lines.extend(f"{name}: {problem.sentence(language)}" for problem in lint_standards(found))
    every = [*others, *(rule_set for _, rule_set in read)]
    between = (*lint_catalogue(every), *lint_references(every, known))
    lines.extend(problem.sentence(language) for problem in between)
    return lines, len(read)

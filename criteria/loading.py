"""YAML file to law as data: exact numbers, no key twice, no aliases, every mistake named."""

import re
from collections.abc import Hashable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from criteria.base import LawModel
from criteria.model import RuleSet
from criteria.problems import Problem, RuleSetError, quote
from criteria.shared import Heading
from criteria.system_errors import reason
from criteria.targets_model import AnyRuleSet, TargetRuleSet
from criteria.texts import Text, plain

LARGEST_FILE = 1_000_000
DEEPEST = 64
"""Lists and mappings inside each other; the parser of a file with some 20,000 crashes the process."""
_PLAIN_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)

_Law = TypeVar("_Law", bound=LawModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ExactLoader(_Loader):  # type: ignore[misc] # one of two classes, chosen when yaml was built
    """YAML without floats and without silent double keys."""


class _DuplicateKeyError(Exception):
    def __init__(self, key: object, line: int) -> None:
        self.key, self.line = key, line


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    read: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str) or key in read:
            raise _DuplicateKeyError(key, key_node.start_mark.line + 1)
        read[key] = loader.construct_object(value_node, deep=True)
    return read


def _decimal(loader: Any, node: yaml.ScalarNode) -> Decimal | str:
    words = str(loader.construct_scalar(node))
    try:
        return Decimal(words)
    except ArithmeticError:  # 1_0.5, .inf, 1:30.5: no way to write a figure of the law
        return words


def _integer(loader: Any, node: yaml.ScalarNode) -> int | str:
    # YAML reads 024 as 20 and 1:30 as 90; the law writes "05 điểm". Only plain decimal digits are a number here.
    words = str(loader.construct_scalar(node))
    return int(words) if _PLAIN_INTEGER.fullmatch(words) else words


def _day(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:  # 2015-02-30: told by its place, as no date
        return str(loader.construct_scalar(node))


_ExactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_ExactLoader.add_constructor("tag:yaml.org,2002:int", _integer)
_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
_ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def load_rule_set(path: Path) -> AnyRuleSet:
    """Return the rule set in the YAML file at *path*.

    Raises:
        RuleSetError: The file cannot be read, or is no rule set; with every problem found. Whether its figures
            add up is for ``criteria.lint`` to prove.
    """
    return as_rule_set(read_yaml(path), str(path))


def as_rule_set(read: Any, file: str) -> AnyRuleSet:
    """Return the rule set in data that was *read* from *file*, of the scheme that it names; errors as for others."""
    scheme = read.get("scheme") if isinstance(read, dict) else None
    try:
        return as_model(read, TargetRuleSet, file) if scheme == "targets" else as_model(read, RuleSet, file)
    except RuleSetError as error:
        named = [_of_scheme(scheme) if each.path == "/scheme" and scheme else each for each in error.problems]
        raise RuleSetError(named, file) from None


def _of_scheme(scheme: object) -> Problem:
    wrong = Text(f"Không có cách chấm {quote(scheme)}.", f"There is no scheme {quote(scheme)}.")
    right = Text('Ghi "points" (chấm điểm) hoặc "targets" (chỉ tiêu).', 'Write "points" or "targets".')
    return Problem("/scheme", quote(scheme), wrong, right)


def load_heading(path: Path) -> Heading:
    """Return the heading of the rule set at *path*, without reading its criteria; errors as for ``load_rule_set``."""
    read = read_yaml(path, until="\ncriteria:")
    wanted = Heading.model_fields
    return as_model({key: read.get(key) for key in wanted} if isinstance(read, dict) else read, Heading, str(path))


def load(path: Path, model: type[_Law]) -> _Law:
    """Return the *model* in the YAML file at *path*; errors as for ``load_rule_set``."""
    return as_model(read_yaml(path), model, str(path))


def as_model(read: Any, model: type[_Law], file: str) -> _Law:
    """Return the *model* in data that was *read* from *file*.

    Raises:
        RuleSetError: The data is something else; with every problem found.
    """
    try:
        return model.model_validate(read)
    except ValidationError as error:
        from criteria.validation import problems_of  # late: only mistakes need it

        raise RuleSetError(problems_of(error, read, model), file) from None


def read_yaml(path: Path, until: str | None = None) -> Any:
    """Return the data in the YAML file at *path*: integers, decimals, text, dates, lists and mappings.

    Args:
        path: The file.
        until: Read only what stands before these words.

    Raises:
        RuleSetError: The file cannot be read, or is no YAML that we accept.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _refusal(path, Text("Không đọc được tệp", "Cannot read the file"), reason(error)) from None
    if len(raw) > LARGEST_FILE:
        raise _refusal(path, Text("Tệp quá lớn", "The file is too large"), Text("hơn 1 MB", "more than 1 MB"))
    try:
        words = raw.decode("utf-8-sig").replace("\r\n", "\n")
        return _parse(words if until is None else words.partition(until)[0])
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refusal(
            path, Text("Tệp không phải UTF-8, dòng", "The file is not UTF-8, line"), _same(line), " "
        ) from None
    except _DuplicateKeyError as error:
        wrong = Text("Khóa bị lặp hoặc không phải chữ ở dòng", "A key stands twice or is no text in line")
        raise _refusal(path, wrong, _same(f"{error.line}: {quote(error.key)}"), " ") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{mark.line + 1}:{mark.column + 1}" if mark is not None else "?"
        raise _refusal(
            path,
            Text("Tệp không phải YAML hợp lệ, dòng và cột", "The file is not valid YAML, line and column"),
            _same(where),
            " ",
            detail=str(getattr(error, "problem", None) or error),
        ) from None


def _parse(words: str) -> Any:
    # Aliases could make a small file explode, and deep ones crash the parser; a rule set has no use for either.
    depth = 0
    for event in yaml.parse(words, Loader=_Loader) if _may_harm(words) else ():
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="aliases are not allowed", problem_mark=mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
    return yaml.load(words, Loader=_ExactLoader)


def _may_harm(words: str) -> bool:
    return "*" in words or any(words.count(opener) > 1_000 for opener in "[{-?")


def _same(words: object) -> Text:
    """Return a text that is the same in both languages, safe to print."""
    return Text(plain(str(words)), plain(str(words)))


def _refusal(path: Path, wrong: Text, what: Text, separator: str = ": ", detail: str = "") -> RuleSetError:
    # The detail is the library's and English.
    more = f" ({plain(detail)})" if detail else ""
    sentence = Text(f"{wrong.vi}{separator}{what.vi}.", f"{wrong.en}{separator}{what.en}{more}.")
    return RuleSetError([Problem("", None, sentence, Text("", ""))], str(path))

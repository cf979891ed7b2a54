"""What a reader of a summary has to know beside the figures: who stands there twice, what was left out or supposed."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from criteria.texts import Text
from ratings.names import AREA_NAMES
from ratings.result_summary import SubjectLine
from ratings.result_targets import AnyResult
from ratings.vietnamese_order import name_key

MOST_NAMED = 5
"""Subjects that a note names; more of them are counted."""


def notes_on(lines: Sequence[SubjectLine], results: Sequence[AnyResult]) -> tuple[Text, ...]:
    """Return what there is to know of a group: *lines* of its subjects, and their *results* in any order."""
    return (*_doubled(lines), *_refused_members(results), *_supposed(lines), *_difficult(lines))


def listed(names: Sequence[str], most: int = MOST_NAMED) -> Text:
    """Return *names* after one another; after *most*, how many more there are."""
    shown, more = ", ".join(names[:most]), len(names) - most
    if more <= 0:
        return Text(shown, shown)
    return Text(f"{shown} và {more} đối tượng khác", f"{shown} and {more} more")


def _doubled(lines: Sequence[SubjectLine]) -> Iterator[Text]:
    """Name who stands there twice: by code, or by name where not both have a code of their own."""
    for code, several in _alike(lines, lambda each: each.subject.code):
        files = ", ".join(sorted(each.file for each in several))
        yield Text(
            f"Mã {code} đứng ở {len(several)} tệp, mỗi tệp được tính một lần: {files}.",
            f"Code {code} stands in {len(several)} files, each of which counts: {files}.",
        )
    for _, several in _alike(lines, lambda each: name_key(each.subject.name)):
        codes = [each.subject.code for each in several]
        if None not in codes and len(set(codes)) == len(several):
            continue
        if None not in codes and len(set(codes)) == 1:
            continue  # said of the code
        name, files = several[0].subject.name, ", ".join(sorted(each.file for each in several))
        yield Text(
            f"Tên {name} đứng ở {len(several)} tệp, mỗi tệp được tính một lần: {files}.",
            f"The name {name} stands in {len(several)} files, each of which counts: {files}.",
        )


def _alike(
    lines: Iterable[SubjectLine], key: Callable[[SubjectLine], object]
) -> Iterator[tuple[object, list[SubjectLine]]]:
    found: dict[object, list[SubjectLine]] = {}
    for each in lines:
        found.setdefault(key(each), []).append(each)
    return ((what, several) for what, several in found.items() if what is not None and len(several) > 1)


def _refused_members(results: Iterable[AnyResult]) -> Iterator[Text]:
    refused = (each.subject.name for each in results if each.refused_members)
    names = sorted(refused, key=lambda name: (name_key(name), name))  # two names can have one key
    if names:
        said = listed(names)
        yield Text(
            f"Có thành viên không xếp loại được, không được tính: {said.vi}.",
            f"Some members could not be rated and are not counted: {said.en}.",
        )


def _supposed(lines: Iterable[SubjectLine]) -> Iterator[Text]:
    names = [each.subject.name for each in lines if each.supposes_papers]
    if names:
        said = listed(names)
        yield Text(
            f"Tính cả minh chứng mới là giả sử, chưa có thật: {said.vi}.",
            f"Documents that are only supposed and still lack are counted: {said.en}.",
        )


def _difficult(lines: Sequence[SubjectLine]) -> Iterator[Text]:
    """Say where not all are in one area: other thresholds may hold there."""
    names = [each.subject.name for each in lines if each.subject.area != "normal"]
    if names and len(names) < len(lines):
        said, area = listed(names), AREA_NAMES["difficult"]
        yield Text(
            f"Thuộc địa bàn {area.vi}, ngưỡng có thể khác: {said.vi}.",
            f"In a {area.en} area, where thresholds may differ: {said.en}.",
        )

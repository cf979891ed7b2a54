"""Counts that standards follow from, against one another: a part is never more than its whole."""

from collections.abc import Iterator, Mapping

from criteria.catalogue import standards
from criteria.problems import Problem, nearest, pointer, quote
from criteria.standards_model import Standards
from criteria.targets_model import AnyRuleSet
from criteria.texts import Text, count_text
from ratings.evidence import Evidence

_PATH = ["standards", "counts"]


def check_counts(evidence: Evidence, rule_set: AnyRuleSet) -> Iterator[Problem]:
    """Yield what is wrong with the standards block of *evidence*."""
    if evidence.standards is None:
        return
    if rule_set.standards is None:
        wrong = Text(
            f"{rule_set.id} không dùng số liệu phổ cập, xóa mù chữ.",
            f"{rule_set.id} uses no counts of universal education and literacy.",
        )
        yield Problem("/standards", None, wrong, Text('Bỏ "standards".', 'Drop "standards".'))
        return
    known, counts = standards(rule_set.standards), evidence.standards.given
    for name in (name for name in evidence.standards.counts if name not in known.counts_by_id):
        wrong = Text(f"Không có số liệu {quote(name)}.", f"There is no count {quote(name)}.")
        yield Problem(pointer([*_PATH, name]), quote(name), wrong, nearest(name, tuple(known.counts_by_id)))
    yield from _parts(known, counts)
    yield from _sums(known, counts)


def _parts(known: Standards, counts: Mapping[str, int]) -> Iterator[Problem]:
    for count in known.counts:
        for larger in count.among:
            if count.id in counts and larger in counts and counts[count.id] > counts[larger]:
                yield _above(count.id, counts[count.id], larger, counts[larger])


def _above(name: str, read: int, larger: str, whole: int) -> Problem:
    wrong = Text(
        f'{count_text(read).vi} lớn hơn "{larger}" ({count_text(whole).vi}).',
        f'{count_text(read).en} is more than "{larger}" ({count_text(whole).en}).',
    )
    right = Text(
        f'Số này là một phần của "{larger}": ghi từ 0 đến {count_text(whole).vi}.',
        f'It is a part of "{larger}": write 0 to {count_text(whole).en}.',
    )
    return Problem(pointer([*_PATH, name]), str(read), wrong, right)


def _sums(known: Standards, counts: Mapping[str, int]) -> Iterator[Problem]:
    """Counts that a condition adds up exclude one another: together they are at most the whole."""
    summed = {
        (condition.counts, condition.of)
        for standard in known.standards
        for level in standard.levels
        for condition in level.conditions
        if len(condition.counts) > 1
    }
    for parts, whole in sorted(summed):
        if whole in counts and all(part in counts for part in parts):
            total = sum(counts[part] for part in parts)
            if total > counts[whole] >= max(counts[part] for part in parts):
                listed = " + ".join(f'"{part}"' for part in parts)
                wrong = Text(
                    f'{listed} = {count_text(total).vi}, lớn hơn "{whole}" ({count_text(counts[whole]).vi}).',
                    f'{listed} = {count_text(total).en}, more than "{whole}" ({count_text(counts[whole]).en}).',
                )
                right = Text("Một người chỉ tính vào một số.", "Count each person in one of them only.")
                yield Problem(pointer([*_PATH, parts[-1]]), str(total), wrong, right)

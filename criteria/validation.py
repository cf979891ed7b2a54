"""What pydantic found wrong, said to an official: path, what was read, what would be right, in both languages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from criteria.problems import Problem, nearest, pointer, quote
from criteria.texts import Text, decimal_text

Context = Mapping[str, Any]
Sentences = tuple[Text, Text]


def problems_of(error: ValidationError, read: Any, known: Sequence[str]) -> tuple[Problem, ...]:
    """Return every problem in *error*, in the order of the file.

    Args:
        error: What pydantic raised.
        read: The data that it read.
        known: Every key that such a file may have, to name the nearest one to an unknown key.
    """
    found = []
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"], read)
        key = str(path[-1]) if path else ""
        present = detail["type"] != "missing"
        wrong, right = _sentences(
            detail["type"], detail.get("ctx", {}), quote(detail["input"]), key, known, detail["msg"]
        )
        found.append(Problem(pointer(path), quote(detail["input"]) if present else None, wrong, right))
    return tuple(found)


def known_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Return every key that *model* and the models inside it know, sorted."""
    names: set[str] = set()
    seen: set[object] = set()

    def visit(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
            seen.add(annotation)
            for name, field in annotation.model_fields.items():
                names.add(field.alias or name)
                visit(field.annotation)
        for argument in get_args(annotation):
            visit(argument)

    visit(model)
    return tuple(sorted(names))


def _path(location: Sequence[int | str], read: Any) -> tuple[int | str, ...]:
    """Return *location* without the names of union members that pydantic puts into it."""
    path: list[int | str] = []
    here = read
    for index, part in enumerate(location):
        last = index == len(location) - 1
        if isinstance(here, dict) and (part in here or (last and ":" not in str(part))):
            here = here.get(part)
        elif isinstance(here, list | tuple) and isinstance(part, int):
            here = here[part] if part < len(here) else None
        else:
            continue
        path.append(part)
    return tuple(path)


def _sentences(kind: str, context: Context, read: str, key: str, known: Sequence[str], fallback: str) -> Sentences:
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return Text(f"Không có khóa {quote(key)}.", f"There is no key {quote(key)}."), nearest(key, known)
    if kind == "missing":
        return Text("Thiếu khóa này.", "This key is missing."), _NEEDED.get(key, Text("Hãy bổ sung.", "Add it."))
    if kind in _WRONG:
        return _WRONG[kind](context, read)
    return Text(f"{read} không hợp lệ ({fallback}).", f"{read} is not valid ({fallback})."), Text("", "")


_NEEDED = {
    "of": Text(
        'Ghi tổng số được tính vào "of", cùng với "count".',
        'Write the number of all who are counted as "of", together with "count".',
    ),
    "count": Text(
        'Ghi số đạt vào "count", cùng với "of".',
        'Write the number of those who meet the indicator as "count", together with "of".',
    ),
    "schema": Text('Ghi "xhht-evidence/1".', 'Write "xhht-evidence/1".'),
    "year": Text("Ghi năm đánh giá, ví dụ 2022.", "Write the year of assessment, such as 2022."),
}


def _is(vi: str, en: str, right_vi: str, right_en: str) -> Callable[[Context, str], Sentences]:
    """Return sentences whose blanks are filled from the context and from what was read."""

    def sentences(context: Context, read: str) -> Sentences:
        def fill(words: str, language: str) -> str:
            return words.format(read=read, **{name: _shown(value, language) for name, value in context.items()})

        return Text(fill(vi, "vi"), fill(en, "en")), Text(fill(right_vi, "vi"), fill(right_en, "en"))

    return sentences


def _shown(value: object, language: str) -> str:
    if isinstance(value, int):
        number = decimal_text(value, 0)
        return number.vi if language == "vi" else number.en
    return str(value)


def _one_of(context: Context, read: str) -> Sentences:
    expected = str(context.get("expected", context.get("expected_tags", ""))).replace("'", '"')
    vi = expected.replace(" or ", " hoặc ")
    return (
        Text(f"{read} không dùng được ở đây.", f"{read} cannot stand here."),
        Text(f"Ghi {vi}.", f"Write {expected}."),
    )


_TOO_SMALL = _is("{read} quá nhỏ.", "{read} is too small.", "Ghi số từ {ge} trở lên.", "Write {ge} or more.")

_WRONG: dict[str, Callable[[Context, str], Sentences]] = {
    "answer_form": _is(
        "Mỗi câu trả lời có đúng một dạng; ở đây không có dạng nào hoặc có nhiều hơn một.",
        "An answer has exactly one form; here is none, or more than one.",
        'Chỉ ghi một trong: "met"; "count" cùng "of"; "value"; "choice"; "points"; "not_applicable".',
        'Write only one of: "met"; "count" with "of"; "value"; "choice"; "points"; "not_applicable".',
    ),
    "bands_rise": _is(
        "Các mức điểm phải giảm dần.",
        "Bands must fall.",
        "Ghi mức tốt nhất trước, ngưỡng và điểm đều giảm.",
        "Write the best first, thresholds and points falling.",
    ),
    "blank": _is(
        "Không có chữ nào.",
        "There are no words.",
        "Ghi nội dung, hoặc bỏ khóa này.",
        "Write some, or drop the key.",
    ),
    "bool_type": _is(
        "{read} không phải true hoặc false.",
        "{read} is neither true nor false.",
        "Ghi true nếu đạt, false nếu không, không có ngoặc kép.",
        "Write true if met, false if not, without quotes.",
    ),
    "count_above_of": _is(
        '{count} lớn hơn "of" ({of}).',
        '{count} is more than "of" ({of}).',
        "Ghi số đạt, từ 0 đến {of}.",
        "Write those who meet it, 0 to {of}.",
    ),
    "count_above_part": _is(
        '"count" là {count}, nhưng chỉ {met} người đạt "{part}".',
        '"count" is {count}, but only {met} meet "{part}".',
        "Người đạt đủ mọi mặt không thể nhiều hơn người đạt một mặt: ghi nhiều nhất {met}, hoặc sửa con số của mặt đó.",
        "Those who meet everything cannot outnumber those who meet one part: write {met} at most, or mend the part.",
    ),
    "part_above_of": _is(
        '"{part}": {met} lớn hơn "of" ({of}).',
        '"{part}": {met} is more than "of" ({of}).',
        "Ghi số đạt, từ 0 đến {of}.",
        "Write those who meet it, 0 to {of}.",
    ),
    "count_type": _is(
        "{read} không phải số nguyên.",
        "{read} is not a whole number.",
        "Ghi số nguyên không có ngoặc kép, ví dụ 38.",
        "Write a whole number without quotes, such as 38.",
    ),
    "date_form": _is(
        "{read} không phải ngày có thật theo dạng năm-tháng-ngày.",
        "{read} is no existing day written year-month-day.",
        'Ghi như "2022-01-24" cho ngày 24/01/2022.',
        'Write "2022-01-24" for 24 January 2022.',
    ),
    "empty_document": _is(
        "Minh chứng không có thông tin nào.",
        "The document says nothing.",
        'Ghi ít nhất một trong: "number", "date", "title", "issuer", "file".',
        'Write at least one of: "number", "date", "title", "issuer", "file".',
    ),
    "gate_bound": _is(
        "Điều kiện cần đúng một ngưỡng.",
        "A gate needs exactly one bound.",
        'Ghi "at_least" hoặc "more_than".',
        'Write "at_least" or "more_than".',
    ),
    "greater_than": _is("{read} quá nhỏ.", "{read} is too small.", "Ghi số lớn hơn {gt}.", "Write more than {gt}."),
    "greater_than_equal": _TOO_SMALL,
    "language_missing": _is(
        "Thiếu lời văn ({language}).",
        "The words are missing ({language}).",
        "Ghi cả vi và en.",
        "Write both vi and en.",
    ),
    "less_than_equal": _is(
        "{read} quá lớn.", "{read} is too large.", "Ghi số từ {le} trở xuống.", "Write {le} or less."
    ),
    "literal_error": _one_of,
    "union_tag_invalid": _one_of,
    "union_tag_not_found": _is(
        'Thiếu khóa "kind".',
        'The key "kind" is missing.',
        "Hãy bổ sung.",
        "Add it.",
    ),
    "number_places": _is(
        "{read} có quá nhiều chữ số thập phân.",
        "{read} has too many decimals.",
        "Ghi nhiều nhất {places} chữ số sau dấu chấm.",
        "Write at most {places} digits after the point.",
    ),
    "number_size": _is(
        "{read} quá lớn hoặc không phải số hữu hạn.",
        "{read} is too large or not finite.",
        "Ghi số không quá 10^12.",
        "Write a number of 10^12 at most.",
    ),
    "number_type": _is(
        "{read} không phải số.",
        "{read} is not a number.",
        "Ghi số không có ngoặc kép, dấu chấm cho phần thập phân: 94.5 (không phải 94,5).",
        "Write a number without quotes, a point before the decimals: 94.5 (not 94,5).",
    ),
    "options_differ": _is(
        "Các lựa chọn của thang điểm khác với câu hỏi.",
        "The options of the scale are not those of the question.",
        "Liệt kê cùng các lựa chọn, cùng thứ tự.",
        "List the same options in the same order.",
    ),
    "options_fall": _is(
        "Điểm của các lựa chọn phải tăng dần.",
        "The points of the options must rise.",
        "Ghi lựa chọn thấp nhất trước.",
        "Write the least option first.",
    ),
    "scale_unfit": _is(
        'Thang "{scale}" không đo được câu trả lời "{answer}".',
        'The scale "{scale}" cannot measure a "{answer}" answer.',
        "Chọn thang phù hợp.",
        "Choose a scale that fits.",
    ),
    "step_uneven": _is(
        "Bước điểm không chia hết điểm tối đa thành các phần triệu nguyên.",
        "The step does not divide the maximum into whole parts per million.",
        "Chọn bước khác, ví dụ 0.5 cho 10 hoặc 25 điểm.",
        "Choose another step, such as 0.5 for 10 or 25 points.",
    ),
    "string_pattern_mismatch": _is(
        "{read} không đúng dạng.",
        "{read} does not have the right form.",
        "Dạng cần có: {pattern}.",
        "The form is: {pattern}.",
    ),
    "string_too_long": _is(
        "{read} quá dài.",
        "{read} is too long.",
        "Ghi nhiều nhất {max_length} ký tự.",
        "Write {max_length} characters at most.",
    ),
    "string_type": _is(
        "{read} không phải chữ.",
        "{read} is not text.",
        "Ghi chữ trong ngoặc kép.",
        "Write text in quotes.",
    ),
    "too_short": _is(
        "Danh sách quá ngắn.",
        "The list is too short.",
        "Cần ít nhất {min_length}.",
        "At least {min_length} are needed.",
    ),
    "too_long": _is(
        "Danh sách quá dài.",
        "The list is too long.",
        "Nhiều nhất {max_length}.",
        "{max_length} at most.",
    ),
}
_OBJECT = _is(
    "{read} không phải một nhóm khóa.",
    "{read} is not an object.",
    "Ghi các khóa trong {{ }}.",
    "Write keys within {{ }}.",
)
_LIST = _is(
    "{read} không phải danh sách.",
    "{read} is not a list.",
    "Ghi danh sách trong [ ].",
    "Write a list within [ ].",
)
_DAY = _is("{read} không phải ngày.", "{read} is not a date.", "Ghi như 2022-01-24.", "Write it like 2022-01-24.")
_WRONG |= dict.fromkeys(("model_type", "dict_type", "dataclass_type", "model_attributes_type"), _OBJECT)
_WRONG |= dict.fromkeys(("tuple_type", "list_type"), _LIST)
_WRONG |= dict.fromkeys(("date_type", "is_instance_of"), _DAY)
_WRONG |= dict.fromkeys(("int_type",), _WRONG["count_type"])

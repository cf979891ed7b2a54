"""What pydantic found wrong, said to an official: path, what was read, what would be right, in both languages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from criteria.problems import Problem, nearest, pointer, quote, shortened
from criteria.texts import Text, plain

Context = Mapping[str, Any]
Sentences = tuple[Text, Text]


def problems_of(error: ValidationError, read: Any, model: type[BaseModel]) -> tuple[Problem, ...]:
    """Return every problem in *error*, in the order of the file.

    Args:
        error: What pydantic raised.
        read: The data that it read.
        model: What it was to be; the keys that it knows at a place are named when there is an unknown one.
    """
    found = []
    for detail in error.errors(include_url=False):
        present = detail["type"] != "missing"
        path = _path(detail["loc"], read, missing=not present)
        input_ = quote(detail["input"])
        if detail["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
            wrong, right = _unknown(str(path[-1]), _keys_at(model, detail["loc"][:-1]))
        elif detail["type"] == "missing":
            wrong, right = Text("Thiếu khóa này.", "This key is missing."), _needed(path, model)
        else:
            kind = detail["type"]
            if kind == "answer_form" and not isinstance(detail["input"], dict):
                kind = "dict_type"
            wrong, right = _sentences(kind, detail.get("ctx", {}), input_, detail["msg"])
            if kind == "count_type" and path[-1] == "year":
                right = _NEEDED["year"]
        found.append((detail["type"], Problem(pointer(path), input_ if present else None, wrong, right)))
    return tuple(problem for kind, problem in found if kind != "too_short" or not _has_inner(problem, found))


def _needed(path: Sequence[int | str], model: type[BaseModel]) -> Text:
    """Return what is to be written at *path*, which is missing."""
    key = str(path[-1]) if path else ""
    if key == "schema" and "schema_" in model.model_fields:
        listed = " / ".join(f'"{each}"' for each in get_args(model.model_fields["schema_"].annotation))
        return Text(f"Ghi {listed}.", f"Write {listed}.")
    if len(path) == 1 and key == "of":
        return _ADD  # of the file as a whole: no number
    return _NEEDED.get(key, _ADD)


def _has_inner(problem: Problem, found: Sequence[tuple[str, Problem]]) -> bool:
    """Whether another problem lies inside: pydantic calls a list too short that has lost its wrong entries."""
    return any(other.path.startswith(f"{problem.path}/") for _, other in found)


def _unknown(key: str, known: Sequence[str]) -> Sentences:
    return Text(f"Không có khóa {quote(key)}.", f"There is no key {quote(key)}."), nearest(key, known)


def _keys_at(annotation: Any, location: Sequence[int | str]) -> tuple[str, ...]:
    """Return the keys that an object at *location* below *annotation* may have; none where that is unknown."""
    for part in location:
        annotation = _inside(annotation, part)
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        return tuple(field.alias or name for name, field in fields.items())
    return ("vi", "en") if annotation is Text else ()


def _inside(annotation: Any, part: int | str) -> Any:
    """Return what stands at *part* of *annotation*: a field, an entry, or the member of a union with that tag."""
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        named = (field for name, field in fields.items() if part in (name, field.alias))
        return next((_annotated(field) for field in named), None)
    members = [member for member in get_args(annotation) if member is not type(None)]
    if get_origin(annotation) is Annotated:
        return _inside(members[0], part) if not _is_tag_of(annotation, part) else members[0]
    tagged = [member for member in members if _is_tag_of(member, part)]
    if tagged:
        return _bare(tagged[0])
    if get_origin(annotation) in (dict, tuple, list):
        return members[-1] if members[-1] is not Ellipsis else members[0]
    return _inside(members[0], part) if len(members) == 1 else None


def _annotated(field: Any) -> Any:
    members = [member for member in get_args(field.annotation) if member is not type(None)]
    optional = len(members) == 1 and get_origin(field.annotation) not in (dict, tuple, list, Annotated)
    return members[0] if optional else field.annotation


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_tag_of(annotation: Any, part: int | str) -> bool:
    """Whether *part* names *annotation* among the members of a union: by its tag, or by its ``kind``."""
    tags = [getattr(extra, "tag", None) for extra in get_args(annotation)[1:]]
    kind = getattr(_bare(annotation), "model_fields", {}).get("kind")
    return part in tags or (kind is not None and part in get_args(kind.annotation))


def _path(location: Sequence[int | str], read: Any, *, missing: bool) -> tuple[int | str, ...]:
    """Return *location* without the names of union members that pydantic puts into it."""
    path: list[int | str] = []
    here = read
    for index, part in enumerate(location):
        absent = missing and index == len(location) - 1
        if isinstance(here, dict) and (part in here or absent):
            here = here.get(part)
        elif isinstance(here, list | tuple) and isinstance(part, int):
            here = here[part] if part < len(here) else None
        else:
            continue
        path.append(part)
    return tuple(path)


def _sentences(kind: str, context: Context, read: str, fallback: str) -> Sentences:
    if kind in _WRONG:
        return _WRONG[kind](context, read)
    return Text(f"{read} không hợp lệ ({fallback}).", f"{read} is not valid ({fallback})."), Text("", "")


_ADD = Text("Hãy bổ sung.", "Add it.")
_NEEDED = {
    "of": Text(
        'Ghi tổng số được tính vào "of", cùng với "count".',
        'Write the number of all who are counted as "of", together with "count".',
    ),
    "count": Text(
        'Ghi số đạt vào "count", cùng với "of".',
        'Write the number of those who meet the indicator as "count", together with "of".',
    ),
    "verdict": Text('Ghi "agree" hoặc "disagree".', 'Write "agree" or "disagree".'),
    "year": Text("Ghi năm đánh giá, ví dụ 2022.", "Write the year of assessment, such as 2022."),
}


def _is(vi: str, en: str, right_vi: str, right_en: str) -> Callable[[Context, str], Sentences]:
    """Return sentences whose blanks are filled from the context and from what was read."""

    def sentences(context: Context, read: str) -> Sentences:
        # Numbers as JSON writes them, and words of the file made safe: a part can be called anything.
        blanks = {name: shortened(plain(str(value))) for name, value in context.items()}

        def fill(words: str) -> str:
            return words.format(read=read, **blanks)

        return Text(fill(vi), fill(en)), Text(fill(right_vi), fill(right_en))

    return sentences


def _one_of(context: Context, read: str) -> Sentences:
    if "tag" in context:
        read = quote(context["tag"])
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
    "ages_form": _is(
        '"{band}" không phải một nhóm tuổi.',
        '"{band}" is no band of ages.',
        'Ghi như "15-25" hoặc "61+".',
        'Write it like "15-25" or "61+".',
    ),
    "ages_gap": _is(
        "Nhóm tuổi bắt đầu từ {first} không nối tiếp nhóm trước.",
        "The band that begins at {first} does not follow the one before.",
        'Ghi các nhóm từ nhỏ đến lớn, không trùng, không hở; nhóm cuối có thể ghi như "61+".',
        'Write the bands rising, without overlap or gap; the last can be like "61+".',
    ),
    "citation_form": _is(
        "Trích dẫn không chỉ rõ một chỗ trong văn bản.",
        "The citation does not name one place of the text.",
        "Ghi một trong: article (có thể thêm clause, point); item; table: true.",
        "Write one of: article (with clause and point, if any); item; table: true.",
    ),
    "paper_kind": _is(
        '"{paper}" không phải một loại văn bản.',
        '"{paper}" is no kind of paper.',
        "Ghi một trong: {known}.",
        "Write one of: {known}.",
    ),
    "rate_form": _is(
        "{read} không ghi rõ chi phí một lần và chi phí cho mỗi đơn vị.",
        "{read} does not say what comes once and what comes with each unit.",
        "Ghi như {{once: 100, each: 1}}.",
        "Write it like {{once: 100, each: 1}}.",
    ),
    "own_cost_form": _is(
        "{read} không phải chi phí của một nội dung.",
        "{read} is no cost of an indicator.",
        "Ghi như {{once: 100, each: 1}}, hoặc never nếu không đổi được.",
        "Write it like {{once: 100, each: 1}}, or never if it cannot be changed.",
    ),
    "points_above_of": _is(
        '{points} lớn hơn "of" ({of}).',
        '{points} is more than "of" ({of}).',
        'Ghi điểm từ 0 đến {of}, hoặc sửa điểm tối đa "of" của phiếu.',
        'Write points from 0 to {of}, or mend the maximum "of" of the sheet.',
    ),
    "registered_above_all": _is(
        '"registered_households" ({registered}) lớn hơn "households" ({households}).',
        '"registered_households" ({registered}) is more than "households" ({households}).',
        "Ghi số hộ đăng ký, nhiều nhất bằng số hộ của toàn xã.",
        "Write the registered households, at most all of the commune.",
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
        "Người đạt mọi thành phần không nhiều hơn người đạt một thành phần: ghi nhiều nhất {met}, hoặc sửa số kia.",
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
    "type_form": _is(
        "{read} không phải mã loại hình.",
        "{read} is no id of a type.",
        "Ghi mã chữ thường không dấu, có gạch nối; các mã của từng bộ: xhht rules show ID.",
        "Write an id in small letters with hyphens; xhht rules show ID lists those of a rule set.",
    ),
    "day_of_year": _is(
        "{read} không phải một ngày có trong mọi năm theo dạng tháng-ngày.",
        "{read} is no day of every year written month-day.",
        'Ghi như "01-15" cho ngày 15 tháng 1.',
        'Write "01-15" for 15 January.',
    ),
    "target_form": _is(
        "Chỉ tiêu thiếu con số mà câu hỏi cần, hoặc có con số mà câu hỏi không có.",
        "The target lacks the figure that the question needs, or has one that it does not have.",
        'Tỷ lệ và số cần "at_least", lựa chọn cần "option", dạng khác không cần; điểm không phải chỉ tiêu.',
        'A share or value needs "at_least", a choice "option", others nothing; points are no target.',
    ),
    "target_option": _is(
        'Câu hỏi không có lựa chọn "{option}" đáng là một chỉ tiêu.',
        'The question has no option "{option}" that could be a target.',
        "Ghi một lựa chọn của câu hỏi, trừ lựa chọn thấp nhất.",
        "Write an option of the question, but not the least.",
    ),
    "target_level": _is(
        '{of}: không có mức "{level}" đòi chỉ tiêu.',
        '{of}: there is no level "{level}" that asks for targets.',
        "Ghi một mức ở levels, trừ mức cuối.",
        "Write one of the levels, but not the last.",
    ),
    "remark_answer": _is(
        "Nhận xét đồng ý mà lại có câu trả lời khác.",
        "The remark agrees, and has another answer.",
        'Ghi "verdict": "disagree" cùng lý do, hoặc bỏ "answer".',
        'Write "verdict": "disagree" with a reason, or drop "answer".',
    ),
    "remark_blank": _is(
        "Câu trả lời còn để trống.",
        "The answer is blank.",
        'Ghi câu trả lời, hoặc bỏ "answer".',
        'Write an answer, or drop "answer".',
    ),
    "remark_reason": _is(
        "Không đồng ý mà không ghi lý do.",
        "The remark disagrees, and does not say why.",
        'Ghi lý do vào "reason".',
        'Write why as "reason".',
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
        "Chỉ dùng chữ thường không dấu, số và dấu gạch nối, ví dụ truong-hoc.",
        "Use small letters without accents, digits and hyphens only, such as school.",
    ),
    "string_too_long": _is(
        "{read} quá dài.",
        "{read} is too long.",
        "Ghi nhiều nhất {max_length} ký tự.",
        "Write {max_length} characters at most.",
    ),
    "string_unicode": _is(
        "{read} có ký tự không phải chữ.",
        "{read} holds something that is no character.",
        "Xóa ký tự đó rồi gõ lại.",
        "Delete it and type it again.",
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

"""What is wrong, said to somebody who sees cells: the keys of JSON become the columns of the sheet."""

from criteria.problems import Problem
from criteria.texts import Text

_WORDS = {
    'Ghi tổng số được tính vào "of", cùng với "count".': "Ghi tổng số được tính.",
    'Write the number of all who are counted as "of", together with "count".': "Write of how many.",
    'Ghi số đạt vào "count", cùng với "of".': "Ghi số đạt.",
    'Write the number of those who meet the indicator as "count", together with "of".': "Write how many meet it.",
    "Thiếu khóa này.": "Ô này còn trống.",
    "This key is missing.": "This cell is empty.",
    "bỏ khóa này": "để trống ô này",
    "drop the key": "leave the cell empty",
    "true / false": "Có / Không (Yes / No)",
}
_KEYS = {
    "of": Text("tổng số", "the total"),
    "count": Text("số đạt", "those who meet it"),
    "value": Text("giá trị", "the value"),
    "previous": Text("số liệu năm trước", "the figure of the year before"),
    "points": Text("điểm", "points"),
    "choice": Text("lựa chọn", "the choice"),
    "met": Text("Có hoặc Không", "Yes or No"),
    "not_applicable": Text("lý do không áp dụng", "why it does not apply"),
    "parts": Text("các phần", "the parts"),
}


def in_cell(problem: Problem, cell: str) -> Problem:
    """Return *problem* as it is told of a *cell*.

    >>> right = Text('Ghi "count": …, "of": …', "")
    >>> in_cell(Problem("/answers/2.a", None, Text("Thiếu khóa này.", ""), right), "Trả lời!E9").sentence("vi")
    'Trả lời!E9: Ô này còn trống. Ghi số đạt: …, tổng số: …'
    """
    return problem._replace(path=cell, wrong=_said(problem.wrong), right=_said(problem.right))


def _said(text: Text) -> Text:
    vi, en = text.vi, text.en
    for words, instead in _WORDS.items():
        vi, en = vi.replace(words, instead), en.replace(words, instead)
    for key, name in _KEYS.items():
        vi, en = vi.replace(f'"{key}"', name.vi), en.replace(f'"{key}"', name.en)
    return Text(vi[:1].upper() + vi[1:], en[:1].upper() + en[1:])

"""How cells of a workbook look: what is to be filled in, what is not, and what is reckoned."""

from typing import Any

_BASE: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_BOXED = _BASE | {"border": 1, "border_color": "#808080"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _BASE | {"bold": True, "font_size": 14, "text_wrap": False},
    "head": _BOXED | {"bold": True, "bg_color": "#D9E2EC", "align": "center", "valign": "vcenter"},
    "section": _BOXED | {"bold": True, "bg_color": "#EEF2F6"},
    "label": _BOXED,
    "hint": _BOXED | {"italic": True, "font_color": "#404040"},
    "none": _BOXED | {"bg_color": "#E0E0E0"},
    "live": _BOXED | {"bg_color": "#F3F3F3", "align": "right"},
    "words": _BASE,
    # To be filled in: not locked, on white. Text stays text: "1/2" is to become no date, "0012" no number.
    "text": _BOXED | {"locked": False, "num_format": "@"},
    "number": _BOXED | {"locked": False, "num_format": "General", "align": "right"},
    "day": _BOXED | {"locked": False, "num_format": "dd/mm/yyyy", "align": "right"},
    "choice": _BOXED | {"locked": False, "num_format": "@", "bg_color": "#FFFBE6"},
}


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        """Make formats in *book*, an ``xlsxwriter.Workbook``."""
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, look: str) -> Any:
        """Return the format called *look*."""
        if look not in self._made:
            self._made[look] = self._book.add_format(_LOOKS[look])
        return self._made[look]

    def of_kind(self, kind: str) -> Any:
        """Return the format of a cell of *kind* that is to be filled in."""
        if kind == "met" or kind.startswith("option:"):
            return self["choice"]
        if kind in ("whole", "number", "percent"):
            return self["number"]
        return self["day"] if kind == "day" else self["text"]

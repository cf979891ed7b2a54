"""Draw a session of ``xhht self-assess`` as a terminal of 80 columns shows it, as SVG: one answer, and a rest.

Run:  python docs/capture_self_assess.py
"""

import os
import sys
import tempfile
from contextlib import chdir, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from capture import cleaned
from rich.console import Console
from rich.text import Text

from ratings.main import main

PICTURE = Path(__file__).parent / "self-assess.svg"
COLUMNS = 80
COMMAND = "self-assess tt22-2020 -o don-vi.json"
BEFORE = """2022
1
Phòng Văn hóa huyện Tân Khê

có
Kế hoạch học tập năm 2022
15/KH-VH
24/01/2022

có
Quy chế thi đua, khen thưởng
27/QĐ-VH
15/02/2022

không
"""
"""What was typed on an earlier day: of the unit, and three questions."""
TYPED = """38/40
Danh sách kế hoạch tự học đã phê duyệt
41/DS-VH
15/03/2022

thoat
"""
TERMINAL = {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "COLORTERM": "truecolor", "XHHT_LANG": "vi"}


class Screen(StringIO):
    """Takes colours, as a terminal does."""

    def isatty(self) -> bool:
        return True


def picture() -> str:
    """Return a session that goes on with an earlier one as SVG."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder), patch.dict(os.environ, TERMINAL):
        os.environ.pop("NO_COLOR", None)
        shown(BEFORE)
        session = shown(TYPED)
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text.from_ansi(f"$ xhht {COMMAND}\n{session}"))
    return cleaned(console.export_svg(title=f"xhht {COMMAND}", unique_id="xhht"))


def shown(typed: str) -> str:
    """Return what the screen shows while this is *typed*."""
    screen = Screen()
    with redirect_stdout(screen), patch.object(sys, "stdin", StringIO(typed)), suppress(SystemExit):
        main(COMMAND.split())
    return screen.getvalue()


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

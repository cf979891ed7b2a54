"""Draw a session of ``xhht self-assess`` as a terminal of 80 columns shows it, as SVG: one answer, and a rest.

Run:  python docs/capture_self_assess.py
"""

import tempfile
from contextlib import chdir
from pathlib import Path

from sessions import drawn, shown

PICTURE = Path(__file__).parent / "self-assess.svg"
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


def picture() -> str:
    """Return a session that goes on with an earlier one as SVG."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        shown(COMMAND, BEFORE)
        return drawn(shown(COMMAND, TYPED), f"xhht {COMMAND}")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

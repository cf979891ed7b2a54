"""Draw the picture of the review: a sample with two remarks, as a terminal of 120 columns shows it, as SVG.

Run:  python docs/capture_review.py
"""

import asyncio
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from capture import cleaned
from textual.widgets import Input

from ratings.batch import rate_files
from ratings.review.app import ReviewApp
from ratings.review.session import open_cases

ROOT = Path(__file__).parent.parent
SAMPLES = ("xa-86-diem-chua-dat.json", "hoi-phu-nu-loai-trung-binh.json", "hop-tac-xa-muc-do-1.json")
PICTURE = ROOT / "docs" / "review.svg"
SIZE = (120, 36)


def picture() -> str:
    """Return the review at work as SVG."""
    with TemporaryDirectory() as folder:  # the remarks are saved beside the evidence
        files = [Path(shutil.copy(ROOT / "samples" / name, folder)) for name in SAMPLES]
        svg = asyncio.run(_at_work(ReviewApp(open_cases(files, rate_files(files), None, None), "vi")))
    return re.sub(r"terminal-\d+", "xhht", cleaned(svg))


async def _at_work(app: ReviewApp) -> str:
    """Return the screen after two remarks, while another answer is tried."""
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("p", "p", "p", "p", "a", "n", "d")
        for name, typed in {"reason": "Biên bản kiểm tra tháng 11 ghi 912 hộ", "answer": "912/1520"}.items():
            app.screen.query_one(f"#{name}", Input).value = typed
        await pilot.press("ctrl+s", "n", "w")
        answer = app.screen.query_one("#answer", Input)
        answer.value, answer.cursor_blink = "có", False
        await pilot.pause()
        return app.export_screenshot()


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

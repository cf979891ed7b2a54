"""A review on a screen of its own: how its tests open one, press keys, and read what stands there."""

import asyncio
import html
import re
import shutil
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from unittest.mock import patch

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from criteria.texts import Language
from ratings.batch import rate_files
from ratings.review.app import ReviewApp
from ratings.review.board import Board
from ratings.review.session import Case, open_cases
from ratings.reviews import Review, read_review, review_path

SAMPLES = Path(__file__).parent.parent / "samples"
SMALL, LARGE = (80, 24), (120, 40)
UNIT, COMMUNE, COOPERATIVE = "hoi-phu-nu-loai-trung-binh", "xa-86-diem-chua-dat", "hop-tac-xa-muc-do-1"
SHEET = "xa-phieu-cham-94-5"


def copied(folder: Path, *samples: str) -> list[Path]:
    """Return copies of *samples* in *folder*: reviews are written beside them."""
    return [Path(shutil.copy(SAMPLES / f"{name}.json", folder)) for name in samples]


def app_for(files: list[Path], language: Language = "vi", reviewer: str | None = None) -> ReviewApp:
    """Return the review of *files*, not yet running."""
    return ReviewApp(open_cases(files, rate_files(files), reviewer, None), language)


class Screen:
    """A review that runs."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press *keys*, one letter or one name in brackets each, as in ``n<enter>``; words on a line come at once."""
        for key in (key for each in keys for key in re.findall(r"<\w[\w+]*>|[^<]+", each)):
            if key.startswith("<"):
                await self._key(key[1:-1])
            elif len(key) > 1 and isinstance(self.app.focused, Input):
                self.app.screen.post_message(Paste(key))
                await self.settle()
            else:
                for letter in key:
                    await self._key(_NAMES.get(letter, letter))

    async def _key(self, key: str) -> None:
        await self.pilot.press(key)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was to happen has happened, and is laid out."""
        for _ in range(2):
            await self.pilot.pause()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something *holds*, ten seconds at most."""
        end = time.monotonic() + 10
        while not holds():
            assert time.monotonic() < end, self.text
            await asyncio.sleep(1 / 200)

    async def at_once(self, keys: str) -> None:
        """Press *keys* as a slow line brings them: all in one packet, before the first has done anything."""
        for key in re.findall(r"<\w[\w+]*>|[^<]", keys):
            name = key.strip("<>")
            self.app.post_message(Key(_NAMES.get(name, name), key if len(key) == 1 else None))
        await self.settle()

    async def click(self, words: str) -> None:
        """Click where *words* stand."""
        for y, line in enumerate(self.lines):
            if words in line:
                await self.pilot.click(offset=(line.index(words), y))
                await self.settle()
                return
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return lines_of(self.app.export_screenshot(), *self.app.size)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """What stands on the screen, without borders and line breaks."""
        return _words(self.lines)

    @property
    def pane(self) -> str:
        """What stands in the pane, likewise."""
        place = self.board.query_one("#pane").region
        return _words(line[place.x : place.right] for line in self.lines[place.y : place.bottom])

    @property
    def said(self) -> str:
        """The last message that came up."""
        return [each.message for each in self.app._notifications][-1]

    @property
    def board(self) -> Board:
        """The screen below any dialog."""
        board = self.app.screen_stack[0]
        assert isinstance(board, Board)
        return board

    def line(self, name: str) -> str:
        """What stands on the line *name* of the dialog."""
        return self.app.screen.query_one(f"#{name}", Input).value

    @property
    def item(self) -> str | None:
        """The id of the item at the cursor."""
        return self.board.criteria.item.id if self.board.criteria.item is not None else None

    @property
    def listed(self) -> list[str]:
        """The ids in the tree."""
        return [node.data.id for node in self.board.criteria.nodes if node.data is not None]

    @property
    def case(self) -> Case:
        """The file that is looked at."""
        assert self.board.case is not None
        return self.board.case

    @property
    def on_disk(self) -> Review:
        """The review as another process would read it at this moment."""
        return read_review(review_path(self.case.file))


def _words(lines: Iterable[str]) -> str:
    return " ".join(re.sub(r"[│┃╭╮╰╯─▁▂▃▄▅▆▇█]", " ", " ".join(lines)).split())


_NAMES = {"?": "question_mark", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket", " ": "space"}


def running(app: ReviewApp, script: Callable[[Screen], Awaitable[None]], size: tuple[int, int] = SMALL) -> None:
    """Run *app* on a screen of *size* columns and lines, and do what *script* says."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            screen = Screen(app, pilot)
            await screen.settle()
            await script(screen)

    # The pilot guesses from the use of the processor when all is done, which fails on a busy machine; pauses ask.
    with patch("textual.app.wait_for_idle", _no_guess), patch("textual.pilot.wait_for_idle", _no_guess):
        asyncio.run(run())


async def _no_guess(*_: float) -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def picture_of(app: ReviewApp) -> str:
    """Return the screen as SVG, without the fonts that it would fetch from elsewhere."""
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", app.export_screenshot(), flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg)
    return "".join(line.rstrip() + "\n" for line in re.sub(r"terminal-\d+", "xhht", svg).splitlines())


def lines_of(svg: str, columns: int, lines: int) -> list[str]:
    """Return what stands on the screen of which *svg* is a picture, line by line."""
    found = [[" "] * columns for _ in range(lines)]
    for x, line, words in re.findall(r'<text class="[^"]*" x="([\d.]+)"[^>]*line-(\d+)\)">([^<]*)</text>', svg):
        begin = round(float(x) / 12.2)
        for place, character in enumerate(html.unescape(words)):
            if begin + place < columns:
                found[int(line)][begin + place] = " " if character == "\xa0" else character
    return ["".join(line).rstrip() for line in found]

"""Draw the picture of the README: the verdict on a sample as a terminal of 80 columns shows it, as SVG.

Run:  python docs/capture.py
"""

import re
from io import StringIO
from pathlib import Path

from rich.console import Console

from ratings import rate, read_evidence
from ratings.explaining import explain
from ratings.text_report import report_of

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "xa-binh-khe" / "xa-binh-khe.json"
PICTURE = ROOT / "docs" / "rate.svg"
COLUMNS = 80
CELL = 12.2


def picture() -> str:
    """Return the verdict on the sample as SVG, without the fonts that rich would fetch from elsewhere."""
    console = Console(
        record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    rating = rate(read_evidence(SAMPLE), folder=SAMPLE.parent)
    console.print(report_of(explain(rating), "vi", COLUMNS, brief=True))
    return cleaned(console.export_svg(title=f"xhht rate --brief {SAMPLE.relative_to(ROOT)}", unique_id="xhht"))


def cleaned(svg: str) -> str:
    """Return the picture *svg* without fonts from elsewhere, and so that every viewer lays it out alike."""
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    svg = re.sub(r'x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>((?:&#160;)+)', _moved, svg)
    return "".join(line.rstrip() + "\n" for line in svg.splitlines())


def _moved(found: re.Match[str]) -> str:
    """Begin a text where its words begin: some viewers drop the spaces in front and stretch the rest."""
    x, y, length, rest, spaces = found.groups()
    gap = CELL * len(spaces) / len("&#160;")
    return f'x="{float(x) + gap:g}" y="{y}" textLength="{float(length) - gap:g}" {rest}>'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

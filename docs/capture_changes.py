"""Draw a session of ``xhht steps`` and ``xhht what-if`` as a terminal of 80 columns shows it, as SVG.

Run:  python docs/capture_changes.py
"""

from contextlib import chdir
from pathlib import Path

from capture import ROOT
from sessions import drawn, shown

PICTURE = Path(__file__).parent / "steps.svg"
SAMPLE = "samples/hoi-phu-nu-loai-trung-binh.json"
COMMANDS = (f"steps {SAMPLE} --most 2", f"what-if {SAMPLE} 2.a=7/7 2.c=7/7 1.b=có")


def picture() -> str:
    """Return the session as SVG."""
    with chdir(ROOT):
        session = "\n".join(map(shown, COMMANDS))
    return drawn(session, f"xhht {COMMANDS[0].split()[0]}, xhht {COMMANDS[1].split()[0]}")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

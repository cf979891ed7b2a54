"""Make the templates of papers in ratings/papers/templates: run it again after a change in docs/paper_templates.

python docs/make_paper_templates.py
"""

import sys
from pathlib import Path

from paper_templates.papers import TEMPLATES

FOLDER = Path(__file__).parent.parent / "ratings" / "papers" / "templates"


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        (FOLDER / f"{name}.docx").write_bytes(make())
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Show what Office files look like: every page of the given .docx and .xlsx files as a picture.

python docs/render_office.py FOLDER FILE...

Needs soffice (LibreOffice) and pdftoppm (poppler).
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def render(file, folder):
    """Write the pages of *file* to *folder* as PNG, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={Path(place, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place, str(file)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        pages = folder / file.stem
        subprocess.run(["pdftoppm", "-r", "60", "-png", str(Path(place, f"{file.stem}.pdf")), str(pages)], check=True)
    return sorted(folder.glob(f"{file.stem}-*.png"))


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    for file in map(Path, sys.argv[2:]):
        for page in render(file, Path(sys.argv[1])):
            print(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())

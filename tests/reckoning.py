"""Workbooks reckoned by a real LibreOffice, from nothing but their cells."""

import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""The setting by which LibreOffice reckons every formula anew and trusts no value in the file."""


def reckoned(books: Mapping[str, bytes], soffice: str, folder: Path) -> dict[str, bytes]:
    """Return each of *books* as *soffice* reckons and saves it; *folder* is empty and is worked in."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    for name, raw in books.items():
        (folder / f"{name}.xlsx").write_bytes(raw)
    to = ["--headless", "--convert-to", "xlsx", "--outdir", folder / "out"]
    files = [folder / f"{name}.xlsx" for name in books]
    own = f"-env:UserInstallation={profile.as_uri()}"
    subprocess.run([soffice, own, *to, *files], check=True, capture_output=True, timeout=300)
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in books}


def opened(raw: bytes) -> Workbook:
    """Return a workbook with the values of its formulas, as they stand in it."""
    return load_workbook(BytesIO(raw), data_only=True)

"""Standard streams. Apart from ``ratings.output`` so that ``--help`` does not import rich."""

import sys


def use_utf8() -> None:
    """Make standard output and error UTF-8, whatever the machine is set to: a report has letters that need it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")

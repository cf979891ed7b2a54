"""The templates of xhht, which a user can take, change in Word and give back."""

from importlib.resources import files

from criteria.papers_model import PaperKind


def default_template(kind: PaperKind) -> bytes:
    """Return the template of xhht for papers of *kind*, a Word file."""
    return files("ratings.papers").joinpath("templates", f"{kind}.docx").read_bytes()

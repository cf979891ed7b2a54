"""Filling a template: what comes out is the template with text in it, the same bytes for the same input."""

import zipfile
from datetime import datetime
from io import BytesIO

from docx.document import Document as WordDocument

from ratings.papers.context import PaperContext
from ratings.papers.environment import PaperEnvironment
from ratings.papers.errors import PaperError
from ratings.papers.filled_parts import active_content, check_filled
from ratings.papers.office_fields import LINE
from ratings.papers.opening import opened, refuse_damaged
from ratings.papers.template_faults import refuse_filling

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the file: a paper bears its own date in its head."""
_PROPERTY_LENGTH = 255


def render(template: bytes, context: PaperContext) -> bytes:
    """Return *template*, a Word file, with *context* filled in.

    Raises:
        TemplateRefusedError: The template cannot be opened or filled.
    """
    word = opened(template)
    try:
        before = active_content(word.docx)
    except Exception:  # a part that is not what it says it is
        refuse_damaged()
    environment = PaperEnvironment()
    try:
        # autoescape and finalize of the environment make text of every value.
        word.render(context._asdict(), environment, autoescape=True)
        check_filled(word.docx, before)
        _set_properties(word.docx, context)
        buffer = BytesIO()
        word.save(buffer)
    except PaperError:
        raise
    except Exception as error:  # a template can fail in any way that Jinja, python-docx and lxml know
        refuse_filling(error, environment)
    return _with_fixed_dates(buffer.getvalue())


def _set_properties(word: WordDocument, context: PaperContext) -> None:
    """Set what would say when, by whom and of what the template was made."""
    properties, day = word.core_properties, datetime(*_EPOCH)
    properties.title = f"{context.paper.title} {context.year}"[:_PROPERTY_LENGTH]
    office = context.office.name
    properties.author = office[:_PROPERTY_LENGTH] if office != LINE else ""
    properties.last_modified_by = "xhht"
    properties.created = properties.modified = day
    properties.revision = 1


def _with_fixed_dates(written: bytes) -> bytes:
    """Return the same file with one date for every part: the same input gives the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(written)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # the same on every system
            target.writestr(part, source.read(name))
    return buffer.getvalue()

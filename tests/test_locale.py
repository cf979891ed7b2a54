"""The compiled catalogue of click's words is the one that people read and write."""

import gettext
from pathlib import Path

from babel.messages.pofile import read_po

from ratings import bilingual

FOLDER = Path(bilingual.__file__).parent / "locale" / "vi" / "LC_MESSAGES"


def test_the_compiled_catalogue_is_that_of_the_source():
    """After a change: pybabel compile -d ratings/locale -D messages."""
    with (FOLDER / "messages.po").open("rb") as source, (FOLDER / "messages.mo").open("rb") as compiled:
        catalogue, translations = read_po(source, locale="vi"), gettext.GNUTranslations(compiled)
    for message in catalogue:
        if message.pluralizable and message.id:
            assert translations.ngettext(*message.id, 2) == message.string[0]
        elif message.id:
            assert translations.gettext(message.id) == message.string
    assert len(catalogue) > 20


def test_every_word_is_translated_with_the_same_blanks():
    with (FOLDER / "messages.po").open("rb") as source:
        for message in read_po(source, locale="vi"):
            if not message.id:
                continue
            words = message.string[0] if message.pluralizable else message.string
            of = message.id if message.pluralizable else (message.id,)
            blanks = {blank for each in of for blank in _blanks(each)}
            assert words
            assert _blanks(words) <= blanks


def _blanks(words: str) -> set[str]:
    return {part.split("}")[0] for part in words.split("{")[1:]}

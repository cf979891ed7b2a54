"""The libraries that papers and spreadsheets need: which they are, and what is said where one is not there."""

from criteria.texts import Text

OFFICE_LIBRARIES = frozenset(
    ("defusedxml", "docx", "docxtpl", "jinja2", "junitparser", "lxml", "openpyxl", "xlsxwriter")
)
"""What the extra ``office`` installs: papers and spreadsheets need it, and nothing else does."""
NEEDED = Text(
    "Tệp Excel, Word và HTML cần thêm thư viện.",
    "Excel, Word and HTML need more libraries.",
)
HOW = Text(
    "Trong thư mục của xhht chạy: pip install '.[office]' (xem README).",
    "In the folder of xhht run: pip install '.[office]' (see the README).",
)


def is_missing_library(error: Exception) -> bool:
    """Whether *error* says that one of these libraries is not installed."""
    return isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] in OFFICE_LIBRARIES

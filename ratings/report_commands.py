"""The command that writes reports: pages, papers, spreadsheets. Heavy imports are made late."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from criteria.texts import Text, plain
from ratings.bilingual import Command, lang_option, language, option, say
from ratings.options import (
    FILE,
    output_option,
    overlay_option,
    previous_option,
    review_option,
    rule_set_option,
    terms_of,
)
from ratings.running import end, rated_one, refuse_previous_of_several, reviewed

if TYPE_CHECKING:
    from criteria.papers_model import PaperKind
    from ratings.office import Office
    from ratings.record import AnyRating
    from ratings.report_files import Wanted
    from ratings.result_targets import AnyResult

_PAPERS: "tuple[PaperKind, ...]" = ("self-assessment", "summary", "minutes", "submission")


@click.command(
    cls=Command,
    words=Text(
        """Xuất kết quả xếp loại FILE thành báo cáo: trang web, văn bản Word, phiếu chấm Excel, CSV, JUnit.

        \b
        --format, ghi nhiều lần hoặc cách nhau dấu phẩy; thiếu thì theo đuôi của -o:
          html   một trang web tự đủ, in được trên giấy A4
          docx   văn bản Word, loại nào do --paper; luôn bằng tiếng Việt
          xlsx   phiếu chấm điểm, công thức tự cộng
          csv    mỗi nội dung một dòng, dấu phẩy ngăn cột, số ghi 94.5
          junit  XML cho kiểm tra tự động (đuôi .xml)

        Một dạng thì -o là chính tệp đó, ghi cả đuôi (kq.xlsx). Nhiều dạng thì -o là tên không đuôi: -o kq ghi kq.html,
        kq.docx, kq.xlsx, kq.csv, kq.xml; nhiều văn bản Word thì thêm tên: kq-minutes.docx. Tệp cũ bị
        ghi đè, tệp đầu vào thì không. Mọi dạng được tạo xong mới ghi tệp đầu tiên. Thành viên không xếp loại được thì
        báo cáo vẫn ghi, mã thoát 2.

        Mở thẳng CSV bằng Excel tiếng Việt sẽ sai cột và số: dùng Dữ liệu > Từ văn bản/CSV, hoặc lấy xlsx.

        \b
        Ví dụ:
          xhht report don-vi.json -o phieu-cham.xlsx
          xhht report xa.json --format html,docx,xlsx -o ket-qua
          xhht report xa.json --paper minutes --office van-phong.json -o kq.docx""",
        """Write the rating of FILE as reports: a web page, Word papers, an Excel score sheet, CSV, JUnit.

        \b
        --format, repeated or between commas; without it the ending of -o says:
          html   one page that needs nothing else, printable on A4
          docx   a Word paper, which one by --paper; always in Vietnamese
          xlsx   the score sheet, with formulas that add up
          csv    a row an indicator, columns by commas, numbers as 94.5
          junit  XML for continuous checks (ending .xml)

        With one format -o is the file itself, ending and all (out.xlsx). With several it is a name without ending:
        -o out writes out.html, out.docx, out.xlsx, out.csv, out.xml; of several papers each has its name:
        out-minutes.docx. A file that is there is written over, an input never. All are made before the first is
        written. Where members cannot be rated the report is written all the same, exit status 2.

        A CSV file opened directly by Excel set to Vietnamese gets wrong columns and numbers: use Data > From Text/CSV,
        or xlsx.

        \b
        Examples:
          xhht report unit.json -o score-sheet.xlsx
          xhht report commune.json --format html,docx,xlsx -o out
          xhht report xa.json --paper minutes --office office.json -o out.docx""",
    ),
)
@click.argument("file", metavar="FILE", type=FILE)
@option(
    "--format",
    "typed",
    metavar="FORMAT",
    multiple=True,
    words=Text("html, docx, xlsx, csv, junit; dùng được nhiều lần.", "html, docx, xlsx, csv, junit; repeatable."),
)
@option(
    "--paper",
    "papers",
    type=click.Choice(_PAPERS),
    multiple=True,
    words=Text(
        "Văn bản Word: báo cáo tự đánh giá, bản tổng hợp, biên bản, tờ trình; không ghi thì là văn bản đầu tiên của bộ "
        "tiêu chí; dùng được nhiều lần.",
        "Which Word paper: report of self-assessment, summary, minutes, submission; left out, the first that the rule "
        "set has; repeatable.",
    ),
)
@option(
    "--office",
    "office_file",
    metavar="FILE",
    type=FILE,
    words=Text(
        "Tệp JSON về cơ quan lập văn bản, thay khối office trong minh chứng.",
        "A JSON file on the office that writes the papers, in place of the office in the evidence.",
    ),
)
@option(
    "--template",
    "template_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    words=Text("Mẫu .docx của cơ quan thay mẫu có sẵn.", "A .docx template of your own in place of ours."),
)
@option(
    "--bom",
    is_flag=True,
    words=Text("CSV có dấu BOM để Excel nhận ra UTF-8.", "Begin CSV with a BOM, by which Excel knows UTF-8."),
)
@review_option
@overlay_option
@previous_option
@rule_set_option
@output_option
@lang_option
def report(
    file: Path,
    typed: tuple[str, ...],
    papers: "tuple[PaperKind, ...]",
    office_file: Path | None,
    template_file: Path | None,
    bom: bool,
    review: Path | None,
    overlay_files: tuple[Path, ...],
    previous: Path | None,
    rule_set: str | None,
    output: Path | None,
) -> None:
    """Write reports."""
    from ratings.explaining import explain
    from ratings.output import emit
    from ratings.report_files import with_first_paper

    refuse_previous_of_several(previous, (file,))
    _refuse_two_inputs(file, previous, office_file)
    wanted = _wanted(typed, papers, output)
    options = {"--paper": papers, "--office": office_file, "--template": template_file}
    _refuse_idle("docx", wanted, [name for name, given in options.items() if given])
    _refuse_idle("csv", wanted, ["--bom"] if bom else [])
    if template_file is not None and len({each.paper for each in wanted if each.form == "docx"}) > 1:
        raise click.UsageError(say("--template đi với một --paper.", "--template goes with one --paper."))
    given = (file, *overlay_files, *(each for each in (previous, review, office_file, template_file) if each))
    _refuse_places(wanted, given)
    office, template = _office_of(office_file), _template_of(template_file)
    terms = terms_of(rule_set, overlay_files, previous)
    batch, rated = rated_one(file, terms)
    if review is not None:
        batch = reviewed(batch, review, terms)
        (rated,) = batch.rated
    _refuse_places(wanted, rated.members_paths)
    result = explain(rated.rating)
    if not papers:
        wanted = with_first_paper(wanted, rated.rating.rule_set.papers)
    makers = _Makers(rated.rating, result, office, template, bom=bom)
    with _naming(template_file):
        made = [(makers.made(each), each.path) for each in wanted]  # all of them, before the first is written
    for content, path in made:
        emit(content, path)
    if len(made) > 1:
        listed = ", ".join(plain(str(path)) for _, path in made)
        click.echo(say(f"Đã ghi {listed}.", f"Written: {listed}."), err=True)
    end(batch)


class _Makers:
    """Makes each file of a result; the library of a format is imported with it."""

    def __init__(
        self, rating: "AnyRating", result: "AnyResult", office: "Office | None", template: bytes | None, *, bom: bool
    ) -> None:
        self._rating, self._result = rating, result
        self._office, self._template, self._bom = office, template, bom

    def made(self, wanted: "Wanted") -> str | bytes:
        """Return what stands in the file that is *wanted*."""
        match wanted.form:
            case "html":
                from ratings.html_report import render_html

                return render_html(self._result, language())
            case "xlsx":
                from ratings.score_sheet import score_sheet

                return score_sheet(self._result, language())
            case "csv":
                from ratings.csv_report import render_csv

                return render_csv(self._result, language(), bom=self._bom)
            case "junit":
                from ratings.junit_report import render_junit

                return render_junit(self._result, language())
        assert wanted.paper is not None  # the one format that is left
        return self._paper(wanted.paper)

    def _paper(self, kind: "PaperKind") -> bytes:
        from ratings.papers.filling import paper

        return paper(self._rating, self._result, kind, office=self._office, template=self._template)


def _wanted(typed: Sequence[str], papers: "Sequence[PaperKind]", output: Path | None) -> "tuple[Wanted, ...]":
    """Return the files to be made; refuse what does not say which."""
    from ratings.report_files import UnclearError, files_wanted, formats_named

    try:
        formats = formats_named(typed, output)
        return files_wanted(formats, tuple(dict.fromkeys(papers)) or _PAPERS[:1], output)
    except UnclearError as error:
        raise click.UsageError(error.said.into(language())) from None


def _refuse_idle(form: str, wanted: "Sequence[Wanted]", options: Sequence[str]) -> None:
    """Refuse *options* that are for a *form* that is not made."""
    if options and all(each.form != form for each in wanted):
        name = options[0]
        raise click.UsageError(say(f"{name} chỉ đi với --format {form}.", f"{name} goes with --format {form} only."))


def _refuse_two_inputs(file: Path, previous: Path | None, office: Path | None) -> None:
    from ratings.output import STANDARD_INPUT

    if office == STANDARD_INPUT and STANDARD_INPUT in (file, previous):
        raise click.UsageError(say("Chỉ một tệp đọc từ - được.", "Only one file can be -."))


def _refuse_places(wanted: "Sequence[Wanted]", inputs: Iterable[Path]) -> None:
    """Refuse, before anything is written, to write over *inputs*, over folders, or into none."""
    from ratings.output import STANDARD_OUTPUT, refuse_overwriting

    inputs = tuple(inputs)
    for each in wanted:
        refuse_overwriting(each.path, inputs)
        if each.path is None or each.path == STANDARD_OUTPUT:
            continue
        name, folder = plain(str(each.path)), plain(str(each.path.parent))
        if each.path.is_dir():
            raise click.UsageError(say(f"{name} là thư mục.", f"{name} is a folder."))
        if not each.path.parent.is_dir():
            raise click.UsageError(say(f"Không có thư mục {folder}.", f"There is no folder {folder}."))


def _office_of(file: Path | None) -> "Office | None":
    from ratings.office_reading import read_office

    return read_office(file) if file is not None else None


@contextmanager
def _naming(template_file: Path | None) -> Iterator[None]:
    """Say which file it is that a template is refused from."""
    from criteria.problems import ProblemsError

    try:
        yield
    except ProblemsError as error:
        if template_file is not None and any(each.path == "--template" for each in error.problems):
            error.file = plain(str(template_file))
        raise


def _template_of(file: Path | None) -> bytes | None:
    """Return the template in *file*; refuse one that cannot be read."""
    if file is None:
        return None
    from criteria.system_errors import reason

    try:
        return file.read_bytes()
    except OSError as error:
        why, name = reason(error), plain(str(file))
        raise click.UsageError(
            say(f"--template: không đọc được {name}: {why.vi}.", f"--template: cannot read {name}: {why.en}.")
        ) from None

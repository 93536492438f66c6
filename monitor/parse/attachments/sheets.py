"""
XLSX and XLS by python-calamine, with merged cells as spans; DOC and WPS by LibreOffice, where it is installed.

calamine gives numbers without their format, and 0.6 is not what a person sees in a cell that shows 60%. Which cells show
percents is read from the styles of an XLSX, and by xlrd from an XLS.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import resource
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml carries no types

from ...domain import AttachmentOutcome, Block, BlockKind
from ...errors import AttachmentError
from ..grid import MAX_SPAN, SpannedCell, table_blocks
from ..markup import one_line

#: Cells of a workbook at most; a table of a plan has some hundreds.
_MOST_CELLS = 500_000
_FORMULA_DIGITS = 12
_FIRST_CUSTOM = 164
_PERCENTS = frozenset({9, 10})
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
#: Programs that read DOC and WPS, by the names under which they are installed, and what reading one may take.
_OFFICES = ("soffice", "libreoffice")
_SECONDS = 60
_MEMORY = 2**31
#: A document may name pictures elsewhere: requests for them go to a port at which nobody listens.
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")


def read_sheets(content: bytes) -> tuple[Block, ...]:
    """Return the rows of all shown sheets, each under its name if there are several. Raises what calamine raises."""
    import python_calamine  # noqa: PLC0415 -- only a process that meets a workbook needs it

    percents = _percents(content)
    try:
        return tuple(_blocks(python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)), percents))
    except python_calamine.PasswordError as error:
        raise AttachmentError(AttachmentOutcome.ENCRYPTED, "the file needs a password") from error
    except BaseException as error:
        # What calamine did not foresee in a damaged file is no Exception, and would end the process.
        if type(error).__name__ != "PanicException":
            raise
        raise AttachmentError(AttachmentOutcome.DAMAGED, f"the file is damaged: {error}") from error


def _blocks(book: Any, percents: Mapping[str, frozenset[tuple[int, int]]]) -> Iterator[Block]:
    import python_calamine  # noqa: PLC0415 -- see above

    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    for name in shown:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > _MOST_CELLS:
            reason = f"sheet {one_line(name)} has {sheet.total_height * sheet.total_width:,} cells"
            raise AttachmentError(AttachmentOutcome.TOO_LARGE, reason)
        rows = list(_rows(sheet, percents.get(name, frozenset())))
        found = table_blocks(rows)
        if found and len(shown) > 1:
            yield Block(one_line(name), BlockKind.HEADING, 1)
        yield from found


def _rows(sheet: Any, percents: frozenset[tuple[int, int]]) -> Iterator[list[SpannedCell]]:
    """Yield the cells that begin in each row, as in HTML: what spans from above is left out."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        down, across = min(bottom - top + 1, MAX_SPAN), min(right - left + 1, MAX_SPAN)
        spans[top, left] = down, across
        covered.update((top + row, left + column) for row in range(down) for column in range(across))
    for index, row in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = []
        for column, value in enumerate(row):
            if (index, column) in spans or (index, column) not in covered:
                down, across = spans.get((index, column), (1, 1))
                cells.append(SpannedCell(_shown(value, is_percent=(index, column) in percents), down, across))
        yield cells


def _shown(value: object, *, is_percent: bool) -> str:
    """Return a value as its cell shows it."""
    match value:
        case bool():
            return "是" if value else "否"
        case float() | int():
            number = Decimal(f"{value:.{_FORMULA_DIGITS}g}") * (100 if is_percent else 1)
            return f"{number.normalize():f}" + ("%" if is_percent else "")
        case dt.datetime() | dt.date():
            return f"{value.year}年{value.month}月{value.day}日"
    return one_line(str(value))


# ------------------------------------------------------------------- formats


def _percents(content: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Return the cells that show percents, by sheet."""
    if not content.startswith(b"PK"):
        return _old_percents(content)
    with zipfile.ZipFile(BytesIO(content)) as package:
        styles = _percent_styles(package)
        if not styles:
            return {}
        return {name: frozenset(_cells(package, path, styles)) for name, path in _sheets(package)}


def _old_percents(content: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    import xlrd  # noqa: PLC0415 -- only a process that meets an XLS needs it

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" not in str(error):
            raise
        raise AttachmentError(AttachmentOutcome.ENCRYPTED, "the file needs a password") from error
    shown = {index for index, style in enumerate(book.xf_list) if "%" in book.format_map[style.format_key].format_str}
    return {
        sheet.name: frozenset(
            (row, column)
            for row in range(sheet.nrows)
            for column in range(sheet.ncols)
            if sheet.cell_xf_index(row, column) in shown
        )
        for sheet in book.sheets()
        if shown
    }


def _root(package: zipfile.ZipFile, path: str) -> Any:
    return etree.fromstring(package.read(path), etree.XMLParser(resolve_entities=False, no_network=True))


def _percent_styles(package: zipfile.ZipFile) -> frozenset[str]:
    """Return the indexes of the cell styles that show percents."""
    try:
        root = _root(package, "xl/styles.xml")
    except KeyError:
        return frozenset()
    formats = {
        int(element.get("numFmtId", 0)) for element in root.iter("{*}numFmt") if "%" in element.get("formatCode", "")
    } | _PERCENTS
    styles = next(root.iter("{*}cellXfs"), ())
    return frozenset(str(index) for index, style in enumerate(styles) if int(style.get("numFmtId", 0)) in formats)


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = {
        relation.get("Id"): relation.get("Target", "") for relation in _root(package, "xl/_rels/workbook.xml.rels")
    }
    for sheet in _root(package, "xl/workbook.xml").iter("{*}sheet"):
        target = next((relations.get(value, "") for key, value in sheet.items() if key.endswith("}id")), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in package.namelist():
            yield sheet.get("name", ""), path


def _cells(package: zipfile.ZipFile, path: str, styles: frozenset[str]) -> Iterator[tuple[int, int]]:
    for cell in _root(package, path).iter("{*}c"):
        place = _CELL.fullmatch(cell.get("r", ""))
        if place and cell.get("s") in styles and cell.get("t", "n") == "n":
            column = 0
            for letter in place[1]:
                column = 26 * column + ord(letter) - ord("A") + 1
            yield int(place[2]) - 1, column - 1


# ------------------------------------------------------------------- LibreOffice


def as_docx(content: bytes, suffix: str, programs: Sequence[str] = _OFFICES) -> bytes:
    """Return an old document as DOCX, by LibreOffice. Raises AttachmentError where that is not installed or fails."""
    program = next(filter(None, map(shutil.which, programs)), None)
    if program is None:
        reason = (
            f"reading {suffix.upper()} files needs LibreOffice; install it (the program soffice) where the monitor runs"
        )
        raise AttachmentError(AttachmentOutcome.UNSUPPORTED, reason)
    with TemporaryDirectory() as folder:
        source = Path(folder, f"document.{suffix}")
        source.write_bytes(content)
        command = (
            *(program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"),
            *("--convert-to", "docx", "--outdir", folder, str(source)),
        )
        if _run(command) == 0 and source.with_suffix(".docx").exists():
            return source.with_suffix(".docx").read_bytes()
    raise AttachmentError(AttachmentOutcome.DAMAGED, "LibreOffice cannot read the file")


def _run(command: Sequence[str]) -> int:
    """Return the exit status of a program that reaches no network by itself; all that it started ends with it."""
    process = subprocess.Popen(  # noqa: S603 -- the program is a fixed name, the file's name our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | _NO_NETWORK,
        start_new_session=True,
        preexec_fn=_roomier,  # noqa: PLW1509 -- a reading process has one thread
    )
    try:
        return process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return 1
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _roomier() -> None:
    """Let the program have more memory than a page may take: it needs that to start."""
    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    roomy = _MEMORY if highest == resource.RLIM_INFINITY else min(_MEMORY, highest)
    resource.setrlimit(resource.RLIMIT_AS, (roomy, highest))

"""Bytes of a workbook (.xlsx, .ods) → rows of cells of its first sheet, by calamine, which runs no formulas.

Its cells are dense, so a sheet with one cell in the last corner would fill the memory: that is looked for before.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

from handouts.errors import ContentError, Problem, one_problem
from handouts.reader.csv_rows import UNPRINTABLE, Cell, cleaned, unprintable

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook begins, and how one of Excel 97 or a protected one does [MS-CFB]."""
_LARGEST = 50 * 1024 * 1024
"""Bytes of an unpacked workbook; a school of 2,000 has about 2 MB."""
_MOST_CELLS = 1_000_000
_MOST_REPORTED = 20
_PLACE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_SAVE = "open it, and save the list as .xlsx or as CSV UTF-8"


def is_workbook(raw: bytes) -> bool:
    """Whether a file is no text but a workbook, whatever it is called."""
    return raw.startswith((_ZIP, _OLE))


def sheet_of(raw: bytes, name: str) -> tuple[list[list[Cell]], list[Problem]]:
    """The rows of the first sheet that hold something, and what to say of the others.

    Raises:
        ContentError: It cannot be read, is protected or too large, or characters cannot be printed.
    """
    if raw.startswith(_OLE):
        message = (
            "an old Excel file (.xls), or one that a password protects; open it, and save it anew as .xlsx without one"
        )
        raise ContentError(one_problem(name, message))
    _refuse_huge(raw, name)
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as book:
            sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            seen = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
            if not seen:
                raise ContentError(one_problem(name, f"this workbook has no sheet that can be seen; {_SAVE}"))
            table = [[_told(value) for value in row] for row in _filled(book.get_sheet_by_name(seen[0]))]
            others = [one for one in seen[1:] if book.get_sheet_by_name(one).height > 0]
    except (CalamineError, OSError, ValueError) as error:
        raise ContentError(
            one_problem(name, f"this workbook is damaged or protected by a password; {_SAVE}")
        ) from error
    rows = [
        [Cell(cleaned(text), line, column) for column, text in enumerate(row, 1)] for line, row in enumerate(table, 1)
    ]
    if problems := list(islice(_unprintable(rows, name), _MOST_REPORTED)):
        raise ContentError(problems)
    return [row for row in rows if any(cell.text for cell in row)], _not_read(seen[0], others, name)


def _filled(sheet: object) -> list[list[object]]:
    """All cells from the first line and column on; none of an empty sheet."""
    found: list[list[object]] = sheet.to_python(skip_empty_area=False) if sheet.height else []  # type: ignore[attr-defined]
    return found


def _told(value: object) -> str:
    """A value as the sheet shows it: a class 7 is no 7.0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date() if not (value.hour or value.minute) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _refuse_huge(raw: bytes, name: str) -> None:
    """Refuse what would take too much memory, whatever it says of its own size."""
    try:
        with ZipFile(BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise ContentError(one_problem(name, f"this workbook is too large for a list of names; {_SAVE}"))
            for part in parts.infolist():
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    with parts.open(part) as file:
                        _refuse_far(file.read(_LARGEST), name)
    except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, zlib.error) as error:
        message = f"this is a damaged workbook, or none; {_SAVE}"
        raise ContentError(one_problem(name, message)) from error


def _refuse_far(sheet: bytes, name: str) -> None:
    width = height = 0
    for match in _PLACE.finditer(sheet):
        number = 0
        for letter in match[1]:
            number = 26 * number + letter - 64
        width, height = max(width, number), max(height, int(match[2]))
    if width * height > _MOST_CELLS:
        message = f"a sheet has cells as far as line {height} and column {width}; copy the list into a new workbook"
        raise ContentError(one_problem(name, message))


def _unprintable(rows: list[list[Cell]], name: str) -> Iterator[Problem]:
    for row in rows:
        for cell in row:
            if match := UNPRINTABLE.search(cell.text):
                yield unprintable(match[0], cell.line, cell.column, name)


def _not_read(read: str, others: list[str], name: str) -> list[Problem]:
    if not others:
        return []
    named = ", ".join(f'"{one}"' for one in others[:_MOST_REPORTED])
    return one_problem(
        name, f'only the first sheet is read, "{read}"; save what else is wanted as lists of their own: {named}'
    )

"""团聚与回访 as a spreadsheet: written down first, then made beside the window."""

from datetime import datetime
from pathlib import Path

from app.desk.reunions import Year
from app.domain.ids import new_id
from app.domain.period import Period
from app.domain.reunions import ROWS, Part
from app.domain.staff import Officer, Right, Viewing
from app.paper.sheets import SheetTable, workbook
from app.store.files import make_folder, replace_file
from app.store.register import Register
from app.words.reunions import note_in_words, part_in_words, row_in_words, told
from app.words.say import say

FOLDER = "reunions"
_WIDTHS = (34, 10, 44)
Cells = tuple[str | int | None, ...]


def begin(register: Register, period: Period, *, by: Officer, at: datetime) -> None:
    """Written down before anything is made: who took the figures of which year."""
    by.must(Right.AUDIT)
    seen = Viewing(
        id=new_id(), person=None, officer=by.id, at=at, purpose=FOLDER,
        what=f"{FOLDER} {period.name}",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason=FOLDER)


def sheet(found: Year, station: str, at: datetime, lang: str) -> bytes:
    """Only numbers, no name."""
    title = f"{say('reunions.title', lang)} {found.period.name}"
    head = tuple(say(f"reunions.{one}", lang) for one in ("row", "count", "note"))
    rows: list[Cells] = [(title,), (station,), *((one,) for one in told(found.figures, lang))]
    for part in Part:
        rows += [(), (part_in_words(part, lang),), head]
        rows += [
            (
                row_in_words(row, lang), found.figures.counts[part].get(row, 0),
                note_in_words(found.figures, part, row, lang),
            )
            for row in ROWS[part]
        ]  # fmt: skip
    return workbook([SheetTable(name=title, rows=rows, widths=_WIDTHS)], at)


def written(content: bytes, found: Year, station: str, folder: Path) -> Path:
    """The file beside the register; answers where it lies."""
    place = folder / FOLDER
    make_folder(place)
    file = place / f"{FOLDER}-{station}-{found.period.name}.xlsx"
    replace_file(file, content)
    return file

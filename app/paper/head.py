"""What stands at the head and the foot of every form."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from app import clock
from app.domain.codes import ethnicity
from app.paper import fonts
from app.paper.code import case_code
from app.paper.drawing import GREY, INSIDE, MARGIN, WIDTH, Drawing, mm
from app.paper.facts import Bearer, Head, Sheet
from app.paper.fit import wrap
from app.paper.forms import Clause, Common, Form
from app.paper.table import Rest, Values, draw_rows

TOP = 32.0
BOTTOM = 283.0
CODE_SIDE = 19.0
CODE_TOP, CODE = 4.0, 23.0
"""Of a signed code, in the corner that the head leaves free (mm): as large as it goes, so that a
camera reads it."""
_SMALL, _WHOSE = 8.0, 72.0


def draw_head(drawing: Drawing, form: Form, head: Head, words: Common) -> None:
    """Station, name of the form, case number and its code; the table starts at `TOP`."""
    number = f"{words.number}　{head.case_number}"
    drawing.fitted(
        (MARGIN + CODE_SIDE, 8, INSIDE - 2 * CODE_SIDE, 7), head.station, size=12, align=0.5
    )
    title = (MARGIN + CODE_SIDE, 15, INSIDE - 2 * CODE_SIDE, 10)
    drawing.fitted(title, form.title, size=20, style=fonts.TITLE, align=0.5)
    drawing.text(MARGIN, 30.2, number, size=9.5)
    drawing.code(WIDTH - MARGIN - CODE_SIDE, 7.5, CODE_SIDE, case_code(head.case_number))


def draw_whose(drawing: Drawing, head: Head) -> None:
    """Beside the case number of a further page: a sheet that falls out says whose it is."""
    box = (MARGIN + _WHOSE, 26.4, INSIDE - CODE_SIDE - _WHOSE, 5.4)
    drawing.fitted(box, head.bearer.name, size=9.5)


def draw_foot(drawing: Drawing, sheet: Sheet, words: Common) -> None:
    """How this sheet was printed: copy, page, online or not, and the how manieth reprint."""
    drawing.text(MARGIN, 289.5, how_printed(sheet, words), size=_SMALL, colour=GREY)
    told = f"{words.printed} {moment(sheet.printed_at)}"
    number_pages(drawing, 289.5, told, words)


def number_pages(drawing: Drawing, y: float, told: str, words: Common) -> None:
    """At the right, after what is told: which page of how many this is."""

    def draw(total: int) -> None:
        text = f"{told}　{words.page.format(n=drawing.page, m=total)}"
        drawing.text(WIDTH - MARGIN, y, text, size=_SMALL, align=1, colour=GREY)

    drawing.once_counted(draw)


def how_printed(sheet: Sheet, words: Common) -> str:
    """Copy n of m, offline or synced, reprint."""
    marks = [words.copy.format(n=sheet.copy, m=sheet.copies)]
    marks.append(words.synced if sheet.synced else words.offline)
    if sheet.reprint:
        marks.append(words.reprint.format(n=sheet.reprint))
    return "　｜　".join(marks)


def bearer_texts(bearer: Bearer, words: Common, lang: str) -> dict[str, str]:
    """The cells that say whom the paper is about."""
    kind = words.word("id_kind", bearer.id_kind) if bearer.id_number else ""
    doubt = "" if bearer.id_checked or not bearer.id_number else words.unchecked
    return {
        "name": bearer.name + (words.temporary if bearer.temporary and bearer.name else ""),
        "sex": words.word("sex", bearer.sex),
        "birth": bearer.birth,
        "age": bearer.age,
        "ethnicity": ethnicity(bearer.ethnicity, lang),
        "id_number": f"{kind}　{bearer.id_number}{doubt}".lstrip("　"),
        "home": bearer.home,
    }


def head_texts(head: Head, words: Common, lang: str) -> dict[str, str]:
    """The cells of the bearer and of who did the paper when."""
    return bearer_texts(head.bearer, words, lang) | {
        "handler": head.handler,
        "second_handler": head.second_handler,
        "at": moment(head.at),
        "signature": _signed(head, words),
    }


def signatures(head: Head) -> dict[str, bytes]:
    """Pictures for the cells that are signed."""
    return {"signature": head.signed.picture} if head.signed else {}


def _signed(head: Head, words: Common) -> str:
    if head.signed:
        return words.signed.format(at=moment(head.signed.at))
    return words.changed if head.changed else ""


def clause(one: Clause, words: Common) -> str:
    """A sentence of the form, with the mark of an unverified one."""
    return f"{one.text}{words.unverified}" if one.unverified else one.text


def filled(clauses: Iterable[Clause], said: Mapping[str, str]) -> list[Clause]:
    """Sentences with what belongs into their {places}."""
    found = []
    for one in clauses:
        text = one.text
        for place, words in said.items():
            text = text.replace(f"{{{place}}}", words)
        found.append(Clause(text=text, unverified=one.unverified))
    return found


def draw_beside_photo(
    drawing: Drawing, form: Form, head: Head, words: Common, values: Values, side: float
) -> tuple[float, list[Rest]]:
    """Rows and foot of a form of one page, the photograph beside the first rows; where they end,
    and what did not fit."""
    beside = sum(row.height for row in form.rows if row.beside)
    y, rests = draw_rows(drawing, form.rows, values, words, (MARGIN, TOP, INSIDE), side=side)
    photo = (MARGIN + INSIDE - side, TOP, side, beside)
    drawing.photo(photo, head.bearer.photo, (words.no_photo, words.bad_photo))
    y, more = draw_rows(drawing, form.foot, values, words, (MARGIN, y, INSIDE))
    drawing.box(MARGIN, TOP, INSIDE, y - TOP, thick=True)
    return y, rests + more


def continue_overleaf(
    drawing: Drawing, form: Form, head: Head, sheet: Sheet, words: Common, rests: list[Rest]
) -> None:
    """Print on further pages what did not fit its cell, under the cell's label."""
    wide, size = INSIDE - 4, 10.0
    lines = [
        (line, style)
        for rest in rests
        for style, text in ((fonts.BOLD, rest.label.replace("\n", "")), (fonts.TEXT, rest.text))
        for line in wrap(text.strip(), wide * mm, style=style, size=size)
    ]
    y = BOTTOM
    for line, style in lines:
        if y > BOTTOM - 6:
            drawing.turn()
            draw_head(drawing, form, head, words)
            draw_foot(drawing, sheet, words)
            drawing.text(MARGIN, TOP + 6, f"{words.continuation}　{head.bearer.name}", size=11)
            y = TOP + 14
        drawing.text(MARGIN + 2, y, line.rstrip(), size=size, style=style)
        y += 5.4


def moment(at: datetime | None) -> str:
    """Date and time on the station's wall clock."""
    return f"{clock.local(at):%Y-%m-%d %H:%M}" if at else ""


def day(on: date) -> str:
    """A date as papers have it."""
    return f"{on:%Y-%m-%d}"


def official(at: datetime | None, lang: str) -> str:
    """Date and time as a notice or a decision bears them: 2026年11月24日 08:30 (GB/T 9704)."""
    if at is None or lang != "zh":
        return moment(at)
    return f"{official_day(clock.local(at).date(), lang)} {clock.local(at):%H:%M}"


def official_day(on: date, lang: str) -> str:
    """The day alone: no noughts before."""
    return f"{on.year}年{on.month}月{on.day}日" if lang == "zh" else day(on)

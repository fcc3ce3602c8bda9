"""A row of 街面巡查: who, where, what came of it, and when somebody looks again."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QImage

from app.clock import local
from app.domain.street import Encounter, StreetAnswer
from app.words.say import say
from app.words.streets import offered_in_words, to_call_in_words, who_in_words
from ui.street.question import Row
from ui.table import Cell, Column

TONES = {
    StreetAnswer.ACCEPTED: "ok", StreetAnswer.REFUSED: "plain", StreetAnswer.UNABLE: "warn",
    StreetAnswer.GONE: "plain",
}  # fmt: skip


def columns(
    titles: dict[str, str], lang: str, now: Callable[[], datetime],
    picture: Callable[[str], QImage | None],
) -> list[Column[Row]]:  # fmt: skip
    """`picture`: what has that SHA-256, once it is here."""

    def photo(row: Row) -> Cell:
        image = picture(row.one.photo) if row.one.photo else None
        return Cell(image=image, pictured=image is not None)

    def who(row: Row) -> Cell:
        many = say("street.met_times", lang, many=row.times) if row.times > 1 else ""
        told = "　".join(part for part in (who_in_words(row.one, lang), many) if part)
        return Cell(text=told, note=row.one.look, bold=True)

    def where(row: Row) -> Cell:
        at = local(row.one.met_at)
        return Cell(text=row.one.place, note=f"{at:%m-%d %H:%M}")

    def what(row: Row) -> Cell:
        if row.came:
            return Cell(text=say("street.came", lang), tone="ok")
        said = say(f"street_answer.{row.one.taken}", lang)
        return Cell(text=said, tone=TONES[row.one.taken])

    return [
        Column(title=titles["photo"], width=60, cell=photo),
        Column(title=titles["who"], width=0, cell=who),
        Column(title=titles["where"], width=0, cell=where),
        Column(title=titles["what"], width=106, cell=what),
        Column(title=titles["again"], width=112, cell=lambda row: _again(row, lang, now())),
    ]


def _again(row: Row, lang: str, now: datetime) -> Cell:
    one = row.one
    if one.to_call:
        return Cell(text=to_call_in_words(one, lang), tone="bad")
    if one.look_at is None or row.came:
        return Cell()
    tone = "bad" if one.look_at <= now else "warn"
    return Cell(text=f"{local(one.look_at):%m-%d %H:%M}", tone=tone)


def told(one: Encounter, lang: str) -> str:
    """One line of a history."""
    what = say(f"street_answer.{one.taken}", lang)
    offered = offered_in_words(one.offered, lang)
    why = say("street.why", lang, why=one.why) if one.why else ""
    return f"{local(one.met_at):%Y-%m-%d %H:%M}　{one.place}　{offered} → {what}{why}"

"""The lines of the account as the page shows them: what it is, how many, where it lies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtGui import QImage

from app.desk.custody import called
from app.domain.belonging_photo import BelongingPhoto
from app.domain.belongings import Belonging
from app.domain.custody import Account
from app.words.say import say
from ui.table import Cell, Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A numbered line: pieces in bags and still there, and pieces in no bag."""

    number: int
    belonging: Belonging
    kept: int
    loose: int
    bags: str
    missing: int
    photos: tuple[BelongingPhoto, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it may still be corrected: nothing of it was sealed."""
        return not self.bags


def rows_of(
    account: Account, photos: Mapping[UUID, Sequence[BelongingPhoto]] | None = None
) -> list[Row]:
    """In the order in which they were written down."""
    kept: dict[str, int] = {}
    for one in account.kept:
        id_ = str(one.belonging.id)
        kept[id_] = kept.get(id_, 0) + one.quantity
    loose, missing = account.loose, account.missing
    bags: dict[str, list[str]] = {}
    for bag in account.bags:
        for id_ in bag.items:
            bags.setdefault(id_, []).append(bag.bag)
    return [
        Row(
            number=number,
            belonging=one,
            kept=kept.get(str(one.id), 0),
            loose=loose.get(str(one.id), 0),
            bags=" ".join(bags.get(str(one.id), [])),
            missing=missing[str(one.id)],
            photos=tuple((photos or {}).get(one.id, ())),
        )
        for number, one in enumerate(account.belongings, start=1)
    ]


def columns(
    titles: dict[str, str],
    words: dict[str, str],
    lang: str,
    picture: Callable[[str], QImage | None],
) -> list[Column[Row]]:
    """`words` are those of the state: loose, kept, back, missing; `picture`: what has that
    SHA-256, once it is here."""

    def photo(row: Row) -> Cell:
        image = picture(row.photos[0].picture) if row.photos else None
        many = f"{len(row.photos)}" if row.photos else ""
        return Cell(text=many, image=image, pictured=image is not None)

    def kind(row: Row) -> Cell:
        return Cell(text=say(f"belonging_kind.{row.belonging.kind}", lang), note=row.bags)

    return [
        Column(title=titles["number"], width=44, cell=lambda row: Cell(text=str(row.number))),
        Column(title=titles["photo"], width=60, cell=photo),
        Column(title=titles["item"], width=0, cell=lambda row: _what(row, lang)),
        # Together: on a small screen the thing itself had three letters.
        Column(title=titles["kind"], width=116, cell=kind),
        Column(title=titles["state"], width=112, cell=lambda row: _state(row, words, lang)),
    ]


def _what(row: Row, lang: str) -> Cell:
    one = row.belonging
    note = "　".join(part for part in (one.features, _number(one)) if part)
    return Cell(text=called(one, one.quantity, lang), note=note, bold=True)


def _number(one: Belonging) -> str:
    return "" if one.number in one.features else one.number


def _state(row: Row, words: dict[str, str], lang: str) -> Cell:
    if row.belonging.is_gone:
        return Cell(text=say(f"disposal.{row.belonging.disposal}", lang), tone="violet")
    if row.kept:
        return Cell(text=words["kept"].format(row.kept), tone="ok")
    if row.loose:
        return Cell(text=words["loose"].format(row.loose), tone="warn")
    if row.missing:
        return Cell(text=words["missing"].format(row.missing), tone="bad")
    return Cell(text=words["back"], tone="plain")

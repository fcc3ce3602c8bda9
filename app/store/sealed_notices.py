"""The centre's part in "of somebody sealed nothing is made public": whoever agrees to a notice
after the sealing is refused; what a desk published before it heard of that is on record, and the
leader hears that it has to come down."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from app.domain.errors import Refused
from app.domain.merge import version_in
from app.domain.outside_letter import LetterKind, LetterStep, OutsideLetter
from app.store import staged, walls
from app.store.linked import shut_among
from app.store.merging import Letter, Merged
from app.wire import hlc

KIND = "sealed_notice"
LETTER = "outside_letter"


def must_not_be_sealed(
    connection: Connection, made: Merged, one: OutsideLetter, row: dict[str, Any]
) -> None:
    """Refused "outside.sealed" where a notice is approved by who could know."""
    if one.kind is not LetterKind.PUBLIC_NOTICE or one.step is not LetterStep.APPROVED:
        return
    person = staged.one(connection, made, "person", one.person)
    if person and person["sealed"]:
        sealed = version_in(person["versions"], "sealed") or ""
        if hlc.stamp_of(row["versions"]["*"]) > hlc.stamp_of(sealed):
            raise Refused("outside.sealed")
    elif _is_shut(connection, one):
        raise Refused("outside.sealed")


def letters(connection: Connection, made: Merged) -> Iterator[Letter]:
    """One for each notice that went although its person is sealed by now."""
    for (kind, _), record in made.records.items():
        if kind == LETTER and isinstance(record, OutsideLetter) and _went(record):
            whole = staged.one(connection, made, LETTER, record.letter)
            if whole and _is_shut(connection, record):
                content = {"number": whole["number"], "for": "leader"}
                yield Letter(
                    kind=KIND, record_kind=LETTER, record=record.id, person=record.person,
                    content=content,
                )  # fmt: skip


def _went(one: OutsideLetter) -> bool:
    return one.kind is LetterKind.PUBLIC_NOTICE and one.step is LetterStep.SENT


def _is_shut(connection: Connection, one: OutsideLetter) -> bool:
    with walls.everywhere(connection):
        return bool(shut_among(connection, [one.person]))

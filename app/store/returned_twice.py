"""The centre's part in a thing that two desks gave back: both papers are signed, so both stand, and
somebody has to find out which of them is true."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.domain.belongings import Belonging, live
from app.domain.custody import Account, CustodyReturn, standing
from app.store import staged
from app.store.merging import Letter, Merged
from app.store.rows import record_of

KIND = "returned_twice"
RETURN, LINE = "custody_return", "belonging"


def letters(connection: Connection, made: Merged) -> Iterator[Letter]:
    """One for each return by which more of a line is gone than there was."""
    for (kind, _), record in made.records.items():
        if kind == RETURN and isinstance(record, CustodyReturn):
            for line, many in _beyond(connection, made, record):
                yield Letter(
                    kind=KIND, record_kind=RETURN, record=record.id, person=record.person,
                    content={"item": line.item, "many": many, "there": line.quantity},
                )  # fmt: skip


def _beyond(
    connection: Connection, made: Merged, back: CustodyReturn
) -> Iterator[tuple[Belonging, int]]:
    def all_of(kind: str) -> list[object]:
        rows = staged.beside(connection, made, kind, "visit", back.visit)
        return [record_of(kind, row) for row in rows]

    account = Account(returns=standing(all_of(RETURN)))  # type: ignore[arg-type]
    gone = account.given_back + account.missing
    for line in live(all_of(LINE)):  # type: ignore[arg-type]
        many = gone[str(line.id)]
        if str(line.id) in back.pieces and many > line.quantity:
            yield line, many

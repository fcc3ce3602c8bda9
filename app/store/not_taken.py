"""What the centre did not take stays at the desk that wrote it, and counts no more there either."""

from sqlalchemy import ColumnElement, Table, exists

from app.store.tables import letter


def taken(table: Table) -> "ColumnElement[bool]":
    """Of the rows of a table those that no letter of the centre refused."""
    return ~exists().where(letter.c.record == table.c.id, letter.c.kind == "refused")

"""What the centre did not take stays at the desk that wrote it, and counts no more there either."""

from sqlalchemy import ColumnElement, Table

from app.store.refused import refusals


def taken(table: Table) -> "ColumnElement[bool]":
    """Of the rows of a table those that no letter of the centre refused."""
    return table.c.id.not_in(refusals())

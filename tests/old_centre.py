"""The centre's database as it was before."""

from sqlalchemy import Engine, select

from app.store import walls
from app.store.tables import metadata


def dump(engine: Engine) -> dict[str, list[dict[str, object]]]:
    """Every row of the centre's database, as a backup has it."""
    tables = [t for t in metadata.sorted_tables if "centre" in t.info["at"]]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return {t.name: [dict(r) for r in connection.execute(select(t)).mappings()] for t in tables}


def load(owner: Engine, old: dict[str, list[dict[str, object]]]) -> None:
    """An older one in its place."""
    with owner.begin() as connection:
        for name, rows in old.items():
            connection.execute(metadata.tables[name].delete())
            if rows:
                connection.execute(metadata.tables[name].insert(), rows)

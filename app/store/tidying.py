"""What a register does when nobody waits: its index merges a little, its log is folded back."""

from sqlalchemy import Engine, text

from app.store import find
from app.store.cipher import fold_back

MERGE_PAGES = 48
"""So much of the index is merged at once: some 20 ms on the station's machine."""
PEOPLE = 20
"""So many who came from the centre are indexed at once: as long."""
_MERGE = text("INSERT INTO find(find, rank) VALUES ('merge', :pages)")


class Tidying:
    """Knows what one writer has left lying about since it was last tidied."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with engine.begin() as connection:
            owing = find.owes(connection)
        # The program may have ended before everybody who came was indexed.
        self._seen = -1 if owing else self._changes()

    @property
    def done(self) -> bool:
        """Whether nothing was written since."""
        return self._changes() == self._seen

    def once(self) -> bool:
        """One small piece of work; whether there is more to do."""
        if self.done:
            return False
        if self._index():
            # Merged only at the end, they would be a thousand pieces first, and FTS5 would then
            # merge them all at once: a save that came just then would wait for a second and more.
            self._merge()
            return True
        if self._merge():
            return True
        fold_back(self._engine)
        self._seen = self._changes()
        return False

    def _index(self) -> bool:
        with self._engine.begin() as connection:
            owing = find.owes(connection)
            if owing:
                find.catch_up(connection, PEOPLE)
        return owing

    def _merge(self) -> bool:
        before = self._changes()
        with self._engine.begin() as connection:
            connection.execute(_MERGE, {"pages": MERGE_PAGES})
        # FTS5 counts two changes where it has merged something, and one where there was nothing.
        return self._changes() - before > 1

    def _changes(self) -> int:
        lent = self._engine.raw_connection()
        try:
            return int(getattr(lent.driver_connection, "total_changes", 0))
        finally:
            lent.close()

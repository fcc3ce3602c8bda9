"""The walls between stations in the centre's database: a transaction sees one station, or nothing.

The service's role owns no table, and PostgreSQL compares every row with the station that the
transaction has named. `policies` is used by migrations: it may be added to, never changed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection, Engine, text

EVERYWHERE = "*"
"""What the centre itself decides for all: commands of its operator, erasures, counts."""
_SET = text("SELECT set_config(:name, :value, true)")
_GET = text("SELECT coalesce(current_setting('guitu.station', true), '')")

_STATION = "(SELECT current_setting('guitu.station', true))"
_ALL = f"{_STATION} = '{EVERYWHERE}'"
_DEVICES = (
    "(SELECT replace(device::text, '-', '') FROM enrolled"
    " WHERE station = current_setting('guitu.station', true))"
)
_ERASING = "(SELECT unnest(string_to_array(current_setting('guitu.erasing', true), ','))::uuid)"


def stand_in(connection: Connection, station: str) -> None:
    """Until the end of this transaction only rows of that station are there."""
    connection.execute(_SET, {"name": "guitu.station", "value": station})


@contextmanager
def everywhere(connection: Connection) -> Iterator[None]:
    """For one question of the centre's own; afterwards it is as it was."""
    before = str(connection.execute(_GET).scalar_one())
    stand_in(connection, EVERYWHERE)
    yield
    stand_in(connection, before)


@contextmanager
def within(engine: Engine, station: str) -> Iterator[Connection]:
    """A transaction of one station."""
    with engine.begin() as connection:
        stand_in(connection, station)
        yield connection


def erase(connection: Connection, records: Iterable[UUID]) -> None:
    """Until the end of this transaction these records may be deleted, and the bodies of their
    changes replaced; who may and why is the caller's rule."""
    named = ",".join(str(record) for record in records)
    connection.execute(_SET, {"name": "guitu.erasing", "value": named})


def seek(connection: Connection) -> None:
    """Until the end of this transaction index cards of every station are there, sealed ones not."""
    connection.execute(_SET, {"name": "guitu.seeking", "value": "yes"})


def policies(table: str, column: str = "") -> list[str]:
    """The statements that wall in a record table: by its station's code in `column`, or by the
    device that made the row."""
    mine = f"{column} = {_STATION} AND {_STATION} <> ''" if column else _made_here()
    return [
        *_forced(table),
        f"CREATE POLICY own ON {table} USING ({mine} OR {_ALL}) WITH CHECK ({mine} OR {_ALL})",
        f"CREATE POLICY erased ON {table} AS RESTRICTIVE FOR DELETE USING (id IN {_ERASING})",
    ]


def _made_here() -> str:
    return f"split_part(versions->>'*', '.', 2) IN {_DEVICES}"


def _forced(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    ]


def link_policies() -> list[str]:
    """Decisions about two persons are seen by all: of two about the same pair one must stand."""
    return [*policies("link"), f"CREATE POLICY seen ON link FOR SELECT USING ({_STATION} <> '')"]


def seen_policy(table: str) -> str:
    """What is for all is seen by all."""
    return f"CREATE POLICY seen ON {table} FOR SELECT USING ({_STATION} <> '')"


def face_stream_policies() -> list[str]:
    """The streams of faces of one's own province."""
    own = f"('faces:' || left({_STATION}, 2), 'held:' || left({_STATION}, 2))"
    return [
        f"CREATE POLICY faces ON {table} USING ({_STATION} <> '' AND {name} IN {own})"
        f" WITH CHECK ({_STATION} <> '' AND {name} IN {own})"
        for table, name in (("stream", "name"), ("change", "stream"))
    ]


def card_policies() -> list[str]:
    """Index cards are sought everywhere, sealed ones never."""
    sought = f"NOT sealed AND {_STATION} <> '' AND current_setting('guitu.seeking', true) = 'yes'"
    return [
        *policies("index_card", "station"),
        f"CREATE POLICY sought ON index_card FOR SELECT USING ({sought})",
    ]


def stream_policies() -> list[str]:
    """Streams and their changes: one's own, the province's, and what is for all. A change is never
    edited, except that an erasure replaces its body; what auditors read not even then."""
    own = {table: _own_stream(name) for table, name in (("stream", "name"), ("change", "stream"))}
    made = [line for table in own for line in _forced(table)]
    made += [
        f"CREATE POLICY own ON {table} USING ({mine} OR {_ALL}) WITH CHECK ({mine} OR {_ALL})"
        for table, mine in own.items()
    ]
    redacts = f"record IN {_ERASING} AND stream NOT LIKE 'audit:%'"
    never = "CREATE POLICY kept ON change AS RESTRICTIVE FOR DELETE USING (false)"
    edits = f"CREATE POLICY erased ON change AS RESTRICTIVE FOR UPDATE USING ({redacts})"
    return [*made, never, edits]


def snapshot_policies() -> list[str]:
    """Snapshots as the streams that they are of; their chunks with them."""
    mine, here = _own_stream("stream"), "snapshot IN (SELECT id FROM snapshot)"
    return [
        *_forced("snapshot"),
        *_forced("snapshot_chunk"),
        f"CREATE POLICY own ON snapshot USING ({mine} OR {_ALL}) WITH CHECK ({mine} OR {_ALL})",
        f"CREATE POLICY own ON snapshot_chunk USING ({here} OR {_ALL})"
        f" WITH CHECK ({here} OR {_ALL})",
    ]


FORGETTING = "coalesce(current_setting('guitu.forgetting', true), '') = 'yes'"
FORGET = """
CREATE FUNCTION guitu_forget(named text, after bigint, upto bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE gone bigint;
BEGIN
    PERFORM set_config('guitu.forgetting', 'yes', true);
    DELETE FROM change USING stream
    WHERE stream.name = named AND change.stream = named
    AND change.seq > after AND change.seq <= least(upto, stream.dropped)
    AND NOT change.letter AND split_part(named, ':', 1) IN ('ref', 'station', 'prov')
    AND EXISTS (
        SELECT FROM snapshot WHERE snapshot.stream = named
        AND snapshot.seq >= upto AND snapshot.manifest IS NOT NULL
    );
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('guitu.forgetting', '', true);
    RETURN gone;
END $$
"""
"""Old changes are dropped by this alone, and only what a snapshot holds: who serves may call it,
and may delete none."""


def forgetting_policies() -> list[str]:
    """Nobody deletes a change, except the function; nobody else may even try."""
    return [
        "DROP POLICY kept ON change",
        f"CREATE POLICY kept ON change AS RESTRICTIVE FOR DELETE USING ({FORGETTING})",
        FORGET,
        "REVOKE ALL ON FUNCTION guitu_forget(text, bigint, bigint) FROM PUBLIC",
    ]


def _own_stream(name: str) -> str:
    devices = "(SELECT 'dev:' || device::text FROM enrolled WHERE station = current_setting('guitu.station', true))"  # noqa: E501
    own = f"('alert', 'ref', 'station:' || {_STATION}, 'audit:' || {_STATION}, 'prov:' || left({_STATION}, 2))"  # noqa: E501
    return f"({_STATION} <> '' AND ({name} IN {own} OR {name} IN {devices}))"


WALLED = ("own", "erased", "kept", "seen", "sought")
"""The names of all policies, for going back."""


def before(event: str, table: str, function: str) -> str:
    """The statement that has a trigger function look at each row before an INSERT, UPDATE or
    DELETE."""
    return (
        f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )

"""What the centre's database holds of 寻人登记 and 寻亲比对, whoever writes: a station writes its
own, nothing is changed, nobody is told before whoever looks was checked and the person asked, and
only the two stations of a pair hear of it.

`statements` is used by a migration: it may be added to, never changed.
"""

from app.store import walls

_STATION = "(SELECT current_setting('guitu.station', true))"
_FOR_US = f"{_STATION} <> '' AND \"to\" = {_STATION}"
_OWN = """
    SELECT station INTO made_at FROM enrolled
        WHERE replace(device::text, '-', '') = split_part(NEW.versions->>'*', '.', 2);
    IF made_at IS NULL OR made_at <> NEW.station THEN
        RAISE EXCEPTION 'guitu kin.not_yours' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.at > now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'guitu entry.back_dated' USING ERRCODE = 'GT001';
    END IF;
"""
_ENTRY = """
CREATE FUNCTION guitu_inquiry_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE made_at text;
BEGIN
OWN
    IF NEW.step = 'opened' AND NEW.id <> NEW.inquiry THEN
        RAISE EXCEPTION 'guitu inquiry.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step <> 'opened' AND NOT EXISTS (SELECT 1 FROM inquiry_entry
        WHERE id = NEW.inquiry AND station = NEW.station) THEN
        RAISE EXCEPTION 'guitu inquiry.unknown' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_MATCH = """
CREATE FUNCTION guitu_kin_match() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE made_at text;
BEGIN
OWN
    PERFORM pg_advisory_xact_lock(hashtext('guitu kin ' || NEW.pair::text));
    IF EXISTS (SELECT 1 FROM kin_match WHERE pair = NEW.pair
        AND (person <> NEW.person OR inquiry <> NEW.inquiry OR "to" <> NEW."to")) THEN
        RAISE EXCEPTION 'guitu kin.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step IN ('confirmed', 'told', 'reunited') THEN
        IF EXISTS (SELECT 1 FROM person WHERE id = NEW.person AND sealed) THEN
            RAISE EXCEPTION 'guitu kin.no_person' USING ERRCODE = 'GT001';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM sought WHERE id = NEW.inquiry AND checked = 'verified')
            AND NOT EXISTS (SELECT 1 FROM inquiry_entry AS said
                WHERE said.inquiry = NEW.inquiry AND said.step = 'checked'
                AND said.result = 'verified' AND NOT EXISTS (SELECT 1 FROM inquiry_entry
                    WHERE supersedes = said.id)) THEN
            RAISE EXCEPTION 'guitu kin.not_checked' USING ERRCODE = 'GT001';
        END IF;
        IF NOT coalesce((SELECT NOT said.how @> '["no"]' FROM kin_match AS said
            WHERE said.pair = NEW.pair AND said.step = 'wish'
            AND NOT EXISTS (SELECT 1 FROM kin_match WHERE supersedes = said.id)
            ORDER BY said.at DESC, said.id DESC LIMIT 1), false) THEN
            RAISE EXCEPTION 'guitu kin.ask_first' USING ERRCODE = 'GT001';
        END IF;
    END IF;
    IF NEW.step = 'confirmed' AND (NEW.second IS NULL OR NEW.second = NEW.officer) THEN
        RAISE EXCEPTION 'guitu kin.needs_second' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step IN ('told', 'reunited') AND NOT EXISTS (SELECT 1 FROM kin_match AS said
        WHERE said.pair = NEW.pair
        AND said.step = (CASE WHEN NEW.step = 'told' THEN 'confirmed' ELSE 'told' END)
        AND NOT EXISTS (SELECT 1 FROM kin_match WHERE supersedes = said.id)) THEN
        RAISE EXCEPTION 'guitu kin.not_told' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_KEPT = ("inquiry_entry", "kin_match")


def statements() -> list[str]:
    """Functions, triggers and what is seen across a wall; after the migration's tables."""
    return [
        _ENTRY.replace("OWN", _OWN),
        _MATCH.replace("OWN", _OWN),
        *(walls.before("INSERT", table, f"guitu_{table}") for table in _KEPT),
        *(walls.before("UPDATE", table, "guitu_listing_kept") for table in _KEPT),
        # Whom somebody looks for is for all; who is verified only for the station that asks.
        walls.seen_policy("sought"),
        f"CREATE POLICY seen ON kin_told FOR SELECT USING ({_FOR_US})",
    ]


def dropped() -> list[str]:
    """Away with them; what stands on the tables goes with those."""
    return [
        *(f"DROP TRIGGER {table}_insert ON {table}" for table in _KEPT),
        *(f"DROP FUNCTION guitu_{table}()" for table in _KEPT),
    ]

"""What the centre's database holds of a transfer, whoever writes: only its two ends read it, each
takes its own steps, nothing is changed, and no file is told that was not sent.

`statements` is used by a migration: it may be added to, never changed.
"""

_STATION = "(SELECT current_setting('guitu.station', true))"
_FOR_US = f"{_STATION} <> '' AND \"to\" = {_STATION}"
_SENT = """
EXISTS (SELECT 1 FROM transfer_step AS sent WHERE sent.transfer = transfer.id
    AND sent.kind IN ('sent', 'set_out') AND sent.station = transfer.station)
"""
_STEP = """
CREATE FUNCTION guitu_transfer_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made_at text;
    one transfer%ROWTYPE;
    receiver text;
BEGIN
    SELECT station INTO made_at FROM enrolled
        WHERE replace(device::text, '-', '') = split_part(NEW.versions->>'*', '.', 2);
    IF made_at IS NULL OR made_at <> NEW.station THEN
        RAISE EXCEPTION 'guitu transfer.not_yours' USING ERRCODE = 'GT001';
    END IF;
    SELECT * INTO one FROM transfer WHERE id = NEW.transfer;
    IF one.id IS NULL THEN
        -- The sender has not been heard yet: what the paper's code says lets it in.
        IF NEW.ticket = '' OR NEW.kind IN ('sent', 'set_out', 'revoked') THEN
            RAISE EXCEPTION 'guitu transfer.unknown' USING ERRCODE = 'GT001';
        END IF;
        RETURN NEW;
    END IF;
    IF one.person <> NEW.person THEN
        RAISE EXCEPTION 'guitu transfer.unknown' USING ERRCODE = 'GT001';
    END IF;
    receiver := CASE WHEN one."to" = '' THEN one.station ELSE one."to" END;
    IF (NEW.kind IN ('sent', 'set_out', 'revoked') AND made_at <> one.station)
        OR (NEW.kind IN ('accepted', 'rejected', 'arrived', 'checked') AND made_at <> receiver)
        OR made_at NOT IN (one.station, receiver) THEN
        RAISE EXCEPTION 'guitu transfer.not_yours' USING ERRCODE = 'GT001';
    END IF;
    IF NEW."to" <> (CASE WHEN made_at = one.station THEN one."to" ELSE one.station END) THEN
        RAISE EXCEPTION 'guitu transfer.not_yours' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_TOLD = """
CREATE FUNCTION guitu_transfer_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE one transfer%ROWTYPE;
BEGIN
    SELECT * INTO one FROM transfer WHERE id = NEW.transfer;
    IF one.id IS NULL OR one.station <> NEW.station OR one."to" <> NEW."to" THEN
        RAISE EXCEPTION 'guitu transfer.unknown' USING ERRCODE = 'GT001';
    END IF;
    -- An empty file is written as JSON's own null.
    IF coalesce(jsonb_typeof(NEW."case"), 'null') <> 'null' AND NOT EXISTS (
        SELECT 1 FROM transfer_step WHERE transfer = NEW.transfer
        AND kind IN ('sent', 'set_out') AND station = one.station) THEN
        RAISE EXCEPTION 'guitu transfer.unknown' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_KEPT = ("transfer", "transfer_step")


def statements() -> list[str]:
    """Functions, triggers and what is seen across a wall; after the migration's tables."""
    return [
        _STEP,
        "CREATE TRIGGER transfer_step_insert BEFORE INSERT ON transfer_step"
        " FOR EACH ROW EXECUTE FUNCTION guitu_transfer_step()",
        _TOLD,
        "CREATE TRIGGER transfer_told_says BEFORE INSERT OR UPDATE ON transfer_told"
        " FOR EACH ROW EXECUTE FUNCTION guitu_transfer_told()",
        *(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION guitu_listing_kept()"
            for table in _KEPT
        ),
        # The station at the other end, and nobody else; the file only once it was sent.
        f"CREATE POLICY seen ON transfer FOR SELECT USING ({_FOR_US} AND {_SENT})",
        f"CREATE POLICY seen ON transfer_step FOR SELECT USING ({_FOR_US})",
        f"CREATE POLICY seen ON transfer_told FOR SELECT USING ({_FOR_US})",
    ]


def dropped() -> list[str]:
    """Away with them; what stands on the tables goes with those."""
    return [
        "DROP POLICY seen ON transfer",
        "DROP TRIGGER transfer_step_insert ON transfer_step",
        "DROP TRIGGER transfer_told_says ON transfer_told",
        "DROP FUNCTION guitu_transfer_step()",
        "DROP FUNCTION guitu_transfer_told()",
    ]

"""What the centre's database holds of an approval at another station, whoever writes: a step comes
from the station of its listing, or from the one that this was asked of; and nobody settles a
quarrel with the list. `statements` is used by a migration: it may be added to, never changed.
"""

_STATION = "(SELECT current_setting('guitu.station', true))"
_OF_OUR_OWN = """
EXISTS (SELECT 1 FROM person WHERE person.id = listing_step.person
    AND person.station = (SELECT current_setting('guitu.station', true)))
"""
_FROM = """
CREATE FUNCTION guitu_listing_from() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    made_at text;
    lead listing%ROWTYPE;
BEGIN
    SELECT * INTO lead FROM listing WHERE id = NEW.listing;
    SELECT station INTO made_at FROM enrolled
        WHERE replace(device::text, '-', '') = split_part(NEW.versions->>'*', '.', 2);
    IF made_at IS DISTINCT FROM lead.station AND NOT (NEW.kind = 'approved' AND EXISTS (
        SELECT 1 FROM listing_verdict JOIN listing_asked ON listing_asked.id = listing_verdict.asked
            WHERE listing_verdict.id = NEW.id AND listing_verdict.approves
            AND listing_asked.listing = NEW.listing AND listing_asked."to" = made_at)) THEN
        RAISE EXCEPTION 'guitu listing.not_asked' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_QUARREL = """
CREATE FUNCTION guitu_listing_quarrel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM rights_request
        WHERE person = NEW.person AND against = NEW.officer) THEN
        RAISE EXCEPTION 'guitu listing.own_quarrel' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_NAMES = ("guitu_listing_from", "guitu_listing_quarrel")
_KEPT = ("listing_asked", "listing_verdict")


def statements() -> list[str]:
    """Functions, triggers and what is seen across a wall; after the migration that makes the
    tables."""
    return [
        _FROM,
        "CREATE TRIGGER listing_step_from BEFORE INSERT ON listing_step"
        " FOR EACH ROW EXECUTE FUNCTION guitu_listing_from()",
        _QUARREL,
        *(
            f"CREATE TRIGGER {table}_quarrel BEFORE INSERT ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION guitu_listing_quarrel()"
            for table in ("listing", "listing_step")
        ),
        *(
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION guitu_listing_kept()"
            for table in _KEPT
        ),
        # An approval given elsewhere is a step at the station whose listing it is.
        f"CREATE POLICY seen ON listing_step FOR SELECT USING ({_OF_OUR_OWN})",
        f'CREATE POLICY seen ON listing_review FOR SELECT USING ("to" = {_STATION})',
    ]


def dropped() -> list[str]:
    """Away with them; what stands on the tables goes with those."""
    return [
        "DROP POLICY seen ON listing_step",
        "DROP TRIGGER listing_step_from ON listing_step",
        "DROP TRIGGER listing_quarrel ON listing",
        "DROP TRIGGER listing_step_quarrel ON listing_step",
        *(f"DROP FUNCTION {name}()" for name in _NAMES),
    ]

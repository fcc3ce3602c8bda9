"""What the centre's database holds of 重点甄别名单 beside the order of its steps: a step says only
what is its own, nothing said of somebody is deleted but by an erasure, and desks are told nothing
that the steps do not carry. `statements` is used by a migration: it may be added to, never changed.

The order by which steps count is that of `listing_walls`.
"""

_SAID = ("listing", "listing_step", "listing_asked", "listing_verdict")
_DAY = """
CREATE FUNCTION guitu_listing_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Who is below 18 does not grow by a day that is still to come.
    IF NEW.at > now() + interval '10 minutes'
        OR NEW.happened_on > (NEW.at AT TIME ZONE 'Asia/Shanghai')::date THEN
        RAISE EXCEPTION 'guitu listing.in_the_future' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_SAYS = """
CREATE FUNCTION guitu_listing_says() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lead listing%ROWTYPE;
BEGIN
    SELECT * INTO lead FROM listing WHERE id = NEW.listing;
    IF (NEW.fact IS NOT NULL AND NEW.kind <> 'corrected')
        OR (NEW.until IS NOT NULL AND NEW.kind NOT IN ('approved', 'corrected')) THEN
        RAISE EXCEPTION 'guitu listing.not_of_step' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.fact NOT IN ('refunded_ticket', 'forged_papers', 'false_identity', 'resold_voucher',
                        'violence') THEN
        RAISE EXCEPTION 'guitu entry.not_understood' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.fact = 'violence' AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(lead.proofs) AS one
        WHERE one->>'kind' = 'police_record' AND btrim(one->>'source') <> '') THEN
        RAISE EXCEPTION 'guitu listing.needs_police' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.kind = 'approved' THEN
        IF EXISTS (SELECT 1 FROM person WHERE id = lead.person AND sealed) THEN
            RAISE EXCEPTION 'guitu listing.sealed' USING ERRCODE = 'GT001';
        END IF;
        IF NOT coalesce((SELECT capacity FROM listing_step
            WHERE listing = NEW.listing AND kind = 'investigated'
            ORDER BY at DESC, id DESC LIMIT 1), false) THEN
            RAISE EXCEPTION 'guitu listing.no_capacity' USING ERRCODE = 'GT001';
        END IF;
    END IF;
    RETURN NEW;
END $$
"""
_TOLD = """
CREATE FUNCTION guitu_listed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lead listing%ROWTYPE;
    newest text;
    last_day date;
    says text;
BEGIN
    IF NEW.ended THEN
        RETURN NEW;
    END IF;
    SELECT * INTO lead FROM listing WHERE id = NEW.id;
    SELECT kind INTO newest FROM listing_step WHERE listing = NEW.id
        ORDER BY at DESC, id DESC LIMIT 1;
    SELECT min(until) INTO last_day FROM listing_step
        WHERE listing = NEW.id AND kind IN ('approved', 'corrected');
    SELECT fact INTO says FROM listing_step
        WHERE listing = NEW.id AND kind = 'corrected' AND fact IS NOT NULL
        ORDER BY at DESC, id DESC LIMIT 1;
    IF lead.id IS NULL OR lead.person <> NEW.person OR lead.station <> NEW.station
        OR newest IS NULL OR newest NOT IN ('approved', 'upheld', 'corrected')
        OR EXISTS (SELECT 1 FROM listing_step WHERE listing = NEW.id AND kind = 'revoked')
        OR EXISTS (SELECT 1 FROM person WHERE id = lead.person AND sealed)
        OR last_day IS DISTINCT FROM NEW.until
        OR coalesce(says, lead.fact) IS DISTINCT FROM NEW.fact THEN
        RAISE EXCEPTION 'guitu listing.wrong_order' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_NAMES = ("guitu_listing_day", "guitu_listing_says", "guitu_listed")
_TRIGGERS = (
    ("listing_day", "INSERT", "listing", "guitu_listing_day"),
    ("listing_step_says", "INSERT", "listing_step", "guitu_listing_says"),
    ("listed_told", "INSERT OR UPDATE", "listed", "guitu_listed"),
    *((f"{table}_delete", "DELETE", table, "guitu_answered_for") for table in _SAID),
)


def statements() -> list[str]:
    """Functions and triggers, as they stand after the migration that brings them."""
    return [*(_DAY, _SAYS, _TOLD), *(_trigger(*one) for one in _TRIGGERS)]


def dropped() -> list[str]:
    """Away with them, the tables stay."""
    triggers = [f"DROP TRIGGER {name} ON {table}" for name, _, table, _ in _TRIGGERS]
    return [*triggers, *(f"DROP FUNCTION {name}()" for name in _NAMES)]


def _trigger(name: str, event: str, table: str, function: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )

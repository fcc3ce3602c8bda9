"""The rules of a listing as the centre's database holds them, whoever writes: a trigger for leads,
one for steps, and none of either is ever changed. `statements` is used by a migration: it may be
added to, never changed.

What a row says of its device is what the chain of that device proves (`versions`).
"""

_LEAD = """
CREATE FUNCTION guitu_listing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kinds int;
    sources int;
BEGIN
    IF NEW.fact NOT IN ('refunded_ticket', 'forged_papers', 'false_identity', 'resold_voucher',
                        'violence') THEN
        RAISE EXCEPTION 'guitu entry.not_understood' USING ERRCODE = 'GT001';
    END IF;
    SELECT count(DISTINCT one->>'kind'), count(DISTINCT lower(btrim(one->>'source')))
        INTO kinds, sources
        FROM jsonb_array_elements(NEW.proofs) AS one
        WHERE one->>'kind' <> 'face' AND btrim(one->>'source') <> '';
    IF kinds < 2 OR sources < 2 THEN
        RAISE EXCEPTION 'guitu listing.too_little' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.fact = 'violence' AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(NEW.proofs) AS one
        WHERE one->>'kind' = 'police_record' AND btrim(one->>'source') <> '') THEN
        RAISE EXCEPTION 'guitu listing.needs_police' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_STEP = """
CREATE FUNCTION guitu_listing_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
    last_at timestamptz;
    device text := split_part(NEW.versions->>'*', '.', 2);
    lead listing%ROWTYPE;
BEGIN
    -- Two steps of one listing are taken one after the other.
    PERFORM pg_advisory_xact_lock(hashtext('guitu listing ' || NEW.listing::text));
    SELECT * INTO lead FROM listing WHERE id = NEW.listing;
    IF lead.id IS NULL OR lead.person <> NEW.person THEN
        RAISE EXCEPTION 'guitu listing.none' USING ERRCODE = 'GT001';
    END IF;
    SELECT kind, at INTO before, last_at FROM listing_step
        WHERE listing = NEW.listing ORDER BY at DESC, id DESC LIMIT 1;
    IF NEW.at < coalesce(last_at, lead.at) OR NEW.at > now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'guitu listing.back_dated' USING ERRCODE = 'GT001';
    END IF;
    IF NOT coalesce(before, 'lead') = ANY (CASE NEW.kind
        WHEN 'investigated' THEN ARRAY['lead', 'investigated']
        WHEN 'notified' THEN ARRAY['investigated', 'notified']
        WHEN 'heard' THEN ARRAY['notified', 'heard']
        WHEN 'approved' THEN ARRAY['heard']
        WHEN 'dropped' THEN ARRAY['lead', 'investigated', 'notified', 'heard']
        WHEN 'objected' THEN ARRAY['approved', 'upheld', 'corrected']
        WHEN 'upheld' THEN ARRAY['objected']
        WHEN 'corrected' THEN ARRAY['approved', 'objected', 'upheld', 'corrected']
        WHEN 'revoked' THEN ARRAY['approved', 'objected', 'upheld', 'corrected']
        ELSE ARRAY[]::text[] END) THEN
        RAISE EXCEPTION 'guitu listing.wrong_order' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.kind = 'notified' AND (coalesce(NEW.served, '') = '' OR btrim(NEW.proof) = '') THEN
        RAISE EXCEPTION 'guitu listing.not_served' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.kind = 'approved' THEN
        IF NEW.until IS NULL OR NEW.until <= NEW.at::date
            OR NEW.until > (NEW.at + interval '12 months')::date THEN
            RAISE EXCEPTION 'guitu listing.until' USING ERRCODE = 'GT001';
        END IF;
        IF lead.officer = NEW.officer OR split_part(lead.versions->>'*', '.', 2) = device
            OR EXISTS (SELECT 1 FROM listing_step WHERE listing = NEW.listing
                AND (officer = NEW.officer OR split_part(versions->>'*', '.', 2) = device)) THEN
            RAISE EXCEPTION 'guitu listing.own_proposal' USING ERRCODE = 'GT001';
        END IF;
    END IF;
    IF NEW.kind IN ('upheld', 'corrected') AND EXISTS (
        SELECT 1 FROM listing_step WHERE listing = NEW.listing AND kind = 'approved'
            AND (officer = NEW.officer OR split_part(versions->>'*', '.', 2) = device)) THEN
        RAISE EXCEPTION 'guitu listing.own_decision' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.kind IN ('approved', 'upheld', 'corrected', 'revoked') AND NOT EXISTS (
        SELECT 1 FROM officer WHERE id = NEW.officer AND active
            AND role IN ('leader', 'administrator')) THEN
        RAISE EXCEPTION 'guitu listing.needs_leader' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_KEPT = """
CREATE FUNCTION guitu_listing_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'guitu entry.append_only' USING ERRCODE = 'GT001';
END $$
"""
_NAMES = ("guitu_listing", "guitu_listing_step", "guitu_listing_kept")


def statements() -> list[str]:
    """Functions and triggers, as they stand after the migration that brings them."""
    return [
        *(_LEAD, _STEP, _KEPT),
        _before("INSERT", "listing", "guitu_listing"),
        _before("INSERT", "listing_step", "guitu_listing_step"),
        *(_before("UPDATE", table, "guitu_listing_kept") for table in ("listing", "listing_step")),
    ]


def dropped() -> list[str]:
    """Away with them; the triggers go with their tables."""
    return [f"DROP FUNCTION {name}()" for name in _NAMES]


def _before(event: str, table: str, function: str) -> str:
    name = f"{table}_{event.lower()}"
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )

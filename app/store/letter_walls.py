"""The rules of 函件 as the centre's database holds them, whoever writes: a notice is approved by a
leader who wrote none of it, and goes out only so; nothing is changed, nor deleted but by an
erasure. `statements` is used by a migration: it may be added to, never changed.
"""

_FUNCTION = """
CREATE FUNCTION guitu_outside_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.at > now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'guitu entry.back_dated' USING ERRCODE = 'GT001';
    END IF;
    -- What follows on one letter is taken one after the other.
    PERFORM pg_advisory_xact_lock(hashtext('guitu letter ' || NEW.letter::text));
    IF NEW.id <> NEW.letter AND NOT EXISTS (
        SELECT 1 FROM outside_letter
        WHERE id = NEW.letter AND person = NEW.person AND visit = NEW.visit
        AND kind = NEW.kind) THEN
        RAISE EXCEPTION 'guitu outside.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step = 'approved' THEN
        IF NOT EXISTS (SELECT 1 FROM officer
            WHERE id = NEW.officer AND active AND role = 'leader') THEN
            RAISE EXCEPTION 'guitu outside.not_leader' USING ERRCODE = 'GT001';
        END IF;
        IF EXISTS (SELECT 1 FROM outside_letter
            WHERE letter = NEW.letter AND step = 'written' AND officer = NEW.officer) THEN
            RAISE EXCEPTION 'guitu outside.own_approval' USING ERRCODE = 'GT001';
        END IF;
    END IF;
    IF NEW.step = 'sent' AND NEW.kind = 'public_notice' AND NOT EXISTS (
        SELECT 1 FROM outside_letter AS agreed
        WHERE agreed.letter = NEW.letter AND agreed.step = 'approved'
        AND agreed.entry = NEW.entry
        AND NOT EXISTS (SELECT 1 FROM outside_letter
            WHERE supersedes = agreed.id AND at <= NEW.at)) THEN
        RAISE EXCEPTION 'guitu outside.not_approved' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_TRIGGERS = {
    "insert": "guitu_outside_letter",
    "update": "guitu_answered_for",
    "delete": "guitu_answered_for",
}


def statements() -> list[str]:
    """Function and triggers; `guitu_answered_for` is there since 0022."""
    return [_FUNCTION] + [
        f"CREATE TRIGGER outside_letter_{event} BEFORE {event.upper()} ON outside_letter"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
        for event, function in _TRIGGERS.items()
    ]


def dropped() -> list[str]:
    """The function, after its table is gone."""
    return ["DROP FUNCTION guitu_outside_letter()"]

"""What the centre's database holds of 寻人登记 and 寻亲比对 besides `kin_walls`: a check is taken
back with words alone, whoever confirms with somebody works here, and what desks are told is so.

`statements` is used by a migration: it may be added to, never changed.
"""

from app.store import walls

_STANDS = """
    EXISTS (SELECT 1 FROM inquiry_entry AS said WHERE said.inquiry = INQUIRY
        AND said.step = 'STEP' AND ('RESULT' = '' OR said.result = 'RESULT')
        AND NOT EXISTS (SELECT 1 FROM inquiry_entry WHERE supersedes = said.id))
"""
_SAYS = {
    "HARMS": ("checked", "danger"),
    "IS_VERIFIED": ("checked", "verified"),
    "IS_CLOSED": ("closed", ""),
}
"""What an inquiry has on file, and nobody took back."""
_RULES = {
    "inquiry_entry": """
    IF NEW.supersedes IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM inquiry_entry AS was WHERE was.id = NEW.supersedes
        AND was.inquiry = NEW.inquiry
        AND ((NEW.step = 'mistaken' AND btrim(NEW.words) <> ''
                AND was.step NOT IN ('opened', 'mistaken'))
            OR (NEW.step = 'sought' AND was.step = 'sought' AND was.about = NEW.about))) THEN
        RAISE EXCEPTION 'guitu inquiry.not_to_take_back' USING ERRCODE = 'GT001';
    END IF;
""",
    "kin_match": """
    IF NEW.step = 'confirmed' AND NOT EXISTS (SELECT 1 FROM officer
        WHERE id = NEW.second AND active AND role <> 'auditor') THEN
        RAISE EXCEPTION 'guitu kin.needs_second' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step IN ('confirmed', 'told', 'reunited') AND (HARMS
        OR EXISTS (SELECT 1 FROM sought WHERE id = NEW.inquiry AND checked = 'danger')) THEN
        RAISE EXCEPTION 'guitu kin.danger' USING ERRCODE = 'GT001';
    END IF;
""",
    "sought": """
    IF NOT EXISTS (SELECT 1 FROM inquiry_entry
        WHERE id = NEW.id AND step = 'opened' AND station = NEW.station) THEN
        RAISE EXCEPTION 'guitu inquiry.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.checked <> 'danger' AND HARMS THEN
        RAISE EXCEPTION 'guitu kin.danger' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.checked = 'verified' AND NOT IS_VERIFIED THEN
        RAISE EXCEPTION 'guitu kin.not_checked' USING ERRCODE = 'GT001';
    END IF;
    IF IS_CLOSED
        AND NOT (NEW.ended AND jsonb_array_length(NEW.said) = 0) THEN
        RAISE EXCEPTION 'guitu inquiry.over' USING ERRCODE = 'GT001';
    END IF;
""",
    "kin_told": """
    IF NOT EXISTS (SELECT 1 FROM kin_match AS step WHERE step.pair = NEW.id
        AND step.person = NEW.person AND step.inquiry = NEW.inquiry
        AND step.station = NEW.station AND step."to" = NEW."to"
        AND (step.step = NEW.state OR (NEW.ended AND NEW.state = '' AND NEW.contact = ''))) THEN
        RAISE EXCEPTION 'guitu kin.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF NOT NEW.ended THEN
        IF EXISTS (SELECT 1 FROM person WHERE id = NEW.person AND sealed) THEN
            RAISE EXCEPTION 'guitu kin.no_person' USING ERRCODE = 'GT001';
        END IF;
        IF EXISTS (SELECT 1 FROM sought WHERE id = NEW.inquiry AND checked = 'danger') THEN
            RAISE EXCEPTION 'guitu kin.danger' USING ERRCODE = 'GT001';
        END IF;
    END IF;
""",
}
_ADDED = ("inquiry_entry", "kin_match")
_TOLD = ("sought", "kin_told")


def statements() -> list[str]:
    """Functions and triggers, after 0035."""
    return [
        *(_function(table) for table in _RULES),
        *(_trigger(table, "INSERT") for table in _ADDED),
        *(_trigger(table, "INSERT OR UPDATE") for table in _TOLD),
        *(walls.before("DELETE", table, "guitu_answered_for") for table in _ADDED),
    ]


def dropped() -> list[str]:
    """Away with them."""
    return [
        *(f"DROP TRIGGER {table}_delete ON {table}" for table in _ADDED),
        *(f"DROP TRIGGER {table}_so ON {table}" for table in _RULES),
        *(f"DROP FUNCTION guitu_{table}_so()" for table in _RULES),
    ]


def _trigger(table: str, events: str) -> str:
    # After what 0035 asks: triggers of one event go by their names.
    return (
        f"CREATE TRIGGER {table}_so BEFORE {events} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION guitu_{table}_so()"
    )


def _function(table: str) -> str:
    rule = _RULES[table]
    inquiry = "NEW.id" if table == "sought" else "NEW.inquiry"
    for word, (step, result) in _SAYS.items():
        stands = _STANDS.replace("INQUIRY", inquiry).replace("STEP", step)
        rule = rule.replace(word, stands.replace("RESULT", result))
    return f"""
CREATE FUNCTION guitu_{table}_so() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
{rule}
    RETURN NEW;
END $$
"""

"""The rules of 甄别 and 入站审批 as the centre's database holds them, whoever writes: a trigger for
each kind, and none is changed, nor deleted but by an erasure. `statements` is used by a migration:
it may be added to, never changed.
"""

from app.store import walls

TABLES = ("condition_answer", "outside_query", "stay_proposal", "stay_answer")
_ITS_VISIT = """
    IF NOT EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit AND person = NEW.person) THEN
        RAISE EXCEPTION 'guitu paper.no_subject' USING ERRCODE = 'GT001';
    END IF;
"""
_CONDITION = """
    IF btrim(NEW.condition) = '' OR NEW.answer NOT IN ('yes', 'no', 'unclear') THEN
        RAISE EXCEPTION 'guitu checks.no_condition' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer <> 'unclear' AND btrim(NEW.words) = '' THEN
        RAISE EXCEPTION 'guitu checks.needs_evidence' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer <> 'unclear' AND NEW.source IS NULL THEN
        RAISE EXCEPTION 'guitu checks.needs_source' USING ERRCODE = 'GT001';
    END IF;
"""
_QUERY = """
    IF btrim(NEW.purpose) = '' THEN
        RAISE EXCEPTION 'guitu checks.needs_purpose' USING ERRCODE = 'GT001';
    END IF;
    IF btrim(NEW.asked) = '' THEN
        RAISE EXCEPTION 'guitu checks.needs_question' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.outcome = 'found' AND btrim(NEW.result) = '' THEN
        RAISE EXCEPTION 'guitu checks.needs_result' USING ERRCODE = 'GT001';
    END IF;
"""
_PROPOSAL = """
    -- What is proposed about one visit is taken one after the other.
    PERFORM pg_advisory_xact_lock(hashtext('guitu stay ' || NEW.visit::text));
    IF btrim(NEW.facts) = '' THEN
        RAISE EXCEPTION 'guitu stay.needs_facts' USING ERRCODE = 'GT001';
    END IF;
    IF jsonb_array_length(NEW.special) = 0 THEN
        RAISE EXCEPTION 'guitu stay.needs_special' USING ERRCODE = 'GT001';
    END IF;
    IF jsonb_array_length(NEW.services) = 0 THEN
        RAISE EXCEPTION 'guitu stay.needs_services' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.supersedes IS NULL AND EXISTS (SELECT 1 FROM stay_proposal WHERE visit = NEW.visit) THEN
        RAISE EXCEPTION 'guitu stay.stands_already' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.supersedes IS NOT NULL AND (
        EXISTS (SELECT 1 FROM stay_proposal WHERE supersedes = NEW.supersedes)
        OR NOT EXISTS (
            SELECT 1 FROM stay_proposal WHERE id = NEW.supersedes AND visit = NEW.visit)) THEN
        RAISE EXCEPTION 'guitu stay.written_anew' USING ERRCODE = 'GT001';
    END IF;
"""
_ANSWER = """
    SELECT * INTO made FROM stay_proposal WHERE id = NEW.proposal;
    IF made.id IS NULL OR made.person <> NEW.person OR made.visit <> NEW.visit THEN
        RAISE EXCEPTION 'guitu stay.unknown' USING ERRCODE = 'GT001';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('guitu stay ' || NEW.visit::text));
    IF NOT EXISTS (SELECT 1 FROM officer
        WHERE id = NEW.officer AND active AND role = 'leader') THEN
        RAISE EXCEPTION 'guitu stay.not_leader' USING ERRCODE = 'GT001';
    END IF;
    IF made.officer = NEW.officer THEN
        RAISE EXCEPTION 'guitu stay.one_officer' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.at < made.at THEN
        RAISE EXCEPTION 'guitu stay.too_early' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer NOT IN ('agreed', 'sent_back', 'not_agreed') THEN
        RAISE EXCEPTION 'guitu stay.needs_answer' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer <> 'agreed' AND btrim(NEW.reason) = '' THEN
        RAISE EXCEPTION 'guitu stay.needs_reason' USING ERRCODE = 'GT001';
    END IF;
    IF EXISTS (SELECT 1 FROM stay_proposal WHERE supersedes = made.id) THEN
        RAISE EXCEPTION 'guitu stay.written_anew' USING ERRCODE = 'GT001';
    END IF;
    -- Of two leaders apart the one who says more for the person is heard as well.
    IF EXISTS (SELECT 1 FROM stay_answer WHERE proposal = made.id
        AND array_position(ARRAY['not_agreed', 'sent_back', 'agreed'], answer)
            >= array_position(ARRAY['not_agreed', 'sent_back', 'agreed'], NEW.answer)) THEN
        RAISE EXCEPTION 'guitu stay.answered_already' USING ERRCODE = 'GT001';
    END IF;
"""
_RULES = {
    "condition_answer": _ITS_VISIT + _CONDITION,
    "outside_query": _ITS_VISIT + _QUERY,
    "stay_proposal": _ITS_VISIT + _PROPOSAL,
    "stay_answer": _ANSWER,
}


def statements() -> list[str]:
    """Functions and triggers, as they stand after the migration that brings them."""
    rules = [_function(table) for table in TABLES]
    added = [walls.before("INSERT", table, f"guitu_{table}") for table in TABLES]
    kept = [
        walls.before(event, table, "guitu_answered_for")
        for table in TABLES
        for event in ("UPDATE", "DELETE")
    ]
    return [*rules, *added, *kept]


def dropped() -> list[str]:
    """Away with them, before their tables go."""
    named = [(table, event) for table in TABLES for event in ("insert", "update", "delete")]
    triggers = [f"DROP TRIGGER {table}_{event} ON {table}" for table, event in named]
    return [*triggers, *(f"DROP FUNCTION guitu_{table}()" for table in TABLES)]


def _function(table: str) -> str:
    declared = "made stay_proposal%ROWTYPE;" if table == "stay_answer" else ""
    return f"""
CREATE FUNCTION guitu_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    {declared}
BEGIN
    IF NEW.at > now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'guitu entry.back_dated' USING ERRCODE = 'GT001';
    END IF;
{_RULES[table]}
    RETURN NEW;
END $$
"""

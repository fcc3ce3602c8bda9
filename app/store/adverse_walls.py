"""The rules of papers 7 and 21 and of 权利请求 as the centre's database holds them, whoever writes:
a trigger for each kind, and none is changed, nor deleted but by an erasure. `statements` is used by
a migration: it may be added to, never changed.

What a row says of its device is what the chain of that device proves (`versions`).
"""

from app.store import walls

_TABLES = (
    *("adverse_proposal", "adverse_opinion", "adverse_answer", "adverse_receipt"),
    *("rights_request", "request_answer"),
)
_PROPOSAL = """
    IF NEW.kind NOT IN ('refusal', 'termination')
        OR NEW.ground NOT IN ('food_lodging', 'no_kin', 'no_welfare', 'street') THEN
        RAISE EXCEPTION 'guitu adverse.needs_ground' USING ERRCODE = 'GT001';
    END IF;
    IF btrim(NEW.facts) = '' THEN
        RAISE EXCEPTION 'guitu adverse.needs_facts' USING ERRCODE = 'GT001';
    END IF;
    IF jsonb_array_length(NEW.help) = 0 OR EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(NEW.help) AS one
        WHERE one NOT IN ('food', 'medical', 'shelter', 'none')) THEN
        RAISE EXCEPTION 'guitu adverse.needs_help' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.help ? 'none' AND (jsonb_array_length(NEW.help) > 1 OR btrim(NEW.help_words) = '') THEN
        RAISE EXCEPTION 'guitu adverse.needs_why_none' USING ERRCODE = 'GT001';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit AND person = NEW.person) THEN
        RAISE EXCEPTION 'guitu paper.no_subject' USING ERRCODE = 'GT001';
    END IF;
"""
_FOLLOWS = """
    -- What follows on one proposal is taken one after the other.
    PERFORM pg_advisory_xact_lock(hashtext('guitu adverse ' || NEW.proposal::text));
    SELECT * INTO made FROM adverse_proposal WHERE id = NEW.proposal;
    IF made.id IS NULL OR made.person <> NEW.person OR made.visit <> NEW.visit THEN
        RAISE EXCEPTION 'guitu adverse.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.at < made.at THEN
        RAISE EXCEPTION 'guitu adverse.too_early' USING ERRCODE = 'GT001';
    END IF;
"""
_OPINION = """
    IF NOT NEW.silent AND btrim(NEW.words) = '' THEN
        RAISE EXCEPTION 'guitu adverse.needs_words' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.silent AND jsonb_array_length(NEW.witnesses) < 2 THEN
        RAISE EXCEPTION 'guitu adverse.needs_witnesses' USING ERRCODE = 'GT001';
    END IF;
"""
_ANSWER = """
    IF NOT EXISTS (SELECT 1 FROM officer
        WHERE id = NEW.officer AND active AND role = 'leader') THEN
        RAISE EXCEPTION 'guitu adverse.not_leader' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer NOT IN ('agreed', 'not_agreed', 'taken_back') THEN
        RAISE EXCEPTION 'guitu adverse.needs_answer' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer <> 'agreed' AND btrim(NEW.reason) = '' THEN
        RAISE EXCEPTION 'guitu adverse.needs_reason' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer = 'taken_back' AND NOT EXISTS (
        SELECT 1 FROM adverse_answer WHERE proposal = made.id AND answer = 'agreed') THEN
        RAISE EXCEPTION 'guitu adverse.not_agreed' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.answer = 'agreed' THEN
        IF made.officer = NEW.officer THEN
            RAISE EXCEPTION 'guitu adverse.one_officer' USING ERRCODE = 'GT001';
        END IF;
        IF split_part(made.versions->>'*', '.', 2) = split_part(NEW.versions->>'*', '.', 2) THEN
            RAISE EXCEPTION 'guitu adverse.one_computer' USING ERRCODE = 'GT001';
        END IF;
        IF EXISTS (SELECT 1 FROM adverse_answer WHERE proposal = made.id) THEN
            RAISE EXCEPTION 'guitu adverse.answered_already' USING ERRCODE = 'GT001';
        END IF;
        IF EXISTS (SELECT 1 FROM adverse_proposal WHERE supersedes = made.id) THEN
            RAISE EXCEPTION 'guitu adverse.unknown' USING ERRCODE = 'GT001';
        END IF;
        IF made.kind = 'termination' AND NOT EXISTS (
            SELECT 1 FROM adverse_opinion
            WHERE proposal = made.id AND at BETWEEN made.at AND NEW.at) THEN
            RAISE EXCEPTION 'guitu adverse.not_heard' USING ERRCODE = 'GT001';
        END IF;
    END IF;
"""
_RECEIPT = """
    IF NOT EXISTS (SELECT 1 FROM adverse_answer
        WHERE proposal = made.id AND answer = 'agreed' AND at <= NEW.at) THEN
        RAISE EXCEPTION 'guitu adverse.not_agreed' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.how NOT IN ('signed', 'thumb', 'witnessed') THEN
        RAISE EXCEPTION 'guitu adverse.needs_how' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.how = 'witnessed' AND jsonb_array_length(NEW.witnesses) < 2 THEN
        RAISE EXCEPTION 'guitu adverse.needs_witnesses' USING ERRCODE = 'GT001';
    END IF;
"""
_REQUEST = """
    PERFORM pg_advisory_xact_lock(hashtext('guitu request ' || NEW.number));
    IF EXISTS (SELECT 1 FROM rights_request WHERE number = NEW.number) THEN
        RAISE EXCEPTION 'guitu request.number_twice' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.number NOT LIKE 'Q' || NEW.station || '-%' THEN
        RAISE EXCEPTION 'guitu request.wrong_number' USING ERRCODE = 'GT001';
    END IF;
    IF btrim(NEW.words) = '' THEN
        RAISE EXCEPTION 'guitu request.needs_words' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.received_on > (NEW.at AT TIME ZONE 'Asia/Shanghai')::date THEN
        RAISE EXCEPTION 'guitu request.not_yet' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.received_on < (NEW.at AT TIME ZONE 'Asia/Shanghai')::date - 366 THEN
        RAISE EXCEPTION 'guitu request.too_long_ago' USING ERRCODE = 'GT001';
    END IF;
    -- Fifteen working days are three weeks, thirty are six, on whatever day they begin.
    IF NEW.due_on <= NEW.received_on OR NEW.due_on > NEW.received_on
        + (CASE NEW.kind WHEN 'complaint' THEN 42 ELSE 21 END) THEN
        RAISE EXCEPTION 'guitu request.wrong_due' USING ERRCODE = 'GT001';
    END IF;
"""
_REPLY = """
    PERFORM pg_advisory_xact_lock(hashtext('guitu reply ' || NEW.request::text));
    SELECT * INTO asked FROM rights_request WHERE id = NEW.request;
    IF asked.id IS NULL OR asked.person <> NEW.person THEN
        RAISE EXCEPTION 'guitu request.unknown' USING ERRCODE = 'GT001';
    END IF;
    IF EXISTS (SELECT 1 FROM request_answer WHERE request = NEW.request) THEN
        RAISE EXCEPTION 'guitu request.answered_already' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.officer = asked.against THEN
        RAISE EXCEPTION 'guitu request.about_you' USING ERRCODE = 'GT001';
    END IF;
    IF btrim(NEW.reason) = '' THEN
        RAISE EXCEPTION 'guitu request.needs_reason' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.at < asked.at THEN
        RAISE EXCEPTION 'guitu entry.back_dated' USING ERRCODE = 'GT001';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM officer WHERE id = NEW.officer AND active
        AND (role = 'leader' OR role = 'intake'
            AND asked.kind = 'withdrawal' AND NEW.outcome = 'granted')) THEN
        RAISE EXCEPTION 'guitu adverse.not_leader' USING ERRCODE = 'GT001';
    END IF;
"""
_RULES = {
    "adverse_proposal": _PROPOSAL,
    "adverse_opinion": _FOLLOWS + _OPINION,
    "adverse_answer": _FOLLOWS + _ANSWER,
    "adverse_receipt": _FOLLOWS + _RECEIPT,
    "rights_request": _REQUEST,
    "request_answer": _REPLY,
}
_DECLARED = {"request_answer": "asked rights_request%ROWTYPE;"}
_KEPT = """
CREATE FUNCTION guitu_answered_for() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever is erased stands in `erased` first, and that stays.
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM erased WHERE id = OLD.id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'guitu entry.append_only' USING ERRCODE = 'GT001';
END $$
"""


def statements() -> list[str]:
    """Functions and triggers, as they stand after the migration that brings them."""
    rules = [_function(table) for table in _TABLES]
    added = [walls.before("INSERT", table, f"guitu_{table}") for table in _TABLES]
    kept = [
        walls.before(event, table, "guitu_answered_for")
        for table in _TABLES
        for event in ("UPDATE", "DELETE")
    ]
    return [*rules, _KEPT, *added, *kept]


def dropped() -> list[str]:
    """Away with them, the tables stay."""
    named = [(table, event) for table in _TABLES for event in ("insert", "update", "delete")]
    triggers = [f"DROP TRIGGER {table}_{event} ON {table}" for table, event in named]
    functions = [f"DROP FUNCTION guitu_{table}()" for table in _TABLES]
    return [*triggers, *functions, "DROP FUNCTION guitu_answered_for()"]


def _function(table: str) -> str:
    follows = "made adverse_proposal%ROWTYPE;" if _FOLLOWS in _RULES[table] else ""
    return f"""
CREATE FUNCTION guitu_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    {_DECLARED.get(table, follows)}
BEGIN
    IF NEW.at > now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'guitu entry.back_dated' USING ERRCODE = 'GT001';
    END IF;
{_RULES[table]}
    RETURN NEW;
END $$
"""

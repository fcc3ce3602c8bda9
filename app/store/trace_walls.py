"""What the centre's database holds of 寻亲记录, whoever writes: it is about a visit of this very
person, a verdict is on a hypothesis about them, nothing is changed, nor deleted but by an erasure.

`statements` is used by a migration: it may be added to, never changed.
"""

from app.store import walls

_FUNCTION = """
CREATE FUNCTION guitu_trace_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.at > now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'guitu entry.back_dated' USING ERRCODE = 'GT001';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM visit WHERE id = NEW.visit AND person = NEW.person) THEN
        RAISE EXCEPTION 'guitu paper.no_subject' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM trace_entry
        WHERE id = NEW.supersedes) THEN
        RAISE EXCEPTION 'guitu trace.not_to_take_back' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step IN ('ruled_out', 'held') AND NOT EXISTS (SELECT 1 FROM trace_entry
        WHERE id = NEW.refers AND step = 'hypothesis') THEN
        RAISE EXCEPTION 'guitu trace.no_hypothesis' USING ERRCODE = 'GT001';
    END IF;
    IF NEW.step IN ('ruled_out', 'held', 'region', 'hypothesis', 'mistaken')
        AND btrim(NEW.words) = '' THEN
        RAISE EXCEPTION 'guitu trace.needs_why' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_TABLE = "trace_entry"


def statements() -> list[str]:
    """Function and triggers; `guitu_answered_for` is there since 0022."""
    return [
        _FUNCTION,
        walls.before("INSERT", _TABLE, "guitu_trace_entry"),
        walls.before("UPDATE", _TABLE, "guitu_answered_for"),
        walls.before("DELETE", _TABLE, "guitu_answered_for"),
    ]


def dropped() -> list[str]:
    """The function, after its table is gone."""
    return ["DROP FUNCTION guitu_trace_entry()"]

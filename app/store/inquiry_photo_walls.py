"""What the centre's database holds of photographs that families gave: none without a consent of its
own that stands. `statements` is used by a migration: it may be added to, never changed."""

from app.store import walls

_TABLE = "inquiry_photo"
_RULE = """
CREATE FUNCTION guitu_inquiry_photo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM inquiry_entry AS said
        WHERE said.id = NEW.consent AND said.inquiry = NEW.inquiry
        AND said.station = NEW.station AND said.step = 'photo' AND btrim(said.whom) <> ''
        AND NOT EXISTS (SELECT 1 FROM inquiry_entry WHERE supersedes = said.id)) THEN
        RAISE EXCEPTION 'guitu inquiry.photo_needs_basis' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""


def statements() -> list[str]:
    """Walls, function and triggers, after the table."""
    return [
        *walls.policies(_TABLE),
        _RULE,
        walls.before("INSERT", _TABLE, "guitu_inquiry_photo"),
        walls.before("UPDATE", _TABLE, "guitu_listing_kept"),
        walls.before("DELETE", _TABLE, "guitu_answered_for"),
    ]


def dropped() -> list[str]:
    """Away with it; what stands on the table goes with that."""
    return ["DROP FUNCTION guitu_inquiry_photo()"]

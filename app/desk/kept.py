"""What somebody gave into custody and has not got back: what a leaving has to settle or explain."""

from uuid import UUID

from app.desk.custody import in_short
from app.store.ask import Asks
from app.store.custody import account_of


def still_kept(asks: Asks, visit: UUID) -> tuple[str, ...]:
    """In words: how many things, which bags, how much money; nothing where all was given back."""
    kept = account_of(asks, visit).kept
    return (in_short(kept, "zh"),) if kept else ()

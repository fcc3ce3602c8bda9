"""Whoever left is here again: what is told of it, also of a transfer by which they left."""

from app.desk.reopening import Returned
from app.words.say import say
from ui.page import Telling


def here_again(told: str, back: Returned, lang: str) -> Telling:
    """`told`, and what the other station has to be called for."""
    more = [say("transfer.revoked_too", lang)] if back.revoked else []
    more += [say("transfer.arrived_there", lang)] if back.arrived else []
    return Telling(words=" ".join((told, *more)), tone="warn" if more else "ok")

"""What an arrival carries, as clues: things, a station's papers, places where somebody has been."""

from collections.abc import Iterable
from dataclasses import replace

from app.desk.admission import Arrival, Item
from app.domain.carried_alike import papers_in
from app.domain.traits import MOST_VALUES, Traits


def with_things(
    traits: Traits, items: Iterable[Item], found_at: str = "", story: str = ""
) -> Traits:
    """The same with what is carried; numbers of papers also out of what was told."""
    things = tuple(f"{one.item} {one.features}".strip() for one in items)[:MOST_VALUES]
    return replace(
        traits,
        carried=things,
        papers=papers_in((*things, story)),
        route=(found_at.strip(),) if found_at.strip() else (),
    )


def with_things_of(traits: Traits, arrival: Arrival) -> Traits:
    """Out of an arrival as it stands."""
    return with_things(traits, arrival.items, arrival.found_at, arrival.story)

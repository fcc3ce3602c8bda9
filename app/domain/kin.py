"""What one family shares makes nobody the same: brothers, sisters, twins, husband and wife."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.clue import Clue, Verdict
from app.domain.relatives_alike import SURNAME

_OF_A_COUPLE = {"phone": 1.5, "relatives": 1.0, "home": 2.5}
_SHARED = ("home", "phone", "relatives", "missing_since", "missing_place", "route")
_SAME_COUNTY = 3.0
"""So much a clue is worth that a family may share."""
_ONE_CLUE = 6.0
"""What all that a family shares is worth together, where the given name is plainly another."""
_SAME_DAY = 3.0
"""A birth on the same day: of twins, too."""
_OTHER_GIVEN = -2.0
_IS_ANOTHER = frozenset({"character_other", "given_other", "folk_other", "latin_other"})
_NO_FAMILY_NAME = frozenset({"surname_other", "surname_unsaid", "folk_other", "latin_other"})


def as_kin(clues: Iterable[Clue]) -> list[Clue]:
    """The clues as they count where the two may be of one family.

    Brothers and sisters share a surname, often a character of their names, a home, a telephone and
    their parents; twins the day as well, and all of their numbers but the end. Where the given name
    is plainly another one, that counts against, and all they share is one clue. What no family
    shares (a face, a document, marks) counts as ever: who gives a false name is found by it.
    """
    as_found = list(clues)
    found = _of_a_couple(as_found)
    if not _may_be_kin({clue.about: clue for clue in as_found}):
        return found
    shared = [clue for clue in found if clue.about in _SHARED and clue.weight > 0]
    # Where nothing but the day is the same, that is the one clue.
    first = max(shared, key=lambda clue: clue.weight).about if shared else ""
    return [_of_kin(clue, first) for clue in found]


def _of_a_couple(found: list[Clue]) -> list[Clue]:
    """Husband and wife, father and son, sisters: one phone, one village, the same children. Where
    the name is another and sex or birth, too, what a family shares makes nobody the same."""
    of = {clue.about: clue for clue in found}
    others = {about for about in ("name", "sex", "birth") if of[about].verdict is Verdict.DIFFERS}
    if "name" not in others or len(others) < 2:
        return found
    return [
        replace(clue, weight=min(clue.weight, _OF_A_COUPLE.get(clue.about, clue.weight)))
        for clue in found
    ]


def _may_be_kin(of: Mapping[str, Clue]) -> bool:
    """Whether a given name is plainly another beside a surname or parents that are the same."""
    how = set(of["name"].facts.get("how", "").split(","))
    if not how & _IS_ANOTHER:
        return False
    if how & _NO_FAMILY_NAME and "father_same" not in how:
        # A father's surname alone is no family that both named.
        return of["relatives"].weight > 0 and of["relatives"].key != SURNAME
    worth = (of[about].weight for about in ("home", "phone", "relatives", "birth"))
    return any(weight >= _SAME_COUNTY for weight in worth)


def _of_kin(clue: Clue, first: str) -> Clue:
    """One clue of a pair that may be of one family; `first` is about what weighs most of all that
    they share."""
    if clue.about == "name":
        key = "clue.name_given_other" if clue.weight > _OTHER_GIVEN else clue.key
        weight = min(clue.weight, _OTHER_GIVEN)
        return replace(clue, weight=weight, key=key, verdict=Verdict.DIFFERS)
    most = {"birth": _SAME_DAY if first else None, first: _ONE_CLUE}.get(clue.about)
    if clue.about in _SHARED or clue.key == "clue.document_same_place_and_day":
        most = most or 0.0
    if most is None or clue.weight <= most:
        return clue
    return replace(clue, weight=most, facts={**clue.facts, "cautions": "kin"})

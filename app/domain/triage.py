"""先看人: what is looked at first, and which path it opens: hospital, police, care for a child.

Only what decides is asked. Urgent need first (工作规程 8-10); who may have been trafficked or
abandoned is a matter for the police at once (民发 2015 年 158 号); children and women are looked
after as 381号令 8 and the rules for minors ask.
"""

from collections.abc import Mapping

from app.domain.birth import ADULT
from app.domain.codes import CHECKS, HOSPITAL_CHECKS
from app.domain.security import WOMAN

CHILD, TRAFFICKED = "child", "trafficked"
ASKED = (*CHECKS, CHILD, TRAFFICKED)
"""What may be answered; before the answers to `CHECKS` nothing is counted or compared."""
_UNABLE = frozenset({CHILD, "mental"})


def asks_trafficked(checks: Mapping[str, str], years: int | None) -> bool:
    """Whether it decides anything: of a child, and of who cannot speak for themselves."""
    return is_child(checks, years) or bool(_seen(checks) & _UNABLE) or TRAFFICKED in checks


def is_child(checks: Mapping[str, str], years: int | None) -> bool:
    """By what was seen, or by the age that is known."""
    return checks.get(CHILD) == "yes" or (years is not None and years < ADULT)


def paths(checks: Mapping[str, str], years: int | None, sex: str) -> tuple[str, ...]:
    """The word keys of what to do now and whom to call, the most urgent first."""
    seen = _seen(checks)
    found = [
        ("check.first_police", "danger" in seen),
        ("check.first_hospital", bool(seen & HOSPITAL_CHECKS)),
        ("triage.trafficked", TRAFFICKED in seen),
        ("triage.child", is_child(checks, years)),
    ]
    opened = [key for key, is_so in found if is_so]
    return (*opened, *(("triage.woman",) if opened and sex == WOMAN else ()))


def is_urgent(opened: tuple[str, ...]) -> bool:
    """Whether one of these paths leads out of the house at once."""
    return bool({"check.first_police", "check.first_hospital", "triage.trafficked"} & set(opened))


def _seen(checks: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key, answer in checks.items() if answer == "yes")

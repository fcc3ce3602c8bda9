"""What of somebody's file goes along with them, under the names of the form of arrival."""

from collections.abc import Mapping

from app.domain.person import Claim, ClaimKind, best

FACTS: Mapping[str, ClaimKind] = {
    "name": ClaimKind.NAME, "alias": ClaimKind.ALIAS, "sex": ClaimKind.SEX,
    "document": ClaimKind.DOCUMENT, "ethnicity": ClaimKind.ETHNICITY, "home": ClaimKind.HOME,
    "address": ClaimKind.ADDRESS, "phone": ClaimKind.PHONE, "accent": ClaimKind.ACCENT,
    "marks": ClaimKind.MARKS, "kin": ClaimKind.KIN,
}  # fmt: skip


def facts_of(claims: list[Claim]) -> dict[str, str]:
    """What is known, the best claim of each kind."""
    found = {name: claim.value for name, kind in FACTS.items() if (claim := best(claims, kind))}
    if born := best(claims, ClaimKind.BIRTH) or best(claims, ClaimKind.AGE):
        found["birth"] = born.value
    kin = best(claims, ClaimKind.KIN)
    if kin and kin.detail.get("phone"):
        found["kin_phone"] = kin.detail["phone"]
    return found


def is_made_up(claims: list[Claim]) -> bool:
    """Whether the name is one that the station gave: nobody knows the real one."""
    name = best(claims, ClaimKind.NAME)
    return name is not None and "temporary" in name.detail

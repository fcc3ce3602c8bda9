"""What is said of each of many people, as the screen would show it: one row a person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, case, cast, func, select

from app.domain.document import NO_DOCUMENT
from app.domain.person import TRUST, WITHDRAWN, ClaimKind
from app.store.tables import claim


def said_of(whom: Any, kinds: Sequence[ClaimKind]) -> Any:
    """The value of each of these kinds, of the persons of `whom`."""
    # By the index of persons, not of kinds, which leads all over the register.
    mine = claim.c.person.in_(select(whom.c.person))
    gone = select(claim.c.supersedes).where(mine, claim.c.supersedes.is_not(None))
    trusted = case(dict(TRUST), value=claim.c.source, else_=0)
    best = func.row_number().over(
        partition_by=(claim.c.person, claim.c.kind),
        order_by=(
            claim.c.verified.desc(), trusted.desc(), claim.c.at.desc(), claim.c.id.desc(),
        ),
    )  # fmt: skip
    ranked = (
        select(claim.c.person, claim.c.kind, claim.c.value, best.label("place"))
        .where(
            mine,
            func.coalesce(claim.c.kind, "").in_(kinds),
            claim.c.value != NO_DOCUMENT,
            claim.c.id.not_in(gone),
            cast(claim.c.detail, Text).not_like(f'%"{WITHDRAWN}"%'),
        )
        .cte("ranked")
    )
    one = ranked.c
    columns = [func.max(case((one.kind == k, one.value))).label(k.value) for k in kinds]
    firsts = select(one.person, *columns).where(one.place == 1).group_by(one.person)
    return firsts.cte("said")

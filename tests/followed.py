"""Somebody who left and is followed up, for the tests of 回访."""

from datetime import datetime, timedelta
from typing import Any

from app.desk import followup_letters, leaving, slips
from app.desk.door import signer
from app.domain.followup import Rules
from app.domain.ids import VisitId, new_id
from app.domain.outside_letter import OutsideLetter
from app.domain.station import SigningKey
from app.domain.visit import LeavingKind, Visit
from app.store.ask import all_of
from app.wire.signed import key_id
from tests import makers
from tests.ui import station

_RULES = Rules()
DAY = timedelta(days=1)
HOME = "四川省仪陇县石盘村"


def gone(
    house: makers.Desk,
    left: datetime,
    name: str = "王淼",
    kind: LeavingKind = LeavingKind.FETCHED,
    to: str = "四川省仪陇县",
    **said: str,
) -> Visit:
    """Who came two days before and left, usually fetched by kin."""
    known: dict[str, Any] = {"home": HOME} | said
    visit = station.arrive(house, name, left - 2 * DAY, **known)
    leave(house, visit, left, kind, to)
    return visit


def leave(
    house: makers.Desk, visit: Visit, left: datetime, kind: LeavingKind, to: str = "示例地",
    rules: Rules = _RULES,
) -> None:  # fmt: skip
    """With everything said that any kind asks."""
    told = {"guardian": "王父", "consent": "yes", "kept_why": "已领回"}
    said = makers.parting(kind, to, left_at=left, second=house.leader.id, **told)
    by = house.intake
    leaving.leave(house.register, VisitId(visit.id), said, by=by, at=left, rules=rules)


def written(house: makers.Desk, visit: Visit, at: datetime, **fields: str) -> OutsideLetter:
    """A letter to the home town as the register begins it."""
    return followup_letters.write(
        house.register, visit.id, fields, house.station, by=house.intake, at=at, lang="zh"
    )


def code(house: makers.Desk, letter: OutsideLetter) -> str:
    """What a scanner reads on its paper, at a desk whose key the network knows."""
    key, known = signer(house.register), all_of(house.register, SigningKey)
    public = key.public_key().public_bytes_raw()
    if not any(one.public_key == public for one in known):
        made = SigningKey(
            id=new_id(), key_id=key_id(public), public_key=public, station=house.station.code,
            since=letter.at,
        )  # fmt: skip
        house.register.write(made, by=house.administrator.id, at=letter.at)
    return slips.code_of(letter.letter, house.station.code, key)


def noted(
    house: makers.Desk, letter: OutsideLetter, result: str, at: datetime, words: str = "", **m: Any
) -> OutsideLetter:
    """What the slip says."""
    return slips.note(house.register, letter.letter, result, words, by=house.intake, at=at, **m)

"""寻人登记 is erased when whoever looked withdraws, or its period is over; nothing comes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from app.desk import inquiries, inquiry_erasing
from app.desk.inquiries import Wrote
from app.domain.erasure import ErasureWish, Ground
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.inquiry import Inquiry, InquiryEntry, InquiryStep
from app.domain.kin_match import KinStep
from app.store import erasures, mark, passing, walls
from app.store.depot import depot
from app.store.inquiries import inquiry_of
from app.store.register import open_register
from app.store.tables import change, inquiry_entry, journal, sought
from tests.handed import End, refused
from tests.kin import LOST, Apart, apart
from tests.old_centre import dump, load

pytest_plugins = ["tests.centre"]
NAME, PHONE, ADDRESS = "赵桂兰", "13800000001", "石盘村3组"
DANGER = Wrote(result="danger", words="本人说多次被打")


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Apart]:
    """Somebody is at the first station; at the other one is asked for him."""
    with apart(engine, tmp_path) as made:
        yield made


def _close(both: Apart, whole: Inquiry) -> None:
    house = both.there.house
    said = Wrote(result="withdrawn", words="不找了")
    inquiries.close(house.register, whole.id, said, by=house.intake, at=both.now())
    both.meet()


def _ask(both: Apart, whole: Inquiry, ground: Ground = Ground.CONSENT, **more: Any) -> ErasureWish:
    house = both.there.house
    usual: dict[str, Any] = {
        "by": house.leader, "approver": house.administrator, "at": both.now(), "days": 730,
    }  # fmt: skip
    reason = more.pop("reason", "寻人者书面要求")
    made = inquiry_erasing.ask(house.register, whole.id, ground, reason, **(usual | more))
    both.meet()
    return made


def _said(end: End) -> bytes:
    """All that a desk's journal still says."""
    rows = end.register.ask(select(journal.c.payload).where(journal.c.payload.is_not(None)))
    return b"".join(row.payload for row in rows)


def _at_the_centre(engine: Engine) -> str:
    with walls.within(engine, walls.EVERYWHERE) as connection:
        bodies: list[bytes] = list(connection.execute(select(change.c.body)).scalars())
        rows = connection.execute(select(inquiry_entry)).all()
    return b"".join(bodies).decode(errors="ignore") + str(rows)


def test_whoever_withdraws_is_gone_at_the_desk_and_the_centre_and_comes_back_from_nowhere(
    both: Apart, engine: Engine
) -> None:
    asked = both.ask(reference="example.org/p1")
    both.meet()
    both.compare()
    both.step(KinStep.VERIFYING)
    both.meet()
    assert PHONE in _at_the_centre(engine)
    _close(both, asked)
    _ask(both, asked)
    for word in (PHONE, ADDRESS):
        assert word not in _at_the_centre(engine), word
    for word in (NAME, PHONE, ADDRESS):
        assert word.encode() not in _said(both.there), word
    there = both.there
    assert inquiry_of(there.register, asked.id) is None
    assert both.pair().steps, "what was found out about him stays in his file"
    late = InquiryEntry(
        id=new_id(), station=there.code, inquiry=asked.id, step=InquiryStep.CONTACT, whom=NAME,
        words="又从村里来电", officer=there.house.intake.id, at=both.now(),
    )  # fmt: skip
    there.register.write(late, by=late.officer, at=both.now())
    both.meet()
    assert "又从村里来电" not in _at_the_centre(engine)
    assert NAME.encode() not in _said(there)
    assert there.register.erased_references()("example.org/p1"), "no file opens it anew"
    folder, key = there.register.folder, there.house.key
    assert asked.id in {one.person for one in erasures.read(folder, key)}
    there.register.close()
    again = open_register(folder, key, both.now())
    assert inquiry_of(again, asked.id) is None
    again.close()


def test_an_old_backup_of_the_centre_and_of_a_desk_brings_no_inquiry_back(
    both: Apart, engine: Engine, owner: Engine, tmp_path: Path
) -> None:
    asked, there = both.ask(), both.there
    both.meet()
    folder, old = there.register.folder, dump(engine)
    there.register.close()
    files = {name: (folder / name).read_bytes() for name in ("register.db", mark.FILE)}
    register = open_register(folder, there.house.key, both.now())
    house = replace(there.house, register=register)
    both.there = there = replace(there, house=house, side=replace(there.side, register=register))
    _close(both, asked)
    _ask(both, asked)
    (tmp_path / "centre").mkdir()
    beside = depot(tmp_path / "centre")
    gone = erasures.Erasure(person=asked.id, at=both.now(), station=there.code)
    erasures.note(beside.folder.parent, beside.key, [gone])
    load(owner, old)
    passing.keep_erased(engine, beside, both.now())
    with walls.within(engine, walls.EVERYWHERE) as connection:
        told = connection.execute(select(sought.c.ended, sought.c.said)).all()
    assert told == [(True, [])], "every desk is told anew that it is over"
    for word in (PHONE, ADDRESS, LOST["name"]):
        assert word not in _at_the_centre(engine), word
    register.close()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    again = open_register(folder, there.house.key, both.now())
    assert inquiry_of(again, asked.id) is None
    assert again.ask(select(sought.c.id)) == [], "nor whom was looked for"
    again.close()


def test_it_is_over_first_and_kept_as_long_as_the_station_says(both: Apart) -> None:
    asked = both.ask()
    house, code = both.there.house, both.there.code

    def sorry(ground: Ground = Ground.CONSENT, **more: Any) -> str:
        with pytest.raises(Refused) as caught:
            _ask(both, asked, ground, **more)
        return caught.value.key

    assert sorry() == "inquiry.still_open"
    _close(both, asked)
    assert sorry(Ground.PERIOD_OVER) == "inquiry.locked"
    assert sorry(reason=f"{NAME}要求") == "erasure.names_them"
    assert sorry(approver=house.leader) == "erasure.one_officer"
    over = inquiry_erasing.period_over
    soon, later = (both.at + timedelta(days=days) for days in (700, 731))
    assert over(house.register, code, 730, by=house.leader, at=soon) == []
    (one,) = over(house.register, code, 730, by=house.leader, at=later)
    assert one.id == asked.id


def test_who_may_do_harm_does_not_wash_that_off_by_withdrawing(both: Apart) -> None:
    asked = both.ask()
    both.check(asked.id, DANGER)
    _close(both, asked)
    for ground in (Ground.CONSENT, Ground.PERIOD_OVER):
        with pytest.raises(Refused, match=r"inquiry\.keeps_harm"):
            _ask(both, asked, ground, at=both.at + timedelta(days=800))
    house = both.there.house
    wish = ErasureWish(
        id=new_id(), person=PersonId(asked.id), station=both.there.code, ground=Ground.CONSENT,
        reason="自己写的", approver=house.administrator.id, officer=house.leader.id, at=both.now(),
    )  # fmt: skip
    assert refused(both.ends(), both.there, wish) == "inquiry.keeps_harm"
    here = both.here.house
    theirs = replace(
        wish, id=new_id(), station=both.here.code, ground=Ground.MISTAKE,
        approver=here.administrator.id, officer=here.leader.id,
    )  # fmt: skip
    assert refused(both.ends(), both.here, theirs) == "erasure.other_station"
    assert inquiry_of(both.there.register, asked.id)

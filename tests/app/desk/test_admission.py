"""An arrival is saved whole, whatever is empty, and consent decides about templates."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from app.desk import admission, links, views, vouchers
from app.desk.admission import Asked, Item, Judged, Said, Taken, admit
from app.desk.numbers import BLOCK, Numbers
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Basis, Template
from app.domain.ids import PersonId, PhotoId, VisitId, new_id
from app.domain.number import CASE, is_checked
from app.domain.person import ClaimKind
from app.domain.staff import Viewing
from app.domain.visit import About, Answer, LeavingKind
from app.domain.voucher import Voucher
from app.store import people
from app.store.ask import all_of
from app.store.vouchers import of_visit
from tests import makers
from tests.makers import NOON


def photo() -> Taken:
    """A photograph with an invented vector."""
    vector = np.ones(128, "<f4") / np.sqrt(np.float32(128))
    return Taken(
        id=PhotoId(new_id()), jpeg=b"\xff\xd8 invented", width=10, height=10, quality=0.9,
        reasons=(), taken_at=NOON, vector=vector.tobytes(), dim=128, engine="e",
        model_sha256="m", metric="cosine",
    )  # fmt: skip


def admitted(desk: makers.Desk, arrival: admission.Arrival) -> admission.Admitted:
    """Saved by the intake officer."""
    return admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)


def test_an_arrival_with_nothing_filled_in_is_saved_under_a_temporary_name(
    desk: makers.Desk,
) -> None:
    done = admitted(desk, makers.arrival())
    known = people.file_of(desk.register, done.visit.person)
    assert known.name == "无名氏(不详)-440114-01-261123-1"
    assert is_checked(done.visit.case_number)
    assert done.visit.case_number.startswith("440114-01-20261123-0001-")
    assert people.in_station(desk.register)[0].visit == done.visit


def test_everything_that_was_filled_in_is_there_again(desk: makers.Desk) -> None:
    said = (
        Said(kind=ClaimKind.NAME, value="王𬎆"),
        Said(kind=ClaimKind.SEX, value="1"),
        Said(kind=ClaimKind.BIRTH, value="1979-03-15"),
    )
    arrival = replace(
        makers.arrival(),
        said=said,
        story="钱包被盗",
        checks={"injury": "no"},
        conditions={"street": "yes"},
        asked=(Asked(about=About.FACE, answer=Answer.GRANTED),),
        photos=(photo(),),
        items=(Item(item="手机", features="黑色", quantity=2),),
    )
    done = admitted(desk, arrival)
    known = people.file_of(desk.register, done.visit.person)
    assert {c.value for c in known.claims} == {"王𬎆", "1", "1979-03-15"}
    assert (done.visit.story, done.visit.checks) == ("钱包被盗", {"injury": "no"})
    assert desk.register.blobs.get(known.photos[0].sha256) == arrival.photos[0].jpeg
    assert [t.basis for t in all_of(desk.register, Template)] == [Basis.CONSENT]
    assert done.remarks == ()


@pytest.mark.parametrize(
    ("asked", "age", "basis", "wanted", "remark"),
    [
        (Answer.GRANTED, "47", None, Basis.CONSENT, ""),
        (Answer.GRANTED, "", None, Basis.CONSENT, ""),
        (Answer.REFUSED, "47", None, None, "face.refused"),
        (Answer.UNABLE, "47", None, None, "face.not_asked"),
        (None, "47", None, None, "face.not_asked"),
        (Answer.GRANTED, "13", None, None, "face.child_needs_guardian"),
        (Answer.GRANTED, "14", None, Basis.CONSENT, ""),
        (None, "9", Basis.GUARDIAN, Basis.GUARDIAN, ""),
        (None, "9", Basis.BUREAU, Basis.BUREAU, ""),
    ],
)
def test_a_template_needs_a_ground_and_its_lack_never_stops_saving(
    desk: makers.Desk, asked: Answer | None, age: str, basis: Basis | None,
    wanted: Basis | None, remark: str,
) -> None:  # fmt: skip
    arrival = replace(
        makers.arrival("赵一"),
        said=(Said(kind=ClaimKind.AGE, value=age),) if age else (),
        asked=(Asked(about=About.FACE, answer=asked),) if asked else (),
        photos=(photo(),),
        basis=basis,
    )
    done = admitted(desk, arrival)
    assert [t.basis for t in done.templates] == ([wanted] if wanted else [])
    assert done.remarks == ((remark,) if remark else ())
    assert len(done.photos) == 1


def test_the_same_form_is_not_saved_twice(desk: makers.Desk) -> None:
    arrival = makers.arrival("赵一")
    admitted(desk, arrival)
    with pytest.raises(Refused, match=r"admission\.saved_already"):
        admitted(desk, arrival)


def test_who_may_not_register_is_refused(desk: makers.Desk) -> None:
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        admit(desk.register, makers.arrival(), desk.station, by=desk.auditor, at=NOON)


def test_same_person_joins_the_files_and_undoing_parts_them(desk: makers.Desk) -> None:
    first = admitted(desk, makers.arrival("王淼")).visit.person
    judged = Judged(other=first, answer=Sameness.SAME, kinds=(EvidenceKind.FACE_SEARCH,))
    done = admitted(desk, makers.arrival("王森", judged=(judged,)))
    known = people.file_of(desk.register, first)
    assert set(known.people) == {first, done.visit.person}
    assert len(known.visits) == 2
    assert [(e.kind, d.answer) for e, d in zip(known.evidence, known.decisions, strict=True)] == [
        (EvidenceKind.FACE_SEARCH, "same")
    ]
    links.undo(desk.register, done.links[0], "看错了", by=desk.intake, at=NOON)
    assert people.together(desk.register, first) == (first,)
    with pytest.raises(Refused, match=r"link\.already_undone"):
        links.undo(desk.register, done.links[0], "再来", by=desk.intake, at=NOON)
    undone = people.file_of(desk.register, first)
    assert [d.answer for d in undone.decisions] == ["same", "undone"]


def test_not_the_same_stays_on_file_for_everybody_linked(desk: makers.Desk) -> None:
    one = admitted(desk, makers.arrival("孪生甲")).visit.person
    other = admitted(desk, makers.arrival("孪生乙")).visit.person
    third = admitted(desk, makers.arrival("孪生甲又来")).visit.person
    links.judge(desk.register, one, other, Sameness.NOT_SAME, "孪生", by=desk.intake, at=NOON)
    links.judge(desk.register, third, one, Sameness.SAME, "本人", by=desk.intake, at=NOON)
    known = people.file_of(desk.register, third)
    assert set(known.people) == {one, third}
    apart = [x for x in known.links if x.answer is Sameness.NOT_SAME and x.stands]
    assert [(x.one, x.other) for x in apart] == [(one, other)]
    with pytest.raises(Refused, match=r"link\.needs_reason"):
        links.judge(desk.register, one, other, Sameness.SAME, " ", by=desk.intake, at=NOON)
    with pytest.raises(Refused, match=r"link\.one_person"):
        links.judge(desk.register, one, one, Sameness.SAME, "x", by=desk.intake, at=NOON)


def test_looking_at_a_file_needs_a_purpose_and_is_logged(desk: makers.Desk) -> None:
    who = admitted(desk, makers.arrival("赵一")).visit.person
    with pytest.raises(Refused, match=r"view\.needs_purpose"):
        views.open_file(desk.register, who, "", by=desk.intake, at=NOON)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        views.open_file(desk.register, who, "好奇", by=desk.administrator, at=NOON)
    known = views.open_file(desk.register, who, "接待核对", by=desk.intake, at=NOON)
    assert known.name == "赵一"
    seen = all_of(desk.register, Viewing)
    assert [(v.person, v.officer, v.purpose) for v in seen] == [(who, desk.intake.id, "接待核对")]


def test_who_looks_at_very_many_files_is_asked_to_let_a_leader_look(desk: makers.Desk) -> None:
    """Whoever is here, or stands at the desk, is looked at all the same: help waits for nobody."""
    gone = makers.person()
    here = admitted(desk, makers.arrival("赵一")).visit.person
    looks = [
        Viewing(id=new_id(), person=PersonId(new_id()), officer=desk.intake.id, at=NOON,
                purpose="reception", what="file")
        for _ in range(views.MOST_FILES)
    ]  # fmt: skip
    desk.register.write(gone, *looks, by=desk.intake.id, at=NOON)
    later = NOON + timedelta(hours=1)
    with pytest.raises(Refused, match=r"view\.many"):
        views.open_file(desk.register, gone.id, "好奇", by=desk.intake, at=later)
    views.open_file(desk.register, here, "接待核对", by=desk.intake, at=later)
    views.open_file(desk.register, gone.id, "接待", by=desk.intake, at=later, arriving=True)
    views.open_file(desk.register, gone.id, "投诉核查", by=desk.leader, at=later)
    views.open_file(desk.register, gone.id, "寻亲", by=desk.intake, at=NOON + timedelta(hours=25))


def test_numbers_go_on_past_a_block_and_never_come_back(desk: makers.Desk) -> None:
    given_out = []
    for _ in range(BLOCK + 20):
        numbers = Numbers(desk.register, CASE, "440114-01")
        given_out.append(numbers.take(NOON))
        desk.register.write(*numbers.used, by=desk.intake.id, at=NOON)
    assert len(set(given_out)) == BLOCK + 20
    assert given_out[-1].split("-")[3] == "0220"


def journey(**changed: object) -> vouchers.Journey:
    """Home, tomorrow."""
    day = NOON.date() + timedelta(days=1)
    plan = vouchers.Journey(
        from_place="广州南", to_place="南充北", depart_on=day, valid_until=day + timedelta(days=2)
    )
    return replace(plan, **changed)  # type: ignore[arg-type]


def issue(desk: makers.Desk, visit: VisitId, **changed: object) -> Voucher:
    """Issued by the intake officer."""
    return vouchers.issue(
        desk.register, visit, journey(**changed), desk.station,
        by=desk.intake, at=NOON, most_days=3,
    )  # fmt: skip


def test_a_voucher_takes_the_best_claims_and_is_one_a_visit(desk: makers.Desk) -> None:
    visit = admitted(desk, makers.arrival("王𬎆", photos=(photo(),))).visit
    made = issue(desk, visit.id)
    assert made.name == "王𬎆"
    assert made.photo is not None
    assert made.account == desk.station.account
    assert is_checked(made.serial)
    with pytest.raises(Refused, match=r"voucher\.live_exists"):
        issue(desk, visit.id)
    gone = vouchers.void(desk.register, made.id, "改签", by=desk.intake, at=NOON)
    again = issue(desk, visit.id)
    assert again.serial != gone.serial
    assert [v.state for v in of_visit(desk.register, visit.id)] == ["void", "live"]


def test_after_the_day_only_a_leader_voids(desk: makers.Desk) -> None:
    made = issue(desk, admitted(desk, makers.arrival("王淼")).visit.id)
    later = NOON + timedelta(days=1)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        vouchers.void(desk.register, made.id, "晚了", by=desk.intake, at=later)
    vouchers.void(desk.register, made.id, "晚了", by=desk.leader, at=later)


def test_a_refused_voucher_uses_no_number(desk: makers.Desk) -> None:
    visit = admitted(desk, makers.arrival("王淼")).visit
    with pytest.raises(Refused, match=r"voucher\.transfer_needs_relief_station"):
        issue(desk, visit.id, direct=False)
    assert issue(desk, visit.id).serial.split("-")[3] == "000001"
    with pytest.raises(Refused, match=r"voucher\.no_visit"):
        issue(desk, VisitId(new_id()))


def test_leaving_ends_a_visit_once(desk: makers.Desk) -> None:
    visit = admitted(desk, makers.arrival("王淼")).visit
    reg, by = desk.register, desk.intake
    with pytest.raises(Refused, match=r"leaving\.no_live_voucher"):
        makers.leave(reg, visit.id, LeavingKind.VOUCHER, "", by=by, at=NOON)
    made = issue(desk, visit.id)
    gone = makers.leave(reg, visit.id, LeavingKind.VOUCHER, "", by=by, at=NOON)
    assert (gone.voucher, gone.destination) == (made.id, "南充北")
    assert people.in_station(reg) == []
    with pytest.raises(Refused, match=r"leaving\.left_already"):
        makers.leave(reg, visit.id, LeavingKind.OWN_WISH, "", by=by, at=NOON)
    with pytest.raises(Refused, match=r"leaving\.no_visit"):
        makers.leave(reg, VisitId(new_id()), LeavingKind.OWN_WISH, "", by=by, at=NOON)


def test_a_disk_that_fails_while_saving_leaves_nothing_behind(desk: makers.Desk) -> None:
    with desk.register._engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql("BEGIN")
    arrival = makers.arrival("王淼", story="长" * 100_000)
    with pytest.raises(Unavailable, match=r"register\.disk_full"):
        admitted(desk, arrival)
    assert people.in_station(desk.register) == []
    with desk.register._engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        connection.exec_driver_sql("BEGIN")
    assert admitted(desk, arrival).visit.case_number.split("-")[3] == "0001"


def test_persons_are_not_mixed_up(desk: makers.Desk) -> None:
    one = admitted(desk, makers.arrival("甲"))
    other = admitted(desk, makers.arrival("乙"))
    assert PersonId(one.visit.person) != other.visit.person
    assert people.file_of(desk.register, one.visit.person).name == "甲"
    assert people.card(desk.register, other.visit.person).name == "乙"

"""Candidates by face, document and name on the real engine; the officer's answers are kept."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select

from app.desk import identify, links, photographs
from app.desk.admission import Admitted, Arrival, Asked, Said, admit
from app.desk.recogniser import Recogniser, recogniser_of
from app.domain.clue import Verdict
from app.domain.errors import Refused
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Band, Template
from app.domain.ids import PersonId, VisitId, new_id
from app.domain.person import ClaimKind
from app.domain.traits import Traits
from app.domain.visit import About, Answer, LeavingKind
from app.faces.engine import SFACE, Engine, choose
from app.store.ask import all_of
from app.store.faces import ledger, persons_with_face
from app.store.tables import visit as visits
from tests import makers
from tests.makers import NOON

SAMPLES = Path(__file__).parents[3] / "assets" / "samples"


@pytest.fixture
def recogniser() -> Recogniser:
    """The engine of the desk, with an empty gallery."""
    return recogniser_of(choose(SFACE))


@pytest.fixture
def visitors(desk: makers.Desk, recogniser: Recogniser) -> dict[str, PersonId]:
    """Five people came once, each with one photograph and consent."""
    names = ("m01", "m02", "m04", "m06", "m07")
    return {name: come(desk, recogniser, name, 1).visit.person for name in names}


def come(
    desk: makers.Desk, recogniser: Recogniser, name: str, number: int,
    answer: Answer = Answer.GRANTED, **parts: object,
) -> Admitted:  # fmt: skip
    """Somebody arrives before the camera."""
    shot = take(recogniser, name, number)
    arrival = replace(
        makers.arrival(f"测试{name}"),
        asked=(Asked(about=About.FACE, answer=answer),),
        photos=(shot.taken,),
        **parts,  # type: ignore[arg-type]
    )
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    for template in done.templates:
        recogniser.keep(template)
    return done


def take(recogniser: Recogniser, name: str, number: int) -> photographs.Shot:
    """A photograph of a computer-generated head."""
    path = SAMPLES / name / f"{number}.jpg"
    return photographs.from_path(path, cast(Engine, recogniser.model), NOON, measure=True)


def test_who_was_here_comes_first_and_in_words(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    for name, person in visitors.items():
        clues = identify.Clues(vector=take(recogniser, name, 2).vector)
        found = identify.candidates(desk.register, recogniser, clues)
        assert found[0].person == person
        assert (found[0].rank, found[0].band) == (1, Band.LIKELY)
        assert found[0].why == (EvidenceKind.FACE_SEARCH,)
        assert len(found) == len(visitors)


def test_a_stranger_is_never_very_likely(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    clues = identify.Clues(vector=take(recogniser, "m08", 1).vector)
    found = identify.candidates(desk.register, recogniser, clues)
    assert Band.LIKELY not in {c.band for c in found}


def test_who_refused_has_no_template_and_is_found_by_document_or_name(
    desk: makers.Desk, recogniser: Recogniser
) -> None:
    said = (
        Said(kind=ClaimKind.NAME, value="钱不照"),
        Said(kind=ClaimKind.DOCUMENT, value="110101199003070134"),
        Said(kind=ClaimKind.BIRTH, value="1990-03-07"),
    )
    done = come(desk, recogniser, "m09", 1, Answer.REFUSED, said=said)
    assert done.templates == ()
    assert persons_with_face(desk.register) == 0
    by_number = identify.candidates(
        desk.register, recogniser, identify.Clues(number="110101199003070134")
    )
    by_name = identify.candidates(
        desk.register, recogniser, identify.Clues(name="钱不照", birth="1990-03-07")
    )
    for found in (by_number, by_name):
        assert [c.person for c in found] == [done.visit.person]
        assert found[0].band is None
        assert found[0].likely is Band.LIKELY
    misread = identify.Clues(number="110101199003070184", name="前布照")
    found = identify.candidates(desk.register, recogniser, misread)
    assert [c.person for c in found] == [done.visit.person]
    assert found[0].likely is Band.LIKELY
    assert {clue.about: clue.verdict for clue in found[0].clues}["document"] is Verdict.NEAR


def test_a_common_name_alone_tells_nobody_apart(desk: makers.Desk, recogniser: Recogniser) -> None:
    """A rare one does."""
    for name in ("张伟", "张伟", "张伟", "厍不照"):
        arrival = replace(makers.arrival(), said=(Said(kind=ClaimKind.NAME, value=name),))
        admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    common = identify.candidates(desk.register, recogniser, identify.Clues(name="张伟"))
    assert Band.LIKELY not in {one.likely for one in common}
    rare = identify.candidates(desk.register, recogniser, identify.Clues(name="库不照"))
    assert [one.card.name for one in rare] == ["厍不照"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("买买提·吐尔逊", "穆罕默德·图尔荪"),
        ("才让卓玛", "次仁珠玛"),
        ("ئابدۇللا", "阿卜杜拉"),
        ("阿不都拉", "ئابدۇللا"),
        ("扎西多吉", "Tashi Dorje"),
        ("Батбаяр", "巴特巴雅尔"),
    ],
)
def test_one_name_written_otherwise_or_in_another_script_is_found(
    desk: makers.Desk, before: str, now: str
) -> None:
    said = (
        Said(kind=ClaimKind.NAME, value=before),
        Said(kind=ClaimKind.BIRTH, value="1971-06-08"),
    )
    done = admit(desk.register, replace(makers.arrival(), said=said), desk.station,
                 by=desk.intake, at=NOON)  # fmt: skip
    clues = identify.Clues(name=now, birth="1971-06")
    found = identify.candidates(desk.register, None, clues)
    assert [one.person for one in found] == [done.visit.person]
    assert {clue.about: clue.verdict for clue in found[0].clues}["name"] is not Verdict.DIFFERS


def test_a_woman_entered_under_two_surnames_is_found_without_her_face(
    desk: makers.Desk, recogniser: Recogniser
) -> None:
    """As she said it in her dialect, with a scar and a home: before, and now."""
    said = (
        Said(kind=ClaimKind.NAME, value="胡秀英"),
        Said(kind=ClaimKind.AGE, value="60-70"),
        Said(kind=ClaimKind.SEX, value="2"),
        Said(kind=ClaimKind.HOME, value="湖南省邵阳市隆回县"),
        Said(kind=ClaimKind.MARKS, value="左手背刀疤"),
    )
    done = admit(
        desk.register, replace(makers.arrival(), said=said), desk.station, by=desk.intake, at=NOON
    )
    more = Traits(sex="2", homes=("隆回",), accent="湖南", marks=("手背有刀疤（左）",))
    clues = identify.Clues(name="符秀英", birth="1961", more=more)
    found = identify.candidates(desk.register, recogniser, clues)
    assert [one.person for one in found] == [done.visit.person]
    assert found[0].likely is Band.LIKELY
    about = {clue.about: clue.verdict for clue in found[0].clues}
    assert about["name"] is Verdict.NEAR
    assert about["marks"] is Verdict.AGREES
    assert about["phone"] is Verdict.UNKNOWN
    other = identify.Clues(name="符秀英", birth="1999", more=Traits(sex="1", homes=("北京",)))
    found = identify.candidates(desk.register, recogniser, other)
    assert all(one.likely is Band.UNLIKELY for one in found)


def test_linked_people_are_one_candidate(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    again = come(desk, recogniser, "m01", 2)
    probe = identify.Clues(vector=take(recogniser, "m01", 3).vector)
    assert len(identify.candidates(desk.register, recogniser, probe)) == 6
    one, other = visitors["m01"], again.visit.person
    links.judge(desk.register, one, other, Sameness.SAME, "本人", by=desk.intake, at=NOON)
    found = identify.candidates(desk.register, recogniser, probe)
    assert len(found) == 5
    assert set(found[0].people) == {one, other}


def test_two_people_decided_apart_are_marked(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    one, other = visitors["m01"], visitors["m02"]
    links.judge(desk.register, one, other, Sameness.NOT_SAME, "不像", by=desk.intake, at=NOON)
    probe = identify.Clues(vector=take(recogniser, "m01", 3).vector)
    found = identify.candidates(desk.register, recogniser, probe)
    marked = {c.person: c.apart_from for c in found if c.apart_from}
    assert marked == {one: (other,), other: (one,)}
    assert set(identify.contradictions(found, {one, other})) == {one, other}
    assert identify.contradictions(found, {one}) == []


def test_every_search_is_in_the_ledger(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    probe = identify.Clues(vector=take(recogniser, "m01", 3).vector)
    found = identify.candidates(desk.register, recogniser, probe)
    case = VisitId(new_id())
    identify.enter_search(
        desk.register, recogniser, probe, found, case, "arrival", by=desk.intake, at=NOON
    )
    (entry,) = ledger(desk.register, case)
    assert (entry.officer, entry.why, entry.looked_through) == (desk.intake.id, "arrival", 5)
    assert (entry.kind, entry.engine) == ("face", SFACE)
    assert [row["person"] for row in entry.shown] == [str(c.person) for c in found]
    assert entry.shown[0]["band"] == Band.LIKELY
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        identify.enter_search(
            desk.register, recogniser, probe, found, case, "x", by=desk.auditor, at=NOON
        )


def test_the_gallery_is_the_same_after_a_restart(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    fresh = recogniser_of(recogniser.model)
    fresh.fill(desk.register, NOON)
    assert fresh.on_file == recogniser.on_file == 5
    template = all_of(desk.register, Template)[0].id
    fresh.forget(template)
    assert fresh.on_file == 4
    fresh.keep_new(desk.register, frozenset([template]), NOON)
    assert fresh.on_file == 5


def test_without_an_engine_people_are_still_found(desk: makers.Desk) -> None:
    said = (Said(kind=ClaimKind.DOCUMENT, value="E1234567"),)
    arrival: Arrival = replace(makers.arrival("李四"), said=said)
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    found = identify.candidates(desk.register, None, identify.Clues(number="E1234567"))
    assert [c.person for c in found] == [done.visit.person]
    data = (SAMPLES / "m01" / "1.jpg").read_bytes()
    kept = photographs.from_file(data, None, NOON, measure=True)
    assert kept.vector is None
    assert kept.taken.vector is None


def test_who_is_in_the_station_already_is_said(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    visit = admit(
        desk.register, makers.arrival("又来"), desk.station, by=desk.intake, at=NOON
    ).visit
    links.judge(
        desk.register, visitors["m01"], visit.person, Sameness.SAME, "本人", by=desk.intake, at=NOON
    )
    for inside in desk.register.ask(select(visits.c.id).where(visits.c.person == visitors["m01"])):
        makers.leave(desk.register, inside[0], LeavingKind.OWN_WISH, "", by=desk.intake, at=NOON)
    probe = identify.Clues(vector=take(recogniser, "m01", 3).vector)
    assert identify.candidates(desk.register, recogniser, probe)[0].inside
    makers.leave(desk.register, visit.id, LeavingKind.OWN_WISH, "", by=desk.intake, at=NOON)
    assert not identify.candidates(desk.register, recogniser, probe)[0].inside


def test_who_refused_finds_no_face_search_in_the_ledger(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    case, clues = VisitId(new_id()), identify.Clues(number="E1", name="赵一", birth="1979")
    identify.enter_search(
        desk.register, recogniser, clues, (), case, "arrival", by=desk.intake, at=NOON
    )
    (entry,) = ledger(desk.register, case)
    assert (entry.kind, entry.engine, entry.looked_through) == ("document,name", "", 0)


def test_who_came_forty_times_takes_nobody_elses_place(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    first = visitors["m01"]
    for _ in range(45):
        again = come(desk, recogniser, "m01", 1).visit.person
        links.judge(desk.register, first, again, Sameness.SAME, "本人", by=desk.intake, at=NOON)
    probe = identify.Clues(vector=take(recogniser, "m01", 2).vector)
    found = identify.candidates(desk.register, recogniser, probe)
    assert len(found) == len(visitors)
    assert len(found[0].people) == 46


def test_namesakes_and_papers_hide_no_face(
    desk: makers.Desk, recogniser: Recogniser, visitors: dict[str, PersonId]
) -> None:
    said = (
        Said(kind=ClaimKind.NAME, value="张伟"),
        Said(kind=ClaimKind.BIRTH, value="1979"),
        Said(kind=ClaimKind.DOCUMENT, value="E1"),
    )
    for n in range(12):
        arrival = replace(makers.arrival(), said=said[: 2 if n % 2 else 3])
        admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    vector = take(recogniser, "m01", 2).vector
    clues = identify.Clues(vector=vector, number="E1", name="张伟", birth="1979")
    found = identify.candidates(desk.register, recogniser, clues)
    assert visitors["m01"] in {c.person for c in found}
    assert len([c for c in found if c.band]) == len(visitors)
    assert len(found) == len(visitors) + 2 * identify.BESIDE
    assert [c.rank for c in found] == list(range(1, len(found) + 1))
    both = {EvidenceKind.DOCUMENT_SEARCH, EvidenceKind.FACE_SEARCH}
    assert {c.why[0] for c in found[:2]} == both, "neither pushes the other aside"

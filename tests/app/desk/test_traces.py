"""寻亲记录: what is a claim is one, a sound is kept and bounded, whoever is sealed is shut."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.desk import claims, disclosure, kin, protecting, regions, traces, views
from app.desk.board import board_of
from app.domain.errors import Refused, Unavailable
from app.domain.person import Claim, ClaimKind, Source
from app.domain.staff import Officer, Role, Viewing
from app.domain.trace import Step, Trace, TraceEntry
from app.domain.visit import Visit
from app.settings import Settings
from app.store import erasures
from app.store import traces as store
from app.store.ask import all_of
from app.store.named_pictures import NAMED
from app.store.people import claims_of, file_of
from app.store.pictures import to_send
from tests import makers, sounds
from tests.app.desk.test_act import act
from tests.makers import NOON
from tests.ui import station

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def house(desk: makers.Desk) -> makers.Desk:
    """A station with nobody in it."""
    return desk


def _add(
    house: makers.Desk, visit: Visit, step: Step, by: Officer | None = None, **more: Any
) -> TraceEntry | Claim:
    said = traces.Said(step=step, **more)
    return traces.add(house.register, visit.id, said, by=by or house.intake, at=LATER)


def _clue(house: makers.Desk, visit: Visit, about: str, value: str, **more: Any) -> Any:
    usual = {"source": Source.SAID, "about": about, "value": value}
    return _add(house, visit, Step.CLUE, **(usual | more))


def _trace(house: makers.Desk, visit: Visit) -> Trace:
    return store.of_people(house.register, [visit.person])


def test_what_is_a_claim_is_written_as_one_and_stands_on_the_board_with_the_rest(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "", at=NOON)
    _clue(house, visit, "songs", "川剧《秋江》", whom="护理员说")
    said = _clue(house, visit, "accent", "川东北", note=traces.Note(data=sounds.spoken(3)))
    assert isinstance(said, Claim)
    assert (said.kind, said.visit) == (ClaimKind.ACCENT, visit.id)
    known = claims_of(house.register, visit.person)
    assert [one.value for one in known if one.kind is ClaimKind.ACCENT] == ["川东北"]
    board = board_of(known, _trace(house, visit))
    assert [(one.about, one.value, bool(one.sound)) for one in board] == [
        ("accent", "川东北", True), ("songs", "川剧《秋江》", False),
    ]  # fmt: skip
    other = makers.officer(Role.TRACING)
    house.register.write(other, by=house.leader.id, at=NOON)
    heard = _clue(house, visit, "heard", "建娃", by=other)
    assert heard.kind is ClaimKind.ALIAS
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        claims.add(
            house.register, visit.person, ClaimKind.NAME, "李建", Source.SAID, by=other, at=LATER
        )


def test_a_clue_is_corrected_or_taken_back_and_stays_on_file(house: makers.Desk) -> None:
    visit = station.arrive(house, "", at=NOON)
    noted = _clue(house, visit, "words", "门口有铁索桥", note=traces.Note(data=sounds.ogg(90)))
    said = traces.Said(step=Step.CLUE, about="words", value="门口有索桥", source=Source.SAID)
    register, by = house.register, house.intake
    with pytest.raises(Refused, match=r"trace\.needs_reason"):
        traces.correct(register, noted.id, said, " ", by=by, at=LATER)
    made = traces.correct(register, noted.id, said, "听错一个字", by=by, at=LATER)
    assert isinstance(made, TraceEntry)
    assert (made.sound, made.detail["seconds"]) == (noted.sound, "90")
    accent = _clue(house, visit, "accent", "四川")
    better = traces.Said(step=Step.CLUE, value="川东北", source=Source.OFFICER)
    claim = traces.correct(register, accent.id, better, "再听一遍", by=by, at=LATER)
    assert isinstance(claim, Claim)
    traces.take_back(register, claim.id, "是护工的口音", by=by, at=LATER)
    (shown,) = board_of(claims_of(register, visit.person), _trace(house, visit))
    assert shown.value == "门口有索桥"
    traces.take_back(register, made.id, "说的是电视", by=by, at=LATER)
    assert board_of(claims_of(register, visit.person), _trace(house, visit)) == []
    assert len(all_of(register, TraceEntry)) == 3
    with pytest.raises(Refused, match=r"trace\.not_to_take_back"):
        traces.take_back(register, made.id, "再来一次", by=by, at=LATER)


def test_a_hypothesis_is_ruled_out_with_its_reason(house: makers.Desk) -> None:
    visit = station.arrive(house, "", at=NOON)
    idea = _add(house, visit, Step.HYPOTHESIS, value="开州临江镇人", words="口音")
    with pytest.raises(Refused, match=r"trace\.needs_why"):
        traces.judge(house.register, idea.id, "", held=False, by=house.intake, at=LATER)
    traces.judge(house.register, idea.id, "查无此人", held=False, by=house.intake, at=LATER)
    (tried,) = _trace(house, visit).tried
    assert tried.verdict
    assert (tried.verdict.step, tried.verdict.words) == (Step.RULED_OUT, "查无此人")


def test_a_sound_is_kept_and_travels_and_one_of_two_hours_is_not(
    house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "", at=NOON)
    data = sounds.spoken(2)
    noted = _clue(house, visit, "words", "", note=traces.Note(data=data, file="a.wav"))
    assert noted.detail == {
        "format": "wav", "seconds": "2", "bytes": str(len(data)), "file": "a.wav",
    }  # fmt: skip
    assert house.register.blobs.get(noted.sound) == data
    assert to_send(house.register, 10) == [noted.sound]
    for bad, key in ((sounds.ogg(7200), "audio_long"), (b"#!/bin/sh", "not_audio")):
        with pytest.raises(Refused, match=f"trace.{key}"):
            _clue(house, visit, "words", "桥", note=traces.Note(data=bad))
    big = tmp_path / "big.mp3"
    with big.open("wb") as file:
        file.truncate((24 << 20) + 1)
    with pytest.raises(Refused, match=r"trace\.audio_big"):
        traces.from_file(str(big), traces.Most())
    with pytest.raises(Unavailable, match=r"trace\.no_file"):
        traces.from_file(str(tmp_path / "gone.mp3"), traces.Most())
    assert len(all_of(house.register, TraceEntry)) == 1


def test_of_somebody_sealed_nothing_is_written_or_looked_at_without_the_right(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "", at=NOON)
    noted = _clue(house, visit, "songs", "川剧")
    protecting.protect(house.register, visit.person, "被追打", by=house.leader, at=LATER)
    for deed in (
        lambda: _clue(house, visit, "songs", "京剧"),
        lambda: traces.take_back(house.register, noted.id, "错", by=house.intake, at=LATER),
        lambda: kin.look(house.register, visit.id, by=house.intake, at=LATER),
    ):
        with pytest.raises(Refused, match="no_visit"):
            deed()
    assert _clue(house, visit, "songs", "京剧", by=house.leader)


def test_the_look_is_logged_and_the_person_is_told_without_others_names(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "", at=NOON)
    _add(house, visit, Step.CONTACT, whom="王建国警官", words="已派人走访")
    _clue(house, visit, "foods", "酸辣粉")
    register, by = house.register, house.intake
    kin.look(register, visit.id, by=by, at=LATER)
    assert [one.what for one in all_of(register, Viewing)] == ["tracing"]
    views.open_file(register, visit.person, "本人要求", by=by, at=LATER)
    file = file_of(register, visit.person)
    told = disclosure.chapters(register, file, 10, by=by, at=LATER, lang="zh")
    lines = [line.text for chapter in told if chapter.name == "tracing" for line in chapter.lines]
    whole = "\n".join(lines)
    assert "酸辣粉" in whole
    assert "已派人走访" in whole
    assert "王建国" not in whole


def test_an_erasure_takes_the_entries_and_their_sound(house: makers.Desk) -> None:
    visit = station.arrive(house, "", at=NOON)
    noted = _clue(house, visit, "words", "桥", note=traces.Note(data=sounds.spoken(1)))
    assert any(name.table.name == "trace_entry" for name in NAMED)
    wiped = house.register.within(lambda c: erasures.wipe(c, visit.person))
    assert noted.sound in wiped.pictures
    assert all_of(house.register, TraceEntry) == []


def test_places_that_sound_like_what_was_heard_are_offered_near_where_people_speak_so() -> None:
    found = regions.sounds_like("利川", "湖北恩施")
    assert found[0].full.endswith("利川市")
    misheard = [one.full for one in regions.sounds_like("yi long", "四川南充")]
    assert any("仪陇" in name for name in misheard)
    assert regions.sounds_like(" ") == []
    assert regions.areas_of("四川南充")[0][1] > 0.5
    assert regions.areas_of("川东北口音")[0][0] == "西南官话", "a corner of Sichuan"
    assert regions.areas_of("东北")[0][0] == "东北官话"
    assert regions.areas_of("不知道") == []


def test_the_same_without_a_window(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "说话.wav"
    file.write_bytes(sounds.spoken(2))
    arrive = {"do": "arrive", "at": "2026-11-23T04:00:00Z", "name": "", "sex": "1"}
    (came,) = act(settings, arrive)[:1]
    visit = str(came["visit"])
    clue = {"do": "clue", "visit": visit, "about": "words", "value": "铁索桥", "sound": str(file)}
    ideas = {"do": "hypothesis", "visit": visit, "who": "仪陇人", "words": "铁索桥"}
    region = {"do": "region", "visit": visit, "place": "四川省仪陇县", "words": "口音"}
    contact = {"do": "contact_note", "visit": visit, "whom": "新政派出所", "words": "查"}
    interview = {"do": "interview", "visit": visit, "words": "谈了一刻钟", "language": "四川话"}
    outside = [
        {"do": "login", "login": "li", "password": makers.PASSWORD},
        clue, {**clue, "about": "accent", "value": "川东北", "sound": ""}, ideas, region, contact,
        interview, {"do": "workbench", "visit": visit},
        {"do": "places_like", "heard": "yi long", "accent": "四川南充"},
        {**clue, "sound": str(tmp_path / "none.wav")},
    ]  # fmt: skip
    answered = act(settings, *outside)
    told = answered[-3]
    assert [one["about"] for one in told["evidence"]] == ["words", "accent"]
    assert [one["value"] for one in told["hypotheses"]] == ["仪陇人"]
    assert (len(told["regions"]), len(told["log"])) == (1, 2)
    assert answered[-2]["places"]
    assert answered[-1]["key"] == "trace.no_file"

"""甄别 and 入站审批 in the register: kept, listed for today, printed, told, and done by line."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.desk import checks, disclosure, door, papers, shifts, stay_approval, today
from app.desk.act import Outside, answers
from app.desk.checks import Query, Ticked
from app.desk.stay_approval import Wanted
from app.domain.errors import Refused
from app.domain.face import Search
from app.domain.ids import EvidenceId, OfficerId, VisitId, new_id
from app.domain.matter import Matter
from app.domain.staff import Viewing
from app.domain.stay_approval import StayState
from app.domain.visit import LeavingKind, Visit
from app.settings import Settings
from app.store import register as registers
from app.store.checks import answers_of, queries_of
from app.store.people import file_of
from tests import makers
from tests.app.paper.papers import text_of
from tests.makers import NOON
from tests.ui import station

LATER = NOON + timedelta(hours=1)
WANTED = Wanted(facts="从桥下来，两天没吃饭", special=("other",), special_words="刚出院",
                services=("lodging", "kin"), room="男一室")  # fmt: skip
NO = Ticked(condition="no_kin", answer="no", words="哥哥在本市", source="kin", told_by="王大山")
ASKED = Query(source="kin", whom="王大山", purpose="联系亲属", asked="能不能来接", outcome="found",
              result="明天来", candidates="李乙乙", decision="same", notes="说话含糊")  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def _due(house: makers.Desk) -> list[today.Row]:
    found = today.gathered(house.register, "440114-01", 4, by=house.leader, now=LATER)
    return [row for row in found.rows if row.due.matter is Matter.APPROVAL]


def _tick(house: makers.Desk, visit: Visit, said: Ticked = NO) -> None:
    checks.tick(house.register, VisitId(visit.id), said, by=house.intake, at=LATER)


def _propose(house: makers.Desk, visit: Visit, **more: Any) -> Any:
    wanted, visit_id = replace(WANTED, **more), VisitId(visit.id)
    return stay_approval.propose(house.register, visit_id, wanted, by=house.intake, at=LATER)


def _text(house: makers.Desk, form: str, visit: Visit, lang: str = "zh") -> str:
    key, by = door.signer(house.register), house.intake
    issuer = papers.Issuer(station=house.station, officer=by, key=key)
    made = papers.make(house.register, form, visit.id, issuer, at=LATER, lang=lang)
    return text_of(made.pdf)


def test_it_survives_a_restart_and_only_who_may_writes(house: makers.Desk, tmp_path: Path) -> None:
    visit = station.arrive(house, at=NOON)
    _tick(house, visit)
    (first,) = answers_of(house.register, visit.id)
    _tick(house, visit, replace(NO, answer="unclear", words="", source="", corrects=first.id))
    with pytest.raises(Refused, match=r"checks\.corrected_already"):
        _tick(house, visit, replace(NO, corrects=first.id))
    with pytest.raises(Refused, match=r"checks\.no_visit"):
        checks.tick(house.register, VisitId(new_id()), NO, by=house.intake, at=LATER)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        checks.tick(house.register, VisitId(visit.id), NO, by=house.auditor, at=LATER)
    said = replace(ASKED, asked_by=OfficerId(new_id()))
    with pytest.raises(Refused, match=r"checks\.no_officer"):
        checks.write_query(house.register, VisitId(visit.id), said, by=house.intake, at=LATER)
    made = _propose(house, visit)
    house.register.close()
    register = registers.open_register(tmp_path / "data", house.key, LATER)
    assert len(answers_of(register, visit.id)) == 2
    found = {one.code: one.said for one in checks.conditions(register, visit, ["本地"])}
    assert (found["no_kin"], found["本地"]) == ("unclear", "")
    assert stay_approval.known(register, made.id).state is StayState.PENDING
    register.close()


def test_what_waits_stands_in_todays_list_with_its_owner_and_help_does_not_wait(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON)
    assert _due(house) == []
    made = _propose(house, visit)
    (row,) = _due(house)
    assert (row.due.visit, row.due.due, row.due.owner) == (visit.id, None, None)
    waits = [one for one in shifts.matters(house.register, "440114-01", LATER) if one.id == made.id]
    assert len(waits) == 1
    stay_approval.answer(
        house.register, made.id, "sent_back", "缺亲属电话", by=house.leader, at=LATER
    )
    (row,) = _due(house)
    assert (row.due.owner, row.due.words) == (house.intake.id, "缺亲属电话")
    anew = _propose(house, visit, facts="补了电话", corrects=made.id)
    stay_approval.answer(house.register, anew.id, "agreed", "", by=house.leader, at=LATER)
    assert _due(house) == []
    third = _propose(house, visit, corrects=anew.id)
    makers.leave(house.register, visit.id, LeavingKind.FETCHED, "河池", by=house.intake, at=LATER)
    assert third.supersedes == anew.id
    assert _due(house) == [], "nobody leaves later because a leader has not answered"


def test_forms_5_and_6_say_it_all_and_print_before_anybody_answered(house: makers.Desk) -> None:
    visit = station.arrive(house, "欧阳𬎆", at=NOON)
    empty = _text(house, papers.APPROVAL, visit)
    assert "欧阳𬎆" in empty
    assert "审批前照常救助" in empty
    _tick(house, visit)
    checks.write_query(house.register, VisitId(visit.id), ASKED, by=house.intake, at=LATER)
    seen = Search(
        id=EvidenceId(new_id()), kind="face,name", officer=house.intake.id, at=LATER,
        why="reception", visit=visit.id, looked_through=1200,
        shown=({"person": str(new_id()), "name": "别人"},),
    )  # fmt: skip
    house.register.write(seen, by=house.intake.id, at=LATER)
    told = _text(house, papers.QUERIES, visit)
    for words in ("欧阳𬎆", "哥哥在本市", "王大山", "不符合", "能不能来接", "明天来", "同一人",
                  "说话含糊", "人像、姓名等", "1200", "列出1人", "未认定1人"):  # fmt: skip
        assert words in told, words
    assert "别人" not in told
    assert "notmet" in _text(house, papers.QUERIES, visit, "en")
    made = _propose(house, visit)
    assert "■住宿" in _text(house, papers.APPROVAL, visit)
    why = "哥哥可以接回"
    stay_approval.answer(house.register, made.id, "not_agreed", why, by=house.leader, at=LATER)
    told = _text(house, papers.APPROVAL, visit)
    for words in ("■不同意", why, "刚出院", "男一室", "■否", "不予救助须另行拟办", "测试leader"):
        assert words in told, words


def test_the_person_is_told_of_it_and_not_of_who_was_asked(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON)
    _tick(house, visit)
    checks.write_query(house.register, VisitId(visit.id), ASKED, by=house.intake, at=LATER)
    made = _propose(house, visit)
    stay_approval.answer(house.register, made.id, "agreed", "", by=house.leader, at=LATER)
    look = Viewing(
        id=new_id(), person=visit.person, officer=house.intake.id, at=LATER, purpose="tracing",
        what="file",
    )  # fmt: skip
    house.register.write(look, by=house.intake.id, at=LATER)
    file = file_of(house.register, visit.person)
    told = disclosure.chapters(
        house.register, file, 10, by=house.intake, at=LATER, lang="zh"
    )  # fmt: skip
    text = "".join(line.text for part in told for line in part.lines)
    for words in ("哥哥在本市", "不符合", "能不能来接", "拟办入站", "刚出院", "入站审批：同意"):
        assert words in text, words
    for theirs in ("王大山", "李乙乙"):
        assert theirs not in text


def test_by_line_the_same_with_the_same_rights(settings: Settings, tmp_path: Path) -> None:
    outside, pdf = Outside(settings), str(tmp_path / "approval.pdf")

    def do(ok: Any = True, **deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        assert answer["ok"] is ok, answer
        return answer

    usual = {"password": "battery staple"}
    do(do="set_up", code="440114-01", name="站", login="admin", officer="李芳",
       password="correct horse")  # fmt: skip
    for login, role in (("zhang", "leader"), ("wang", "intake")):
        do(do="officer", login=login, name=login, role=role, **usual)
    do(do="login", login="wang", **usual)
    visit = do(do="arrive", name="王𬎆")["visit"]
    tick = {"do": "condition", "visit": visit, "condition": "street"}
    assert do(False, **tick, answer="maybe")["key"] == "act.not_understood"
    assert do(False, **tick, answer="yes")["key"] == "checks.needs_evidence"
    do(**tick, answer="yes", words="睡在桥下", source="officer")
    asked = {"do": "query", "visit": visit, "source": "police", "purpose": "核实", "asked": "姓名"}
    assert do(False, **asked, outcome="found")["key"] == "checks.needs_result"
    do(**asked, outcome="waiting")
    stay = {"do": "propose_stay", "visit": visit, "facts": "从桥下来", "special": ["none"]}
    one = do(**stay, services=["meals"])["proposal"]
    assert do(False, **stay, services=["meals"])["key"] == "stay.stands_already"
    agree = {"do": "answer_stay", "proposal": one, "answer": "agreed"}
    assert do(False, **agree)["key"] == "stay.not_leader"
    do(do="login", login="zhang", **usual)
    assert do(False, **agree | {"answer": "sent_back"})["key"] == "stay.needs_reason"
    assert do(**agree)["state"] == "agreed"
    assert do(False, **agree)["key"] == "stay.answered_already"
    assert do(do="print", form="approval", subject=visit, to=pdf)["copy"] == 1
    assert len(queries_of(outside.session.register, VisitId(UUID(str(visit))))) == 1
    outside.close()

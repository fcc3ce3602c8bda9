"""A stay without a window: room, bed, meals, custody, security check, shift, national number."""

import json
from typing import Any

from app.desk.act import Outside, answers
from app.domain.national import NationalNumber
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from tests.app.desk.test_act import LOGIN, OFFICER, SET_UP
from tests.makers import PASSWORD

SECOND = {
    "do": "officer", "login": "wang", "name": "王接待", "role": "intake", "password": PASSWORD,
}  # fmt: skip
SIGNED = {"how": "signed", "second": "wang"}


def test_a_whole_stay_by_lines(settings: Settings) -> None:
    outside = Outside(settings)

    def do(**deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        return answer

    def done(**deed: Any) -> dict[str, Any]:
        answer = do(**deed)
        assert answer["ok"], answer
        return answer

    for deed in (SET_UP, OFFICER, SECOND, LOGIN):
        done(**deed)
    opened = done(do="triage", checks={"mental": "yes"}, age=12)
    assert opened["paths"] == ("check.first_hospital", "triage.child")
    visit = done(do="arrive", name="王𬎆", sex="1", birth="1979-03-15")["visit"]
    assert done(do="security_check", visit=visit, second="wang")["security_check"]
    room = done(do="room", name="男一室", use="men", beds=2)["room"]
    assert done(do="beds")["without"] == [visit]
    assert done(do="bed", visit=visit)["room"] == room
    other = done(do="arrive", name="李四", sex="1", birth="1980-01-01")["visit"]
    taken = do(do="bed", visit=other, room=room, bed=1)
    assert taken["key"] == "bed.taken"
    done(do="bed_free", visit=visit)
    assert len(done(do="meals")["services"]) == 2
    assert do(do="meals")["key"] == "service.all_fed"
    assert done(do="service", visit=visit, kind="clothes", quantity=2, words="棉衣")["service"]
    assert do(do="service", visit=visit, kind="dance")["key"] == "act.not_understood"
    money = done(do="belonging", visit=visit, line="100元×3")
    box = done(do="belonging", visit=visit, line="背包 蓝色")["belonging"]
    wrong = done(do="belonging", visit=visit, line="伞")["belonging"]
    done(do="belonging_strike", visit=visit, belonging=wrong)
    assert money["quantity"] == 3
    assert do(do="belonging", visit=visit, line=" ")["key"] == "custody.unreadable"
    assert len(done(do="bag", visit=visit, bag="B-1", locker="3", **SIGNED)["items"]) == 2
    part = done(do="give_back", visit=visit, items={money["belonging"]: 1}, **SIGNED)
    assert part["still_kept"] == 3
    gone = do(do="give_back", visit=visit, everything=True, missing={box: 1}, **SIGNED)
    assert gone["key"] == "custody.needs_explanation"
    last = done(
        do="give_back", visit=visit, everything=True, missing={box: 1}, explanation="被盗", **SIGNED
    )
    assert last["still_kept"] == 0
    assert done(do="custody", visit=visit)["kept"] == []
    comes = {"login": "wang", "password": PASSWORD}
    shift = done(do="hand_over", comes=comes, on_shift=["wang"], women=0, words="一人待送返")
    assert len(shift["matters"]["no_bed"]) == 2
    bad = do(do="hand_over", comes=comes | {"password": "wrong"}, on_shift=["wang"])
    assert bad["key"].startswith("login.")
    assert done(do="not_rekeyed")["count"] == 2
    fields = {one["label"]: one["value"] for one in done(do="rekey", visit=visit)["fields"]}
    assert (fields["姓名"], fields["性别"], fields["出生日期"]) == ("王𬎆", "1", "1979-03-15")
    assert done(do="national_number", visit=visit, number="jz-1001")["number"] == "JZ-1001"
    assert do(do="national_number", visit=visit, number="JZ-1002")["key"] == (
        "national.there_already"
    )
    (kept,) = all_of(outside.session.register, NationalNumber)
    assert str(kept.visit) == visit
    outside.close()


def test_what_is_read_without_a_window_is_in_the_view_log(settings: Settings) -> None:
    outside = Outside(settings)
    lost = {"name": "王𬎆", "sex": "男", "birth": "1979-03-15", "marks": "左前臂烫伤疤痕"}
    asked = {"do": "inquiry", "channel": "visit", "sought": lost}
    deeds = (
        SET_UP, OFFICER, LOGIN,
        {"do": "arrive", "name": "王𬎆", "sex": "1", "birth": "1979-03-15",
         "claims": [{"kind": "marks", "value": "左前臂烫伤疤痕"}]},
        asked | {"inquirer": {"name": "赵桂兰", "phone": "13800000001"}},
        {"do": "kin_compare"},
    )  # fmt: skip
    answer = list(answers(outside, [json.dumps(deed).encode() for deed in deeds]))
    assert all(one["ok"] for one in answer), answer
    visit, person = answer[3]["visit"], answer[3]["person"]
    for deed, what in (({"do": "kin"}, "tracing"), ({"do": "custody", "visit": visit}, "custody")):
        (one,) = answers(outside, [json.dumps(deed).encode()])
        assert one["ok"], one
        looks = [x for x in all_of(outside.session.register, Viewing) if x.what == what]
        assert [str(x.person) for x in looks] == [str(person)], what
    outside.close()

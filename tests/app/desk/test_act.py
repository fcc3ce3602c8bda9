"""The same deeds without a window: one line in, one line out; and everything taken out again."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import clock
from app.desk import door, export
from app.desk.act import Outside, answers
from app.domain.staff import Role, Viewing
from app.settings import Lang, Settings
from app.store.ask import all_of
from tests.makers import PASSWORD

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "assets" / "samples"
SET_UP = {
    "do": "set_up", "code": "440114-01", "name": "示例市救助管理站", "account": "示例专户",
    "complaint_phone": "12345", "login": "chen", "officer": "陈管理", "password": PASSWORD,
}  # fmt: skip
OFFICER = {
    "do": "officer", "login": "li", "name": "李接待", "role": "leader", "password": PASSWORD,
}  # fmt: skip
LOGIN = {"do": "login", "login": "li", "password": PASSWORD}
AT = "2026-11-23T04:00:00Z"


def act(settings: Settings, *deeds: dict[str, Any]) -> list[dict[str, Any]]:
    """Do the deeds after setting up and logging in; their answers alone."""
    outside = Outside(settings)
    lines = [json.dumps(d).encode() for d in (SET_UP, OFFICER, LOGIN, *deeds)]
    try:
        return list(answers(outside, lines))[3:]
    finally:
        outside.close()


def test_arrive_be_recognised_go_home(settings: Settings, tmp_path: Path) -> None:
    pdf = tmp_path / "voucher.pdf"
    face = [{"about": "face", "answer": "granted"}]
    photo = [str(SAMPLES / "m01" / "1.jpg")]
    outside = Outside(settings)

    def do(**deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        assert answer["ok"], answer
        return answer

    for deed in (SET_UP, OFFICER, LOGIN):
        do(**deed)
    first = do(do="arrive", at=AT, name="王𬎆", sex="1", photos=photo, consents=face)
    looked = do(do="look", at=AT, photo=str(SAMPLES / "m01" / "2.jpg"), why="来站核对")
    best = looked["candidates"][0]
    assert (best["person"], best["band"], best["rank"]) == (first["person"], "likely", 1)
    judged = [{"other": best["person"], "answer": "same", "why": ["face_search"]}]
    again = do(do="arrive", at=AT, name="王莹", judged=judged, birth="约47", document="E1234567")
    file = do(do="view", at=AT, person=again["person"], purpose="接待核对")["file"]
    assert len(file["visits"]) == 2
    made = do(
        do="voucher", at=AT, visit=again["visit"], from_place="广州南", to_place="南充北",
        depart_on="2026-11-24", train="G2962", fare="612.50",
    )  # fmt: skip
    printed = do(do="print", at=AT, form="voucher", subject=made["voucher"], to=str(pdf))
    assert (printed["copy"], pdf.read_bytes()[:5]) == (1, b"%PDF-")
    assert do(do="print", form="voucher", subject=made["voucher"], to=str(pdf))["copy"] == 2
    for form in ("registration", "notice"):
        do(do="print", at=AT, form=form, subject=again["visit"], to=str(tmp_path / f"{form}.pdf"))
    do(do="leave", at=AT, visit=again["visit"], kind="voucher")
    assert [row["visit"]["id"] for row in do(do="in_station")["people"]] == [first["visit"]]
    assert [f["name"] for f in do(do="find", typed="wang")["found"]] == ["王莹"]
    short = {"capacity": "yes", "told": "yes", "reason": "公交车", "received": "signed"}
    gone = do(
        do="leave", at=AT, visit=first["visit"], kind="short_fare", destination="河池", fare=12.5,
        detail=short,
    )  # fmt: skip
    do(do="print", at=AT, form="short_fare", subject=gone["leaving"], to=str(tmp_path / "fare.pdf"))
    do(do="take_back_leaving", at=AT, leaving=gone["leaving"], reason="看错")
    do(do="void", at=AT, voucher=made["voucher"], reason="改签")
    do(do="undo", link=again["links"][0], reason="看错")
    do(do="judge", one=again["person"], other=first["person"], answer="cannot_tell", reason="再看")
    assert do(do="verify")["entries"] > 20
    do(do="logout")
    outside.close()


@pytest.mark.parametrize(
    ("deed", "key"),
    [
        ({"do": "fly"}, "act.not_understood"),
        ({"do": "find"}, "act.not_understood"),
        ({"do": "find", "typed": "x", "more": 1}, "act.not_understood"),
        ({"do": "arrive", "birth": "1900-02-30"}, "birth.no_such_day"),
        ({"do": "arrive", "photos": ["nowhere.jpg"]}, "act.no_file"),
        ({"do": "arrive", "photos": [str(ROOT / "README.md")]}, "photo.not_an_image"),
        ({"do": "view", "person": "01a20b4f-a909-763d-8e04-2316ad9e3543", "purpose": ""},
         "view.needs_purpose"),
        ({"do": "print", "form": "x", "subject": "01a20b4f-a909-763d-8e04-2316ad9e3543",
          "to": "x.pdf"}, "paper.unknown_form"),
        ({"do": "print", "form": "notice", "subject": "01a20b4f-a909-763d-8e04-2316ad9e3543",
          "to": "x.pdf"}, "paper.no_subject"),
        ({"do": "undo", "link": "01a20b4f-a909-763d-8e04-2316ad9e3543", "reason": "x"},
         "link.already_undone"),
        ({"do": "login", "login": "li", "password": "wrong"}, "login.wrong"),
        ({"do": "arrive", "claims": [{"kind": "sex", "value": "banana"}]}, "claims.unknown_code"),
        ({"do": "arrive", "sex": "7"}, "claims.unknown_code"),
        ({"do": "arrive", "claims": [{"kind": "age", "value": "9" * 1999}]},
         "birth.not_understood"),
        ({"do": "arrive", "belongings": [{"item": "包", "quantity": 10**20}]},
         "act.not_understood"),
        ({"do": "arrive", "at": "2026-11-24T01:00:00"}, "act.not_understood"),
        ({"do": "arrive", "at": "9999-12-31T23:59:59Z"}, "act.no_such_time"),
        ({"do": "arrive", "arrived_at": "0001-01-01T00:00:00Z"}, "act.no_such_time"),
        ({"do": "arrive", "arrived_at": "2199-01-01T00:00:00Z"}, "act.not_yet"),
        ({"do": "arrive", "at": AT, "arrived_at": "2026-11-23T04:06:00Z"}, "act.not_yet"),
        ({"do": "arrive", "claims": [{"kind": "name", "value": "王", "verified": True}]},
         "claims.needs_ground"),
        ({"do": "arrive", "name": "王" * 100_000}, "act.not_understood"),
        ({"do": "arrive", "photos": ["a\0b"]}, "act.no_file"),
        ({"do": "find", "typed": "x", "limit": 10**20}, "act.not_understood"),
        ({"do": "view", "person": "01a20b4f-a909-763d-8e04-2316ad9e3543", "purpose": "接待"},
         "claims.no_person"),
        ({"do": "judge", "one": "01a20b4f-a909-763d-8e04-2316ad9e3543", "answer": "same",
          "other": "01a20b4f-a909-763d-8e04-2316ad9e3544", "reason": "像"}, "claims.no_person"),
    ],
)  # fmt: skip
def test_a_deed_that_cannot_be_done_says_why_and_the_next_goes_on(
    settings: Settings, deed: dict[str, Any], key: str
) -> None:
    refused, after = act(settings, deed, LOGIN)
    assert (refused["ok"], refused["key"]) == (False, key)
    assert refused["why"]
    assert after["ok"]


def test_lines_that_are_no_deeds(settings: Settings) -> None:
    outside = Outside(settings)
    lines = [b"", b"not json", b"[1]", b"\xff\xfe", b'{"do": "find", "typed": "x"}', b"x" * 2**21]
    found = list(answers(outside, lines))
    assert [a["key"] for a in found] == [
        "act.not_understood", "act.not_understood", "act.not_understood", "act.login_first",
        "act.line_too_long",
    ]  # fmt: skip
    assert [a["line"] for a in found] == [2, 3, 4, 5, 6]


def test_text_that_is_no_utf8_is_a_line_like_any_other(settings: Settings) -> None:
    outside = Outside(settings)
    lines = [b'{"do": "find", "typed": "\xff"}', b'{"do": "logout"}']
    assert [a["ok"] for a in answers(outside, lines)] == [False, True]


def test_what_nobody_thought_of_costs_one_line_and_quotes_nobody(settings: Settings) -> None:
    deed = {
        "do": "voucher", "visit": "01a20b4f-a909-763d-8e04-2316ad9e3543", "from_place": "王莹",
        "to_place": "南充北", "depart_on": "9999-12-31",
    }  # fmt: skip
    broken, after = act(settings, deed, {"do": "verify"})
    assert (broken["key"], after["ok"]) == ("act.broke", True)
    assert "OverflowError" in broken["why"]
    assert "王莹" not in broken["why"]


@pytest.mark.parametrize(
    "to", ["{data}/register.db", "{data}/p/x.pdf", "{data}/../{data.name}/x", "", "\0"]
)
def test_a_paper_is_never_written_into_the_data_folder(
    settings: Settings, tmp_path: Path, to: str
) -> None:
    outside = Outside(settings)
    for deed in (SET_UP, OFFICER, LOGIN):
        list(answers(outside, [json.dumps(deed).encode()]))
    (arrived,) = answers(outside, [b'{"do": "arrive"}'])
    deed = {"do": "print", "form": "notice", "subject": arrived["visit"]}
    deed["to"] = to.format(data=settings.data)
    (refused,) = answers(outside, [json.dumps(deed).encode()])
    assert refused["key"] in {"act.inside_data", "act.no_file"}
    assert not list(tmp_path.rglob("*.pdf"))
    (proved,) = answers(outside, [b'{"do": "verify"}'])
    assert proved["ok"]
    outside.close()


def _guitu(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    import os

    return subprocess.run(  # noqa: S603  (our own command line)
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | env,
    )  # fmt: skip


@pytest.mark.long
def test_from_the_command_line_and_everything_out_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    deeds = tmp_path / "deeds.jsonl"
    lines = [SET_UP, OFFICER, LOGIN, {"do": "arrive", "name": "王𬎆"}]
    deeds.write_text("\n".join(json.dumps(d) for d in lines), encoding="utf-8")
    done = _guitu("act", str(deeds), "--data", str(data))
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["ok"] for line in done.stdout.splitlines()] == [True] * 4
    again = _guitu("act", str(deeds), "--data", str(data))
    assert again.returncode == 1
    assert json.loads(again.stdout.splitlines()[0])["key"] == "register.exists"
    export = ("export", "--json", "--data", str(data))
    out = _guitu(*export, GUITU_LOGIN="chen", GUITU_PASSWORD=PASSWORD)
    assert out.returncode == 0, out.stderr
    rows = [json.loads(line) for line in out.stdout.splitlines()]
    assert {"station", "officer", "person", "visit", "claim", "number_block"} <= {
        r["record"] for r in rows
    }
    assert [r["value"] for r in rows if r["record"] == "claim"] == ["王𬎆"] * 2
    assert [r["purpose"] for r in rows if r["record"] == "viewing"] == ["export"]
    for login, password in (("li", PASSWORD), ("chen", "wrong")):
        refused = _guitu(*export, GUITU_LOGIN=login, GUITU_PASSWORD=password)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr.strip()
    assert _guitu("act", str(tmp_path / "none"), "--data", str(data)).returncode == 1


def test_a_temporary_password_opens_no_command(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = Outside(settings)
    list(answers(outside, [json.dumps(SET_UP).encode()]))
    made = door.NewOfficer(login="zhou", name="周", role=Role.ADMINISTRATOR, password="another 7x")
    session = outside.session
    door.add_officer(session.register, made, by=session.officer, at=clock.now(), temporary=True)
    login = {"do": "login", "login": "zhou", "password": "another 7x"}
    refused, after = answers(outside, [json.dumps(login).encode(), b'{"do": "verify"}'])
    assert (refused["key"], after["key"]) == ("login.temporary", "act.login_first")
    monkeypatch.setenv("GUITU_LOGIN", "zhou")
    monkeypatch.setenv("GUITU_PASSWORD", "another 7x")
    assert export.run(settings, as_json=True) == 1
    told = capsys.readouterr()
    assert (told.out, "临时密码" in told.err) == ("", True)


def test_a_login_is_written_by_the_clock_whatever_time_it_names(settings: Settings) -> None:
    outside = Outside(settings)
    wrong = LOGIN | {"password": "wrong pass"}
    late = LOGIN | {"at": "2199-01-01T00:00:00Z"}
    for deed in (SET_UP, OFFICER, wrong, late):
        list(answers(outside, [json.dumps(deed).encode()]))
    (noted,) = all_of(outside.session.register, Viewing)
    assert noted.at <= clock.now()
    outside.close()


def test_what_was_verified_says_what_it_rests_on(settings: Settings) -> None:
    claim = {"kind": "name", "value": "王", "verified": True, "detail": {"ground": "身份证"}}
    (done,) = act(settings, {"do": "arrive", "arrived_at": AT, "at": AT, "claims": [claim]})
    assert done["ok"], done


def test_only_a_leader_writes_another_time_than_the_clocks(settings: Settings) -> None:
    officer = {**OFFICER, "login": "wang", "role": "intake"}
    chief, login = LOGIN | {"login": "chen"}, LOGIN | {"login": "wang"}
    late = {"do": "arrive", "name": "赵一", "at": AT}
    *_, refused, done = act(settings, chief, officer, login, late, {"do": "arrive", "name": "赵一"})
    assert (refused["key"], done["ok"]) == ("staff.not_allowed", True)


@pytest.mark.parametrize(
    ("lang", "line", "told"),
    [
        ("zh", '{"do":"arrive","claims":[{"kind":"name","value":"王","source":"self"}]}',
         "$.claims[0].source 不能写“self”，可以写：card、said、"),
        ("en", '{"do":"arrive","way":"train"}', '$.way cannot be "train"; it may be self, police,'),
        ("zh", '{"do":"arrive","basis":"x"}', "$.basis 不能写“x”，可以写：consent、"),
        ("zh", '{"do":"arrive","judged":[{"other":"01a20b4f-a909-763d-8e04-2316ad9e3543",'
         '"answer":"same","why":["x"]}]}', "$.judged[0].why[0] 不能写“x”，可以写："),
        ("zh", '{"do":"fly"}', "$.do 不能写“fly”，可以写：set_up、login"),
        ("zh", '{"do":"arrive","claims":[{"kind":"name"}]}', "$.claims[0] 里缺少“value”"),
        ("en", '{"do":"find","typed":"x","more":1}', '$ has no field "more"'),
        ("zh", '{"do":"find","typed":3}', "$.typed 要写 str，写成了 int"),
        ("zh", "{bad", "malformed"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_said_with_what_may_stand_there(
    settings: Settings, lang: Lang, line: str, told: str
) -> None:
    outside = Outside(replace(settings, lang=lang))
    (answer,) = answers(outside, [line.encode()])
    assert answer["key"] == "act.not_understood"
    assert told in answer["why"]


def test_a_whole_file_is_printed_into_a_folder_and_nothing_twice(
    settings: Settings, tmp_path: Path
) -> None:
    outside, out = Outside(settings), tmp_path / "out"

    def do(**deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        return answer

    for deed in (SET_UP, OFFICER, LOGIN):
        assert do(**deed)["ok"]
    visit = do(do="arrive", name="王𬎆")["visit"]
    whole = {"do": "print_all", "to": str(out)}
    first = do(**whole, visit=visit)
    assert first["ok"], first
    printed = first["printed"]
    assert "registration" in printed[0]
    assert sorted(out.glob("*.pdf")) == sorted(map(Path, printed))
    assert len(printed) == 2
    assert do(**whole, visit=visit)["printed"] == []
    assert len(do(**whole, scope="here", again=True)["printed"]) == 2
    assert len(list(out.glob("*.pdf"))) == 4
    assert do(**whole)["key"] == "paper.no_subject"
    assert do(do="print_all", to=str(settings.data / "x"), visit=visit)["key"] == "act.inside_data"


def test_help_is_refused_by_two_officers_and_the_notice_printed(
    settings: Settings, tmp_path: Path
) -> None:
    outside, pdf = Outside(settings), str(tmp_path / "refusal.pdf")

    def do(ok: Any = True, **deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        assert answer["ok"] is ok, answer
        return answer

    intake = {**OFFICER, "login": "wang", "role": "intake"}
    for deed in (SET_UP, OFFICER, intake, {**LOGIN, "login": "wang"}):
        do(**deed)
    visit = do(do="arrive", name="王𬎆")["visit"]
    stated = {"do": "adverse_propose", "visit": visit, "kind": "termination", "facts": "哥哥来接"}
    assert do(False, **stated, ground="came_often", help=["food"])["key"] == "act.not_understood"
    assert do(False, **stated, ground="no_kin", help=[])["key"] == "adverse.needs_help"
    one = do(**stated, ground="no_kin", help=["food"])["proposal"]
    agree = {"do": "adverse_answer", "proposal": one, "answer": "agreed"}
    assert do(False, **agree)["key"] == "adverse.not_leader"
    paper = {"do": "print", "form": "termination", "subject": one, "to": pdf}
    assert do(False, **paper)["key"] == "adverse.not_agreed"
    do(**LOGIN)
    assert do(False, **agree)["key"] == "adverse.not_heard"
    do(do="adverse_hear", proposal=one, words="愿意回家")
    assert do(**agree)["state"] == "agreed"
    assert do(**paper)["copy"] == 1
    do(do="adverse_receive", proposal=one, how="witnessed", witnesses=["张三", "李四"])
    assert do(**paper)["copy"] == 2
    assert Path(pdf).read_bytes()[:5] == b"%PDF-"
    outside.close()


def test_a_request_is_taken_down_listed_answered_and_told_of(
    settings: Settings, tmp_path: Path
) -> None:
    outside = Outside(settings)

    def do(**deed: Any) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(deed).encode()])
        return answer

    for deed in (SET_UP, OFFICER, LOGIN):
        do(**deed)
    person = do(do="arrive", at=AT, name="王𬎆")["person"]
    said = {"person": person, "kind": "complaint", "words": "说话很凶", "against": "chen"}
    made = do(do="request", at=AT, **said)
    assert (made["number"][0], made["due_on"]) == ("Q", "2026-12-14")
    (waits,) = do(do="requests", at=AT)["requests"]
    assert (waits["request"]["number"], waits["left"]) == (made["number"], 15)
    answer = {"do": "answer_request", "request": made["request"], "outcome": "refused"}
    assert do(**answer, reason=" ")["key"] == "request.needs_reason"
    assert do(**answer, reason="已核对监控")["ok"]
    assert do(**answer, reason="再答")["key"] == "request.answered_already"
    paper = {"do": "print", "to": str(tmp_path / "paper.pdf")}
    assert do(**paper, form="request", subject=made["request"])["copy"] == 1
    assert do(**paper, form="disclosure", subject=person)["key"] == "disclosure.open_first"
    do(do="view", person=person, purpose="本人要求查阅")
    assert do(**paper, form="disclosure", subject=person)["copy"] == 1
    outside.close()


def test_a_letter_goes_out_and_comes_back_without_a_window(
    settings: Settings, tmp_path: Path
) -> None:
    outside, pdf = Outside(settings), tmp_path / "report.pdf"

    def do(**said: object) -> dict[str, Any]:
        (answer,) = answers(outside, [json.dumps(said).encode()])
        return answer

    try:
        for one in (SET_UP, OFFICER, LOGIN):
            do(**one)
        visit = do(do="arrive", way="police", brought_by="火车站派出所")["visit"]
        said = {"suspicion": "身份不明", "features": "右眉疤痕"}
        made = do(do="letter", visit=visit, kind="report", detail=said)
        assert do(do="letter", visit=visit, kind="report")["key"] == "outside.missing"
        assert do(do="letter", visit=visit, kind="poem")["ok"] is False
        letter = made["letter"]
        assert do(do="print", form="police_report", subject=letter, to=str(pdf))["ok"]
        assert do(do="letter_reply", letter=letter, result="filed", whom="李")["ok"] is False
        assert do(do="letter_sent", letter=letter, how="by_hand")["ok"]
        came = do(do="letter_reply", letter=letter, result="filed", whom="李警官")
        assert do(do="letter_take_back", entry=came["entry"], reason="另一份的")["ok"]
        assert do(do="letter_approve", letter=letter)["key"] == "outside.no_approval"
        assert do(do="followup_letter", visit=visit)["key"] == "followup.nobody"
        told = {"capacity": "yes", "told": "yes", "fare_need": "none", "kept_why": "已领回"}
        went = {"kind": "own_wish", "destination": "四川省仪陇县", "detail": told}
        assert do(do="leave", visit=visit, **went)["ok"]
        asked = do(do="followup_letter", visit=visit)
        assert asked["to"] == "四川省南充市仪陇县民政局、救助管理站"
        assert do(do="followup_slip", slip=asked["number"], result="settled")["ok"]
        twice = do(do="followup_slip", slip=asked["number"], result="settled")
        assert twice["key"] == "followup.answered_already"
        (row,) = do(do="followups")["followups"]
        assert (row["outcome"], row["stand"]) == ("settled", "answered")
        assert do(do="reunions", year=2026)["people"] == 0
    finally:
        outside.close()
    assert pdf.read_bytes().startswith(b"%PDF")

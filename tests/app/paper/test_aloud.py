"""What is read aloud: all that the notice says, and nothing of who the person is."""

import tomllib
from hashlib import sha256

from app.paper import aloud
from app.paper.points import PICTOGRAMS, points
from tests.app.paper.papers import RARE, a_notice, an_adverse, head
from tests.app.paper.test_listing import a_listing

WHO = {"id_kind": "resident", "id_number": "440114198003020012", "home": "广西某县某乡"}
FORMS = ("notice", "refusal", "termination", "listing_notice")


def test_a_notice_is_read_from_its_title_to_the_remedies() -> None:
    read = aloud.adverse(an_adverse(kind="refusal", head=head(**WHO)))
    assert read.splitlines()[0] == "不予救助通知书"
    wanted = ("理由：有亲友可以投靠", "事实：姐姐住在本市", "帮助：饮食", "六十日内", "六个月内")
    assert [one for one in wanted if one not in read] == []
    assert "自身有能力解决食宿" not in read, "only what was said is read"
    listed = aloud.listing(a_listing("listing_notice", head=head(**WHO)))
    for words in ("事实类别：退票、转卖车票", "列入名单不影响紧急救助", "陈述、申辩"):
        assert words in listed
    for words in ("【待核】", "□", "■", "当面送达"):
        assert words not in read + listed


def test_what_others_in_the_room_must_not_hear_stays_on_paper() -> None:
    said = (
        aloud.adverse(an_adverse(head=head(**WHO))),
        aloud.listing(a_listing("listing_notice", head=head(**WHO))),
        aloud.notice(a_notice(head=head(**WHO), complaint_phone="12345")),
    )
    for words in (RARE, WHO["id_number"], WHO["home"], "440114-01-2026"):
        assert [one[:20] for one in said if words in one] == []
    assert "12345" in said[-1]
    assert "人脸信息单独告知" in said[-1]


def test_every_notice_has_pictures_in_both_languages_and_none_is_altered() -> None:
    for form in FORMS:
        zh, en = points(form, "zh"), points(form, "en")
        assert [one.picture for one in zh] == [one.picture for one in en]
        assert len(zh) >= 6
        assert max(len(one.text) for one in zh) <= 30
    sums = tomllib.loads((PICTOGRAMS / "manifest.toml").read_text(encoding="utf-8"))["sha256"]
    there = {file.name: sha256(file.read_bytes()).hexdigest() for file in PICTOGRAMS.glob("*.svg")}
    assert there == sums
    assert {f"{one.picture}.svg" for form in FORMS for one in points(form, "zh")} <= set(sums)

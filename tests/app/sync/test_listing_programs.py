"""The list with programs alone: proposed at one station, approved at a second, shown at a third,
and revoked for a desk that was offline; and what somebody would try on the way."""

from pathlib import Path
from typing import Any

import pytest

from app.domain.codes import CHECKS
from tests.programs import SET_UP, STAFF, SYNC, act, centre, code_for, guitu_act

CHIEF = {"do": "login", "login": "chief", "password": "a long pass phrase"}
LEADER = {
    "do": "officer", "login": "chief", "name": "陈领导", "role": "leader",
    "password": "a long pass phrase",
}  # fmt: skip
INTAKE = {"do": "login", "login": "zhang", "password": "battery staple 1"}
CARD = {
    "kind": "document", "value": "11010119800307001X", "verified": True,
    "detail": {"ground": "核对了身份证原件"},
}  # fmt: skip
CALM = dict.fromkeys(CHECKS, "no")
STATIONS = {"a": "440114-01", "b": "110101-01", "c": "440115-01"}
PROOFS = [
    {"kind": "seller_record", "source": "广州南站 退票记录"},
    {"kind": "register", "source": "凭证 GT440114000012"},
]


def _join(folder: Path, code: str, url: str, there: Path) -> None:
    station = {**SET_UP, "code": code, "name": f"{code} 救助管理站"}
    ticket = code_for(there, code)
    act(folder, station, STAFF, LEADER, {"do": "join", "url": url, "code": ticket}, SYNC)


def _refused(folder: Path, *deeds: dict[str, Any]) -> list[str]:
    return [one.get("key", "") for one in guitu_act(folder, *deeds) if not one["ok"]]


@pytest.mark.long
def test_from_a_lead_to_a_revocation_over_three_stations(tmp_path: Path) -> None:
    there = tmp_path / "centre"
    a, b, c = (tmp_path / name for name in STATIONS)
    with centre(there) as url:
        for folder, code in zip((a, b, c), STATIONS.values(), strict=True):
            _join(folder, code, url, there)
        arrive = {"do": "arrive", "name": "王淼", "birth": "1980-03-07", "claims": [CARD],
                  "checks": CALM}  # fmt: skip
        person = act(a, INTAKE, arrive, SYNC)[1]["person"]
        lead = {"do": "listing_lead", "person": person, "fact": "refunded_ticket",
                "happened_on": "2026-11-01", "words": "一票两退", "proofs": PROOFS}  # fmt: skip
        face = {"kind": "face", "source": "照片比对"}
        bad = [
            {**lead, "proofs": PROOFS[:1]},
            {**lead, "proofs": [PROOFS[0], face, face]},
            {**lead, "fact": "violence"},
        ]
        assert _refused(a, INTAKE, *bad) == [
            "listing.too_little", "listing.too_little", "listing.needs_police",
        ]  # fmt: skip
        often = {**lead, "fact": "came_often"}
        assert _refused(a, INTAKE, often) == ["act.not_understood"], "it is no fact of the list"
        one = act(a, INTAKE, lead)[1]["listing"]
        step = {"do": "listing_step", "listing": one, "words": "情况如证据所示"}
        approval = {**step, "kind": "approved"}
        assert _refused(a, CHIEF, approval) == ["listing.wrong_order"]
        steps = [
            {**step, "kind": "investigated", "capacity": True},
            {**step, "kind": "notified", "served": "in_person", "proof": "签收联 12"},
            {**step, "kind": "heard"},
        ]
        act(a, INTAKE, *steps, SYNC)
        # Another account at the same computer is no second person.
        assert _refused(a, CHIEF, approval) == ["listing.own_proposal"]
        act(a, INTAKE, {"do": "listing_ask", "listing": one, "to": STATIONS["b"]}, SYNC)
        (review,) = act(b, CHIEF, SYNC, {"do": "listing_asked"})[2]["reviews"]
        decide = {"do": "listing_decide", "review": review["id"], "approves": True, "words": "相符"}
        assert _refused(b, INTAKE, decide) == ["listing.needs_leader"]
        assert _refused(b, CHIEF, {**decide, "until": "2099-01-01"}) == ["listing.until"]
        act(b, CHIEF, decide, SYNC)
        act(a, INTAKE, SYNC)
        # The same human at the third station, recognised by an officer.
        came = act(c, CHIEF, SYNC, {**arrive, "judged": []}, SYNC)[2]["person"]
        same = {"do": "judge", "one": came, "other": person, "answer": "same", "reason": "同一证件"}
        act(c, CHIEF, same, SYNC)
        (hit,) = act(c, CHIEF, {"do": "listed", "person": came})[1]["listed"]
        assert (hit["fact"], hit["stale"]) == ("refunded_ticket", False)
        # The third station is offline while the person objects and the list is put right.
        act(a, INTAKE, {**step, "kind": "objected"}, SYNC)
        act(a, CHIEF, {**step, "kind": "revoked"}, SYNC)
        assert len(act(c, CHIEF, {"do": "listed", "person": came})[1]["listed"]) == 1
        later = {"do": "listed", "person": came, "at": "2026-12-30T08:00:00Z"}
        (old,) = act(c, CHIEF, later)[1]["listed"]
        assert old["stale"], "four weeks without the centre"
        act(c, CHIEF, SYNC)
        assert act(c, CHIEF, {"do": "listed", "person": came})[1]["listed"] == []
    (told,) = act(a, CHIEF, {"do": "listings"}, {"do": "verify"})[1]["listings"]
    assert told["state"] == "revoked"

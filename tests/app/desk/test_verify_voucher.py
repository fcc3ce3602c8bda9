"""`./guitu verify-voucher`: what it answers, in words, in JSON and as exit code."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.desk.verify_voucher import KEYS, VOIDED, run, verify, write_public_keys, write_voided
from app.paper.code import key_id, sign
from app.paper.voucher import voucher
from app.settings import Settings
from tests.app.paper.papers import (
    CODE,
    KEY,
    OTHER_KEY,
    PUBLIC,
    STATION,
    TICKET,
    a_voucher,
    as_png,
    picture_of,
)

_NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)
_LATE = datetime(2026, 11, 27, 16, tzinfo=UTC)  # midnight in China: the day after the last


@pytest.fixture
def public(data: Path) -> Path:
    """A data folder with the station's key and a list on which nothing is void."""
    write_public_keys(data, [(PUBLIC, STATION)])
    write_voided(data, [], KEY, _NOW, STATION)
    return data


def _ask(asked: str, data: Path, now: datetime = _NOW, lang: str = "zh") -> tuple[int, str]:
    return verify(asked, data, lang, now=now)


def test_a_genuine_voucher_names_the_bearer_and_the_journey(public: Path) -> None:
    code, answer = _ask(CODE, public)
    assert code == 0
    assert [word for word in ("王𬎆", "广州南", "2026-11-27") if word not in answer] == []
    assert "注意" not in answer


def test_from_pdf_and_picture_it_is_the_same(public: Path) -> None:
    pdf = voucher(a_voucher())
    for name, data in (("v.pdf", pdf), ("v.png", as_png(picture_of(pdf)))):
        (public / name).write_bytes(data)
        assert _ask(str(public / name), public)[0] == 0


def test_every_end_has_its_exit_code(public: Path) -> None:
    blank = public / "blank.png"
    blank.write_bytes(as_png(picture_of(voucher(a_voucher(code="GTC1:1")))))
    changed = CODE[:40] + ("A" if CODE[40] != "A" else "B") + CODE[41:]
    codes = [
        _ask(CODE, public)[0],
        _ask(changed, public)[0],
        _ask(sign(TICKET, OTHER_KEY), public)[0],
        _ask(CODE, public, _LATE)[0],
        _ask(str(blank), public)[0],
        _ask("no such file", public)[0],
        _ask("\0" + "x" * 5000, public)[0],
    ]
    assert codes == [0, 3, 4, 5, 7, 7, 7]


def test_a_void_voucher_is_six(public: Path) -> None:
    write_voided(public, [TICKET.serial], KEY, _NOW, STATION)
    code, answer = _ask(CODE, public)
    assert code == 6
    assert TICKET.serial in answer


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_list_is_said(public: Path, lang: str) -> None:
    (public / VOIDED).unlink()
    code, answer = _ask(CODE, public, lang=lang)
    assert code == 0
    assert {"zh": "没有作废名单", "en": "no list of void"}[lang] in answer


def test_a_stale_list_is_said_but_used(public: Path) -> None:
    write_voided(public, ["GT-other"], KEY, _NOW - timedelta(days=8), STATION)
    code, answer = _ask(CODE, public)
    assert code == 0
    assert "2026-11-17" in answer
    write_voided(public, [TICKET.serial], KEY, _NOW - timedelta(days=8), STATION)
    assert _ask(CODE, public)[0] == 6


@pytest.mark.parametrize("change", ["serials", "at", "key_id", "signature", "station", "damage"])
def test_a_forged_list_is_said_and_not_used(public: Path, change: str) -> None:
    write_voided(public, [TICKET.serial], KEY, _NOW, STATION)
    file = public / VOIDED
    told = json.loads(file.read_text(encoding="utf-8"))
    forged = {
        "serials": [TICKET.serial, "GT-more"],
        "at": (_NOW + timedelta(days=1)).isoformat(),
        "key_id": "00000000",
        "signature": "00" * 64,
        "station": "440115-01",
    }
    text = "{" if change == "damage" else json.dumps(told | {change: forged.get(change)})
    file.write_text(text, encoding="utf-8")
    code, answer = _ask(CODE, public)
    assert code == 0
    assert "签名不对" in answer


def test_a_list_of_another_station_is_said(public: Path) -> None:
    other = OTHER_KEY.public_key().public_bytes_raw()
    write_public_keys(public, [(PUBLIC, STATION), (other, "440115-01")])
    write_voided(public, [], OTHER_KEY, _NOW, "440115-01")
    assert "440115-01" in _ask(CODE, public)[1]


@pytest.mark.parametrize("text", ["", "{}", '[{"key_id": "zz", "public_key": "", "station": ""}]'])
def test_a_damaged_key_file_is_said(public: Path, text: str) -> None:
    (public / KEYS).write_text(text, encoding="utf-8")
    code, answer = _ask(CODE, public)
    assert code == 7
    assert "公钥文件" in answer


def test_without_keys_nothing_can_be_judged(data: Path) -> None:
    assert _ask(CODE, data)[0] == 7


def test_keys_can_come_from_elsewhere(public: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "keys.json"
    (public / KEYS).replace(elsewhere)
    assert verify(CODE, public, "zh", now=_NOW, keys=elsewhere)[0] == 0


def test_json_has_verdict_sentence_and_facts(public: Path) -> None:
    code, answer = verify(CODE, public, "en", now=_NOW, as_json=True)
    told = json.loads(answer)
    assert code == 0
    assert told["verdict"] == "genuine"
    assert told["facts"]["serial"] == TICKET.serial
    assert told["facts"]["key_id"] == key_id(PUBLIC)
    assert json.loads(verify("nothing", public, "en", as_json=True)[1])["verdict"] == "unreadable"


def test_too_large_a_file_is_not_read(public: Path) -> None:
    large = public / "large.pdf"
    with large.open("wb") as out:
        out.truncate(31_000_000)
    code, answer = _ask(str(large), public)
    assert code == 7
    assert "太大" in answer


def test_the_command_prints_the_answer(
    public: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(settings, sign(TICKET, OTHER_KEY)) == 4
    assert "密钥" in capsys.readouterr().out

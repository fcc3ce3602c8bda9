"""`guitu match`: the right person first, "no match" as an answer, and bad files in words."""

import pickle
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from app.bench.lives import TODAY, Lives
from app.domain.traits import Traits
from app.matching import COLUMNS, each_listed, run
from app.names import names
from app.people_list import Listed, People
from app.places import places

ROOT = Path(__file__).parents[2]
PEOPLE = f"""{",".join(COLUMNS)}
p1,胡秀英,,女,1961-03-12,,,湖南省邵阳市隆回县,湖南,,,左手背刀疤,父亲胡德贵,,
p2,王建国,老王,男,1970-05-01,,,河南省周口市,,13800000001,412701197005010017,,,,
p3,张伟,,男,1985-01-01,,,四川省南充市,,,,,,,
p4,李桂兰,,女,,60,70,贵州毕节织金县马场镇,,,,右脸痣,丈夫陈志强,,
"""
INQUIRIES = """id,name,sex,birth,home_place,id_number,marks,relatives
q1,符秀英,女,1962,湖南隆回,,手背有刀疤(左),符德贵
q2,,男,,,412701197005010071,,
q3,李贵兰,女,1960-02-02,贵州织金,,,陈自强
q4,欧阳修竹,男,1999-09-09,北京,,,
"""


def _files(tmp_path: Path, people: str = PEOPLE, inquiries: str = INQUIRIES) -> tuple[Path, Path]:
    here, there = tmp_path / "people.csv", tmp_path / "inquiries.csv"
    here.write_text(people, encoding="utf-8")
    there.write_text(inquiries, encoding="utf-8")
    return here, there


def test_the_right_person_is_first_and_nobody_is_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_files(tmp_path), 10, "zh", as_json=True) == 0
    told = msgspec.json.decode(capsys.readouterr().out)["inquiries"]
    first = {one["id"]: one["matches"][0] for one in told}
    assert [first[q]["id"] for q in ("q1", "q2", "q3")] == ["p1", "p2", "p4"]
    assert all(first[q]["posterior"] > 0.9 for q in ("q1", "q2", "q3"))
    assert first["q1"]["in_words"] == "很可能"
    assert told[3]["no_match"] > 0.9
    assert first["q4"]["in_words"] == "可能性低"
    name = next(clue for clue in first["q1"]["evidence"] if clue["about"] == "name")
    assert name["verdict"] == "near"
    assert "h、f 不分" in name["in_words"]
    assert first["q2"]["would_settle"]


FAMILY = f"""{",".join(COLUMNS)}
one,李大双,,男,1980-03-04,,,四川省南充市仪陇县,,13912345678,511324198003041236,,父亲李国富;母亲王秀英,,
"""
KIN = """id,name,sex,birth,home_place,phone,id_number,relatives
twin,李小双,男,1980-03-04,四川省南充市仪陇县,13912345678,511324198003041252,父亲李国富;母亲王秀英
brother,李大强,男,1983-05-06,四川省南充市仪陇县,13912345678,,父亲李国富;母亲王秀英
sister,李双凤,女,1980-03-04,四川省南充市仪陇县,13912345678,,父亲李国富;母亲王秀英
false,李小双,男,,四川省南充市仪陇县,,511324198003041236,
himself,李大爽,男,1980-03-04,四川省南充市仪陇县,13912345678,,父亲李国富;母亲王秀英
"""


def test_twins_and_brothers_are_not_very_likely_one_and_a_false_name_hides_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*_files(tmp_path, FAMILY, KIN), 10, "zh", as_json=True) == 0
    told = msgspec.json.decode(capsys.readouterr().out)["inquiries"]
    word = {one["id"]: one["matches"][0]["in_words"] for one in told}
    assert word == {
        "twin": "有可能",
        "brother": "可能性低",
        "sister": "可能性低",
        "false": "很可能",
        "himself": "很可能",
    }
    twin = {clue["about"]: clue for clue in told[0]["matches"][0]["evidence"]}
    assert twin["name"]["in_words"].startswith("同姓而名不同，可能是兄弟姐妹")
    assert twin["relatives"]["weight"] == 0 > twin["name"]["weight"]
    assert "合起来只算一条" in twin["relatives"]["in_words"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_clue_has_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    lives = Lives(names(), places(), 7)
    notes = [lives.note(one) for one in lives.people(60)]
    rows = [",".join(COLUMNS)]
    for at, one in enumerate(notes):
        ages = one.ages or ("", "")
        cells = [f"n{at}", *(one.names[:1] or [""]), ";".join(one.names[1:]), one.sex, one.birth]
        cells += [str(ages[0]), str(ages[1]), ";".join(one.homes), one.accent, *_one(one.phones)]
        cells += [
            *_one(one.documents),
            ";".join(one.marks),
            ";".join(one.relatives),
            "2001",
            "隆回",
        ]
        rows.append(",".join(cells))
    text = "\n".join(rows)
    assert run(*_files(tmp_path, text, text), 20, lang, as_json=False) == 0
    told = capsys.readouterr().out
    assert "{" not in told
    assert "clue." not in told


def test_nobody_says_half_of_a_regions_name() -> None:
    """广西 or 广西壮族自治区, never the first three characters of it."""
    lives = Lives(names(), places(), 7)
    notes = [lives.note(one) for one in lives.people(150)]
    said = {text for note in notes for text in (*note.homes, note.accent) if text}
    west = {text for text in said if text.startswith(("广西", "宁夏", "新疆", "西藏"))}
    assert "广西" in west
    whole = ("广西壮族自治区", "宁夏回族自治区", "新疆维吾尔自治区", "西藏自治区")
    assert not [
        text
        for text in west
        if text[2:3] in {"壮", "回", "维", "自"} and not text.startswith(whole)
    ]


def _one(values: tuple[str, ...]) -> list[str]:
    return list(values[:1]) or [""]


def test_blocks_lose_nobody_whom_comparing_everybody_finds() -> None:
    """Among six hundred, whoever has anything to be found by is found as by comparing all."""
    lives = Lives(names(), places(), 11)
    people = lives.people(600)
    among = People(
        [Listed(id=str(at), traits=lives.note(one)) for at, one in enumerate(people)], TODAY
    )
    wanted = [(at, lives.note(people[at])) for at in range(0, 600, 20)]
    first = [among.match(note, 10)[0] for _, note in wanted]
    right = sum(bool(f) and f[0].id == str(at) for f, (at, _) in zip(first, wanted, strict=True))
    assert right >= 27
    strangers = [among.match(lives.note(one), 10)[0] for one in lives.people(15)]
    assert sum(bool(f) and f[0].posterior > 0.9 for f in strangers) <= 1


def test_a_list_that_is_sent_to_another_process_answers_the_same() -> None:
    """Where processes inherit nothing it is read anew there."""
    lives = Lives(names(), places(), 13)
    listed = [
        Listed(id=f"p{at}", traits=lives.note(one)) for at, one in enumerate(lives.people(30))
    ]
    here = People(listed, TODAY)
    there = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own
    assert [there[at] for at in range(len(there))] == listed
    assert there.match(listed[3].traits, 5) == here.match(listed[3].traits, 5)


def test_blocks_find_a_name_that_is_written_otherwise() -> None:
    """Among so many that not everybody is compared, by the name and a year alone."""
    lives = Lives(names(), places(), 11)
    crowd = [Listed(id=str(at), traits=lives.note(one)) for at, one in enumerate(lives.people(420))]
    written = {"买买提·吐尔逊": "穆罕默德·图尔荪", "才让卓玛": "次仁珠玛", "Батбаяр": "巴特巴雅尔"}
    listed = [Listed(id=now, traits=Traits(names=(now,), birth="1971")) for now in written.values()]
    among = People([*crowd, *listed], TODAY)
    for before, now in written.items():
        found, _ = among.match(Traits(names=(before,), birth="1971-06"), 1)
        assert [one.id for one in found] == [now]


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (b"", "没有 id 这一列"),
        ("name\n王\n".encode(), "没有 id 这一列"),
        ("id,name\n,王\n".encode(), "第 2 行没有 id"),
        ("id,name\n1,王\n1,李\n".encode(), "第 3 行的 id“1”与前面重复"),
        (b"id,name\n\x1b[2J,x\n\x1b[2J,y\n", "id“<U+001B>[2J”"),
        ("id,name,name\n1,王,李\n".encode(), "两列都叫“name”"),
        ('id,name\n1,"王\n'.encode(), "第 2 行读不下去"),
        (b"id,name\n1," + b"x" * 100_001, "第 2 行有一格超过 100000 字"),
        (PEOPLE.encode("gb18030"), "CSV UTF-8"),
        (PEOPLE.encode("utf-16"), "CSV UTF-8"),
    ],
)
def test_a_bad_list_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], people: bytes, sentence: str
) -> None:
    here, there = _files(tmp_path)
    here.write_bytes(people)
    assert run(here, there, 10, "zh", as_json=True) == 2
    caught = capsys.readouterr()
    assert sentence in caught.err
    assert not caught.out
    assert "{" not in caught.err


def test_a_missing_list_and_a_shortest_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = _files(tmp_path)
    assert run(tmp_path / "none.csv", there, 10, "en", as_json=True) == 2
    assert "cannot be opened" in capsys.readouterr().err
    assert run(here, there, 0, "en", as_json=True) == 2
    assert "--top" in capsys.readouterr().err


@pytest.mark.parametrize(
    "people",
    [
        *("id\n", "id,name,more\n1,王建国,2,3,4\n", "﻿id,name\n1,王建国\n2\n"),
        *("id,name,,\r\n1,王建国,,\r\n,,,\r\n", "id,name\r1,王建国\r"),
    ],
)
def test_odd_but_readable_lists_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], people: str
) -> None:
    assert run(*_files(tmp_path, people), 10, "zh", as_json=True) == 0
    caught = capsys.readouterr()
    assert len(msgspec.json.decode(caught.out)["inquiries"]) == 4
    assert ("没有用上：more" in caught.err) == ("more" in people)


def test_what_would_steer_a_terminal_is_written_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = "id,name,home_place\n\x1b]0;x\x07\u202e1,王建国,\x1b[31m周口市\n"
    assert run(*_files(tmp_path, odd, odd), 10, "zh", as_json=False) == 0
    told = capsys.readouterr().out
    assert "<U+001B>]0;x<U+0007><U+202E>1" in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_many_inquiries_are_answered_by_several_processes_as_by_one(tmp_path: Path) -> None:
    """In order and the same; and where nobody reads on, nothing is said of it."""
    lives = Lives(names(), places(), 3)
    notes = [lives.note(one) for one in lives.people(402)]
    rows = [
        f"p{at},{''.join(one.names[:1])},{one.sex},{one.birth},{''.join(one.homes[:1])}"
        for at, one in enumerate(notes)
    ]
    head = "id,name,sex,birth,home_place"
    here, there = _files(tmp_path, "\n".join([head, *rows]), "\n".join([head, *rows[:100]]))
    line = [sys.executable, "-m", "app", "match", "--people", str(here), "--inquiries", str(there)]
    with subprocess.Popen(  # noqa: S603 - our own program
        [*line, "--json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as several:
        out, err = several.communicate(timeout=60)
    assert several.returncode == 0
    assert err.decode().endswith("正在比对 100/100\n")
    told = msgspec.json.decode(out)["inquiries"]
    assert [one["id"] for one in told] == [f"p{at}" for at in range(100)]
    among = People(each_listed(here, TODAY), TODAY)
    for one, wanted in zip(told[::20], list(each_listed(there, TODAY))[::20], strict=True):
        found, _ = among.match(wanted.traits, 10)
        assert [match["id"] for match in one["matches"]] == [match.id for match in found]
    with subprocess.Popen(  # noqa: S603 - our own program
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as cut:
        assert cut.stdout is not None
        assert cut.stderr is not None
        cut.stdout.readline()
        cut.stdout.close()
        assert b"Traceback" not in cut.stderr.read()
        assert cut.wait(60) == 141

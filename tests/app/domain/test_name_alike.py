"""Names are taken apart, heard and compared as the people of a desk would."""

from pathlib import Path

import pytest

from app.domain.name import names_said
from app.domain.name_alike import Alike, compare_names
from app.domain.name_parts import NameKind, parse_name
from app.names import FOLDER, names
from app.words.names import reasons_in_words

TABLES = names()


def _alike(one: str, other: str, accent: str = "") -> Alike:
    return compare_names(one, other, TABLES, accent)


@pytest.mark.parametrize(
    ("text", "kind", "surname", "given"),
    [
        ("王建国", NameKind.HAN, "王", "建国"),
        ("歐陽修", NameKind.HAN, "欧阳", "修"),
        ("爱新觉罗溥仪", NameKind.HAN, "爱新觉罗", "溥仪"),
        ("老王", NameKind.CALLED, "王", ""),
        ("王师傅", NameKind.CALLED, "王", ""),
        ("欧阳先生", NameKind.CALLED, "欧阳", ""),
        ("张某某", NameKind.CALLED, "张", ""),
        ("我姓李", NameKind.CALLED, "李", ""),
        ("阿强", NameKind.CALLED, "", "强"),
        ("小芳", NameKind.CALLED, "", "芳"),
        ("明明", NameKind.CALLED, "", "明"),
        ("强子", NameKind.CALLED, "", "强"),
        ("张 伟（又名张大伟）", NameKind.HAN, "张", "伟"),
        ("自称张伟", NameKind.HAN, "张", "伟"),
        ("王陈氏", NameKind.CALLED, "陈", ""),
        ("任青", NameKind.HAN, "任", "青"),
    ],
)
def test_a_name_is_taken_apart(text: str, kind: NameKind, surname: str, given: str) -> None:
    first = parse_name(text, TABLES)[0]
    assert (first.kind, first.surname, first.given) == (kind, surname, given)


@pytest.mark.parametrize(
    "text",
    ["王伟(又名李明)", "王伟（曾用名：李明）", "王伟 又名 李明", "王伟，别名李明", "王伟/李明"],
)
def test_two_names_in_one_field_are_two_names(text: str) -> None:
    for name in ("王伟", "李明"):
        assert _alike(text, name).distance == 0
    assert _alike(text, "李伟").distance > 0.5
    assert names_said("王伟（化名）") == ("王伟",)
    assert names_said("阿卜杜拉(Abdulla)") == names_said("阿卜杜拉 Abdulla")


@pytest.mark.parametrize(
    "text",
    [
        "12345",
        "!!!",
        "🙂",
        "未提供",
        "unknown",
        "",
        "无名氏",
        "无名氏(男)",
        "不详",
        "？？",
        "老三",
        "  ",
        "---",
    ],
)
def test_what_says_no_name_is_none(text: str) -> None:
    assert parse_name(text, TABLES) == []
    assert _alike(text, "王建国").weight == 0


@pytest.mark.parametrize(
    "text",
    [
        *(
            "阿依古丽·买买提",
            "扎西次仁",
            "巴特尔",
            "阿不都热合曼",
            "阿·卜杜拉",
            "卓玛",
            "达瓦",
            "古丽",
        ),
        *("吉克曲布", "阿卜杜拉－买买提", "马木提", "白玛"),
    ],
)
def test_names_written_by_their_sound_have_no_surname(text: str) -> None:
    assert {one.kind for one in parse_name(text, TABLES)} == {NameKind.FOLK}


SAME = [
    ("曉華", "晓华", ""),
    ("張偉", "张伟", ""),
    ("王建国", "王 建国", ""),
    ("WANG Xiaoming", "王晓明", ""),
    ("Xiaoming Wang", "王小明", ""),
    ("ئابدۇللا", "Abdulla", ""),
    ("Батбаяр", "Batbayar", ""),
    ("阿·卜杜拉", "阿卜杜拉", ""),
]
NEAR = [
    ("张伟", "章炜", ""),
    ("余小红", "于晓红", ""),
    ("单雄信", "善雄信", ""),
    ("胡秀英", "符秀英", "湖南"),
    ("王建国", "黄建国", "广东"),
    ("刘芳", "牛芳", "四川"),
    ("陈志强", "程志强", "四川"),
    ("厍大勇", "库大勇", ""),
    ("己文", "已文", ""),
    ("欧阳娜娜", "欧娜娜", ""),
    ("李小明", "李明", ""),
    ("王建国", "王国建", ""),
    ("张伟", "伟张", ""),
    ("方王秀英", "王秀英", ""),
    ("方王秀英", "方秀英", ""),
    ("阿依古丽·买买提", "阿伊古力·麦麦提", ""),
    ("阿依古丽·买买提", "阿依古丽", ""),
    ("扎西次仁", "扎西才让", ""),
    ("巴特尔", "巴图尔", ""),
    ("Ablikim", "阿不力克木", ""),
    ("Chan Tai Man", "陈大文", ""),
    ("老王", "王建国", ""),
    ("阿强", "李志强", ""),
    ("阿卜杜拉", "阿布都拉", ""),
    ("买买提", "穆罕默德", ""),
    ("卓玛", "珠玛", ""),
    ("才让", "才仁", ""),
    ("吉克曲布", "吉额曲补", ""),
    ("扎西卓玛", "卓玛", ""),
    ("孟和", "蒙克", ""),
    ("阿卜杜拉．买买提", "阿不都拉・麦麦提", ""),  # noqa: RUF001
    ("ئابدۇللا", "阿卜杜拉", ""),
    ("བཀྲ་ཤིས", "扎西", ""),
    ("བཀྲ་ཤིས་རྡོ་རྗེ", "Tashi Dorje", ""),
    ("Tashi Dorje", "扎西多吉", ""),
    ("Батбаяр", "巴特巴雅尔", ""),
    ("ᠴᠡᠴᠡᠭ", "其其格", ""),
    ("مەمەت تۇرسۇن", "买买提·图尔荪", ""),
    ("王陈氏", "陈秀英", ""),
    ("王陈氏", "王秀英", ""),
    ("建国王", "王建国", ""),
    ("张王建国", "张建国", ""),
    ("张王伟", "王伟", ""),
    ("余华", "佘华", ""),
    ("聂丽", "列丽", "武汉"),
    ("荣华", "龙华", "山东济南"),
    ("Hsiao Ming-chih", "萧明志", ""),
    ("Tan Ah Kow", "陈亚九", ""),
    ("Wang W.", "王伟", ""),
    ("李婷婷", "李婷", ""),
]
APART = [
    ("张伟", "李强", ""),
    ("王建国", "刘秀英", "湖南"),
    ("扎西次仁", "索朗卓玛", ""),
    ("阿依古丽·买买提", "热依汗古丽·吐尔逊", ""),
    ("Smith", "王小明", ""),
    ("老李", "王建国", ""),
    ("胡秀英", "符大勇", "北京"),
    ("卓玛", "卓嘎", ""),
    ("扎西卓玛", "扎西卓嘎", ""),
    ("扎西多吉", "扎西次仁", ""),
    ("沙马木呷", "沙马尔布", ""),
    ("买买提", "吐尔逊", ""),
    ("བཀྲ་ཤིས", "རྡོ་རྗེ", ""),
    ("Chan Tai Man", "陈小红", ""),
    ("Wang L.", "王伟", ""),
    ("王陈氏", "李秀英", ""),
    ("阿强", "李志伟", ""),
]


@pytest.mark.parametrize(("one", "other", "accent"), SAME)
def test_the_same_name_is_at_no_distance(one: str, other: str, accent: str) -> None:
    assert _alike(one, other, accent).distance == 0


@pytest.mark.parametrize(("one", "other", "accent"), NEAR)
def test_one_name_heard_or_written_otherwise_is_near(one: str, other: str, accent: str) -> None:
    alike = _alike(one, other, accent)
    assert 0 <= alike.distance < 0.58
    assert alike.weight > -0.5


@pytest.mark.parametrize(("one", "other", "accent"), APART)
def test_other_names_are_far_and_speak_against(one: str, other: str, accent: str) -> None:
    alike = _alike(one, other, accent)
    assert alike.distance > 0.8
    assert alike.weight < 0


@pytest.mark.parametrize(("one", "other", "accent"), [*SAME, *NEAR, *APART])
def test_it_is_the_same_both_ways(one: str, other: str, accent: str) -> None:
    there, back = _alike(one, other, accent), _alike(other, one, accent)
    assert there.distance == pytest.approx(back.distance, abs=0.02)


@pytest.mark.parametrize(("one", "other", "accent"), [*SAME, *NEAR, *APART])
def test_every_reason_is_said_in_both_languages(one: str, other: str, accent: str) -> None:
    alike = _alike(one, other, accent)
    for lang in ("zh", "en"):
        told = reasons_in_words(alike, lang)
        assert all(told)
        assert not any("{" in text or "name." in text or "hears." in text for text in told)


def test_the_accent_brings_together_only_what_it_lets_fall_together() -> None:
    at_home, elsewhere = _alike("胡秀英", "符秀英", "湖南"), _alike("胡秀英", "符秀英", "北京")
    assert at_home.distance < _alike("胡秀英", "符秀英").distance < elsewhere.distance
    assert at_home.weight > elsewhere.weight
    assert _alike("胡秀英", "符秀英", "火星") == _alike("胡秀英", "符秀英")


def test_a_rare_name_says_more_than_a_common_one() -> None:
    assert _alike("厍大勇", "厍大勇").weight > _alike("张大勇", "张大勇").weight + 4
    assert _alike("张伟", "张伟").weight > 4


def test_a_name_that_very_many_bear_says_little() -> None:
    for name in ("卓玛", "扎西", "阿卜杜拉", "买买提", "古丽", "二娃", "小红"):
        assert 1 < _alike(name, name).weight < 5, name
    assert _alike("阿卜杜拉·买买提", "阿卜杜拉·买买提").weight > 5


def test_who_has_the_father_alone_in_common_is_another() -> None:
    alike = _alike("阿迪力·买买提", "吐尔逊·买买提")
    assert [why.key for why in alike.reasons] == ["name.folk_other", "name.father_same"]
    assert alike.distance > 0.8
    assert _alike("阿卜杜拉·买买提", "阿卜杜拉·吐尔逊").distance > 0.8


@pytest.mark.parametrize(
    ("one", "other", "accent", "key", "rule"),
    [
        ("余华", "佘华", "", "name.shape", ()),
        ("聂丽", "列丽", "武汉", "name.sounds_like", ("n_l",)),
        ("荣华", "龙华", "山东济南", "name.sounds_like", ("r_l",)),
        ("建国王", "王建国", "", "name.turned", ()),
        ("荣军", "尹军", "山东", "name.surname_other", ()),
    ],
)
def test_the_reason_says_what_is_alike(
    one: str, other: str, accent: str, key: str, rule: tuple[str, ...]
) -> None:
    first = _alike(one, other, accent).reasons[0]
    assert (first.key, first.rules) == (key, rule)


def test_a_name_is_never_ruled_out_altogether() -> None:
    """People change names: another one speaks against somebody, and excludes nobody."""
    assert -4 < _alike("张伟强", "李秀英").weight < -3


def test_the_reading_of_a_surname_is_its_own() -> None:
    assert _alike("解小龙", "谢小龙").distance < _alike("解小龙", "姐小龙").distance + 0.001
    assert next(why.key for why in _alike("仇英", "球英").reasons) == "name.sound"


def test_damaged_tables_are_said_in_words(tmp_path: Path) -> None:
    from app.domain.errors import Unavailable

    for file in FOLDER.glob("*.t*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "frequencies.toml").write_text("surnames = 3", encoding="utf-8")
    with pytest.raises(Unavailable, match=r"name\.no_table"):
        names(tmp_path)


def test_latin_names_of_as_many_words_are_not_the_same_for_that() -> None:
    for one, other in (("Smith John", "Anna Berg"), ("NGUYEN VAN NAM", "TRAN THI HOA")):
        assert compare_names(one, other, names()).distance > 0.5
    assert compare_names("John Smith", "SMITH John", names()).distance == 0

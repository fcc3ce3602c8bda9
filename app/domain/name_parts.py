"""A name taken apart: surname and given name, or what an officer was told instead of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.folk_words import is_of_words
from app.domain.name import names_said, tidy_name
from app.domain.name_tables import NameTables
from app.domain.script import in_latin


class NameKind(StrEnum):
    """What kind of name it is."""

    HAN = "han"
    CALLED = "called"
    """What somebody is called by: 老王, 阿芳, 张师傅. It says one part of the name."""
    FOLK = "folk"
    """Words written in Chinese by their sound: 阿依古丽·买买提, 扎西次仁."""
    LATIN = "latin"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """One way to understand a name. Empty parts were not said.

    `words`: of a name that is no Han name, in the order written. `husband`: 方 in 方王秀英.
    `doubt`: how unlikely this way is beside the first, a natural log.
    """

    kind: NameKind
    surname: str = ""
    given: str = ""
    words: tuple[str, ...] = ()
    husband: str = ""
    doubt: float = 0.0

    @property
    def whole(self) -> bool:
        """Whether surname and given name were both said."""
        return bool(self.words) or bool(self.surname and self.given)


_BEFORE = "老小大阿"
_AFTER = (
    "师傅|老师|老板|老汉|老头|老太太|老太|大爷|大妈|大叔|大伯|大婶|大哥|大姐|大嫂|爷爷|奶奶|婆婆|公公|"
    "阿姨|阿婆|阿公|先生|女士|小姐|太太|医生|大夫|工头|家的|某某|某|氏|叔|伯|婶|嫂|哥|姐|总|工"
)
_SMALL = "儿子娃仔崽伢妹哥宝囡"
_IS_CALLED = re.compile(rf"(.{{1,2}}?)(?:{_AFTER})")
_RANK = re.compile(r"[老小](?:[大二三四五六七八九么幺]|妹|弟|孩|娃)")
_AND_RANK = re.compile(
    r"(.{1,2}?)家?(?:老[大二三四五六七八九么幺]|[大二三四五六七八九小]?(?:娃子?|妹子|崽子))"
)
_NOT_KNOWN = re.compile(
    r"无名.{0,2}|无名氏.*|不详|未知|不知道?|没有|同上|测试|待(?:核实|查|定)|(?:姓名|身份)?(?:不详|不明|未知)"
    r"|拒绝(?:透露|回答|说)?|不(?:会|肯|愿)说话?|说不清|聋哑人?|哑巴|聋子|疯子|弃婴|婴儿|流浪(?:汉|人员|女|者)?"
    r"|(?:未|无法|不能|拒绝|不)(?:提供|沟通|说|回答|告知|交流|表达)|佚名|陌生人|某[男女]|[哑疯]女人?|不清|女士|先生"
    r"|老(?:婆婆|爷爷|汉|大妈)|[大老]爷|大[妈娘]|儿童|少年|[傻呆疯]子|待补|暂无|同前|无|空|本人不?愿?说?"
    r"|unknown|none|null|n/?a|test|no ?name|anonymous"
    r"|精神病人?|(?:小|大)?(?:男|女)孩(?:子)?|老(?:人|头|太太|大爷|大娘|奶奶)|[男女](?:子|人|婴|孩)?"
    r"|xxx+|\?+|-+|某+",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’`.,\-\s]+")  # noqa: RUF001
_TIBETAN = (
    "扎西次仁卓玛顿珠格桑央金旺堆拉姆罗布平措德吉白玛丹增普布尼玛达瓦米玛拉巴巴桑边巴仁青洛桑"
    "索朗旺姆多吉曲珍强巴阿旺贡嘎嘎玛益西群培次旦才让泽仁慈仁多杰才旦诺布拉毛彭措班玛尕玛仁钦"
    "加措江措嘉措坚赞坚参次成旺久桑吉桑珠曲吉曲扎赤列洛追单增土登吉美晋美久美南杰朗杰旺扎旺杰"
    "卓嘎央宗仓决措姆玉珍白珍索南才仁昂旺更登更太完玛"
)
_TIBETAN_WORDS = frozenset(_TIBETAN[at : at + 2] for at in range(0, len(_TIBETAN), 2))
_IS_PLAIN = re.compile("(?:(?![名号称叫报述疑])[一-鿿]){1,4}")
"""Characters alone, and none by which another name may be said (自称, 又名, 绰号)."""
_MOST_HAN = 4
_SELDOM, _ODD, _A_LITTLE = 2.5, 1.2, 0.7


def parse_name(text: str, tables: NameTables) -> list[NameParts]:
    """The ways to understand what was written as a name, the likeliest first.

    Empty where nothing of a name was said (无名氏, 不详). Traditional characters are read as
    simplified ones; whoever compares must compare the simplified text. Other names that are said
    with it (又名李明) are ways to understand it as well.
    """
    if _IS_PLAIN.fullmatch(text):  # of a million names almost all
        return list(dict.fromkeys(_plain_name(tables.simplified(text), tables)))
    found = (way for one in names_said(text) for way in _one_name(one, tables))
    return list(dict.fromkeys(found))


def _one_name(text: str, tables: NameTables) -> list[NameParts]:
    return _plain_name(tables.simplified(tidy_name(in_latin(text))), tables)


def _plain_name(plain: str, tables: NameTables) -> list[NameParts]:
    if not plain or _NOT_KNOWN.fullmatch(plain):
        return []
    if _LATIN.fullmatch(plain):
        words = tuple(re.findall(r"[^\s.,\-]+", plain.lower()))
        return [NameParts(kind=NameKind.LATIN, words=words)] if words else []
    if "·" in plain:
        words = tuple(word for word in plain.split("·") if word)
        return [NameParts(kind=NameKind.FOLK, words=words)] if words else []
    plain = re.sub(r"[^㐀-鿿𠀀-𲎯〇]", "", plain)
    return list(_han(plain, tables)) if plain else []


def _han(text: str, tables: NameTables) -> Iterator[NameParts]:
    if _is_folk(text, tables):
        yield NameParts(kind=NameKind.FOLK, words=(text,))
        return
    called, nothing_else = _called(text, tables)
    yield from called
    if not nothing_else:
        yield from _whole(text, tables, likely=not called)
        yield from _part_of_one(text, tables, likely=not called)


def _whole(text: str, tables: NameTables, *, likely: bool) -> Iterator[NameParts]:
    """As surname and given name."""
    for length in range(min(tables.longest_surname, len(text) - 1), 1, -1):
        if tables.is_surname(text[:length]):
            yield NameParts(kind=NameKind.HAN, surname=text[:length], given=text[length:])
    first, rest = text[0], text[1:]
    known, compound = tables.is_surname(first), tables.is_surname(text[:2])
    if len(text) == 4 and not compound and known and tables.is_surname(rest[:1]):
        # 方王秀英: a woman who bears her husband's surname before her own.
        yield NameParts(kind=NameKind.HAN, surname=rest[0], given=rest[1:], husband=first)
    if rest and len(text) <= _MOST_HAN:
        sure = likely and not compound and (known or len(text) > 2)
        doubt = 0.0 if sure else _ODD if likely and not compound else _SELDOM
        yield NameParts(kind=NameKind.HAN, surname=first, given=rest, doubt=doubt)


def _part_of_one(text: str, tables: NameTables, *, likely: bool) -> Iterator[NameParts]:
    """As the surname alone, the given name alone, or no Han name."""
    if tables.is_surname(text):
        yield _surname(text)
    if len(text) == 1 or (len(text) == 2 and not tables.is_surname(text)):
        # 建国: the given name alone; but 张伟 is a whole name.
        doubt = _SELDOM if tables.is_surname(text[0]) else 0.0 if likely else _A_LITTLE
        yield NameParts(kind=NameKind.CALLED, given=text, doubt=doubt)
    if len(text) > _MOST_HAN or _is_tibetan(text):
        yield NameParts(kind=NameKind.FOLK, words=(text,))


def _called(text: str, tables: NameTables) -> tuple[list[NameParts], bool]:
    """老王, 小芳, 王师傅, 张某某, 姓李, 明明, 强子; and whether it can be nothing else."""
    if _RANK.fullmatch(text):
        return [], True  # 老三 says nothing
    if surname := _wed(text, tables) or _said_surname(text):
        return [surname], True
    for pattern, sure in ((_IS_CALLED, True), (_AND_RANK, False)):
        if (told := pattern.fullmatch(text)) and tables.is_surname(told[1]):
            return [_surname(told[1])], sure
    first, rest = text[0], text[1:]
    if len(text) == 2 and first in "老小大" and tables.is_surname(rest):
        return _small_or_old(first, rest, tables), first == "老"
    if first in _BEFORE and (len(text) == 2 or (len(text) == 3 and text[1] == text[2])):
        return [_given(text[1])], False
    if len(text) == 2 and (rest == first or rest in _SMALL):
        return [_given(first)], False
    return [], False


def _small_or_old(first: str, rest: str, tables: NameTables) -> list[NameParts]:
    """老王 says a surname, 小王 mostly, 小红 mostly a given name."""
    if first == "老":
        return [_surname(rest)]
    if tables.surname_share(rest) >= _USUAL_SURNAME:
        return [_surname(rest), _given(rest)]
    return [_given(rest), replace(_surname(rest), doubt=_SELDOM)]


def _said_surname(text: str) -> NameParts | None:
    told = re.fullmatch(r"(?:我)?姓(.{1,2}?)的?", text)
    return _surname(told[1]) if told else None


def _wed(text: str, tables: NameTables) -> NameParts | None:
    """王陈氏: a woman by her husband's surname and her own."""
    told = re.fullmatch(r"(.{1,2})(.{1,2})氏", text)
    if told is None or not all(map(tables.is_surname, told.groups())):
        return None
    return NameParts(kind=NameKind.CALLED, surname=told[2], husband=told[1])


def _surname(surname: str) -> NameParts:
    return NameParts(kind=NameKind.CALLED, surname=surname)


def _given(given: str) -> NameParts:
    return NameParts(kind=NameKind.CALLED, given=given)


def _is_folk(text: str, tables: NameTables) -> bool:
    """Whether it is no Han name: 扎西, 阿不都热合曼, 吉克曲布; but 任青 and 杨金 are."""
    if text[:2] not in tables.classes and tables.is_surname(text[:2]):
        return False
    usual = tables.surname_share(text[0]) >= _USUAL_SURNAME
    if is_of_words(text, tables):
        return not usual or len(text) > _MOST_HAN - 1 or text in tables.folk
    if len(text) < 3:
        return False
    if _is_tibetan(text):
        return True
    rare = tables.surname_share(text[0]) < _RARE_SURNAME
    return (rare or len(text) >= _MOST_HAN) and set(text) <= _BY_SOUND


_USUAL_SURNAME, _RARE_SURNAME = 0.001, 0.0001
_BY_SOUND = frozenset(
    "阿艾依伊吐图吾乌玉买麦木米巴卡喀哈热肉茹如努尼帕提塔托妥迪孜则再祖萨沙赛克库凯加居吉力里卜不布都杜拉"
    "合曼尔丁汗罕江孙荪逊森甫普苏素优司斯义玛依娜娅雅亚琪其格图日勒呷嘎尕措姆曲珠桑扎西次仁旦增多杰才让罗"
    "洛索朗南央宗卓贡嘎德勒格莫色勿牛尔石子古各约各莎敖登苏和那顺乌兰"
)


def _is_tibetan(text: str) -> bool:
    """Made of words that Tibetan names are made of, two characters each."""
    pairs = [text[at : at + 2] for at in range(0, len(text) - 1, 2)]
    known = sum(pair in _TIBETAN_WORDS for pair in pairs)
    return len(text) in {2, 4, 5} and known >= 1 and (len(text) != 5 or known >= 2)

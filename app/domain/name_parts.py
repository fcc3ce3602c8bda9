"""A name taken apart: surname and given name, or what an officer was told instead of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.name import tidy_name
from app.domain.name_tables import NameTables


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
_MOST_HAN = 4
_SELDOM, _A_LITTLE = 2.5, 0.7


def parse_name(text: str, tables: NameTables) -> list[NameParts]:
    """The ways to understand what was written as a name, the likeliest first.

    Empty where nothing of a name was said (无名氏, 不详). Traditional characters are read as
    simplified ones; whoever compares must compare the simplified text.
    """
    plain = tables.simplified(tidy_name(text))
    plain = re.sub(r"[（(].*?[)）]", "", plain).strip()
    if not plain or _NOT_KNOWN.fullmatch(plain):
        return []
    if _LATIN.fullmatch(plain):
        words = tuple(re.findall(r"[^\s.,\-]+", plain.lower()))
        return [NameParts(kind=NameKind.LATIN, words=words)] if words else []
    if "·" in plain:
        words = tuple(word for word in plain.split("·") if word)
        return [NameParts(kind=NameKind.FOLK, words=words)] if words else []
    plain = re.sub(r"[^㐀-鿿𠀀-𲎯〇]", "", plain)
    if not plain:
        return []
    return list(dict.fromkeys(_han(plain, tables)))


def _han(text: str, tables: NameTables) -> Iterator[NameParts]:
    if len(text) >= 3 and (_is_tibetan(text) or _is_of_words(text, tables)):
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
        doubt = 0.0 if sure else _SELDOM
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
    if told := re.fullmatch(r"(?:我)?姓(.{1,2}?)的?", text):
        return [_surname(told[1])], True
    for pattern, sure in ((_IS_CALLED, True), (_AND_RANK, False)):
        if (told := pattern.fullmatch(text)) and tables.is_surname(told[1]):
            return [_surname(told[1])], sure
    first, rest = text[0], text[1:]
    if len(text) == 2 and first in "老小大" and tables.is_surname(rest):
        return [_surname(rest), *([] if first == "老" else [_given(rest)])], first == "老"
    if first in _BEFORE and (len(text) == 2 or (len(text) == 3 and text[1] == text[2])):
        return [_given(text[1])], False
    if len(text) == 2 and (rest == first or rest in _SMALL):
        return [_given(first)], False
    return [], False


def _surname(surname: str) -> NameParts:
    return NameParts(kind=NameKind.CALLED, surname=surname)


def _given(given: str) -> NameParts:
    return NameParts(kind=NameKind.CALLED, given=given)


def _is_of_words(text: str, tables: NameTables) -> bool:
    """巴特尔, 阿不都热合曼: nothing but words that such names are made of."""
    at = 0
    while at < len(text):
        spans = (text[at : at + n] for n in range(min(5, len(text) - at), 1, -1))
        word = next((span for span in spans if span in tables.classes), "")
        if not word:
            return False
        at += len(word)
    return True


def _is_tibetan(text: str) -> bool:
    """Made of words that Tibetan names are made of, two characters each."""
    pairs = [text[at : at + 2] for at in range(0, len(text) - 1, 2)]
    known = sum(pair in _TIBETAN_WORDS for pair in pairs)
    return len(text) in {2, 4, 5} and known >= 1 and (len(text) != 5 or known >= 2)

"""Names: tidying, and how their characters are read."""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from app.domain.syllable import Syllable, syllable

# Surname readings that differ from the usual one; pypinyin does not know them as surnames.
_SURNAME_READINGS = {
    "单": ("shan", "dan"), "仇": ("qiu", "chou"), "曾": ("zeng",), "解": ("xie", "jie"),
    "区": ("ou", "qu"), "朴": ("piao", "pu"), "盖": ("ge", "gai"), "查": ("zha", "cha"),
    "乐": ("yue", "le"), "翟": ("zhai", "di"), "尉": ("wei", "yu"), "宓": ("mi", "fu"),
    "缪": ("miao", "mou"), "冼": ("xian",), "黑": ("he", "hei"), "员": ("yun", "yuan"),
    "折": ("she", "zhe"), "种": ("chong", "zhong"), "任": ("ren",), "华": ("hua",),
    "繁": ("po", "fan"), "秘": ("bi", "mi"), "召": ("shao", "zhao"), "么": ("yao", "me"),
    "覃": ("qin", "tan"), "隗": ("wei", "kui"), "洗": ("xian", "xi"), "牟": ("mou", "mu"),
    "乜": ("nie", "mie"), "郗": ("xi", "chi"), "谌": ("chen", "shen"), "句": ("gou", "ju"),
    "祭": ("zhai", "ji"), "莘": ("shen", "xin"), "车": ("che",), "柏": ("bai", "bo"),
    "石": ("shi",), "贾": ("jia",), "葛": ("ge",), "盛": ("sheng",), "纪": ("ji",),
    "燕": ("yan",), "宁": ("ning",), "应": ("ying",), "薄": ("bo",), "都": ("du",),
    "臧": ("zang",), "褚": ("chu",), "占": ("zhan",), "曲": ("qu",), "卜": ("bu",),
    "冯": ("feng",), "陆": ("lu",), "万": ("wan",), "郝": ("hao",), "余": ("yu",),
    "夏": ("xia",), "沈": ("shen",), "洪": ("hong",), "江": ("jiang",), "佘": ("she",),
    "阚": ("kan",), "佴": ("nai", "er"), "逄": ("pang",), "要": ("yao",), "於": ("yu",),
}  # fmt: skip
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅.．﹒･●", "·"))  # noqa: RUF001
_DASH = re.compile("(?<=[一-鿿])[-－‐–—](?=[一-鿿])")  # noqa: RUF001
_ALSO = re.compile(
    r"[,，;；、/\s]*(?:又名|曾用名|别名|化名|小名|乳名|奶名|绰号|外号|诨名|原名|本名|真名|艺名|网名|昵称|又称|亦称|人称"
    r"|也叫|又叫|还叫|原叫|英文名|藏文名|维文名|蒙文名|\baka\b)[:：为是叫\s]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^(?:自称|自报|自述|疑似|疑为|名叫|我叫|叫|姓名)[:：为是\s]*(?=.{2})")
_BRACKETS = re.compile(r"[（(\[【〔](.*?)[)）\]】〕]")  # noqa: RUF001
_SEVERAL = re.compile(r"[;；、/|]")
_FOREIGN = re.compile(r"[^㐀-鿿\W\d_]{3,}")
_MOST_READINGS = 8
_MOST_SPOKEN = 3
MOST_CHARACTERS = 50
"""What a paper has room for; longer than any name in the national register."""


def tidy_name(text: str) -> str:
    """A name as it is kept: NFC, no control characters, one kind of middle dot, single spaces.

    Latin names keep their spaces and case; characters outside the BMP stay as they are.
    """
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(" " if unicodedata.category(c)[0] in "ZC" else c for c in plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    if any(c >= "一" for c in plain):
        plain = _DASH.sub("·", plain.translate(_DOTS).replace(" ", ""))
    return plain


def names_said(text: str) -> tuple[str, ...]:
    """The names that stand in one field: 王伟(又名李明), 王伟 曾用名 李明, 阿卜杜拉 (Abdulla). What
    else is said in brackets is left out."""
    inside = _BRACKETS.findall(text)
    said = [
        name
        for one in (_BRACKETS.sub(" ", text), *filter(_is_name, inside))
        for name in _split(one)
    ]
    return tuple(dict.fromkeys(name for name in said if name))


def _is_name(inside: str) -> bool:
    return bool(_ALSO.match(inside) or _FOREIGN.search(inside))


def _split(text: str) -> list[str]:
    first, *others = _ALSO.split(text)
    found = [name for one in (first, *others) for name in _SEVERAL.split(one)]
    found = [_BEFORE.sub("", name.strip(" ,，")) for name in found]
    return [part for name in found for part in _by_script(name)]


def _by_script(name: str) -> list[str]:
    """阿卜杜拉 Abdulla says it twice."""
    foreign = " ".join(_FOREIGN.findall(name))
    if not foreign or not re.search("[㐀-鿿]", name):
        return [name]
    return [_FOREIGN.sub("", name).strip(), foreign]


def readings(name: str) -> list[tuple[str, ...]]:
    """The ways a name is read, each a tuple of toneless syllables; at most eight, likeliest first.

    Latin words count as one syllable each, in lower case.
    """
    parts = _parts(name)[:MOST_CHARACTERS]
    choices = [_character_readings(c, first=i == 0) for i, c in enumerate(parts)]
    found: list[tuple[str, ...]] = []
    for reading in product(*choices):
        if reading and reading not in found:
            found.append(reading)
        if len(found) >= _MOST_READINGS:
            break
    return found


def _parts(name: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ɏ']+|[0-9]+|[^\sA-Za-zÀ-ɏ0-9'·\-()（）]", name)


@lru_cache(maxsize=8192)
def _character_readings(part: str, *, first: bool) -> tuple[str, ...]:
    if part.isascii() or not part >= "㐀":
        return (_unaccented(part.lower()),)
    if first and part in _SURNAME_READINGS:
        return _SURNAME_READINGS[part]
    from pypinyin import Style, pinyin

    heard = pinyin(part, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return tuple(dict.fromkeys(heard[0]))[:3] if heard else (part,)


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=16384)
def spoken(character: str, *, surname: bool) -> tuple[Syllable, ...]:
    """A character's readings as syllables with tones, the usual one first; as a surname it may be
    read otherwise. None for what is no character."""
    from pypinyin import Style, pinyin

    if character.isascii():
        return ()
    heard = pinyin(character, style=Style.TONE3, heteronym=True, errors="ignore")
    said = [one for text in (heard[0] if heard else ()) if (one := syllable(text))]
    if surname and character in _SURNAME_READINGS:
        wanted = [one for text in _SURNAME_READINGS[character] if (one := syllable(text))]
        said = [next((s for s in said if s[:3] == one[:3]), one) for one in wanted]
    elif surname:
        # 王 is read yu in books; nobody is called so.
        said = [one for one in said if one[:3] == said[0][:3]]
    return tuple(dict.fromkeys(said))[:_MOST_SPOKEN]


def initials(reading: tuple[str, ...]) -> str:
    """The first letter of each syllable: wang miao -> wm."""
    return "".join(syllable[0] for syllable in reading if syllable)

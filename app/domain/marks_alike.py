"""Marks of the body: what, where and on which side; written by one officer, read by another."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log

from app.domain.clue import Clue, Verdict, unknown

_KINDS = {
    # word key: (how many people have one, the words for it)
    "tattoo": (0.08, "纹身|文身|刺青|刺字|刺有"),
    "missing": (0.015, "缺失|断指|截肢|少一[根个只]?|没有[左右]|残缺|断了|缺(?!牙)|残疾|萎缩|畸形"),
    "polydactyl": (0.003, "六指|多指|并指"),
    "cleft": (0.003, "唇裂|兔唇|豁嘴|豁唇"),
    "limp": (0.04, "跛|瘸|拐|小儿麻痹|行走不便|走路不稳"),
    "hunch": (0.02, "驼背|罗锅|脊柱弯"),
    "blind": (0.02, "失明|瞎|盲|独眼|义眼|斜视|斜眼|白内障|白翳"),
    "deaf": (0.03, "聋|哑|不会说话|听不见"),
    "burn": (0.03, "烧伤|烫伤|烫疤|烧疤"),
    "surgery": (0.05, "手术|开刀|缝[合针]|阑尾"),
    "scar": (0.18, "疤|伤痕|刀伤|刀痕|缝痕|伤口"),
    "birthmark": (0.05, "胎记|红斑|青记|白斑|白癜风"),
    "mole": (0.20, "痣|黑点|肉瘤|瘊|瘤"),
    "goldtooth": (0.02, "金牙|银牙|镶牙|假牙"),
    "teeth": (0.10, "缺牙|掉牙|无牙|龅牙|豁牙|牙.?缺|没牙"),
    "bald": (0.06, "秃|光头|谢顶|无发"),
    "curly": (0.05, "卷发|自来卷"),
    "white": (0.10, "白发|花白|少白头"),
}  # fmt: skip
_SITES = {
    "forehead": "额|脑门", "brow": "眉", "eye": "眼|目", "nose": "鼻", "mouth": "嘴|唇|口",
    "ear": "耳", "cheek": "脸|颊|面部|颧", "chin": "下巴|下颌|下颏|颏", "neck": "脖|颈|喉",
    "head": "头|颅|后脑", "thumb": "拇指|大指", "index": "食指", "middle": "中指",
    "ring": "无名指|环指", "little": "小指|小拇指|尾指", "palm": "手掌|掌心|手心",
    "handback": "手背", "wrist": "手腕|腕", "finger": "手指|指", "forearm": "前臂|小臂",
    "elbow": "肘", "upperarm": "上臂|大臂", "arm": "臂|胳膊|手膀", "hand": "手",
    "shoulder": "肩", "chest": "胸|乳", "back": "背|脊", "waist": "腰", "belly": "腹|肚|小腹",
    "hip": "臀|屁股|胯", "thigh": "大腿", "knee": "膝", "calf": "小腿|胫",
    "ankle": "脚踝|踝|脚腕", "toe": "脚趾|趾", "foot": "脚|足", "leg": "腿",
}  # fmt: skip
_WIDER = {
    "forehead": "head", "brow": "head", "eye": "head", "nose": "head", "mouth": "head",
    "ear": "head", "cheek": "head", "chin": "head", "thumb": "hand", "index": "hand",
    "middle": "hand", "ring": "hand", "little": "hand", "palm": "hand", "handback": "hand",
    "wrist": "hand", "finger": "hand", "forearm": "arm", "elbow": "arm", "upperarm": "arm",
    "thigh": "leg", "knee": "leg", "calf": "leg", "ankle": "foot", "toe": "foot",
}  # fmt: skip
_SITE_SHARE, _WIDE_SHARE = 0.06, 0.15
_SAME, _OTHER_SIDE, _OTHER_SITE = 0.6, 0.1, 0.12
_NONE_ALIKE = -0.5
"""That a mark was not written down says little; that none is alike says a little more."""
_MOST = 8.0
_RARE = 0.005
_SEVERAL = re.compile(r"[、，,；;。\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`site` and `side` are empty where they were not said."""

    kind: str
    site: str = ""
    side: str = ""


def read_marks(texts: Iterable[str]) -> list[Mark]:
    """左手背刀疤 as a scar on the back of the left hand; what is no mark is passed over."""
    return list(dict.fromkeys(mark for whole in texts for mark in _marks_in(whole)))


@lru_cache(maxsize=1 << 14)
def _marks_in(whole: str) -> tuple[Mark, ...]:
    found: list[Mark] = []
    for text in _SEVERAL.split(whole):
        site = next((name for name, words in _SITES.items() if re.search(words, text)), "")
        left, right = "左" in text, "右" in text
        side = "" if left == right else "left" if left else "right"
        kinds = [name for name, (_, words) in _KINDS.items() if re.search(words, text)]
        if "burn" in kinds or "surgery" in kinds:
            kinds = [kind for kind in kinds if kind != "scar"]
        found += [Mark(kind=kind, site=site, side=side) for kind in kinds[:2]]
    return tuple(found)


def is_rare(mark: Mark) -> bool:
    """Whether so few have one that it points to somebody by itself."""
    return _KINDS[mark.kind][0] <= _RARE


def compare_marks(one: Iterable[str], other: Iterable[str]) -> Clue:
    """Each mark against the one of the other most like it."""
    return _compared(tuple(one), tuple(other))


@lru_cache(maxsize=1 << 14)
def _compared(one: tuple[str, ...], other: tuple[str, ...]) -> Clue:
    here, there = read_marks(one), read_marks(other)
    if not here or not there:
        return unknown("marks")
    pairs = sorted(
        ((_worth(a, b), i, j) for i, a in enumerate(here) for j, b in enumerate(there)),
        reverse=True,
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    total, best = 0.0, ""
    for worth, i, j in pairs:
        if worth > 0 and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            total += worth
            best = best or f"{here[i].kind}"
    if not total:
        return _clue(Verdict.DIFFERS, _NONE_ALIKE, "other", one, other, "")
    verdict = Verdict.AGREES if total > 2.5 else Verdict.NEAR
    how = "same" if verdict is Verdict.AGREES else "like"
    return _clue(verdict, min(total, _MOST), how, one, other, best)


def _worth(one: Mark, other: Mark) -> float:
    alike = {one.kind, other.kind}
    if one.kind != other.kind and not alike <= {"scar", "burn", "surgery"}:
        return 0.0
    share = max(_KINDS[one.kind][0], _KINDS[other.kind][0])
    loss = 0.7 if one.kind != other.kind else 0.0
    if not one.site or not other.site:
        return max(0.0, log(_SAME / (share * 2)) * 0.6 - loss)
    wide = _WIDER.get(one.site, one.site) == _WIDER.get(other.site, other.site)
    if one.site != other.site and not wide:
        return 0.0
    where = _SITE_SHARE if one.site == other.site else _WIDE_SHARE
    if one.side and other.side:
        chance = _SAME if one.side == other.side else _OTHER_SIDE
        return max(0.0, log(chance / (share * where * 0.5)) - loss)
    return max(0.0, log(_SAME / (share * where)) - loss)


def _clue(
    verdict: Verdict, weight: float, how: str, one: Iterable[str], other: Iterable[str], kind: str
) -> Clue:
    facts = {"one": "、".join(one), "other": "、".join(other), "kind": kind}
    return Clue(about="marks", verdict=verdict, weight=weight, key=f"clue.marks_{how}", facts=facts)

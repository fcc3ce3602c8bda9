"""Words around a place: what stands where none was said, what is said before or after one, and the
one character that stands for a province."""

import re
import unicodedata

from app.domain.simplified import simplified

BETWEEN = re.compile(r"[\s,，。、·;；:：\-—_/()（）]+")
PROVINCES = dict(
    re.findall(
        r"(\w):(\w+)",
        "京:北京市 津:天津市 冀:河北省 晋:山西省 蒙:内蒙古自治区 辽:辽宁省 吉:吉林省 黑:黑龙江省 "
        "沪:上海市 申:上海市 苏:江苏省 浙:浙江省 皖:安徽省 闽:福建省 赣:江西省 鲁:山东省 豫:河南省 "
        "鄂:湖北省 湘:湖南省 粤:广东省 桂:广西壮族自治区 琼:海南省 渝:重庆市 川:四川省 蜀:四川省 "
        "黔:贵州省 贵:贵州省 滇:云南省 云:云南省 藏:西藏自治区 陕:陕西省 秦:陕西省 甘:甘肃省 "
        "陇:甘肃省 青:青海省 宁:宁夏回族自治区 新:新疆维吾尔自治区 台:台湾省 港:香港特别行政区 "
        "澳:澳门特别行政区",
    )
)
"""Read so where the character stands alone or is followed by 省 or a gap: 川, 川省, 川 仪陇."""
_UNSAID = re.compile(
    "|".join(
        (
            r"[?.*x0无空没家略]*",
            r"(?:姓名|地址|住址|户籍地?|籍贯|身份|具体)?(?:均?不[详明清知]|不(?:清楚|知道|晓得|记得|会说))",
            r"(?:姓名|地址|住址|户籍地?|籍贯|身份|暂|尚)?未(?:[知详明填报]|提供|登记|查[明清]|核实)|无名氏?",
            r"(?:说|记|讲|问|查|听|想)不(?:清楚?|出来?|明白?|到|懂|起来?)|忘了|忘记|失忆|没有|没说|没有?家",
            r"(?:无法|没法|不能|不肯|不愿|拒绝|拒不)"
            r"(?:查[明清]|核实|提供|说明?|透露|回答|沟通|表达|确认|确定|辨认)?",
            r"(?:暂|查|尚|皆)(?:无|未|不详|缺)|查无此[地人]",
            r"待(?:查|核|核实|核查|补|补充|定|确认|甄别)|核实中|同上|同前|见上|其[他它]|测试|保密",
            r"[本当外](?:地|省|市|县|区|村|乡|镇|国|埠)|[省市县国境][内外]|某[地省市县村]|异地|市辖区",
            r"[农乡山]村|乡下|山[区里]|城市|城里|老家|家里|家乡|哪里|中国|中华人民共和国|全国",
            r"(?:四处|到处|街头)?流浪(?:人员|者|汉)?|居无定所|黑户|聋哑人?|智障|精神(?:异常|病人?)",
            r"无(?:家|业|固定)?(?:可归|住所|居所|户籍|户口|地址)?",
            r"街头|桥洞|路边|广场|公园|医院|派出所|救助站|(?:火车|汽车|客运)站",
            r"n/?a|nan|none|null|nil|no|not?known|unknown|unk|unclear|tbd|test|other",
        )
    )
)
"""Everybody's, or nobody's: where two said so they have said nothing of one home."""
_BEFORE = re.compile(
    r"^(?:(?:我|他|她|本人)?(?:是|的)?(?:老家|家住|家在|祖籍|原籍|籍贯|户籍地?|户口|出生地|来自|住在|自称|自述|"
    r"疑似|可能|大概|好像|估计|应该)(?:地|所在地|地址)?(?:是|在|为|系)?)+"
)
_AFTER = re.compile(r"(?:人氏?|那边|这边|附近|一带|口音|籍|老家)$")


def tidy_place(text: str) -> str:
    """As it is looked up: plain characters, no spaces and signs, simplified."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() or c.isspace())
    parts = BETWEEN.split(simplified(seen).lower())
    said = [part for part in parts if part]
    # 川 alone may be the beginning of anything; 川省 and 川 仪陇 are not. 云 南 is written wide.
    if said and (said[0].endswith("省") or len(said[-1]) > 1):
        said[0] = PROVINCES.get(said[0].removesuffix("省"), said[0])
    return "".join(said)


def is_unsaid(text: str) -> bool:
    """Whether this stands where a place would, and names none: 不详, 本地, 农村, N/A."""
    return _UNSAID.fullmatch(tidy_place(text).removesuffix("的").removesuffix("了")) is not None


def bare_place(text: str) -> str:
    """The place in what was said of it: 湖南隆回 of 老家是湖南隆回人; empty where there is none."""
    plain = tidy_place(text)
    if is_unsaid(plain):
        return ""
    inner = _AFTER.sub("", _BEFORE.sub("", plain))
    # 老家庄 is a village, 柏人 another.
    return plain if len(inner) == 1 else "" if is_unsaid(inner) else inner

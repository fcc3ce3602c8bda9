"""Provinces by the first two digits of an area code (GB/T 2260) and by how their names begin."""

import re
from collections.abc import Mapping

BEGINS: Mapping[str, str] = dict(
    re.findall(
        r"(\d\d)(\w\w)",
        "11北京12天津13河北14山西15内蒙21辽宁22吉林23黑龙31上海32江苏33浙江34安徽35福建36江西37山东41河南"
        "42湖北43湖南44广东45广西46海南50重庆51四川52贵州53云南54西藏61陕西62甘肃63青海64宁夏65新疆71台湾"
        "81香港82澳门",
    )
)
"""What the name of a province begins with."""
_CODES = {begin: code for code, begin in BEGINS.items()}


def named_in(place: str) -> str:
    """The two digits of the province that a place begins with, or nothing."""
    return _CODES.get(place[:2], "")


_ISO = dict(
    re.findall(
        r"(\w\w)(\w+)",
        "BJ北京市 TJ天津市 HE河北省 SX山西省 NM内蒙古自治区 LN辽宁省 JL吉林省 HL黑龙江省 "
        "SH上海市 JS江苏省 ZJ浙江省 AH安徽省 FJ福建省 JX江西省 SD山东省 HA河南省 HB湖北省 "
        "HN湖南省 GD广东省 GX广西壮族自治区 HI海南省 CQ重庆市 SC四川省 GZ贵州省 YN云南省 "
        "XZ西藏自治区 SN陕西省 GS甘肃省 QH青海省 NX宁夏回族自治区 XJ新疆维吾尔自治区 "
        "TW台湾省 HK香港特别行政区 MO澳门特别行政区",
    )
)


def province_of_iso(code: str) -> str:
    """The province of an ISO 3166-2 code: CN-SC, SC, and as it was before 2017, CN-51 or 51."""
    short = code.upper().removeprefix("CN-")
    begins = BEGINS.get(short, "-")
    return _ISO.get(short) or next((one for one in _ISO.values() if one.startswith(begins)), "")


def iso_of_province(name: str) -> str:
    """CN-SC of 四川省 or 四川, or nothing."""
    found = (code for code, full in _ISO.items() if full[:2] == name[:2])
    return next((f"CN-{code}" for code in found), "")

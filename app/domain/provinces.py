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

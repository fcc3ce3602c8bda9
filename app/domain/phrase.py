"""Quick phrases: words that are typed again and again, the usual ones and the station's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.ids import OfficerId

USUAL: dict[str, tuple[str, ...]] = {
    "story": (
        "钱物被盗，无钱返乡，请求救助。",
        "外出务工未找到工作，身上无钱，已两天未吃饭。",
        "与家人走散，说不清家庭住址和联系方式。",
        "由民警巡逻时发现，本人愿意接受救助。",
        "神志清楚，能正常交流，身体无明显外伤。",
        "不愿透露个人信息，已告知救助政策。",
    ),
    "found_at": ("火车站广场", "汽车客运站", "桥下涵洞", "医院门口", "自助银行", "地铁站出入口"),
    "brought_by": ("火车站派出所", "街面巡查队", "城管执法中队", "社区居委会", "热心群众"),
    "reason": ("务工不着", "钱物被盗", "投亲不着", "走失", "流浪乞讨"),
    "marks": ("身高约170厘米，体型偏瘦", "左手背有疤痕", "身穿深色外套、运动鞋", "头发花白"),
    "items": ("手机 ×1 黑色", "双肩包 ×1", "被褥 ×1", "现金 ×1 元", "身份证 ×1"),
    "queries": ("公安人口信息：查无此人", "全国救助寻亲网：无匹配", "本站档案：以前来过"),
    "note": ("家属到站接领", "自行离站，已告知注意安全", "护送至车站上车"),
    "relief": (),
}
"""What every station has at first, per field; in Chinese, as the records are."""
FIELDS = tuple(USUAL)
MOST = 9
_AFTER_PLACE = "："
"""郑州：郑州市救助管理站 0371-00000000: where one changes trains, and whom to ask there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words for one field; not active: taken out of the list, a usual one too."""

    id: UUID
    field: str
    words: str
    active: bool = True
    at: datetime
    officer: OfficerId


def offered(field: str, kept: Iterable[Phrase]) -> list[str]:
    """The station's own first, then the usual ones that nobody took out."""
    mine = [p for p in kept if p.field == field]
    out = {p.words for p in mine if not p.active}
    own = [p.words for p in mine if p.active]
    usual = [w for w in USUAL.get(field, ()) if w not in out]
    return list(dict.fromkeys(own + usual))


def relief_at(place: str, kept: Iterable[Phrase]) -> str:
    """The relief station where one changes trains, by the station's own table (工作规程: a transfer
    names it); empty where the table does not know the place."""
    wanted = town_of(place)
    for line in offered("relief", kept):
        there, _, relief = line.replace(":", _AFTER_PLACE).partition(_AFTER_PLACE)
        if wanted and town_of(there) == wanted:
            return relief.strip()
    return ""


def town_of(place: str) -> str:
    """郑州东站, 郑州 and 郑州市 are one place to change at."""
    bare = place.strip().removesuffix("站").removesuffix("市")
    return bare[:-1] if len(bare) > 2 and bare[-1] in "东南西北" else bare

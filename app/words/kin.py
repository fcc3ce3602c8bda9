"""寻人登记 and 寻亲比对 in words."""

from collections.abc import Callable

from app.domain.inquiry import CHECKED_BY, Channel, Checked, Closed, InquiryStep
from app.domain.inquiry_photo import HOW, Use
from app.domain.kin_face import ALIKE, UNLIKE, FaceSays
from app.domain.kin_match import HOW_REUNITED, VERIFIED_BY, KinState, KinStep, Wish
from app.words.say import listed, say


def state_in_words(state: KinState, lang: str) -> str:
    """疑似, 核实中 …"""
    return say(f"kin_state.{state}", lang)


def step_in_words(step: KinStep, lang: str) -> str:
    """What happened between a person and an inquiry."""
    return say(f"kin_step.{step}", lang)


def how_in_words(step: KinStep, how: tuple[str, ...], lang: str) -> str:
    """By what it was verified, what the person wants, or how they came together."""
    words = {KinStep.WISH: wish_in_words, KinStep.REUNITED: reunited_in_words}.get(step)
    return listed([(words or verified_in_words)(one, lang) for one in how], lang)


def choices(part: str, lang: str) -> list[tuple[str, str]]:
    """(value, words) of a closed list: wish, verified_by, reunited; channel, checked, checked_by,
    closed, photo_how, photo_use."""
    values, words = _LISTS[part]
    return [(one, words(one, lang)) for one in values]


def inquirer_word(field: str, lang: str) -> str:
    """How a field of whoever looks is called."""
    return say(f"inquiry_who.{field}", lang)


def sought_word(about: str, lang: str) -> str:
    """How a field of the person looked for is called."""
    return say(f"inquiry_sought.{about}", lang)


def entry_in_words(step: InquiryStep, lang: str) -> str:
    """What was written down about an inquiry."""
    return say(f"inquiry_step.{step}", lang)


def wish_in_words(one: str, lang: str) -> str:
    """愿意, 不愿意 …"""
    return say(f"kin_wish.{one}", lang)


def verified_in_words(one: str, lang: str) -> str:
    """DNA 比对, 公安核实 …"""
    return say(f"kin_verified_by.{one}", lang)


def reunited_in_words(one: str, lang: str) -> str:
    """亲属接走, 护送返乡 …"""
    return say(f"kin_reunited.{one}", lang)


def channel_in_words(one: str, lang: str) -> str:
    """电话, 来访 …"""
    return say(f"inquiry_channel.{one}", lang)


def checked_in_words(one: str, lang: str) -> str:
    """已核实, 有疑问 …"""
    return say(f"inquiry_checked.{one}", lang)


def checked_by_in_words(one: str, lang: str) -> str:
    """看过证件 …"""
    return say(f"inquiry_checked_by.{one}", lang)


def closed_in_words(one: str, lang: str) -> str:
    """找到了, 不再寻找 …"""
    return say(f"inquiry_closed.{one}", lang)


def photo_how_in_words(one: str, lang: str) -> str:
    """当面说, 书面 …"""
    return say(f"inquiry_photo_how.{one}", lang)


def photo_use_in_words(one: str, lang: str) -> str:
    """可用人脸比对, 只给工作人员看."""
    return say(f"inquiry_photo_use.{one}", lang)


def photo_back_in_words(one: str, lang: str) -> str:
    """Why a photograph went again."""
    return say(f"inquiry_photo_back.{one}", lang)


def face_in_words(one: FaceSays, lang: str) -> str:
    """两张照片很像; where nothing was compared, why not."""
    if one.key not in _COMPARED:
        return say("kin_face.not_compared", lang, why=say(one.key, lang))
    text = say(one.key, lang)
    for caution in filter(None, one.facts.get("cautions", "").split(",")):
        text += say("clue.heard", lang, rules=say(f"caution.{caution}", lang))
    return text


_COMPARED = frozenset({"kin_face.alike", "kin_face.unlike", "kin_face.unclear"})


def face_by_in_words(one: FaceSays, engine: str, lang: str) -> str:
    """By which engine, and from where on it says so; empty where nothing was compared."""
    if one.key not in _COMPARED:
        return ""
    return say(
        "kin_face.by", lang, engine=engine, weight=one.facts["weight"], alike=f"{ALIKE:g}",
        unlike=f"{UNLIKE:g}",
    )  # fmt: skip


_LISTS: dict[str, tuple[tuple[str, ...], Callable[[str, str], str]]] = {
    "wish": (tuple(Wish), wish_in_words),
    "verified_by": (VERIFIED_BY, verified_in_words),
    "reunited": (HOW_REUNITED, reunited_in_words),
    "channel": (tuple(Channel), channel_in_words),
    "checked": (tuple(Checked), checked_in_words),
    "checked_by": (CHECKED_BY, checked_by_in_words),
    "closed": (tuple(Closed), closed_in_words),
    "photo_how": (HOW, photo_how_in_words),
    "photo_use": (tuple(Use), photo_use_in_words),
}

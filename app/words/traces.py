"""寻亲记录 in words."""

from collections.abc import Mapping

from app.domain.trace import TraceStep
from app.words.say import say


def step_in_words(step: TraceStep, lang: str) -> str:
    """线索, 访谈, 设想 …"""
    return say(f"trace_step.{step}", lang)


def about_in_words(about: str, lang: str) -> str:
    """本人说的话, 口音, 衣物 …"""
    return say(f"trace_about.{about}", lang)


def how_in_words(how: str, lang: str) -> str:
    """电话, 来信 …"""
    return say(f"trace_how.{how}", lang)


def site_in_words(site: str, side: str, lang: str) -> str:
    """左前臂; in English left forearm."""
    parts = [say(f"trace_side.{side}", lang)] if side else []
    parts.append(say(f"trace_site.{site}", lang))
    return ("" if lang == "zh" else " ").join(parts)


def length_in_words(detail: Mapping[str, str], lang: str) -> str:
    """录音 1:30."""
    text = detail.get("seconds", "")
    seconds = int(text) if text.isdecimal() else 0
    return say("trace_sound.length", lang, time=clock_time(seconds))


def clock_time(seconds: int) -> str:
    """1:30."""
    return f"{seconds // 60}:{seconds % 60:02}"

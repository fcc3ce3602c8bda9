"""A clue as it is said, how likely somebody is, and what would settle it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from app.domain.clue import Clue, Verdict
from app.domain.document import masked
from app.words.say import listed, say

LIKELY, POSSIBLE = 0.9, 0.2
"""Posteriors from which somebody is 很可能 or 有可能 the same."""
_SETTLES = (
    *("document", "name", "birth", "home", "marks", "phone", "relatives", "belongings", "face"),
)
_MOST_ASKED = 3
_VALUES = re.compile(r"[：:] */? *岁?(?=$|（| \()")
"""Where the values stood, which are left out."""
_NUMBERS = frozenset({"document", "phone"})


def likely_word(posterior: float) -> str:
    """likely, possible or unlikely."""
    if posterior >= LIKELY:
        return "likely"
    return "possible" if posterior >= POSSIBLE else "unlikely"


def clue_in_words(clue: Clue, lang: str) -> str:
    """身份证号相差一位：…；the verdict is in the words."""
    about = say(f"clue_about.{clue.about}", lang)
    if clue.verdict is Verdict.UNKNOWN:
        return say("clue.unknown", lang, about=about)
    facts = dict(clue.facts)
    if clue.about in _NUMBERS:
        # Who is looked for by a name is not handed the numbers of all who are called so.
        facts |= {name: masked(facts[name]) for name in ("one", "other") if facts.get(name)}
    if kind := facts.get("kind"):
        facts["kind"] = say(f"mark_kind.{kind}", lang)
    text = say(clue.key, lang, **facts)
    if clue.verdict is Verdict.DIFFERS:
        return text
    rules = [say(f"hears.{rule}", lang) for rule in facts.get("rules", "").split(",") if rule]
    if rules:
        text += say("clue.heard", lang, rules=listed(rules, lang))
    cautions = facts.get("cautions", "").split(",")
    for caution in filter(None, cautions):
        text += say("clue.heard", lang, rules=say(f"caution.{caution}", lang))
    return text


def clues_in_words(clues: Iterable[Clue], lang: str) -> str:
    """Several, one after the other."""
    return ("；" if lang == "zh" else "; ").join(clue_in_words(clue, lang) for clue in clues)


def reason_in_words(clue: Clue, lang: str) -> str:
    """The same without the two values, for where they stand beside it: 身份证号相差一位."""
    bare = {name: "" if name in {"one", "other"} else fact for name, fact in clue.facts.items()}
    text = clue_in_words(replace(clue, facts=bare), lang)
    return _VALUES.sub("", text)


def to_settle(clues: Iterable[Clue], lang: str) -> list[str]:
    """What to ask or to check next: what is not known of one of the two, the most telling first."""
    open_ones = {clue.about for clue in clues if clue.verdict is Verdict.UNKNOWN}
    wanted = [about for about in _SETTLES if about in open_ones]
    return [say(f"settle.{about}", lang) for about in wanted[:_MOST_ASKED]]

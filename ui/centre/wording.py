"""What a letter of the centre says, in one sentence."""

from collections.abc import Callable

from app.domain.errors import Refused
from app.store.line import Letter
from app.words.say import listed, say, sentence, sentences


def told(letter: Letter, lang: str) -> str:
    """A letter in one sentence."""
    saying = _SAYING.get(letter.kind)
    return saying(letter, lang) if saying else say("letter.other", lang)


def _conflict(letter: Letter, lang: str) -> str:
    what = say(f"kind.{letter.about}", lang) if letter.about else ""
    field = field_words(letter.about, str(letter.content.get("field", "")), lang)
    return say("letter.conflict", lang, what=what, field=field)


def _number_twice(letter: Letter, lang: str) -> str:
    return say("letter.number_twice", lang, number=letter.content.get("number", "–"))


def _voucher_beside(letter: Letter, lang: str) -> str:
    facts = {name: str(letter.content.get(name, "")) for name in ("serial", "other", "station")}
    return say("letter.voucher_beside", lang, **facts)


def _listed_voucher(letter: Letter, lang: str) -> str:
    serial, number = (letter.content.get(name, "–") for name in ("serial", "number"))
    return say("letter.listed_voucher", lang, serial=serial, number=number)


def _bed_clash(letter: Letter, lang: str) -> str:
    facts = {name: letter.content.get(name, "–") for name in ("room", "bed", "kept", "lost")}
    return say("letter.bed_clash", lang, **facts)


def _link_twice(letter: Letter, lang: str) -> str:
    kept, lost = (say(f"sameness.{letter.content.get(name)}", lang) for name in ("kept", "lost"))
    return say("letter.link_twice", lang, kept=kept, lost=lost)


def _refused(letter: Letter, lang: str) -> str:
    return say("letter.refused", lang, why=_why(letter, lang))


def _audit_broken(letter: Letter, lang: str) -> str:
    return say("letter.audit_broken", lang, why=_why(letter, lang))


def _why(letter: Letter, lang: str) -> str:
    key = str(letter.content.get("reason", ""))
    facts = dict(letter.content.get("facts") or {})
    kind = f"kind.{facts.get('kind', '')}"
    if kind in sentences(lang):
        facts["kind"] = say(kind, lang)
    return sentence(Refused(key, **facts), lang) if key in sentences(lang) else key


def _returned_twice(letter: Letter, lang: str) -> str:
    facts = {name: letter.content.get(name, "") for name in ("item", "many", "there")}
    return say("letter.returned_twice", lang, **facts)


def _sealed_notice(letter: Letter, lang: str) -> str:
    return say("letter.sealed_notice", lang, number=letter.content.get("number", "–"))


def _erased(letter: Letter, lang: str) -> str:
    ground = say(f"ground.{letter.content.get('ground', '')}", lang)
    by, second = letter.content.get("by", "–"), letter.content.get("with", "–")
    return say("letter_erased.done", lang, ground=ground, by=by, second=second)


def _erased_late(letter: Letter, lang: str) -> str:
    return say("letter_erased.late", lang, people=letter.content.get("people", 1))


def _glass(letter: Letter, lang: str) -> str:
    """An alarm: to the station whose file it was, or to the leaders of the one that did it."""
    said = letter.content
    facts = {
        "station": f"{said.get('station_name', '')} {said.get('station', '')}".strip(),
        "officers": listed([str(name) for name in said.get("officers", ())], lang),
        "purpose": say(f"purpose.{said.get('purpose', 'other')}", lang),
        "words": said.get("words", ""),
    }
    here = said.get("for") == "leader"
    return say("letter.glass_broken_here" if here else "letter.glass_broken", lang, **facts)


def field_words(about: str, name: str, lang: str) -> str:
    """A field as the officer knows it."""
    for key in (f"claim.{name}", f"field.{about}.{name}"):
        if key in sentences(lang):
            return say(key, lang)
    return name


_SAYING: dict[str, Callable[[Letter, str], str]] = {
    "conflict": _conflict,
    "number_twice": _number_twice,
    "listed_voucher": _listed_voucher,
    "voucher_beside": _voucher_beside,
    "bed_clash": _bed_clash,
    "returned_twice": _returned_twice,
    "sealed_notice": _sealed_notice,
    "link_twice": _link_twice,
    "refused": _refused,
    "audit_broken": _audit_broken,
    "erased": _erased,
    "erased_late": _erased_late,
    "glass_broken": _glass,
}

"""函件 on the person's own paper: what was written about them, to whom, and what came back."""

from collections.abc import Iterator

from app.desk.told import Known, lines_of, moment
from app.domain.letter_fields import OF_OTHERS
from app.domain.outside_letter import LetterKind, LetterStep, OutsideLetter
from app.domain.third_party import masked_words
from app.paper.facts import Line
from app.words.letters import detail_in_words, kind_in_words, result_in_words


def letters(known: Known) -> Iterator[Line]:
    """Every entry, also one that was taken back."""
    for one in known.beside.letters:
        yield Line(at=moment(one.at), text=_entry(known, one), beside=known.by(one.officer))


def _entry(known: Known, one: OutsideLetter) -> str:
    step = known.say(f"outside_step.{one.step}")
    head = known.listed([kind_in_words(one.kind, known.lang), one.number, step])
    return lines_of(head, _became(known, one), *_text(known, one))


def _text(known: Known, one: OutsideLetter) -> Iterator[str]:
    def shown(name: str, said: str) -> str:
        kin = name == "to" and one.kind is LetterKind.FOLLOW_UP
        return masked_words(said) if name in OF_OTHERS or kin else known.free(said)

    yield from detail_in_words(one, known.lang, shown)


def _became(known: Known, one: OutsideLetter) -> str:
    on = one.on.isoformat() if one.on else ""
    if one.step is LetterStep.SENT:
        how = known.word(f"outside_how.{one.how}")
        return lines_of(known.say("told_letters.sent", how=how, on=on), known.free(one.words))
    if one.step is LetterStep.ANSWERED:
        result = result_in_words(one.kind, one.result, known.lang)
        facts = {"whom": masked_words(one.whom), "on": on, "result": result}
        return lines_of(known.say("told_letters.answered", **facts), known.free(one.words))
    if one.step is LetterStep.MISTAKEN:
        return known.say("told_letters.mistaken", words=known.free(one.words))
    return ""

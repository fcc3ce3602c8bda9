"""A measurement in words: figures with their intervals, what was too few, what looks wrong."""

from collections.abc import Iterator

from app.faces.strangers import Between
from app.faces.survey import Cell, Compared, Group, Survey
from app.faces.suspects import Suspect, Why
from app.words.say import say

MOST_LISTED = 30


def lines(found: Survey, lang: str) -> Iterator[str]:
    """The whole of it for a terminal."""
    yield counted(found, lang)
    yield say("calibration.sure", lang)
    yield ""
    yield say("calibration.table_head", lang)
    yield from _table(found)
    if any(cell.extrapolated for cell in found.cells):
        yield say("calibration.continued", lang)
    yield ""
    yield say("calibration.misses_head", lang)
    for at in found.sizes:
        yield say(
            "calibration.misses", lang,
            size=f"{at.size:>6}", likely=percent(at.likely), possible=percent(at.possible),
        )  # fmt: skip
    yield again(found, lang)
    yield from _doubts(found, lang)
    for group in found.groups:
        yield ""
        yield from group_lines(group, lang)


def counted(found: Survey, lang: str) -> str:
    """How many people, photographs and pairs it rests on."""
    text = say(
        "calibration.counted", lang,
        people=found.people, photos=found.photographs, unusable=found.unusable_count,
        strangers=found.stranger_pairs, mated=found.mated_pairs,
    )  # fmt: skip
    if found.drawn_from > found.photographs:
        text += say("calibration.drawn", lang, of=found.drawn_from)
    return text


def again(found: Survey, lang: str) -> str:
    """How often somebody on file is found again."""
    again_ = found.found
    return say(
        "calibration.again", lang,
        enrolled=again_.enrolled, asked=again_.asked, first=percent(again_.first),
        ten=percent(again_.among_ten), likely=percent(again_.first_likely),
        possible=percent(again_.first_possible),
    )  # fmt: skip


def percent(one: Between) -> str:
    """92.5 % (89.8–95.2)."""
    return f"{100 * one.value:.1f} % ({100 * one.low:.1f}–{100 * one.high:.1f})"


def share(value: float) -> str:
    """A small share with as many digits as it has: 0.1 %, 0.0007 %."""
    return f"{100 * value:.3g} %"


def score(cell: Cell) -> str:
    """.433 (.416–.460), with a star where it is continued, not counted."""
    value, low, high = (f"{number:.3f}" for number in _numbers(cell.score))
    return f"{value} ({low}–{high}){'*' if cell.extrapolated else ''}"


def _numbers(one: Between) -> tuple[float, float, float]:
    return one.value, one.low, one.high


def _table(found: Survey) -> Iterator[str]:
    sizes = found.calibration.sizes
    yield "FPIR".ljust(8) + "".join(f"N = {size}".ljust(22) for size in sizes)
    for fpir, _ in found.calibration.rows:
        row = [score(cell) for cell in found.cells if cell.fpir == fpir]
        yield share(fpir).ljust(8) + "".join(one.ljust(22) for one in row)


def _doubts(found: Survey, lang: str) -> Iterator[str]:
    if found.unusable:
        yield ""
        yield say("calibration.unusable_head", lang, count=found.unusable_count)
    for one in found.unusable[:MOST_LISTED]:
        why = " ".join(reason_in_words(key, lang) for key in one.reasons)
        yield f"  {one.person}/{one.photo}: {why}"
    if found.suspects:
        yield ""
        left = "calibration.suspects_left_out" if found.left_out else "calibration.suspects_in"
        yield say("calibration.suspects_head", lang, count=found.suspect_count) + say(left, lang)
    for suspect in found.suspects[:MOST_LISTED]:
        yield f"  {suspect_in_words(suspect, lang)}"
    if max(found.unusable_count, found.suspect_count) > MOST_LISTED:
        yield say("calibration.more_in_report", lang, most=MOST_LISTED)


def reason_in_words(key: str, lang: str) -> str:
    """Why a photograph cannot be used."""
    return say(key, lang)


def suspect_in_words(one: Suspect, lang: str) -> str:
    """What looks wrong with a label."""
    if one.why is Why.SAME_FILE:
        several = len(one.people) > 1
        key = "calibration.same_file" if several else "calibration.same_file_twice"
        return say(key, lang, photo=one.photo, names=", ".join(one.people), count=len(one.people))
    key = f"calibration.{one.why}"
    first, second = one.people
    return say(key, lang, one=first, other=second, photo=one.photo, score=f"{one.score:.2f}")


def group_lines(group: Group, lang: str) -> Iterator[str]:
    """A group beside the whole."""
    yield say(
        "calibration.group", lang,
        name=group_name(group, lang), people=group.people, photos=group.photographs,
        unusable=group.unusable,
    )  # fmt: skip
    for one in group.compared:
        yield f"  {compared_in_words(one, lang)}"
    if group.likely and group.possible:
        yield "  " + say(
            "calibration.group_found", lang,
            mated=group.mated, likely=percent(group.likely), possible=percent(group.possible),
        )  # fmt: skip
    else:
        yield "  " + say("calibration.group_few", lang)


def group_name(group: Group, lang: str) -> str:
    """性别 男, 年龄 60+, or as the list says: village = east."""
    if group.column == "sex" and group.label in {"1", "2"}:
        return say(f"sex.{group.label}", lang)
    if group.column == "age_group":
        return say("calibration.aged", lang, ages=group.label)
    return f"{group.column} = {group.label}"


def compared_in_words(one: Compared, lang: str) -> str:
    """How often strangers of the group score as high, or that there are too few to say."""
    where = place_in_words(one, lang)
    if not one.enough:
        return say("calibration.too_few_to_say", lang, where=where, pairs=one.pairs)
    rate = f"{share(one.rate.value)} ({share(one.rate.low)}–{share(one.rate.high)})"
    return say(
        "calibration.compared", lang,
        where=where, above=one.above, pairs=one.pairs, rate=rate, whole=share(one.whole.value),
        times=f"{one.times:.1f}",
    )  # fmt: skip


def place_in_words(one: Compared, lang: str) -> str:
    """At the score of a band, or of a rate among all people."""
    if one.at in {"likely", "possible"}:
        return say(f"likely.{one.at}", lang)
    return say("calibration.at_rate", lang, rate=share(float(one.at)))

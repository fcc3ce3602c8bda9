"""The figures of reunions and returns in words, for the page and the spreadsheet."""

from app.domain.fairness import Share
from app.domain.reunions import Part, Reunions
from app.words.say import say


def part_in_words(part: Part, lang: str) -> str:
    """What is counted."""
    return say(f"reunions_part.{part}", lang)


def row_in_words(row: str, lang: str) -> str:
    """One row of it."""
    return say(f"reunions_row.{row}", lang)


def share_in_words(share: Share, lang: str) -> str:
    """So many of so many; a rate only where there are enough."""
    if not share.enough:
        return say("reunions.share_few", lang, count=share.count, of=share.of)
    low, high = (round(100 * end) for end in share.ends)
    rate = round(100 * share.rate)
    return say(
        "reunions.share", lang, count=share.count, of=share.of, rate=rate, low=low, high=high
    )


def days_in_words(found: Reunions, lang: str) -> str:
    """The quartiles, or that there are too few."""
    days = found.days
    if not days.told:
        return say("reunions.few_days", lang, many=days.many)
    ends = {"low": days.low, "median": days.median, "high": days.high}
    told = {name: f"{value:g}" for name, value in ends.items()}
    return say("reunions.days", lang, many=days.many, **told)


def told(found: Reunions, lang: str) -> tuple[str, ...]:
    """What stands above the figures."""
    many = sum(found.counts[Part.REUNITED].values())
    lines = [say("reunions.total", lang, many=many, people=found.people)]
    lines.append(days_in_words(found, lang))
    if found.open:
        lines.append(say("reunions.open", lang, many=found.open))
    return (*lines, say("reunions.honest", lang))


def note_in_words(found: Reunions, part: Part, row: str, lang: str) -> str:
    """What a row says beside its count."""
    if part is not Part.AGAIN:
        return ""
    known = found.again.get(row)
    return share_in_words(known, lang) if known else say("reunions.early", lang)

"""An age as it is said: whole years as they stand, an estimate marked in words."""

from app.words.say import say


def age_in_words(age: str, lang: str) -> str:
    """~53 is 约53 or "about 53", ~40-50 is 约40–50; anything else stays as it is."""
    return say("age.about", lang, years=span(age[1:])) if age.startswith("~") else age


def age_on_paper(age: str, lang: str) -> str:
    """The same with its unit, where there is room: 约 40–50 岁."""
    return say("age.estimated", lang, years=span(age[1:])) if age.startswith("~") else age


def span(years: str) -> str:
    """An interval as it is printed: 40–50."""
    return years.replace("-", "–")

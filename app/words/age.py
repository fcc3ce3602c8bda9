"""An age as it is said: whole years as they stand, an estimate marked in words."""

from app.words.say import say


def age_in_words(age: str, lang: str) -> str:
    """~53 is 约53 or "about 53"; anything else stays as it is."""
    return say("age.about", lang, years=age[1:]) if age.startswith("~") else age

"""What is wrong with a text of a form, as the one who wrote it reads it."""

from pathlib import Path

from app.paper.own import Slip
from app.words.say import say


def told(slip: Slip, folder: Path, lang: str) -> str:
    """File, line and key, and what to do."""
    file = slip.file.relative_to(folder) if slip.file.is_relative_to(folder) else slip.file
    at = say("forms.line", lang, line=slip.line) if slip.line else ""
    where = " ".join(part for part in (file.as_posix(), at, slip.key) if part)
    return say("forms.slip", lang, where=where, what=say(slip.why, lang, **slip.facts))

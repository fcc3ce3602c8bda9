"""Sentences are found, filled in, and never fail."""

from datetime import UTC, datetime

import pytest

from app.domain.errors import Unavailable
from app.words.say import placeholders, say, sentence, sentences


def test_a_fact_is_filled_in() -> None:
    assert "摄像头" in say("usage.unknown", "zh", what="摄像头")


def test_a_fact_nobody_gave_stays_visible() -> None:
    assert "{what}" in say("usage.unknown", "en")


def test_a_key_nobody_wrote_is_shown_as_it_is() -> None:
    assert say("no.such_key", "zh").split()[0] == "no.such_key"


def test_a_fact_with_braces_is_not_read_again() -> None:
    assert "{known}" in say("usage.not_a_choice", "zh", what="{known}", known="甲")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_time_is_shown_on_the_stations_clock(lang: str) -> None:
    at = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    assert "2026-11-24 01:30" in say("usage.unknown", lang, what=at)


def test_facts_may_be_called_key_or_lang() -> None:
    assert say("usage.unknown", "zh", key=1, lang=2, what="甲") == say(
        "usage.unknown", "zh", what="甲"
    )


def test_an_error_is_told_with_its_facts() -> None:
    error = Unavailable("settings.unreadable", file="settings.toml")
    assert "settings.toml" in sentence(error, "en")


def test_placeholders_are_the_names_in_braces() -> None:
    assert placeholders("{a} 与 {b_2}，{a}") == {"a", "b_2"}


def test_languages_differ() -> None:
    assert sentences("zh")["usage.help"] != sentences("en")["usage.help"]

"""Names in other scripts are read as they are spelt in Latin letters."""

import pytest

from app.domain.script import in_latin


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ئابدۇللا", "abdulla"),
        ("تۇرسۇن", "tursun"),
        ("Батбаяр", "batbayar"),
        ("Мөнх", "monh"),
        ("Нұрлан", "nurlan"),
        ("ᠪᠠᠶᠠᠷ", "bayar"),
        ("ᠲᠠᠨ᠎ᠠ", "tana"),
        ("བཀྲ་ཤིས", "trashi"),
        ("ཚེ་རིང", "tsering"),
        ("བསོད་ནམས", "sonam"),
        ("དབང་མོ", "wangmo"),
        ("དབྱངས་ཅན", "yangchen"),
        ("ལྷ་མོ", "lhamo"),
        ("ཟླ་བ", "daba"),
        ("རྒྱ་མཚོ", "gyatso"),
        ("བསྟན་འཛིན", "tendzin"),
        ("김정", "gimjeong"),
        ("王伟 Wang", "王伟 Wang"),
        ("་", ""),
    ],
)
def test_it_is_read_as_latin(text: str, letters: str) -> None:
    assert in_latin(text) == letters

"""Which claim the screen shows."""

from dataclasses import replace
from datetime import timedelta

from app.domain.person import ClaimKind, Source, best_value
from app.domain.staff import Role
from tests import makers


def test_a_name_that_was_given_goes_before_one_that_was_made_up_later() -> None:
    who, officer = makers.person(), makers.officer(Role.INTAKE)
    given = replace(makers.claim(who, officer, "王淼"), source=Source.OTHER)
    made_up = replace(
        makers.claim(who, officer, "无名氏(男)-440114-01-261124-7"),
        source=Source.STATION,
        at=given.at + timedelta(days=1),
        detail={"temporary": "yes"},
    )
    assert best_value([given, made_up], ClaimKind.NAME) == "王淼"
    assert best_value([made_up], ClaimKind.NAME) == made_up.value

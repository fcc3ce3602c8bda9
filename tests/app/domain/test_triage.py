"""What is seen at the door opens its path; what decides nothing is not asked."""

import pytest

from app.domain.codes import CHECKS, urgent_answered
from app.domain.triage import asks_trafficked, is_urgent, paths
from app.words.say import say

CALM = dict.fromkeys(CHECKS, "no")


@pytest.mark.parametrize(
    ("seen", "years", "sex", "opened"),
    [
        ({}, None, "", ()),
        ({"critical": "yes"}, 40, "1", ("check.first_hospital",)),
        ({"danger": "yes", "injury": "yes"}, 40, "",
         ("check.first_police", "check.first_hospital")),
        ({"trafficked": "yes"}, None, "1", ("triage.trafficked",)),
        ({"child": "yes"}, None, "1", ("triage.child",)),
        ({}, 17, "2", ("triage.child", "triage.woman")),
        ({}, 18, "2", ()),
        ({"mental": "yes"}, 30, "2", ("check.first_hospital", "triage.woman")),
    ],
)  # fmt: skip
def test_each_path_is_opened_by_what_was_seen(
    seen: dict[str, str], years: int | None, sex: str, opened: tuple[str, ...]
) -> None:
    assert paths(CALM | seen, years, sex) == opened


def test_trafficking_is_asked_only_of_whom_it_may_concern_and_goes_to_the_police_at_once() -> None:
    assert not asks_trafficked(CALM, 40)
    assert not asks_trafficked(CALM, None)
    assert asks_trafficked(CALM, 12)
    assert asks_trafficked(CALM | {"child": "yes"}, None)
    assert asks_trafficked(CALM | {"mental": "yes"}, 40)
    assert is_urgent(paths({"trafficked": "yes"}, 12, ""))
    assert not is_urgent(paths(CALM, 12, ""))


def test_neither_question_keeps_urgent_need_open() -> None:
    assert urgent_answered(CALM)


def test_a_child_of_unknown_identity_is_for_the_childrens_home() -> None:
    """2026 年未成年人救助保护规定 47: who sees the danger is told where such a child goes."""
    assert "儿童福利机构" in say("triage.trafficked", "zh")
    assert "children's home" in say("triage.trafficked", "en")

"""The custody account: what is typed, what is kept, what may be given back, and who checks whom."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.belongings import Belonging, BelongingKind, Disposal, live, must_be_said
from app.domain.custody import Account, Attested, Custody, CustodyReturn, must_give_back, must_seal
from app.domain.custody_line import Said, read_line, typed
from app.domain.errors import Refused
from app.domain.ids import BelongingId, OfficerId, PersonId, VisitId, new_id
from app.domain.security import MAN, WOMAN, doubt_of
from app.domain.staff import Role
from tests import makers
from tests.makers import NOON

PERSON, VISIT = PersonId(new_id()), VisitId(new_id())
ONE, TWO = OfficerId(new_id()), OfficerId(new_id())


def line(item: str = "背包", **said: object) -> Belonging:
    usual: dict[str, object] = {"id": BelongingId(new_id()), "visit": VISIT, "item": item}
    return Belonging(**(usual | {"at": NOON, "officer": ONE} | said))  # type: ignore[arg-type]


def bag(items: dict[str, int], **said: object) -> Custody:
    usual: dict[str, object] = {
        "id": new_id(), "person": PERSON, "visit": VISIT, "bag": "B-1", "items": items,
        "how": Attested.SIGNED, "second": TWO, "officer": ONE, "at": NOON,
    }  # fmt: skip
    return Custody(**(usual | said))  # type: ignore[arg-type]


def back(
    items: dict[str, int], missing: dict[str, int] | None = None, **said: object
) -> CustodyReturn:
    usual: dict[str, object] = {
        "id": new_id(), "person": PERSON, "visit": VISIT, "items": items,
        "missing": missing or {}, "how": Attested.SIGNED, "second": TWO, "officer": ONE,
        "at": NOON,
    }  # fmt: skip
    return CustodyReturn(**(usual | said))  # type: ignore[arg-type]


def refused(must: object, *facts: object) -> str:
    with pytest.raises(Refused) as caught:
        must(*facts)  # type: ignore[operator]
    return caught.value.key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("100元×3", Said(item="现金", quantity=3, kind=BelongingKind.CASH, worth=Decimal(100))),
        ("100元", Said(item="现金", kind=BelongingKind.CASH, worth=Decimal(100))),
        ("A4纸×3", Said(item="A4纸", quantity=3)),
        ("10元店袋子", Said(item="10元店袋子")),
        ("3块手表", Said(item="3块手表")),
        ("5角*2", Said(item="现金", quantity=2, kind=BelongingKind.CASH, worth=Decimal("0.5"))),
        ("0.1x7", Said(item="现金", quantity=7, kind=BelongingKind.CASH, worth=Decimal("0.1"))),
        ("背包×2 蓝色，旧", Said(item="背包", quantity=2, features="蓝色，旧")),
        (
            "手机 华为 861234567890123",
            Said(item="手机", features="华为 861234567890123", kind=BelongingKind.PHONE,
                 number="861234567890123"),
        ),
        ("降压药×2", Said(item="降压药", quantity=2, kind=BelongingKind.MEDICINE)),
        ("银行卡 尾号 1234", Said(item="银行卡", features="尾号 1234", kind=BelongingKind.CARD)),
        ("身份证", Said(item="身份证", kind=BelongingKind.PAPER)),
        ("   ", None),
    ],
)  # fmt: skip
def test_a_typed_line_says_thing_pieces_and_features(text: str, said: Said | None) -> None:
    assert read_line(text) == said
    if said is not None:
        assert read_line(typed(said)) == said


@pytest.mark.parametrize(
    "text",
    [
        "20.01",
        "100",
        "100元×3，50元×1",
        "100元 3张",
        "5元×2 旧",
        "50元×10000",
        "现金",
        "¥1,000",
        "30×3",
        "100×3 50×2",
        "1元硬币 5枚",
        "零钱 35元",
        "现金 若干",
        "五十元×2",
        "1万元",
        "￥５００元，５０元",
    ],
)
def test_money_that_is_not_told_note_by_note_is_never_taken_for_a_thing(text: str) -> None:
    assert read_line(text) is None, "the list and the leaving would say ¥0.00"


@pytest.mark.parametrize("text", ["1元硬币×3", "人民币1元\uff0a3", "￥１元×３枚", "1块钱×3"])
def test_notes_are_money_however_they_are_called(text: str) -> None:
    assert read_line(text) == read_line("1元×3")


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("100元钱包", "100元钱包"),
        ("100元购物卡", "100元购物卡"),
        ("50元话费卡×2", "50元话费卡"),
        ("购物卡×1 100元", "购物卡"),
        ("3 件衣服", "3件衣服"),
        ("2 3号钥匙", "2"),
        ("7号房钥匙", "7号房钥匙"),
        ("1000元存单", "1000元存单"),
        ("现金支票", "现金支票"),
        ("硬币收藏册", "硬币收藏册"),
        ("三角尺", "三角尺"),
        ("2026年日历", "2026年日历"),
        ("¥包", "¥包"),
        ("100美元×2", "100美元"),
    ],
)
def test_a_thing_whose_name_begins_like_money_is_a_thing(text: str, item: str) -> None:
    said = read_line(text)
    assert said is not None
    assert (said.item, said.worth) == (item, None)


def test_a_sum_is_no_note() -> None:
    said = read_line("1200元")
    assert said is not None
    assert refused(must_be_said, line("现金", kind=said.kind, worth=said.worth)) == (
        "custody.no_such_note"
    )


def test_money_that_there_is_not_is_refused() -> None:
    said = read_line("20.01元×1")
    assert said is not None
    cash = line("现金", kind=said.kind, worth=said.worth)
    assert refused(must_be_said, cash) == "custody.no_such_note"
    must_be_said(replace(cash, worth=Decimal(20)))


def test_a_name_of_sixty_characters_is_taken_and_a_longer_one_is_not() -> None:
    must_be_said(line("𬎆" * 60))
    assert refused(must_be_said, line("𬎆" * 61)) == "custody.item_too_long"


def test_what_is_dangerous_is_disposed_of_and_only_what_is_kept_goes_into_a_bag() -> None:
    knife = line("刀", kind=BelongingKind.DANGER)
    assert refused(must_be_said, knife) == "custody.needs_disposal"
    gone, kept = replace(knife, disposal=Disposal.POLICE), line("剪刀", disposal=Disposal.KEPT)
    assert Account(belongings=(gone, kept)).loose == {str(kept.id): 1}


def test_a_corrected_line_and_one_struck_out_count_no_more() -> None:
    wrong = line("手提包")
    right = line("手提箱", supersedes=wrong.id)
    struck = line("手提箱", quantity=0, supersedes=right.id)
    assert live([wrong, right]) == [right]
    assert live([wrong, right, struck]) == []


def test_what_was_given_back_in_parts_is_kept_no_more() -> None:
    notes = line("现金", kind=BelongingKind.CASH, worth=Decimal(100), quantity=5)
    box = line()
    account = Account(belongings=(notes, box), bags=(bag({str(notes.id): 5, str(box.id): 1}),))
    assert account.cash_kept == 500
    part = back({str(notes.id): 2})
    must_give_back(part, account)
    account = replace(account, returns=(part,))
    assert [(one.belonging.item, one.quantity) for one in account.kept] == [
        ("现金", 3),
        ("背包", 1),
    ]
    assert refused(must_give_back, back({str(notes.id): 4}), account) == "custody.not_there"
    last = back({str(box.id): 1}, {str(notes.id): 3})
    assert refused(must_give_back, last, account) == "custody.needs_explanation"
    must_give_back(replace(last, explanation="清点时没有"), account)
    account = replace(account, returns=(part, last))
    assert account.kept == ()
    assert account.missing == {str(notes.id): 3}


def test_two_desks_that_seal_the_same_thing_keep_it_once() -> None:
    one = line(quantity=2)
    bags = (bag({str(one.id): 2}), bag({str(one.id): 2}, bag="B-2"))
    account = Account(belongings=(one,), bags=bags)
    assert [(kept.bag, kept.quantity) for kept in account.kept] == [("B-1", 2)]
    given = replace(account, returns=(back({str(one.id): 2}),))
    assert given.kept == ()


def test_no_pieces_are_no_line() -> None:
    assert refused(must_be_said, line(quantity=0)) == "custody.quantity"


def test_two_desks_that_give_back_the_same_thing_leave_nothing_and_never_less() -> None:
    one, other = line(), line("箱子")
    items = {str(one.id): 1, str(other.id): 1}
    account = Account(
        belongings=(one, other),
        bags=(bag(items),),
        returns=(back({str(one.id): 1}), back({str(one.id): 1})),
    )
    assert [kept.belonging for kept in account.kept] == [other]


def test_a_bag_is_sealed_by_two_and_holds_no_more_than_there_is() -> None:
    box = line(quantity=2)
    account, items = Account(belongings=(box,)), {str(box.id): 2}
    must_seal(bag(items), account)
    tries = {
        "custody.one_officer": bag(items, second=ONE),
        "custody.needs_witness": bag(items, how=Attested.WITNESSED, witness=" "),
        "custody.needs_bag": bag(items, bag=" "),
        "custody.nothing_to_seal": bag({}),
        "custody.not_there": bag({str(box.id): 3}),
    }
    assert [refused(must_seal, one, account) for one in tries.values()] == list(tries)
    sealed = replace(account, bags=(bag(items),))
    assert refused(must_seal, bag(items), sealed) == "custody.not_there"


def test_what_is_given_back_is_signed_by_two() -> None:
    box = line()
    account = Account(belongings=(box,), bags=(bag({str(box.id): 1}),))
    assert refused(must_give_back, back({str(box.id): 1}, second=ONE), account) == (
        "custody.one_officer"
    )
    assert refused(must_give_back, back({}), account) == "custody.nothing_to_return"


@pytest.mark.parametrize(
    ("person", "sexes", "said"),
    [
        (WOMAN, (WOMAN, MAN), ""),
        (WOMAN, (MAN, WOMAN), ""),
        (WOMAN, (MAN, ""), "security.checkers_unknown"),
        (WOMAN, ("", ""), "security.checkers_unknown"),
        (WOMAN, (MAN, MAN), "security.woman_by_woman"),
        (MAN, (MAN, MAN), ""),
        ("", (MAN, MAN), "security.person_unknown"),
        ("", (MAN, WOMAN), ""),
    ],
)
def test_a_woman_is_checked_by_a_woman(person: str, sexes: tuple[str, str], said: str) -> None:
    one, two = (replace(makers.officer(Role.INTAKE), sex=sex) for sex in sexes)
    if said == "security.woman_by_woman":
        assert refused(doubt_of, person, one, two) == said
    else:
        assert doubt_of(person, one, two) == said
    assert refused(doubt_of, person, one, one) == "security.one_officer"

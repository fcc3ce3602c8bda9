"""Samples of what is filled in on arrival: forms 1 to 4."""

from decimal import Decimal

from app.domain.codes import CONDITIONS
from app.paper import facts
from app.paper.samples.sample import AT, Sample


def registration(of: Sample) -> facts.Registration:
    """Form 1."""
    return facts.Registration(
        sheet=of.sheet,
        head=of.head(),
        usual_address=of.words("广东省东莞市示例镇三街 8 号", 60),
        phone=of.words("0778-0000000", 20),
        alias=of.words("小六", 16),
        welfare=of.only("dibao", ""),
        reason=of.only("robbed", ""),
        since=of.words("2026-11-20", 16),
        story=of.words("自述由外省务工返乡途中钱包被盗，其后沿铁路步行三日。", 900),
        found_at=of.words("示例南站北广场", 40),
        kin=of.many(lambda n: _kin(of, n), most=8),
        belongings=of.words("双肩包一个、身份证、手机", 200),
        arrived_at=of.only(AT, None),
        way=of.only("police", ""),
        brought_by=of.words("示例派出所 王警官", 30),
        checks=of.only({"injury": "no", "intoxicated": "no"}, {}),
        accent=of.words("西南官话", 20),
        marks=of.words("右眉有疤", 40),
        conditions=of.only(dict.fromkeys(CONDITIONS, "yes"), {}),
        queries=of.many(lambda n: _query(of, n), most=10),
        result=of.only("helped", ""),
        result_note=of.words("已告知可以得到的帮助", 60),
    )


def _kin(of: Sample, number: int) -> facts.Kin:
    return facts.Kin(
        name=f"王大山{number}",
        relation="兄",
        address=of.words("广西河池市示例村", 40),
        phone=f"0778-000000{number}",
    )


def _query(of: Sample, number: int) -> facts.Query:
    return facts.Query(source=f"公安协查 {number}", at=AT, result=of.words("无记录", 30))


def notice(of: Sample) -> facts.Notice:
    """Form 2."""
    return facts.Notice(
        sheet=of.sheet,
        head=of.head(),
        answers=of.only({"notice": "granted", "data": "granted", "face": "refused"}, {}),
        how=of.only("dialect", ""),
        read_by=of.words("陈静", 12),
        read_at=of.only(AT, None),
        complaint_phone=of.words("12345", 40),
    )


def security(of: Sample) -> facts.Security:
    """Form 3."""

    def checked(number: int) -> facts.Checked:
        return facts.Checked(
            at=AT, one="陈静", one_sex="2", two=f"李芳{number}", two_sex="2",
            words=of.words("随身物品逐件查看", 120),
        )  # fmt: skip

    return facts.Security(
        sheet=of.sheet,
        head=of.head(),
        checks=of.many(checked, usual=1, most=6),
        things=of.many(lambda n: _thing(of, n, kind="danger", disposal="kept"), most=40),
    )


def custody(of: Sample) -> facts.Custody:
    """Form 4; the long one has 120 lines."""
    money = of.many(_money, usual=2, most=8)
    things = of.many(lambda n: _thing(of, n), usual=4, most=112)
    return facts.Custody(
        sheet=of.sheet,
        head=of.head(),
        things=money + things,
        bags=of.many(_bag, usual=1, most=6),
        returns=of.many(lambda n: _returned(of, things, n), usual=0, most=3),
        kept=things[:12],
    )


def _thing(of: Sample, number: int, kind: str = "item", disposal: str = "") -> facts.Thing:
    return facts.Thing(
        item=of.words(f"双肩包{number}", 60),
        features=of.words("蓝色，左肩带用白线缝过", 60),
        quantity=number,
        kind=kind,
        number=f"86123456789012{number % 10}",
        bag="B-7",
        disposal=disposal,
    )


def _money(number: int) -> facts.Thing:
    worth = (100, 50, 20, 10, 5, 1)[number % 6]
    return facts.Thing(item="现金", kind="cash", quantity=number, worth=Decimal(worth), bag="B-7")


def _bag(number: int) -> facts.Bag:
    return facts.Bag(
        bag=f"B-{number}", seal=f"F-2026-000{number}", locker=f"{number} 柜 12 格", at=AT,
        officer="陈静", second="李芳", how="witnessed" if number > 1 else "signed",
        witness="王医生" if number > 1 else "",
    )  # fmt: skip


def _returned(of: Sample, things: tuple[facts.Thing, ...], number: int) -> facts.GivenBack:
    return facts.GivenBack(
        things=things[: number * 4], missing=things[-2:], explanation=of.words("袋底开裂", 60),
        at=AT, officer="陈静", second="李芳", how="signed", receiver="王大山" if number > 1 else "",
    )  # fmt: skip

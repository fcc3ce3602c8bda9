"""A sample of form 8: what was given in the station."""

from datetime import date, timedelta

from app.paper import facts
from app.paper.samples.sample import AT, Sample


def stay(of: Sample) -> facts.Stay:
    """Form 8; of the one with missing facts the person is still here."""

    def lines(what: str) -> tuple[str, ...]:
        return of.many(lambda n: f"11-{n + 23:02d} 09:00 {what} {n}", usual=1, most=7)

    def extension(number: int) -> facts.Extension:
        return facts.Extension(
            on=date(2026, 12, number), until=date(2026, 12, 20), number=f"示民备 {number} 号",
            why=of.words("等待亲属来接", 40),
        )  # fmt: skip

    return facts.Stay(
        sheet=of.sheet,
        head=of.head(),
        arrived_at=AT,
        days=of.only(12, 1),
        meals=of.only(33, 0),
        bed=of.words("男一室 3 床", 60),
        clothes=lines("棉衣"),
        medical=lines("用药 一日三次"),
        counselling=lines("谈心"),
        training=lines("安全知识"),
        care=lines("协助洗浴"),
        calls=lines("与家人通话"),
        incidents=of.many(lambda n: f"11-{n + 23:02d} 跌倒，无外伤", usual=0, most=4),
        extensions=of.many(extension, usual=1, most=3),
        left_at=of.only(AT + timedelta(days=11), None),
        way=of.only("voucher", ""),
        destination=of.words("河池西", 60),
        voucher=of.only("GT440114-01-2026-000123-4", ""),
        note=of.words("已告知家人车次", 80),
        belongings=of.words("双肩包、手机", 160),
    )

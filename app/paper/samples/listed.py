"""Samples of papers 25 a to c: 重点甄别名单."""

from datetime import date
from functools import partial

from app.paper import facts
from app.paper.samples.sample import AT, Sample


def _listing(kind: str, of: Sample) -> facts.Listing:
    def ground(number: int) -> facts.Grounds:
        if number % 3 == 0:
            return facts.Grounds(kind="witness")
        return facts.Grounds(kind="seller_record", source=of.words("示例南站退票记录", 60))

    def opinion(_number: int) -> facts.Opinion:
        return facts.Opinion(at=AT, words=of.words("票不是我退的", 80), heard_by="陈静")

    return facts.Listing(
        sheet=of.sheet,
        head=of.head(),
        kind=kind,
        number="440114-01-20261124-A1B2C3",
        fact="refunded_ticket",
        happened_on=date(2026, 11, 3),
        facts=of.words("同一张车票两次退票", 300),
        grounds=of.many(ground, most=6),
        found=of.words("已向售票方核实", 120),
        opinions=of.many(opinion, usual=1, most=4),
        outcome="approved" if kind == "listing_decision" else "",
        reason=of.words("两种证据相符", 200),
        decided_at=of.only(AT, None),
        until=of.only(date(2027, 5, 24), None),
        objection=of.words("当天不在车站", 200),
        objected_at=of.only(AT, None),
        due_on=of.only(date(2026, 12, 15), None),
        how=of.only("in_person", ""),
        proof=of.words("签收联 0012", 60),
        served_at=of.only(AT, None),
        station_phone=of.words("020-00000000", 20),
        complaint_phone=of.words("12345", 20),
    )


listing_notice = partial(_listing, "listing_notice")
listing_objection = partial(_listing, "listing_objection")
listing_decision = partial(_listing, "listing_decision")

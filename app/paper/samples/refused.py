"""Samples of forms 7 and 21: help is refused, or ends."""

from datetime import timedelta
from functools import partial

from app.paper import facts
from app.paper.samples.sample import AT, Sample


def _adverse(kind: str, of: Sample) -> facts.Adverse:
    def opinion(number: int) -> facts.Opinion:
        return facts.Opinion(
            at=AT - timedelta(hours=number),
            words="" if number % 2 else of.words("我没有地方可去", 60),
            heard_by="陈静",
            witnesses=("李芳", "周宁") if number % 2 else (),
        )

    return facts.Adverse(
        sheet=of.sheet,
        head=of.head(second="赵主任"),
        kind=kind,
        ground="no_kin",
        facts=of.words("姐姐住在本市，愿意接回家，已通电话核实。", 700),
        help=of.only(("food", "medical"), ()),
        help_words=of.words("已提供晚饭一份", 60),
        channels=of.words("可以向居住地街道申请临时救助", 120),
        opinions=of.many(opinion, most=6),
        arrived_at=of.only(AT, None),
        complaint_phone=of.words("12345", 30),
        how=of.only("witnessed", ""),
        witnesses=of.only(("李芳", "周宁"), ()),
        received_at=of.only(AT, None),
    )


refusal = partial(_adverse, "refusal")
"""Form 7."""
termination = partial(_adverse, "termination")
"""Form 21."""

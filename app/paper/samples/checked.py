"""Samples of how it was found out whether somebody may stay: forms 5 and 6."""

from app.domain.codes import CONDITIONS
from app.paper import facts
from app.paper.samples.sample import AT, RARE, Sample, Size

_CAME = {
    "welfare": "名单上没有此人", "police": "户籍地有此人",
    "kin": "父亲说本人没有钱，愿意在老家等",
}  # fmt: skip


def queries(of: Sample) -> facts.Queries:
    """Form 5; of the one with missing facts the conditions stand there, and nobody answered."""
    return facts.Queries(
        sheet=of.sheet,
        head=of.head(),
        conditions=(
            *(_ticked(of, code, differs=code == "street") for code in CONDITIONS),
            *of.many(lambda n: _ticked(of, f"本站另查 {n}"), usual=0, most=3),
        ),
        asked=of.many(lambda n: _asked(of, n), usual=2, most=24),
        searched=of.many(_searched, usual=1, most=14),
    )


def approval(of: Sample) -> facts.StayApproval:
    """Form 6; the one with missing facts is the form that is filled in by pen."""
    return facts.StayApproval(
        sheet=of.sheet,
        head=of.head(second="赵站长"),
        arrived_at=of.only(AT, None),
        conditions=of.only(dict.fromkeys(CONDITIONS, "yes"), {}),
        queries=of.only(3, 0),
        facts=of.words(
            "自述返乡途中钱包被盗，家中父亲年老，向公安、低保名单查询没有相反记录。", 1200
        ),
        special=of.only(("elderly", "ill"), ()),
        special_words=of.words("高血压，左膝旧伤", 120),
        room=of.words("男一室 3 床", 60),
        services=of.only(("lodging", "meals", "medical", "ticket"), ()),
        service_words=of.words("每日量血压", 120),
        opinion=of.words("符合条件，拟同意入站救助。", 400),
        proposer=of.words("陈静", 12),
        proposed_at=of.only(AT, None),
        answer=of.only("agreed", ""),
        reason=of.words("同意，注意血压。", 400),
        leader=of.words("赵站长", 12),
        answered_at=of.only(AT, None),
        differs=of.size is Size.LONG,
        unconfirmed=of.size is Size.LONG,
    )


def _ticked(of: Sample, code: str, *, differs: bool = False) -> facts.Ticked:
    return facts.Ticked(
        code=code,
        answer=of.only("yes", ""),
        words=of.words("车站派出所证明钱包被盗", 200),
        source=of.only("police", ""),
        told_by=of.words("示例派出所 王警官", 40),
        at=of.only(AT, None),
        officer=of.words("陈静", 12),
        differs=differs and of.size is Size.LONG,
    )


def _asked(of: Sample, number: int) -> facts.OutsideQuery:
    source = ("welfare", "police", "kin")[number % 3]
    known, spoken = source == "police", source == "kin"
    return facts.OutsideQuery(
        at=AT,
        source=source,
        whom=of.words("父亲王大山" if spoken else f"示例单位 {number} 号", 60),
        purpose=of.words("甄别是否符合救助条件", 80),
        asked=of.words("姓名、出生日期、户籍地", 120),
        outcome=("nothing", "found", "found")[number % 3],
        result=of.words(_CAME[source], 160),
        candidates=of.words(f"王{RARE}，河池", 80) if known else "",
        decision="same" if known else "",
        reason=of.words("照片与本人相符", 80) if known else "",
        notes=of.words("电话里说儿子半年没有来信", 400) if spoken else "",
        officer=of.words("陈静", 12),
    )


def _searched(number: int) -> facts.Searched:
    return facts.Searched(
        at=AT,
        kinds=("face", "name") if number % 2 else ("marks", "words", "document", "centre"),
        why="reception" if number % 2 else "listing",
        looked_through=12_480,
        shown=3,
        decided={"same": 1, "not_same": 2} if number < 3 else {"cannot_tell": 1},
        officer="陈静",
    )

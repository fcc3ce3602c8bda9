"""The 25 forms by their numbers: what each is called, how it is made, and its sample.

One row a paper; a form of several papers has a letter to each.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Refused
from app.paper.adverse import adverse
from app.paper.checks import approval, queries
from app.paper.custody import custody, security
from app.paper.leaving import leaving
from app.paper.letters import letter
from app.paper.listing import listing
from app.paper.notice import notice
from app.paper.registration import registration
from app.paper.samples import arrival, checked, gone, listed, outside, refused, staying, way_home
from app.paper.samples.sample import Sample, Size, sample
from app.paper.stay import stay
from app.paper.voucher import voucher

MOST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A form: `text` names its file in assets/forms, `title` is what it must be called in Chinese;
    `make` prints the facts that `sampled` invents."""

    number: int
    part: str = ""
    text: str
    title: str
    make: Callable[[Any], bytes]
    sampled: Callable[[Sample], Any]

    @property
    def called(self) -> str:
        """Its number as files have it: 01 to 25, and its letter."""
        return f"{self.number:02d}{self.part}"

    def sample(self, size: Size, lang: str) -> bytes:
        """The PDF of invented facts."""
        return self.make(self.sampled(sample(size, lang)))


_ROWS: tuple[tuple[str, str, str, Callable[[Any], bytes], Callable[[Sample], Any]], ...] = (
    ("1", "registration", "求助登记表", registration, arrival.registration),
    ("2", "notice", "入站告知书", notice, arrival.notice),
    ("3", "security", "安检及危险品登记", security, arrival.security),
    ("4", "custody", "寄存物品清单", custody, arrival.custody),
    ("5", "queries", "甄别查询记录", queries, checked.queries),
    ("6", "approval", "入站审批表", approval, checked.approval),
    ("7", "refusal", "不予救助通知书", adverse, refused.refusal),
    ("8", "stay", "在站服务及离站登记表", stay, staying.stay),
    ("9", "own_leaving", "自行离站声明书", leaving, gone.own_leaving),
    ("10", "gave_up", "放弃救助记录", leaving, gone.gave_up),
    ("11", "voucher", "专用车票购票凭证", voucher, way_home.voucher),
    ("12", "short_fare", "短途交通费签收单", leaving, gone.short_fare),
    ("13", "handover", "接领交接书", leaving, gone.handover),
    ("14", "escort", "护送/接送移交单", leaving, gone.escort),
    ("15", "cross_province", "跨省接送函", leaving, gone.cross_province),
    ("16", "medical", "医疗转送单/交接单", leaving, gone.medical),
    ("17", "police_handover", "公安机关护送流浪乞讨人员交接表", letter, outside.police_handover),
    ("18", "police_report", "报案/协查函", letter, outside.police_report),
    ("19", "dna_request", "DNA/指掌纹采集申请", letter, outside.dna_request),
    ("20a", "tracing_record", "寻亲登记", letter, outside.tracing_record),
    ("20b", "public_notice", "寻亲公告", letter, outside.public_notice),
    ("21", "termination", "终止救助通知书", adverse, refused.termination),
    ("22a", "minor_leaving", "未成年人离开机构确认书", letter, outside.minor_leaving),
    ("22b", "guardian_pledge", "监护责任承诺书", letter, outside.guardian_pledge),
    ("23a", "settlement", "安置移交单", letter, outside.settlement),
    ("23b", "settlement_list", "落户申请材料目录", letter, outside.settlement_list),
    ("24", "follow_up", "回访登记", letter, outside.follow_up),
    ("25a", "listing_notice", "重点甄别告知书", listing, listed.listing_notice),
    ("25b", "listing_objection", "重点甄别异议申请书", listing, listed.listing_objection),
    ("25c", "listing_decision", "重点甄别处理决定书", listing, listed.listing_decision),
)


def every() -> Iterator[Numbered]:
    """All papers, by number."""
    for called, text, title, make, sampled in _ROWS:
        number, part = (called, "") if called.isdecimal() else (called[:-1], called[-1])
        yield Numbered(
            number=int(number), part=part, text=text, title=title, make=make, sampled=sampled
        )


def missing() -> tuple[int, ...]:
    """The numbers of forms that are not there."""
    return tuple(sorted(set(range(1, MOST + 1)) - {one.number for one in every()}))


def found(said: str) -> Numbered:
    """By number (4, 04, 25a), by the name of its texts, or by its title. Refused
    "forms.unknown"."""
    wanted = said.strip().lower().lstrip("0")
    for one in every():
        if wanted in {one.called.lstrip("0"), one.text, one.title} or said == one.title:
            return one
    known = ", ".join(f"{one.called} {one.text}" for one in every())
    raise Refused("forms.unknown", form=said, known=known)

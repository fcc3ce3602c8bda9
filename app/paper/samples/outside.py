"""Samples of what goes to other bodies, and what came back: papers 17 to 20 and 22 to 24."""

from dataclasses import replace
from datetime import date
from functools import partial

from app.paper import facts
from app.paper.samples.sample import AT, CASE, RARE, Sample, Size

_CODES = {
    "asks": "both", "wants": "both", "round": "first", "visit_for": "wanderer", "risk": "some",
    "guardian_id": "452701199401010017", "guardian_birth": "1994-01-01",
    "found_on": "2026-11-22", "entry_on": "2026-11-23", "due_on": "2026-12-02",
    "taken_on": "2026-11-25", "follow_up_on": "2026-12-23", "next_on": "2027-05-01",
}  # fmt: skip
_WORDS = {
    "contact": ("020-00000000", 40),
    "officers": ("张警官 012345、林警官 012346", 60), "found_at": ("示例南站东广场候车室外", 60),
    "found_how": ("巡逻时见其独自坐卧，问话只答“河边”", 300),
    "features": ("右眉有疤，左手缺小指末节", 300), "clothes": ("灰色棉衣、黑布鞋", 120),
    "belongings": ("双肩包一个，无证件", 240), "health": ("膝部擦伤，已清洗", 160),
    "checks_done": ("人口库按姓名查询，未比中", 240), "police_opinion": ("请予救助", 160),
    "suspicion": ("身份不明，身上有旧伤，不肯说来处", 500), "clues": ("常说“河边”“阿婆”", 240),
    "sample_number": ("R4401-2026-0071", 30), "taken_by": ("刑侦大队 何警官", 40),
    "height": ("165 厘米", 20), "build": ("偏瘦", 20), "accent": ("桂柳口音", 40),
    "channels": ("全国救助寻亲网、示例晚报", 160), "habits": ("爱吃米粉，惯用左手", 240),
    "found_area": ("示例市花都区", 40), "guardian": (f"王大{RARE}", 30), "relation": ("父亲", 20),
    "guardian_address": ("广西河池市示例村 3 号", 60), "proof": ("户口簿、出生证明", 160),
    "assessment": ("有固定住处和稳定收入，愿意并能够照料，村委会证明无虐待记录", 500),
    "destination": ("广西河池市示例村，与父母同住", 120), "services": ("村儿童主任每月走访", 160),
    "temporary_name": ("无名氏(男)-1", 20), "dna_number": ("R4401-2026-0071", 20),
    "plan_number": ("穗民安 2026-7 号", 40), "community": ("村委会李主任 0778-0000000", 80),
    "searches": ("11-24 公安人口库：未比中\n11-25 DNA：未比中\n11-28 公告：无人认领", 2000),
    "materials": ("1. 落户申请书\n2. 查找经过\n3. DNA 比对结论\n4. 公告\n5. 照片", 2000),
    "situation": ("与弟弟同住，按时服药，近三个月没有外出", 700), "benefits": ("低保、医保", 300),
    "needs": ("每月一次心理疏导", 300),
}  # fmt: skip
_TO = {
    "minor_leaving": "示例市民政局", "settlement": "示例市社会福利院",
    "settlement_list": "示例市社会福利院",
    "follow_up": "广西壮族自治区河池市环江毛南族自治县民政局",
}  # fmt: skip
_POLICE = "示例市公安局花都分局"
"""To whom it goes, where no other body is named."""
_SLIP = "GTF1:" + "6BFOXN" * 24
"""As long as a code is that a station signed."""
_NO_REPLY = frozenset({"public_notice", "guardian_pledge", "settlement_list", "police_handover"})
_ABOUT_A_CHILD = frozenset({"minor_leaving", "guardian_pledge"})
_RESULTS = {
    "police_report": "filed", "dna_request": "no_match", "tracing_record": "none",
    "minor_leaving": "agreed", "settlement": "accepted", "follow_up": "settled",
}  # fmt: skip


def _letter(form: str, of: Sample) -> facts.Letter:
    words = {"to": of.words(_TO.get(form, _POLICE), 60)}
    words |= {name: of.words(usual, most) for name, (usual, most) in _WORDS.items()}
    said = {name: text for name, text in words.items() if text} | of.only(_CODES, {})
    return facts.Letter(
        sheet=of.sheet,
        head=_head(form, of),
        form=form,
        number=f"H{CASE}",
        said=said,
        arrived_at=of.only(AT, None),
        days=of.only(116, 0),
        own_phone=of.words("139-0000-0000", 20),
        real=of.words("广东省东莞市示例镇", 60),
        alias=of.words("小六", 16),
        station_phone=of.words("020-00000000", 20),
        station_address=of.words("示例市花都区示例路 8 号", 60),
        sent_on=of.only(date(2026, 11, 24), None),
        how=of.only("visited" if form == "follow_up" else "by_hand", ""),
        approved_by=of.words("赵站长", 12),
        reply=_reply(form, of),
        slip=_SLIP if form == "follow_up" else "",
    )


def _head(form: str, of: Sample) -> facts.Head:
    """A child where the paper is about one."""
    head = of.head()
    if form not in _ABOUT_A_CHILD or of.size is Size.MISSING:
        return head
    child = replace(head.bearer, birth="2016-03-02", age="10 岁", id_number="452701201603020010")
    return replace(head, bearer=child)


def _reply(form: str, of: Sample) -> facts.Reply | None:
    if form in _NO_REPLY or of.size is Size.MISSING:
        return None
    return facts.Reply(
        on=date(2026, 11, 30),
        whom=of.words(_TO.get(form, "张警官"), 60),
        result=_RESULTS[form],
        number=of.words("示函 7 号", 40),
        words=of.words("已登记，有进展另告", 240),
    )


def public_notice(of: Sample) -> facts.Letter:
    """20 b: of the person no more than the public may know, as the register gives it; the one with
    missing facts waits for its approval."""
    whole = _letter("public_notice", of)
    bearer = replace(whole.head.bearer, birth="", ethnicity="", id_kind="", id_number="", home="")
    said = dict(whole.said)
    if at := said.get("found_at"):
        said["place"] = at
    return replace(
        whole,
        head=replace(whole.head, bearer=bearer, handler="", second_handler=""),
        said=said,
        public=True,
        waits=of.size is Size.MISSING,
    )


police_handover = partial(_letter, "police_handover")
police_report = partial(_letter, "police_report")
dna_request = partial(_letter, "dna_request")
tracing_record = partial(_letter, "tracing_record")
minor_leaving = partial(_letter, "minor_leaving")
guardian_pledge = partial(_letter, "guardian_pledge")
settlement = partial(_letter, "settlement")
settlement_list = partial(_letter, "settlement_list")
follow_up = partial(_letter, "follow_up")

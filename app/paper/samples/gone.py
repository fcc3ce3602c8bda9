"""Samples of what is signed when somebody leaves: forms 9, 10 and 12 to 16."""

from decimal import Decimal
from functools import partial

from app.paper import facts
from app.paper.samples.sample import AT, Sample

_CODES = {
    "capacity": "yes", "told": "yes", "fare_need": "fare", "searched": "missing",
    "received": "signed", "collector_as": "kin", "id_checked": "match", "id_copied": "yes",
    "consent": "yes", "province": "other", "woman_escort": "yes",
}  # fmt: skip
_WORDS = {
    "destination": ("河池站", 50), "search": ("站内及周边两公里，问过门卫和商户", 160),
    "camera": ("3 号 12:00", 40), "collector": ("王大山", 30), "relation": ("父亲", 12),
    "collector_id": ("45270119450101001X", 18), "collector_birth": ("1945-01-01", 10),
    "phone": ("0778-0000000", 20), "proof": ("户口簿、村委会证明", 80),
    "guardian": ("父亲同意接回", 60), "condition": ("神志清楚，行走稳定", 80),
    "medicine": ("降压药两盒", 60), "papers": ("病历、身份证", 60), "health": ("高血压", 60),
    "risks": ("夜间易走失", 60), "route": ("G2862 示例南—河池西", 60), "reason": ("现金被盗", 60),
    "escorts": ("陈静、李芳", 40), "receiver": ("河池市救助管理站", 40),
    "receiver_contact": ("覃科长 0778-0000001", 40), "basis": ("派出所核实函", 80),
    "kin_refusal": ("父亲卧床，弟弟在外务工", 120), "proposed_on": ("2026-12-01", 10),
    "province_contact": ("李处长 0771-0000000", 40), "call": ("120-7", 20),
    "symptoms": ("发热、咳嗽两日", 120), "vitals": ("38.6℃ 血压 150/90", 60),
    "companion": ("护工 周宁", 30), "kept": ("手机", 40), "kept_why": ("已领回", 60),
    "home": ("广西河池", 40), "real": ("广东东莞", 40), "told_home": ("李某", 20),
    "told_real": ("张某", 20), "note": ("无", 60),
}  # fmt: skip


def _leaving(form: str, of: Sample) -> facts.Leaving:
    words = {name: of.words(usual, most) for name, (usual, most) in _WORDS.items()}
    said = {name: text for name, text in words.items() if text}
    return facts.Leaving(
        sheet=of.sheet,
        head=of.head(),
        form=form,
        said=said | of.only(_CODES, {}),
        arrived_at=of.only(AT, None),
        left_at=of.only(AT, None),
        fare=of.only(Decimal("12.5"), None),
        own_phone=of.words("139-0000-0000", 20),
        real=of.words("广东省东莞市示例镇", 60),
        belongings=of.words("双肩包一个、手机一部", 200),
        station_phone=of.words("020-00000000", 20),
    )


own_leaving = partial(_leaving, "own_leaving")
gave_up = partial(_leaving, "gave_up")
short_fare = partial(_leaving, "short_fare")
handover = partial(_leaving, "handover")
escort = partial(_leaving, "escort")
cross_province = partial(_leaving, "cross_province")
medical = partial(_leaving, "medical")

"""What the register says of one visit, fact by fact, for a system that is keyed in by hand."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.clock import local
from app.desk.vouchers import age_text
from app.domain.codes import CHECKS, CONDITIONS
from app.domain.codes import ethnicity as ethnicity_of
from app.domain.document import NONE
from app.domain.person import Claim, ClaimKind, best, live
from app.domain.rekey import Fact, Known
from app.domain.staff import Officer
from app.domain.visit import Leaving, Visit
from app.store.ask import Asks, get
from app.store.people import File
from app.words.age import age_on_paper
from app.words.claims import claim_in_words
from app.words.documents import none_in_words
from app.words.say import listed, say

_LANG = "zh"
"""The system that is keyed into is Chinese, whatever language the desk is set to."""
_PLAIN = {
    Fact.ALIAS: ClaimKind.ALIAS, Fact.HOME: ClaimKind.HOME, Fact.ADDRESS: ClaimKind.ADDRESS,
    Fact.PHONE: ClaimKind.PHONE, Fact.ACCENT: ClaimKind.ACCENT, Fact.MARKS: ClaimKind.MARKS,
}  # fmt: skip


def known_of(asks: Asks, file: File, visit: Visit, at: datetime) -> dict[Fact, Known]:
    """Every fact of which something is known; what is said of the person is the best of today."""
    claims = list(file.claims)
    gone = next((one for one in file.leavings if one.visit == visit.id), None)
    officer = get(asks, Officer, visit.officer)
    found = {
        **_of_person(file, claims, at),
        **_of_visit(visit),
        **(_of_leaving(gone) if gone else {}),
        Fact.OFFICER: Known(words=officer.name if officer else ""),
    }
    return {fact: known for fact, known in found.items() if known != Known()}


def _of_person(file: File, claims: list[Claim], at: datetime) -> dict[Fact, Known]:
    name, home = best(claims, ClaimKind.NAME), best(claims, ClaimKind.HOME)
    sex = file.value(ClaimKind.SEX) or "0"
    ethnicity, day = file.value(ClaimKind.ETHNICITY), local(at).date()
    made_up = "yes" if name and "temporary" in name.detail else "no"
    kin = (claim_in_words(one, _LANG) for one in live(claims) if one.kind is ClaimKind.KIN)
    plain = {fact: Known(words=file.value(kind)) for fact, kind in _PLAIN.items()}
    birth = file.value(ClaimKind.BIRTH)
    return {
        **plain,
        **_document(best(claims, ClaimKind.DOCUMENT)),
        Fact.NAME: Known(words=file.name),
        Fact.TEMPORARY: Known(words=say(f"national.{made_up}", _LANG), key=made_up),
        Fact.SEX: Known(words=say(f"sex.{sex}", _LANG), key=sex),
        Fact.BIRTH: Known(day=birth),
        Fact.AGE: Known(words="" if birth else age_on_paper(age_text(file, day), _LANG)),
        Fact.ETHNICITY: Known(words=ethnicity_of(ethnicity, _LANG), key=ethnicity),
        Fact.HOME_CODE: Known(words=_area(home)),
        Fact.KIN: Known(words=_joined(kin)),
    }


def _area(home: Claim | None) -> str:
    """The code of today: a place that went has its successor's."""
    return (home.detail.get("successor") or home.detail.get("code", "")) if home else ""


def _document(one: Claim | None) -> dict[Fact, Known]:
    if one is None:
        return {}
    kind = one.detail.get("type", "")
    words = (
        none_in_words(one.detail, _LANG) if kind == NONE else say(f"document_kind.{kind}", _LANG)
    )
    number = "" if kind == NONE else one.value
    return {
        Fact.DOCUMENT_KIND: Known(words=words if kind else "", key=kind),
        Fact.DOCUMENT: Known(words=number),
    }


def _of_visit(visit: Visit) -> dict[Fact, Known]:
    detail = visit.detail
    return {
        Fact.CASE_NUMBER: Known(words=visit.case_number),
        Fact.ARRIVED_AT: Known(moment=local(visit.arrived_at)),
        Fact.REGISTERED_AT: Known(moment=local(visit.registered_at)),
        Fact.WAY: Known(words=say(f"way.{visit.way}", _LANG), key=visit.way.value),
        Fact.BROUGHT_BY: Known(words=visit.brought_by),
        Fact.REASON: Known(words=visit.reason, key=visit.reason),
        Fact.FOUND_AT: Known(words=visit.found_at),
        Fact.STORY: Known(words=visit.story),
        Fact.SINCE: Known(day=detail.get("since", "")),
        Fact.WELFARE: _coded("welfare", detail.get("welfare", "")),
        Fact.CONDITIONS: Known(words=_answers("condition", CONDITIONS, visit.conditions)),
        Fact.CHECKS: Known(words=_checks(visit.checks)),
        Fact.QUERIES: Known(words=_joined(detail.get("queries", "").splitlines())),
        Fact.RESULT: _coded("result", detail.get("result", "")),
        Fact.RESULT_NOTE: Known(words=detail.get("result_note", "")),
        Fact.SECOND: Known(words=detail.get("second", "")),
    }


def _of_leaving(gone: Leaving) -> dict[Fact, Known]:
    return {
        Fact.LEFT_AT: Known(moment=local(gone.at)),
        Fact.LEFT_AS: Known(words=say(f"leaving_kind.{gone.kind}", _LANG), key=gone.kind.value),
        Fact.DESTINATION: Known(words=gone.destination),
    }


def _coded(group: str, key: str) -> Known:
    return Known(words=say(f"{group}.{key}", _LANG), key=key) if key else Known()


def _answers(group: str, keys: Iterable[str], said: Mapping[str, str]) -> str:
    """What was answered with yes."""
    return listed((say(f"{group}.{k}", _LANG) for k in keys if said.get(k) == "yes"), _LANG)


def _checks(said: Mapping[str, str]) -> str:
    """What was seen; nothing unusual only where all of it was asked."""
    seen = _answers("check", CHECKS, said)
    if not seen and all(said.get(key) == "no" for key in CHECKS):
        return say("national.nothing_seen", _LANG)
    return seen


def _joined(lines: Iterable[str]) -> str:
    return "；".join(line.strip() for line in lines if line.strip())

"""The papers of a transfer: 14 that goes along, 15 that asks beforehand, and the reply slip."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.clock import local
from app.desk.transfer_views import View, view_of
from app.desk.transfers import code_of
from app.domain.errors import Refused
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import Station
from app.domain.transfer import Checked, Found, ItemKind, ShownStep, StepKind
from app.domain.transfer_state import State
from app.domain.visit import Visit
from app.paper import facts
from app.store.ask import Asks, get
from app.store.people import File
from app.words.say import say

HANDED, LETTER, REPLY = "transfer", "transfer_letter", "transfer_reply"
FORMS = (HANDED, LETTER, REPLY)
TEXTS = {HANDED: "escort", LETTER: "cross_province", REPLY: "transfer_reply"}
"""Form -> its texts: 14 and 15 are the same papers as of a leaving."""
_MARKS = {Found.THERE: "√", Found.MISSING: "×", Found.DIFFERS: "△"}
_CELLS = {
    ItemKind.BELONGING: "belongings", ItemKind.MEDICINE: "medicine", ItemKind.PAPER: "papers",
}  # fmt: skip


def seen(asks: Asks, subject: UUID, station: Station, by: Officer, sheet: facts.Sheet) -> View:
    """Refused "paper.no_subject" where it is not here, or not for this officer."""
    one = view_of(asks, station.code, subject, by=by, at=sheet.printed_at)
    if one is None or one.shut or not one.plans:
        raise Refused("paper.no_subject")
    return one


def own(
    asks: Asks,
    form: str,
    one: View,
    known: File,
    station: Station,
    head: facts.Head,
    sheet: facts.Sheet,
    key: Ed25519PrivateKey,
) -> facts.Leaving:
    """14 or 15 at the sending station, with what came back of it."""
    made = one.transfer
    visit = get(asks, Visit, made.visit) if made else None
    if made is None or visit is None or form == REPLY:
        raise Refused("paper.no_subject")
    if form == LETTER and not is_across(one):
        raise Refused("transfer.not_across")
    handler = get(asks, Officer, made.officer)
    out = next((s for s in reversed(one.steps) if s.kind is StepKind.SET_OUT), None)
    return facts.Leaving(
        sheet=sheet, form=TEXTS[form], said=_said(one, sheet.lang), arrived_at=visit.arrived_at,
        head=replace(head, handler=handler.name if handler else "", at=made.at),
        left_at=out.happened_at if out else made.depart_at,
        own_phone=known.value(ClaimKind.PHONE),
        real=made.detail.get("real", "") or known.value(ClaimKind.ADDRESS),
        belongings=_lines(one, ItemKind.BELONGING), station_phone=station.phone,
        ticket=code_of(asks, made, key) if made.to and form == HANDED else "",
        void=one.state is State.REVOKED,
    )  # fmt: skip


def is_across(one: View) -> bool:
    """Whether they go out of the province, for which 15 asks beforehand."""
    elsewhere = bool(one.to) and one.to[:2] != one.station[:2]
    return elsewhere or one.detail.get("province") == "other"


def reply(one: View, station: Station, by: Officer, sheet: facts.Sheet) -> facts.Leaving:
    """回执 of the receiving station: its answer, and after the arrival what was found."""
    if one.ours or not any(s.kind in _ANSWERS for s in one.steps):
        raise Refused("transfer.not_answered")
    last = next(s for s in reversed(one.steps) if s.kind in _ANSWERS)
    known = one.facts
    bearer = facts.Bearer(
        name=known.get("name", ""), temporary=one.temporary, sex=known.get("sex", "0"),
        birth=known.get("birth", ""), id_number=known.get("document", ""),
        home=known.get("home", ""), ethnicity=known.get("ethnicity", ""),
    )  # fmt: skip
    came = next((s for s in one.steps if s.kind is StepKind.ARRIVED), None)
    return facts.Leaving(
        sheet=sheet, form=TEXTS[REPLY], arrived_at=came.happened_at if came else None,
        head=facts.Head(
            station=station.name, case_number=one.case_number, bearer=bearer,
            handler=last.by or by.name, at=last.at,
        ),
        said=_said(one, sheet.lang) | {"sender": f"{one.from_name}　{one.contact}".strip()},
        belongings=_lines(one, ItemKind.BELONGING), station_phone=station.phone,
        void=one.state is State.REVOKED,
    )  # fmt: skip


_ANSWERS = frozenset({StepKind.ACCEPTED, StepKind.REJECTED, StepKind.ARRIVED})


def _said(one: View, lang: str) -> dict[str, str]:
    file = one.transfer or one.case
    said: dict[str, str] = dict(one.detail)
    if file is not None:
        said |= {"destination": file.destination, "note": file.why, "receiver": file.body}
        said.setdefault("proposed_on", f"{local(file.depart_at):%Y-%m-%d}")
        said["plan"] = f"{local(file.depart_at):%m-%d %H:%M} → {local(file.arrive_at):%m-%d %H:%M}"
    for kind in (ItemKind.MEDICINE, ItemKind.PAPER):
        lines = _lines(one, kind)
        said[_CELLS[kind]] = "；".join(filter(None, (said.get(_CELLS[kind], ""), lines)))
    return said | _answered(one, lang)


def _answered(one: View, lang: str) -> dict[str, str]:
    """What the other end said and found."""
    found: dict[str, str] = {}
    for step in one.steps:
        if step.kind in (StepKind.ACCEPTED, StepKind.REJECTED):
            found["reply"] = step.kind.value
            found["reply_words"] = _signed(step)
        if step.kind in (StepKind.ARRIVED, StepKind.CHECKED):
            found["accepted_words"] = _signed(step)
        if step.phoned and step.kind is StepKind.SET_OUT:
            phoned = step.phoned
            found["reply_words"] = " ".join(filter(None, (phoned.get("who"), phoned.get("number"))))
    differs = [
        f"{check.item} {say(f'transfer_found.{check.found}', lang)} {check.words}".strip()
        for check in _checks(one).values()
        if check.found is not Found.THERE
    ]
    return found | ({"differs_words": "；".join(differs)} if differs else {})


def _signed(step: ShownStep) -> str:
    return "　".join(filter(None, (step.words, step.by, f"{local(step.at):%m-%d %H:%M}")))


def _checks(one: View) -> Mapping[int, Checked]:
    return {check.item: check for step in one.steps for check in step.checks}


def _lines(one: View, kind: ItemKind) -> str:
    """The lines of a kind by their numbers on the whole list, each with a box to tick."""
    checks = _checks(one)
    return "　".join(
        f"{_MARKS[checks[n].found] if n in checks else '□'}{n} {item.words}"
        for n, item in enumerate(one.items, start=1)
        if item.kind is kind
    )

"""What the register already knows of a letter, so that nobody types it again."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from app.clock import local
from app.desk.custody import called
from app.desk.homes_told import told_home
from app.domain.errors import Refused
from app.domain.letter_fields import AGAIN, offered, said_of_text
from app.domain.letter_subject import subject_of
from app.domain.matter import Matter, is_done, still_open
from app.domain.outside_letter import LetterKind, LetterState, Whole
from app.domain.person import ClaimKind, best, live
from app.domain.station import Station
from app.domain.today import BIOMETRIC_DAYS, FOLLOW_UP_DAYS, day_of
from app.domain.visit import ArrivalWay, Visit
from app.domain.working_days import working_days_after
from app.store.ask import Asks, get
from app.store.letters import letters_of_people
from app.store.papers import belongings
from app.store.people import File, file_of
from app.words.letters import kind_in_words, result_in_words
from app.words.say import listed, say, sentences

_POLICE = frozenset({LetterKind.POLICE_HANDOVER, LetterKind.REPORT, LetterKind.DNA_REQUEST})
_SEEN_ILL = ("critical", "injury", "mental", "infection")
Kind = LetterKind


def prefilled(
    asks: Asks, visit_id: UUID, kind: LetterKind, station: Station, *, at: datetime, lang: str
) -> dict[str, str]:
    """Field -> what is known of it; an officer may say it otherwise."""
    visit = get(asks, Visit, visit_id)
    if visit is None:
        raise Refused("outside.no_visit")
    known = file_of(asks, visit.person)
    letters = [
        one
        for one in letters_of_people(asks, known.people)
        if one.state is not LetterState.WITHDRAWN
    ]
    found = {
        **_register(asks, known, visit, lang),
        **_days(visit, at),
        **_kin(known, visit),
        **_said_before(letters),
        **_of_letters(known, visit, letters, at, lang),
        **_to(kind, visit, letters),
    }
    found["contact"] = _contact(kind, found, letters, station)
    subject = subject_of(known.claims, visit, local(at).date(), sealed=False)
    if kind is Kind.FOLLOW_UP:
        asked = told_home(known, visit, lang)
        asked |= {"visit_for": _visit_for(known, visit, minor=subject.minor)}
        found |= {name: said for name, said in asked.items() if not found.get(name)}
    names = offered(kind, subject)
    return {name: said for name, said in found.items() if said and name in names}


def _register(asks: Asks, known: File, visit: Visit, lang: str) -> dict[str, str]:
    """From the arrival and what is known of the person."""
    ill = (say(f"check.{one}", lang) for one in _SEEN_ILL if visit.checks.get(one) == "yes")
    things = (called(one, one.quantity, lang) for one in belongings(asks, visit.id))
    name = best(list(known.claims), ClaimKind.NAME)
    temporary = name.value if name and name.detail.get("temporary") else ""
    return {
        "features": known.value(ClaimKind.MARKS),
        "accent": known.value(ClaimKind.ACCENT),
        "found_at": visit.found_at,
        "found_how": listed(filter(None, (visit.brought_by, _reason(visit, lang))), lang),
        "belongings": "；".join(things),
        "health": listed(ill, lang),
        "clues": visit.story,
        "checks_done": visit.detail.get("queries", "").replace("\n", "；"),
        "suspicion": _suspicion(visit, lang),
        "temporary_name": temporary or known.value(ClaimKind.ALIAS),
        "materials": say("outside.materials", lang),
    }


def _days(visit: Visit, at: datetime) -> dict[str, str]:
    arrived, today = day_of(visit.arrived_at), local(at).date()
    return {
        "found_on": arrived.isoformat(),
        "entry_on": arrived.isoformat(),
        "due_on": working_days_after(arrived, BIOMETRIC_DAYS).isoformat(),
        "follow_up_on": (today + timedelta(days=FOLLOW_UP_DAYS)).isoformat(),
    }


def _kin(known: File, visit: Visit) -> dict[str, str]:
    """Who fetched them, else who is known as kin."""
    gone = next((one for one in known.leavings if one.visit == visit.id), None)
    said = gone.detail if gone else {}
    kin = next((one for one in live(known.claims) if one.kind is ClaimKind.KIN), None)
    told = kin.detail if kin else {}
    return {
        "guardian": said.get("collector", "") or (kin.value if kin else ""),
        "relation": said.get("relation", "") or told.get("relation", ""),
        "guardian_id": said.get("collector_id", ""),
        "proof": said.get("proof", ""),
        "guardian_address": told.get("address", ""),
        "guardian_phone": said.get("phone", "") or told.get("phone", ""),
        "destination": gone.destination if gone else known.value(ClaimKind.HOME),
    }


def _said_before(letters: Iterable[Whole]) -> dict[str, str]:
    """Height, clothes and the like, as the last letter had them."""
    found: dict[str, str] = {}
    for one in letters:
        said = said_of_text(one.text)
        found |= {name: words for name, words in said.items() if name in AGAIN and words}
    return found


def _of_letters(
    known: File, visit: Visit, letters: list[Whole], at: datetime, lang: str
) -> dict[str, str]:
    steps = [one for one in known.steps if one.subject == visit.id]
    return {
        "asks": "both" if _suspicion(visit, lang) else "assist",
        "round": "refresh" if is_done(steps, Matter.NOTICE) else "first",
        "dna_number": _sample(letters),
        "searches": "\n".join(_searches(visit, letters, at, lang)),
    }


def _visit_for(known: File, visit: Visit, *, minor: bool) -> str:
    waits = {one.matter for one in still_open(x for x in known.steps if x.subject == visit.id)}
    if Matter.WANDERER in waits and Matter.FOLLOW_UP not in waits:
        return "wanderer"
    return "minor" if minor else "other" if Matter.FOLLOW_UP in waits else ""


def _sample(letters: Iterable[Whole]) -> str:
    """As the police numbered it, else as it was asked for."""
    found = ""
    for one in letters:
        if one.kind is Kind.DNA_REQUEST:
            came = one.answer.number if one.answer else ""
            found = came or one.text.detail.get("sample_number", "") or found
    return found


def _searches(visit: Visit, letters: Iterable[Whole], at: datetime, lang: str) -> Iterator[str]:
    """How long they are here, and every search with its day and what came of it."""
    days = (local(at).date() - day_of(visit.arrived_at)).days + 1
    yield say("outside.days_here", lang, days=days, since=day_of(visit.arrived_at).isoformat())
    for line in visit.detail.get("queries", "").splitlines():
        yield f"{day_of(visit.arrived_at).isoformat()} {line.strip()}"
    for one in letters:
        sent = one.sending
        if sent is None or sent.on is None or one.kind not in (_POLICE | {Kind.PUBLIC_NOTICE}):
            continue
        came = one.answer
        result = result_in_words(one.kind, came.result, lang) if came else say("outside.open", lang)
        number = one.first.number
        yield f"{sent.on.isoformat()} {kind_in_words(one.kind, lang)} {number}：{result}"


def _to(kind: LetterKind, visit: Visit, letters: list[Whole]) -> dict[str, str]:
    """As the last letter of its kind, or to the police who know of the case."""
    same = [one.text.to for one in letters if one.kind is kind and one.text.to]
    police = [one.text.to for one in letters if one.kind in _POLICE and one.text.to]
    brought = visit.brought_by if visit.way is ArrivalWay.POLICE else ""
    known = same or (police or [brought] if kind in _POLICE else [])
    return {"to": known[-1] if known else ""}


def _contact(
    kind: LetterKind, found: dict[str, str], letters: Iterable[Whole], station: Station
) -> str:
    """Of a notice the station's own; of a guardian and kin theirs."""
    if kind is Kind.PUBLIC_NOTICE:
        return " ".join(filter(None, (station.name, station.phone)))
    if kind in (Kind.MINOR_LEAVING, Kind.FOLLOW_UP):
        return found.get("guardian_phone", "")
    same = [one.text.contact for one in letters if one.text.to == found.get("to")]
    return same[-1] if same else ""


def _suspicion(visit: Visit, lang: str) -> str:
    seen = [one for one in ("trafficked", "child", "danger") if visit.checks.get(one) == "yes"]
    told = [say(f"check.{one}", lang) for one in seen]
    return listed(told, lang)


def _reason(visit: Visit, lang: str) -> str:
    key = f"reason.{visit.reason}"
    return say(key, lang) if key in sentences(lang) else visit.reason

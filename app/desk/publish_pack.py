"""发布包: an approved notice as files for those who publish it, and what takes it back.

A folder gets one ZIP: the notice as text and JSON, the photograph, PFIF 1.4 where a domain is set,
and checksums. Nothing is in it that the approved notice does not tell the public.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from app.clock import local
from app.desk import letters
from app.desk.vouchers import age_text
from app.domain.birth import ends_of
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.letter_fields import published, said_of_text
from app.domain.letter_subject import subject_of
from app.domain.outside_letter import Whole
from app.domain.person import ClaimKind
from app.domain.pfif import retracted
from app.domain.pfif_publish import Published, Publisher, as_person, must_not_tell
from app.domain.publishing import (
    FACTS,
    Pack,
    PublicField,
    PublicForm,
    in_order,
    is_down,
    must_be_publishable,
)
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.domain.third_party import masked_name
from app.domain.visit import Visit
from app.names import names
from app.settings import Settings
from app.store.ask import Asks, get
from app.store.files import replace_file
from app.store.people import File, file_of, visit_photo
from app.store.protected import sealed_among
from app.store.register import Register
from app.wire.pfif_write import write_pfif
from app.words.age import age_on_paper
from app.words.say import say

FORM = Path(__file__).parents[2] / "assets" / "national" / "tracing.toml"
PURPOSE = "publish"
_LANG = "zh"
"""What is published is Chinese, whatever language the desk is set to."""


class _Field(Struct, frozen=True, forbid_unknown_fields=True):
    fact: str
    label: str
    longest: int = 0


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    system: str
    title: str
    field: list[_Field]
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was written: the file, its SHA-256, and whether PFIF is in it."""

    file: Path
    sha256: str
    pfif: bool


@cache
def form(file: Path = FORM) -> PublicForm:
    """The fields of the tracing site. Unavailable "form.missing", "form.damaged"."""
    name = f"{file.parent.name}/{file.name}"
    try:
        read = msgspec.toml.decode(file.read_bytes(), type=_File)
    except OSError as error:
        raise Unavailable("form.missing", form=name) from error
    except ValueError as error:
        raise Unavailable("form.damaged", form=name, field=str(error)) from error
    strange = [one.fact for one in read.field if one.fact not in FACTS or one.longest < 0]
    if strange or not read.field:
        raise Unavailable("form.damaged", form=name, field=", ".join(strange) or "field")
    fields = [PublicField(fact=x.fact, label=x.label, longest=x.longest) for x in read.field]
    return PublicForm(
        system=read.system, title=read.title, unverified=read.unverified, fields=tuple(fields)
    )


def look(
    register: Register, letter: UUID, station: Station, settings: Settings, *, by: Officer,
    at: datetime,
) -> Pack:  # fmt: skip
    """What would be told; that it is looked at is written down."""
    pack, visit = _pack(register, letter, station, settings, by, at)
    _log(register, visit, by, at)
    return pack


def again(
    asks: Asks, letter: UUID, station: Station, settings: Settings, *, by: Officer, at: datetime
) -> Pack:
    """The same after something changed; the look that was begun goes on."""
    return _pack(asks, letter, station, settings, by, at)[0]


def record_id(letter: UUID) -> str:
    """By which a publication is known outside; it says nothing of the case."""
    return hashlib.sha256(b"guitu publication " + letter.bytes).hexdigest()[:24]


def write(pack: Pack, letter: UUID, folder: Path, settings: Settings, *, at: datetime) -> Packed:
    """The ZIP into a folder that is there. Refused "publish.no_folder", "pfif.tells_too_much";
    Unavailable "register.disk_full"."""
    _must_be_folder(folder, settings)
    must_not_tell(pack.said, pack.never)
    parts = {
        "公告.txt": _text(pack).encode(),
        "公告.json": msgspec.json.format(msgspec.json.encode(_plain(pack)), indent=2),
    }
    if pack.photo:
        parts["照片.jpg"] = pack.photo
    if settings.publisher_domain:
        parts["公告.pfif.xml"] = _pfif(pack, letter, settings, at)
    sums = "".join(f"{_sha(data)}  {name}\n" for name, data in parts.items())
    content = _zipped({**parts, "SHA256SUMS": sums.encode()}, at)
    file = folder / f"寻亲公告-{record_id(letter)[:8]}.zip"
    _put(file, content)
    return Packed(file=file, sha256=_sha(content), pfif=bool(settings.publisher_domain))


def retract(
    register: Register, letter: UUID, settings: Settings, *, by: Officer, at: datetime
) -> UUID:
    """That it is taken back is written down; only where the notice is down, was withdrawn, or the
    person is protected by now. Refused "publish.…"."""
    if not settings.publisher_domain:
        raise Refused("publish.no_domain")
    whole = letters.known(register, letter, by)
    shut = bool(sealed_among(register, [whole.first.person]))
    if not (is_down(whole) or shut or whole.approval is None):
        raise Refused("publish.still_up")
    visit = get(register, Visit, whole.first.visit)
    if visit is None:
        raise Refused("outside.no_visit")
    _log(register, visit, by, at)
    return whole.id


def write_retraction(letter: UUID, folder: Path, settings: Settings, *, at: datetime) -> Packed:
    """What tells everybody who holds a copy to remove it. Refused "publish.…"."""
    _must_be_folder(folder, settings)
    out = io.BytesIO()
    gone = retracted(f"{settings.publisher_domain}/{record_id(letter)}", at)
    write_pfif(out, [gone], at)
    file = folder / f"撤回-{record_id(letter)[:8]}.pfif.xml"
    _put(file, out.getvalue())
    return Packed(file=file, sha256=_sha(out.getvalue()), pfif=True)


def _pack(
    asks: Asks, letter: UUID, station: Station, settings: Settings, by: Officer, at: datetime
) -> tuple[Pack, Visit]:
    by.must(Right.DECIDE)
    whole = letters.known(asks, letter, by)
    sealed = bool(sealed_among(asks, [whole.first.person]))
    must_be_publishable(whole, sealed=sealed)
    visit = get(asks, Visit, whole.first.visit)
    if visit is None:
        raise Refused("outside.no_visit")
    return _of(asks, whole, file_of(asks, visit.person), visit, station, settings, at), visit


def _of(
    asks: Asks, whole: Whole, file: File, visit: Visit, station: Station, settings: Settings,
    at: datetime,
) -> Pack:  # fmt: skip
    today, text = local(at).date(), whole.text
    minor = subject_of(file.claims, visit, today, sealed=False).minor
    told = published(said_of_text(text), minor=minor)
    named = max(
        (one for one in file.claims if one.kind is ClaimKind.NAME and one.value == file.name),
        key=lambda one: one.at, default=None,
    )  # fmt: skip
    temporary = named is None or "temporary" in named.detail
    # What the station made up says where and when: 无名氏(男) is enough for the public.
    name = file.name.partition("-")[0] if temporary else file.name
    name = masked_name(name) if minor and not temporary else name
    sex = file.value(ClaimKind.SEX) or "0"
    age = age_text(file, today)
    agreed = whole.approval
    since = agreed.at if agreed else text.at
    shot = visit_photo(asks, visit.id)
    said = {
        **{about: words for about, words in told.items() if about in FACTS},
        "name": name, "sex": say(f"sex.{sex}", _LANG), "age": age_on_paper(age, _LANG),
        "place": told.get("found_area", "") if minor else told.get("found_at", ""),
        "number": record_id(whole.id)[:8],
        "contact": _contact(told.get("contact", ""), station, settings),
    }  # fmt: skip
    return Pack(
        letter=whole.first.number,
        said={about: words for about, words in said.items() if words},
        sex=sex,
        ages=ends_of(age.removeprefix("~")),
        temporary=temporary,
        photo=asks.blobs.get(shot.sha256) if shot else None,
        approved_on=local(since).date(),
        expires=since + timedelta(days=settings.publish_days),
        minor=minor,
        never=_never(file, visit, station),
    )


def _contact(written: str, station: Station, settings: Settings) -> str:
    """The line of whoever publishes; else what the notice says, without the station's name."""
    if settings.publisher_phone:
        return f"{settings.publisher_name} {settings.publisher_phone}".strip()
    return written.replace(station.name, "").strip(" ，,") if station.name else written


def _never(file: File, visit: Visit, station: Station) -> tuple[str, ...]:
    """What no publication tells: the station, where it is, and numbers of any kind."""
    kinds = (ClaimKind.DOCUMENT, ClaimKind.PHONE)
    numbers = [one.value for one in file.claims if one.kind in kinds and len(one.value) > 6]
    return tuple(filter(None, (station.name, station.address, visit.case_number, *numbers)))


def _text(pack: Pack) -> str:
    lines = [f"{field.label}：{value}" for field, value in in_order(form(), pack.said) if value]
    until = local(pack.expires).date().isoformat()
    return "\n".join([*lines, say("publish.until", _LANG, day=until), ""])


def _plain(pack: Pack) -> dict[str, object]:
    return {
        "id": pack.said.get("number", ""), "approved_on": pack.approved_on.isoformat(),
        "expires": local(pack.expires).isoformat(timespec="seconds"),
        "photo": bool(pack.photo),
        "fields": [
            {"fact": field.fact, "label": field.label, "value": value}
            for field, value in in_order(form(), pack.said)
            if value
        ],
    }  # fmt: skip


def _pfif(pack: Pack, letter: UUID, settings: Settings, at: datetime) -> bytes:
    """Neither a place nor the notice's telephone: whoever knows something calls the publisher."""
    kept = ("features", "height", "build", "accent", "clothes")
    described = "；".join(pack.said[name] for name in kept if name in pack.said)
    told = Published(
        id=record_id(letter), name=pack.said.get("name", ""), expires=pack.expires,
        temporary=pack.temporary, sex=pack.sex, age=pack.ages, description=described,
    )  # fmt: skip
    publisher = Publisher(
        domain=settings.publisher_domain,
        name=settings.publisher_name,
        phone=settings.publisher_phone,
    )
    out = io.BytesIO()
    write_pfif(out, [as_person(told, publisher, names(), at, pack.never)], at)
    return out.getvalue()


def _zipped(parts: dict[str, bytes], at: datetime) -> bytes:
    out = io.BytesIO()
    stamp = local(at).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(zipfile.ZipInfo(name, date_time=stamp), data)
    return out.getvalue()


def _must_be_folder(folder: Path, settings: Settings) -> None:
    if folder == Path() or not folder.is_dir():
        raise Refused("publish.no_folder", folder=str(folder))
    if folder.resolve().is_relative_to(settings.data.resolve()):
        raise Refused("publish.inside_data", folder=str(settings.data))


def _put(file: Path, content: bytes) -> None:
    if file.exists():
        raise Refused("publish.there_already", file=file.name)
    replace_file(file, content)


def _log(register: Register, visit: Visit, by: Officer, at: datetime) -> None:
    seen = Viewing(
        id=new_id(), person=visit.person, officer=by.id, at=at, purpose=PURPOSE, what=PURPOSE
    )
    register.write(seen, by=by.id, at=at, reason="view")


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

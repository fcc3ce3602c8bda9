"""What stands on the papers: plain facts, gathered by the caller; times are aware, UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How this sheet is printed. `reprint` counts the printings before this one."""

    lang: str = "zh"
    copy: int = 1
    copies: int = 1
    reprint: int = 0
    synced: bool = False
    printed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whom the paper is about. `sex` is a code of GB/T 2261.1, `ethnicity` of GB/T 3304 or words.

    `id_kind`: resident, foreign, other or words; `photo` is JPEG or PNG.
    """

    name: str = ""
    temporary: bool = False
    sex: str = "0"
    birth: str = ""
    age: str = ""
    ethnicity: str = ""
    id_kind: str = ""
    id_number: str = ""
    id_checked: bool = True
    home: str = ""
    photo: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature given on the screen: a PNG with a clear ground, and when."""

    picture: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every form carries. `changed`: it was signed, but says something else since."""

    station: str
    case_number: str
    bearer: Bearer
    handler: str = ""
    second_handler: str = ""
    at: datetime
    signed: Signed | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A line of a list; `kind` and `disposal` are codes, `worth` the yuan of one note or coin."""

    item: str
    features: str = ""
    quantity: int = 1
    kind: str = "item"
    number: str = ""
    worth: Decimal | None = None
    bag: str = ""
    disposal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A bag that was sealed, and who signed for it; `how` is a code."""

    bag: str
    seal: str
    locker: str
    at: datetime
    officer: str
    second: str
    how: str
    witness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """All or a part was given back; `receiver` is empty where it was the person."""

    things: tuple[Thing, ...]
    missing: tuple[Thing, ...]
    explanation: str
    at: datetime
    officer: str
    second: str
    how: str
    witness: str = ""
    receiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetLine:
    """Somebody who was met in the street, in words."""

    at: datetime
    place: str
    who: str
    look: str = ""
    offered: str = ""
    answer: str = ""
    urgent: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetSheet:
    """街面巡查记录; the two officers are those of the head. `due`: whom to look for again."""

    sheet: Sheet
    head: Head
    area: str = ""
    weather: str = ""
    low: int | None = None
    began_at: datetime
    ended_at: datetime | None = None
    words: str = ""
    due: tuple[MetLine, ...] = ()
    met: tuple[MetLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPhoto:
    """A picture (JPEG) of a thing, by its number in the table of things; 0: of money, or of a whole
    bag."""

    number: int
    item: str
    bag: str = ""
    picture: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Form 4. `kept`: what is still in custody."""

    sheet: Sheet
    head: Head
    things: tuple[Thing, ...] = ()
    bags: tuple[Bag, ...] = ()
    returns: tuple[GivenBack, ...] = ()
    kept: tuple[Thing, ...] = ()
    photos: tuple[ThingPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The label of a bag."""

    sheet: Sheet
    case_number: str
    bag: str
    seal: str = ""
    locker: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A security check: two checkers with their sex (GB/T 2261.1), what they wrote, and what was
    not known."""

    at: datetime
    one: str
    one_sex: str
    two: str
    two_sex: str
    words: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """Form 3."""

    sheet: Sheet
    head: Head
    checks: tuple[Checked, ...] = ()
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A condition: `code` or the station's own words, the `answer` (yes, no, unclear, or empty),
    the evidence, where it comes from and who said it when. `at` None: only ticked at the arrival.
    """

    code: str
    answer: str = ""
    words: str = ""
    source: str = ""
    told_by: str = ""
    at: datetime | None = None
    officer: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideQuery:
    """Something that was asked outside the house; codes are printed by the words of the form."""

    at: datetime
    source: str
    whom: str = ""
    purpose: str = ""
    asked: str = ""
    outcome: str = ""
    result: str = ""
    candidates: str = ""
    decision: str = ""
    reason: str = ""
    notes: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A search of the machine's own: by what, why, among how many faces, how many were shown, and
    what was decided of them (code -> how many)."""

    at: datetime
    kinds: tuple[str, ...]
    why: str = ""
    looked_through: int = 0
    shown: int = 0
    decided: Mapping[str, int] = field(default_factory=dict)
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """Form 5."""

    sheet: Sheet
    head: Head
    conditions: tuple[Ticked, ...] = ()
    asked: tuple[OutsideQuery, ...] = ()
    searched: tuple[Searched, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StayApproval:
    """Form 6. `answer` is empty while it waits; `unconfirmed`: the centre has not heard of it."""

    sheet: Sheet
    head: Head
    arrived_at: datetime | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)
    queries: int = 0
    facts: str = ""
    special: tuple[str, ...] = ()
    special_words: str = ""
    room: str = ""
    services: tuple[str, ...] = ()
    service_words: str = ""
    opinion: str = ""
    proposer: str = ""
    proposed_at: datetime | None = None
    answer: str = ""
    reason: str = ""
    leader: str = ""
    answered_at: datetime | None = None
    differs: bool = False
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A near relative or close friend."""

    name: str
    relation: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A check that was made: where, when, and what came back."""

    source: str
    at: datetime
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Form 1, 求助登记表. Codes are printed by the words of the form; an unknown one as it is.

    `checks` are yes or no; `conditions` also unclear (or True, False). Absent: not asked.
    """

    sheet: Sheet
    head: Head
    usual_address: str = ""
    phone: str = ""
    alias: str = ""
    welfare: str = ""
    reason: str = ""
    since: str = ""
    story: str = ""
    found_at: str = ""
    kin: tuple[Kin, ...] = ()
    belongings: str = ""
    arrived_at: datetime | None = None
    way: str = ""
    brought_by: str = ""
    checks: Mapping[str, str] = field(default_factory=dict)
    accent: str = ""
    marks: str = ""
    conditions: Mapping[str, str | bool | None] = field(default_factory=dict)
    queries: tuple[Query, ...] = ()
    result: str = ""
    result_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Form 2, 入站告知书. `answers`: notice, data, face -> granted, refused, unable, or absent;
    scope -> station, network, tracing, or absent."""

    sheet: Sheet
    head: Head
    answers: Mapping[str, str] = field(default_factory=dict)
    how: str = ""
    read_by: str = ""
    read_at: datetime | None = None
    complaint_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a chapter: when, what, and from whom or by whom."""

    at: str = ""
    text: str
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Rows under a heading; `name` is the form's word for it. Without rows the form says so."""

    name: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """本人信息告知单: everything that is kept about a person, for that person."""

    sheet: Sheet
    head: Head
    chapters: tuple[Chapter, ...] = ()
    station_phone: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """权利请求答复书; a receipt while there is no answer. Codes are printed by the form's words.

    `adverse`: something was refused, so the remedies are printed.
    """

    sheet: Sheet
    head: Head
    number: str
    kind: str
    channel: str
    words: str
    received_on: date
    due_on: date
    outcome: str = ""
    reason: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    adverse: bool = False
    station_phone: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the person said before help ended; or that they would not, and who saw it."""

    at: datetime
    words: str = ""
    heard_by: str = ""
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adverse:
    """Form 7, 不予救助通知书, or form 21, 终止救助通知书: `kind` is refusal or termination.

    `help` are codes; `how` it was received is signed, thumb, witnessed or nothing yet. `void`: what
    was agreed was taken back.
    """

    sheet: Sheet
    head: Head
    kind: str
    ground: str
    facts: str
    help: tuple[str, ...]
    help_words: str = ""
    channels: str = ""
    opinions: tuple[Opinion, ...] = ()
    arrived_at: datetime | None = None
    complaint_phone: str = ""
    how: str = ""
    witnesses: tuple[str, ...] = ()
    received_at: datetime | None = None
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """One piece of evidence: its kind, and which paper, record or search it is; a witness has no
    name on paper, so that nobody is sought out for what they said."""

    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Papers 25 a to c of 重点甄别名单: `kind` is listing_notice, listing_objection or
    listing_decision. Codes are printed by the form's words.

    `outcome` is the step that decides; `until` the last day on which it holds; `how`, `proof` and
    `served_at` say how the notice reached the person.
    """

    sheet: Sheet
    head: Head
    kind: str
    number: str
    fact: str
    happened_on: date
    facts: str
    grounds: tuple[Grounds, ...]
    found: str = ""
    opinions: tuple[Opinion, ...] = ()
    outcome: str = ""
    reason: str = ""
    decided_at: datetime | None = None
    until: date | None = None
    objection: str = ""
    objected_at: datetime | None = None
    due_on: date | None = None
    how: str = ""
    proof: str = ""
    served_at: datetime | None = None
    station_phone: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The stay was extended: when it was filed, until when, under which number, and why."""

    on: date | None
    until: date
    number: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Form 8, 在站服务及离站登记表. `way` is a code of leaving, nothing while somebody is here;
    `belongings` are those that are kept and to be given back."""

    sheet: Sheet
    head: Head
    arrived_at: datetime
    days: int
    meals: int = 0
    bed: str = ""
    clothes: tuple[str, ...] = ()
    medical: tuple[str, ...] = ()
    counselling: tuple[str, ...] = ()
    training: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    left_at: datetime | None = None
    way: str = ""
    destination: str = ""
    voucher: str = ""
    note: str = ""
    belongings: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """Form 11, 专用车票购票凭证. `code` is the signed text of the QR."""

    sheet: Sheet
    head: Head
    serial: str
    code: str
    from_place: str
    to_place: str
    depart_on: date
    valid_until: date
    train: str = ""
    seat: str = ""
    fare: Decimal | None = None
    direct: bool = True
    transfer_place: str = ""
    transfer_relief: str = ""
    account: str = ""
    note: str = ""
    void: bool = False
    void_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Papers 9, 10 and 12 to 16: `form` is the name of its texts.

    `said`: everything that was said of the leaving, words or codes, by field; `real`
    is where the person lives; `void`: the leaving was taken back.
    """

    sheet: Sheet
    head: Head
    form: str
    said: Mapping[str, str] = field(default_factory=dict)
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    fare: Decimal | None = None
    own_phone: str = ""
    real: str = ""
    belongings: str = ""
    station_phone: str = ""
    ticket: str = ""
    """The signed code by which a receiving station without a network takes somebody in."""
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back to a letter; `result` is a code."""

    on: date | None
    whom: str
    result: str
    number: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Papers 17 to 20 and 22 to 24: `form` is the name of its texts.

    `said`: what stands in the letter, words or codes, by field; `public`: it hangs where everybody
    reads it; `waits`: nobody approved it yet; `void`: it was withdrawn; `slip`: the text of the
    code by which it is known when it comes back.
    """

    sheet: Sheet
    head: Head
    form: str
    number: str
    said: Mapping[str, str] = field(default_factory=dict)
    arrived_at: datetime | None = None
    days: int = 0
    own_phone: str = ""
    real: str = ""
    alias: str = ""
    station_phone: str = ""
    station_address: str = ""
    sent_on: date | None = None
    how: str = ""
    approved_by: str = ""
    reply: Reply | None = None
    public: bool = False
    waits: bool = False
    void: bool = False
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """A table of the monthly report; each row is item, person-times, persons, note, and the last
    one the total."""

    name: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPaper:
    """月报: a month's figures, without a name."""

    lang: str
    station: str
    title: str
    period: str
    at: datetime
    told: tuple[str, ...]
    columns: tuple[str, str, str, str]
    tables: tuple[MonthTable, ...]
    signs: str = ""
    """Who answers for it, to be signed by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """年度评估: figures of a period by group, and no name. `told` stands before the chapters."""

    lang: str = "zh"
    station: str
    title: str
    period: str
    at: datetime
    told: tuple[str, ...]
    chapters: tuple[Chapter, ...]

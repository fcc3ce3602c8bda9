"""The card of earlier people who may be the one at the desk; the officer judges, nobody else."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk.admission import Judged
from app.desk.identify import Candidate
from app.domain.clue import Verdict
from app.domain.evidence import EvidenceKind, Sameness
from app.domain.face import Band
from app.domain.ids import PersonId
from app.words.clues import clues_in_words, to_settle
from app.words.say import listed, say
from ui.candidate import CandidateCard, Shown
from ui.cards import Card, SayLine, words
from ui.intake.form import about_person, when
from ui.people.lines import station_words
from ui.walk import show

AT_ONCE = 1
MOST_CLUES = 4
"""Of those that speak for somebody, and of those that speak against."""
MOST_NAMES = 3
"""Of those under whom the very same picture is on file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Candidates with the pictures on file, made small where they were read."""

    found: tuple[Candidate, ...]
    pictures: dict[PersonId, QImage]


class CandidatesCard(Card):
    """Ten at most; an answer stays when the list is made anew."""

    answered = Signal()
    opened = Signal(object)
    stood = Signal(object)
    """(person): the cursor has come to a card."""
    whole = Signal()
    """Every card of the list stands."""

    def __init__(self, today: date, lang: str) -> None:
        super().__init__(self.tr("可能是同一人"), "visibility")
        self._today, self._lang = today, lang
        self.aside(words(self.tr("现场 | 档案 · 由人判断"), "note"))
        self.told = SayLine()
        self.asked = SayLine()
        """Whether the centre was asked as well, and if not, why."""
        self.kept = SayLine()
        """Answers about people whom the list no longer shows; they are saved all the same."""
        for line in (self.told, self.asked, self.kept):
            self.body.addWidget(line)
        self._list = QVBoxLayout()
        self._list.setSpacing(7)
        self.body.addLayout(self._list)
        self.cards: list[CandidateCard] = []
        self.found: tuple[Candidate, ...] = ()
        self.answers: dict[PersonId, Judged] = {}
        self._coming: list[tuple[Candidate, QImage | None]] = []
        self._live: QImage | None = None
        self._stood: object = None
        self._names: dict[PersonId, str] = {}
        self._before: QWidget | None = None
        """Where the cursor was before it went to the cards."""
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._add_some)
        self.clear()

    def clear(self) -> None:
        """A new arrival."""
        self.answers, self._names, self._before = {}, {}, None
        self.asked.say("")
        self.show_list(Listed(found=(), pictures={}), None)
        self.say_waiting(
            self.tr("拍照并征得同意，或填写证件、姓名、体貌特征后，在这里列出来过的人。")
        )

    def say_waiting(self, told: str, tone: str = "info") -> None:
        """Why there is no list."""
        self.told.say(told, tone)

    def show_list(self, listed: Listed, live: QImage | None) -> None:
        """Replace the cards; answers given before are shown again."""
        stood: object = next((c.shown.person for c in self.cards if c.hasFocus()), None)
        if stood is None and self._coming:
            stood = self._stood  # the list before this one had not come so far
        for card in self.cards:
            self._list.removeWidget(card)
            card.deleteLater()
        self.cards, self.found = [], listed.found
        self._names |= {one.person: one.card.name or one.card.case_number for one in listed.found}
        self._say_kept()
        self._coming = [(one, listed.pictures.get(one.person)) for one in listed.found]
        self._live, self._stood = live, stood
        self._add_some()
        if listed.found:
            self._say_apart()
        else:
            self.say_waiting(self.tr("没有找到来过的人。"), "ok")

    def _add_some(self) -> None:
        """A card at a time: ten at once would hold up the camera's picture and the keys."""
        some, self._coming = self._coming[:AT_ONCE], self._coming[AT_ONCE:]
        for one, picture in some:
            self._add(one, picture)
        if self._coming:
            self._next.start()
        elif some:
            self.whole.emit()

    def _add(self, one: Candidate, picture: QImage | None) -> None:
        card = CandidateCard(self._shown(one, picture, self._live))
        given = self.answers.get(one.person)
        card.set_answer(given.answer if given else None)
        card.answered.connect(self._answer)
        card.opened.connect(self._open)
        card.stood.connect(self.stood)
        self._list.addWidget(card)
        self.cards.append(card)
        if one.person == self._stood:
            card.setFocus(Qt.FocusReason.OtherFocusReason)  # the cursor stays with them

    def _say_kept(self) -> None:
        """Nobody is linked with an arrival by an answer that cannot be seen any more."""
        shown = {one.person for one in self.found}
        gone = [person for person in self.answers if person not in shown]
        if not gone:
            self.kept.say("")
            return
        names = listed([self._names.get(person, "") or "…" for person in gone], self._lang)
        told = self.tr("已回答、现在不在名单里：{0}。登记时仍会保存。").format(names)
        self.kept.say(told, "warn")
        self.kept.offer(self.tr("取消这些回答"), lambda: self._forget(gone))

    def _forget(self, people: list[PersonId]) -> None:
        for person in people:
            self.answers.pop(person, None)
        self._say_kept()
        self._say_apart()
        self.answered.emit()

    def _open(self, person: PersonId) -> None:
        """Of another province there is no more here than this card says."""
        call = next((one.call for one in self.found if one.person == person), "")
        if call:
            self.told.say(
                self.tr("这份档案在外省，本机只有这些。请联系 {0}。").format(call), "info"
            )
        else:
            self.opened.emit(person)

    def compare(self) -> None:
        """The cursor goes to the first card, then to the next: 1, 2 and 3 answer there."""
        at = next((n for n, card in enumerate(self.cards) if card.hasFocus()), -1)
        if self.cards:
            if at < 0:
                self._before = QApplication.focusWidget()
            card = self.cards[(at + 1) % len(self.cards)]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            show(card)

    def go_back(self, person: PersonId) -> None:
        """The cursor where it was before it came here, else on somebody's card."""
        before = self._before
        if before and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.PopupFocusReason)  # nothing becomes selected
        else:
            self.stand_on(person)

    def place_of(self, person: PersonId) -> str:
        """3/10: which of the list."""
        at = next((n for n, one in enumerate(self.found, start=1) if one.person == person), 0)
        return f"{at}/{len(self.found)}" if at else ""

    def caution_of(self, one: Candidate) -> str:
        """What the card says beside the clues: here already, or decided to be another."""
        here = self.tr("现在在站") if one.inside else ""
        apart = self._decided_before(one, "").strip()
        return "　".join(part for part in (here, apart) if part)

    def next_after(self, person: PersonId | None) -> Candidate | None:
        """Who stands beneath somebody in the list; after the last comes the first."""
        at = next((n for n, one in enumerate(self.found) if one.person == person), -1)
        return self.found[(at + 1) % len(self.found)] if self.found else None

    def answer_of(self, person: PersonId) -> Sameness | None:
        """What was answered about somebody."""
        given = self.answers.get(person)
        return given.answer if given else None

    def judge(self, person: PersonId, answer: Sameness | None) -> None:
        """An answer that was given elsewhere on the page: it stands on the card as well."""
        for card in self.cards:
            if card.shown.person == person:
                card.set_answer(answer)
        self._answer(person, answer)

    def stand_on(self, person: PersonId) -> None:
        """The cursor on somebody's card."""
        for card in self.cards:
            if card.shown.person == person:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
                show(card)

    def judged(self) -> tuple[Judged, ...]:
        """The answers given, each with what it rested on."""
        return tuple(self.answers.values())

    def unanswered(self) -> int:
        """How many of those who are likely, by face or by the number of a paper, nobody judged."""
        likely = [
            one
            for one in self.found
            if Band.LIKELY in {one.band, one.likely} or EvidenceKind.DOCUMENT_SEARCH in one.why
        ]
        return sum(one.person not in self.answers for one in likely)

    def restore(self, answers: dict[PersonId, Sameness]) -> None:
        """Answers out of a draft; what they rest on is looked up again with the list."""
        self.answers = {p: Judged(other=p, answer=answer) for p, answer in answers.items()}

    def _shown(self, one: Candidate, picture: QImage | None, live: QImage | None) -> Shown:
        card = one.card
        last = f"{when(card.last_visit)} {card.home or card.case_number}".strip()
        if card.elsewhere:
            last = " · ".join((self.tr("他站 {0}").format(station_words(card.elsewhere)), last))
        if one.call:
            last = " · ".join((last, one.call))
        if one.inside:
            last = " · ".join((self.tr("现在在站"), last))
        return Shown(
            person=one.person,
            name=card.name or self.tr("姓名不详"),
            about=about_person(card.sex, card.birth, self._today, self._lang),
            last=last,
            band=one.likely or one.band,
            why=self._decided_before(one, self._one_picture(one, self._why(one))),
            live=live,
            file=picture,
        )

    def _why(self, one: Candidate) -> str:
        """What agrees, what differs, and what would settle it."""
        if not one.clues:
            kinds = listed((say(f"evidence.{kind}", self._lang) for kind in one.why), self._lang)
            return self.tr("依据：{0}").format(kinds)
        lines = []
        for told, verdicts in (
            (self.tr("相符：{0}"), (Verdict.AGREES, Verdict.NEAR)),
            (self.tr("不符：{0}"), (Verdict.DIFFERS,)),
        ):
            some = [clue for clue in one.clues if clue.verdict in verdicts][:MOST_CLUES]
            if some:
                lines.append(told.format(clues_in_words(some, self._lang)))
        ask = to_settle(one.clues, self._lang) if one.likely is not Band.UNLIKELY else []
        if ask:
            lines.append(self.tr("还可：{0}").format(listed(ask, self._lang)))
        return "\n".join(lines)

    def _one_picture(self, one: Candidate, why: str) -> str:
        """The very same picture under many names is one finding; whose it is, it does not say."""
        if not one.same_picture:
            return why
        names = listed(one.same_picture[:MOST_NAMES], self._lang)
        many = len(one.same_picture) + 1
        if many > MOST_NAMES + 1:
            told = self.tr("同一张照片登记在 {0} 个名字下，另有 {1} 等，请核对是谁的照片")
        else:
            told = self.tr("同一张照片登记在 {0} 个名字下，另有 {1}，请核对是谁的照片")
        return f"{why}\n{told.format(many, names)}"

    def _decided_before(self, one: Candidate, why: str) -> str:
        """ "Not the same" is remembered: twins and namesakes in one list are told apart."""
        names = [
            c.card.name or c.card.case_number for c in self.found if c.person in one.apart_from
        ]
        if not names:
            return why
        apart = self.tr("曾认定与 {0} 不是同一人").format(listed(names, self._lang))
        return f"{why}\n{apart}"

    def _answer(self, person: PersonId, answer: Sameness | None) -> None:
        if answer is None:
            self.answers.pop(person, None)
        else:
            self.answers[person] = self._rested_on(person, answer)
        self._say_apart()
        self.answered.emit()

    def _rested_on(self, person: PersonId, answer: Sameness) -> Judged:
        seen = next((c for c in self.found if c.person == person), None)
        if seen is None:
            return Judged(other=person, answer=answer)
        detail = {"band": seen.band or "", "rank": str(seen.rank)}
        return Judged(other=person, answer=answer, kinds=seen.why, detail=detail)

    def _say_apart(self) -> None:
        """Two people once decided apart cannot both be this one: say so, forbid nothing."""
        from app.desk.identify import contradictions

        same = {j.other for j in self.answers.values() if j.answer is Sameness.SAME}
        if contradictions(self.found, same):
            told = self.tr("这两份档案曾被认定不是同一人，请再核对一次。")
            self.told.say(told, "warn")
        else:
            self.told.say("")

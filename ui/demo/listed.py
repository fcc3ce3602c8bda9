"""重点甄别 over three stations, in real windows: a lead, the notice, what the person says, approval
at a second station, a hit at a third, an objection, and the revocation reaching a desk that was
offline. A picture of each step."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from app import clock
from app.clock import local
from app.desk import door
from app.desk.admission import Arrival, Said, admit
from app.domain.blacklist import Fact, ProofKind, Served, State
from app.domain.codes import CHECKS
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.person import ClaimKind
from app.domain.visit import ArrivalWay
from app.settings import Settings
from app.store import line
from app.store.register import Register
from app.words.say import say
from ui.blacklist.page import BlacklistPage
from ui.demo.centre import Centre
from ui.demo.drive import Player
from ui.demo.station import FACTS, INTAKE, STAFF, Credential, make_empty
from ui.demo.summary import Summary
from ui.demo.two import is_well, join_by_keys, turn_to
from ui.fields import ComboField
from ui.intake.page import IntakePage
from ui.people.person import PersonPage

CHIEF = STAFF[0]
LEADER = STAFF[3]
THERE, THIRD = "440115-01", "440116-01"
PERSON = {"name": "王示例", "birth": "1980-03-02", "document": "440114198003020018"}
"""Invented, like everybody here."""
_CALM = dict.fromkeys(CHECKS, "no")


def show_listed(settings: Settings, out: Path) -> Summary:
    """Play it; what came out is written as JSON."""
    one = replace(settings, camera="none")
    other = replace(one, data=settings.data.with_name("data-second"))
    third = replace(one, data=settings.data.with_name("data-third"))
    person = _first(one.data)
    _station(other.data, replace(FACTS, code=THERE, name="邻市救助管理站", phone="020-00000002"))
    _station(third.data, replace(FACTS, code=THIRD, name="远市救助管理站", phone="020-00000003"))
    story = _Story(out)
    with Centre(out / "centre") as centre:
        for desk, code in ((one, FACTS.code), (other, THERE), (third, THIRD)):
            with story.desk(desk, CHIEF) as player:
                join_by_keys(player, centre, code)
        with story.desk(one, INTAKE) as player:
            story.propose(player, person)
        with story.desk(other, LEADER) as player:
            story.approve(player)
        with ExitStack() as stack:
            at_third = stack.enter_context(story.desk(third, INTAKE))
            story.hit(at_third)
            at_first = stack.enter_context(story.desk(one, LEADER))
            story.revoke(at_first, at_third, centre)
            summary = Summary()
            summary.finish(at_first)
    return summary


def _station(data: Path, facts: door.StationFacts) -> None:
    session, _ = make_empty(data, clock.now() - timedelta(days=30), facts)
    session.register.close()


def _first(data: Path) -> PersonId:
    """The station that has the file: its papers were checked."""
    session, officers = make_empty(data, clock.now() - timedelta(days=30), FACTS)
    checked = {"ground": say("demo.list_checked", "zh")}
    said = (
        Said(kind=ClaimKind.NAME, value=PERSON["name"]),
        Said(kind=ClaimKind.BIRTH, value=PERSON["birth"]),
        Said(kind=ClaimKind.DOCUMENT, value=PERSON["document"], verified=True, detail=checked),
    )
    arrival = Arrival(
        arrived_at=clock.now() - timedelta(hours=3), way=ArrivalWay.SELF, checks=_CALM, said=said
    )
    with _closing(session.register) as register:
        came = admit(register, arrival, session.station, by=officers[1], at=clock.now())
    return came.visit.person


@contextmanager
def _closing(register: Register) -> Iterator[Register]:
    try:
        yield register
    finally:
        register.close()


class _Story:
    def __init__(self, out: Path) -> None:
        self._out = out
        self.pictures: list[Path] = []

    def desk(self, settings: Settings, who: Credential) -> Player:
        """A desk with somebody logged in; its pictures are numbered with the others."""
        player = Player(settings, self._out)
        player.pictures = self.pictures
        turn_to(player)
        player.log_in(who)
        return player

    # The first station

    def propose(self, player: Player, person: PersonId) -> None:
        """From the file: Shift+F4, the lead, what is found, the notice, what the person says."""
        player.window.go("person", person)
        file = player.page("person", PersonPage)
        purpose = file.purpose.field
        if isinstance(purpose, ComboField):
            purpose.set_value(say("purpose.reception", player.settings.lang))
            player.press(Qt.Key.Key_Return, on=purpose.combo)
        player.wait(lambda: file.opened, "file")
        player.settle("file")
        player.press(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
        player.wait(lambda: player.window.here == "blacklist", "lead")
        page = player.page("blacklist", BlacklistPage)
        form = page.leading.form
        player.wait(form.isVisible, "lead")
        happened = (local(clock.now()) - timedelta(days=5)).date()
        for name, value in {
            "fact": Fact.REFUNDED_TICKET, "happened_on": happened.isoformat(),
            "words": self._say(player, "list_words"),
            "kind_0": ProofKind.SELLER_RECORD, "source_0": self._say(player, "list_seller"),
            "kind_1": ProofKind.REGISTER, "source_1": self._say(player, "list_register"),
        }.items():  # fmt: skip
            form.fields[name].set_value(value)
        player.settle("lead")
        player.picture("lead")
        player.press(Qt.Key.Key_F9)
        player.wait(lambda: page.opened, "lead")
        self._step(player, page, Qt.Key.Key_F2, {"capacity": "yes", "words": "list_found"})
        notice = {"served": Served.IN_PERSON, "proof": "list_signed", "words": "list_notice"}
        self._step(player, page, Qt.Key.Key_F3, notice, "notice")
        self._step(player, page, Qt.Key.Key_F4, {"words": "list_opinion"}, "opinion")
        player.press(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
        player.wait(page.asking.form.isVisible, "ask")
        page.asking.form.station.set_value(THERE)
        page.asking.form.words.set_value(self._say(player, "list_why"))
        player.settle("ask")
        player.picture("ask")
        player.press(Qt.Key.Key_F9)
        player.wait(page.asking.form.isHidden, "ask")
        self._met(player)

    def _step(
        self, player: Player, page: BlacklistPage, key: Qt.Key, fields: dict[str, str],
        picture: str = "",
    ) -> None:  # fmt: skip
        """One step by its key; words that have a sentence of the demonstration are that."""
        player.press(key)
        player.wait(page.form.isVisible, picture or "step")
        for name, value in fields.items():
            text = self._say(player, value) if value.startswith("list_") else value
            page.form.fields[name].set_value(text)
        player.settle(picture or "step")
        if picture:
            player.picture(picture)
        player.press(Qt.Key.Key_F9)
        player.wait(page.form.isHidden, picture or "step")
        player.settle("step")

    # The second one

    def approve(self, player: Player) -> None:
        """F12: the one case, and nothing else of the file."""
        player.window.go("blacklist")
        page = player.page("blacklist", BlacklistPage)
        self._met(player)
        player.wait(page.reviewing.card.isVisible, "asked")
        player.press(Qt.Key.Key_F12)
        form = page.reviewing.form
        player.wait(form.isVisible, "review")
        form.answer.set_value("yes")
        form.words.set_value(self._say(player, "list_approved"))
        player.settle("review")
        player.picture("approval-elsewhere")
        player.press(Qt.Key.Key_F9)
        player.wait(form.isHidden, "review")
        self._met(player)

    # The third one

    def hit(self, player: Player) -> None:
        """The same human comes to another door; the officer says that it is them."""
        self._met(player)
        player.window.go("intake")
        page = player.page("intake", IntakePage)
        for name, value in PERSON.items():
            page.form.fields[name].set_value(value)
        for key in CHECKS:
            page.form.fields[f"check_{key}"].set_value("no")
        page.looking.search()
        player.wait(lambda: page.candidates.cards, "candidates")
        player.settle("candidates")
        page.candidates.judge(page.candidates.found[0].person, Sameness.SAME)
        player.wait(page.on_list.card.isVisible, "hit")
        player.settle("hit")
        player.press(Qt.Key.Key_F8)
        player.settle("hit")
        player.picture("hit-at-a-third")

    def revoke(self, first: Player, third: Player, centre: Centre) -> None:
        """The third station is offline; the person objects, the seller corrects its record."""
        self._met(first)
        centre.stop()
        for player in (first, third):
            player.wait(lambda p=player: not is_well(p), "away")  # type: ignore[misc]
        turn_to(first)
        first.window.go("blacklist")
        page = first.page("blacklist", BlacklistPage)
        first.settle("list")
        first.press(Qt.Key.Key_Return, on=page.table)
        first.wait(lambda: page.opened, "list")
        self._step(first, page, Qt.Key.Key_F2, {"words": "list_objected"})
        self._stands(first, page, State.SUSPENDED)
        first.picture("objection")
        self._step(first, page, Qt.Key.Key_F7, {"words": "list_revoked"})
        self._stands(first, page, State.REVOKED)
        turn_to(third)
        third.settle("offline")
        third.picture("third-offline")
        centre.start()
        self._met(first)
        turn_to(first)
        first.picture("revoked")
        self._met(third)
        turn_to(third)
        card = third.page("intake", IntakePage).on_list.card
        third.wait(lambda: not card.isVisible(), "reached")
        third.settle("reached")
        third.picture("third-reached")

    def _stands(self, player: Player, page: BlacklistPage, state: State) -> None:
        today = local(clock.now()).date()
        player.wait(
            lambda: page.opened and page.opened.seen.course.state(today) is state, str(state)
        )
        player.settle(str(state))

    def _met(self, player: Player) -> None:
        rounds = player.window.desk.rounds
        if rounds is None:
            raise Refused("demo.step_failed", step="line")
        begun, left = clock.now(), [1]

        def done() -> bool:
            if not player.jobs.waiting:
                player.jobs.desk(player.shell, line.how_many_wait, lambda n: left.__setitem__(0, n))
            last = rounds.stands.last
            return left[0] == 0 and is_well(player) and last is not None and last > begun

        rounds.now()
        player.wait(done, "meet")
        player.settle("meet")

    def _say(self, player: Player, key: str) -> str:
        return say(f"demo.{key}", player.settings.lang)

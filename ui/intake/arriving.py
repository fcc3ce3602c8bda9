"""The arrival in hand: its ids, its time, and everything that stands on the page about it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app import clock
from app.clock import local
from app.desk import admission
from app.domain.face import Basis
from app.domain.ids import PersonId, VisitId, new_id
from ui.blacklist.listed_card import ListedCard
from ui.intake.candidates import CandidatesCard
from ui.intake.card import CardOnForm
from ui.intake.draft import FromCard, Unfinished
from ui.intake.form import IntakeForm
from ui.intake.photo import ConsentCard, PhotoCard
from ui.intake.shots import Shots


def _visit() -> VisitId:
    return VisitId(new_id())


def _person() -> PersonId:
    return PersonId(new_id())


@dataclass(slots=True, kw_only=True)
class Arriving:
    """Who is being registered now, read from the widgets and put back into them."""

    form: IntakeForm
    photo: PhotoCard
    consent: ConsentCard
    candidates: CandidatesCard
    shots: Shots
    card: CardOnForm
    listed: ListedCard
    visit: VisitId = field(default_factory=_visit)
    person: PersonId = field(default_factory=_person)
    arrived_at: datetime = field(default_factory=clock.now)
    urgent: tuple[str, ...] = ()
    """What was noted as urgent in the emergency that is being completed."""
    encounter: UUID | None = None
    """Where they were met in the street, if they came along from there."""
    saving: bool = False
    """On its way into the register: a draft of it would come too late."""

    def begin(self) -> None:
        """Somebody else, who arrives now; what stands on the page is not touched."""
        self.visit, self.person, self.arrived_at = _visit(), _person(), clock.now()

    def clear(self) -> None:
        """Empty fields, no photograph, no answer."""
        self.urgent, self.encounter = (), None
        self.shots.put(())
        self.shots.allow(False)
        self.form.show_all()
        # Before the fields: else each that is emptied is said to differ from the card.
        self.card.put(FromCard())
        self.form.fill({})
        self.consent.fill({})
        self.candidates.clear()
        self.listed.clear()
        self.photo.show_shots([])
        self.photo.told.say("")

    def put(self, unfinished: Unfinished) -> None:
        """Everything as it stood in a draft."""
        self.visit, self.person = VisitId(unfinished.visit), PersonId(unfinished.person)
        self.arrived_at = datetime.fromisoformat(unfinished.arrived_at)
        self.urgent, self.encounter = unfinished.urgent, unfinished.encounter
        self.form.fill(unfinished.fields)
        self.card.put(unfinished.card)
        self.consent.fill(unfinished.consent)
        self.shots.put(unfinished.photos)
        answers = {PersonId(UUID(p)): answer for p, answer in unfinished.answers.items()}
        self.candidates.restore(answers)
        self.listed.restore(unfinished.listed)
        self.shots.allow(self.ground()[0] is not None)

    def ground(self) -> tuple[Basis | None, str]:
        """On what a face may be compared, or the key of why not."""
        return admission.face_basis(self.arrival(), local(clock.now()).date())

    def unfinished(self) -> Unfinished:
        """For a draft."""
        return Unfinished(
            visit=self.visit,
            person=self.person,
            arrived_at=self.arrived_at.isoformat(),
            fields=self.form.raw(),
            consent=self.consent.raw(),
            photos=self.shots.photos,
            answers={str(j.other): j.answer for j in self.candidates.judged()},
            card=self.card.kept,
            urgent=self.urgent,
            listed=self.listed.raw(),
            encounter=self.encounter,
        )

    def arrival(self) -> admission.Arrival:
        """For the register; whatever is empty stays empty."""
        form = self.form
        return admission.Arrival(
            visit=self.visit,
            person=self.person,
            arrived_at=self.arrived_at,
            way=form.way(),
            brought_by=form.value("brought_by"),
            reason=form.value("reason"),
            found_at=form.value("found_at"),
            story=form.story(),
            checks=form.checks(),
            conditions=form.conditions(),
            detail=form.detail(),
            said=self.card.mark(form.said()),
            asked=self.consent.asked(),
            photos=self.shots.photos,
            items=form.items(),
            judged=self.candidates.judged(),
            basis=self.consent.ground(),
            scope=self.consent.how_far(),
            listed=self.listed.decided(),
            encounter=self.encounter,
        )

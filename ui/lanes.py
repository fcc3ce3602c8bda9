"""What follows a round: faces that may travel, the centre's roots, one picture."""

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app import clock
from app.domain.face_sharing import Mode
from ui.jobs import Jobs, Sorry

if TYPE_CHECKING:
    from app.store.ask import Reader
    from app.store.register import Register
    from app.sync.faces import Offer
    from app.sync.line import Line
    from app.wire.audit import Proof
    from app.wire.faces import FacesTaken

_AGAIN = 20.0
"""Seconds until the centre is asked again for pictures that it did not have."""
_ASKED = 64
"""So many pictures are asked for at once."""


class Then(Protocol):
    """Called at the end; `more` where there may be another picture."""

    def __call__(self, *, more: bool) -> None: ...


class Lanes(QObject):
    """One after the other, and a single picture at a time: records never wait for them."""

    def __init__(self, jobs: Jobs, then: Then, sorry: Sorry, owner: QObject) -> None:
        super().__init__(owner)
        self._jobs, self._then, self._sorry = jobs, then, sorry
        self._line: Line | None = None
        self._most = Mode.LOCAL
        self._in_vain: dict[str, float] = {}
        """Pictures that the centre did not have, and when it was asked."""

    def look(self, line: "Line", most: Mode) -> None:
        """Carry what is due; faces travel as far as `most` at most."""
        self._line, self._most = line, most
        self._look_for_faces()

    def _look_for_faces(self) -> None:
        """Templates that may travel go, those that may no longer are taken back."""
        most, at = self._most, clock.now()

        def look(reader: "Reader") -> "Offer | None":
            from app.sync.faces import gather

            return gather(reader, most, at)

        self._jobs.read(self, look, self._offer, self._sorry)

    def _offer(self, offer: "Offer | None") -> None:
        line = self._line
        if offer is None or line is None:
            self._look_for_roots()
            return
        from app.sync.faces import give, note

        def given(taken: "FacesTaken") -> None:
            self._jobs.desk(
                self,
                lambda register: note(register, offer, taken),
                lambda _: self._look_for_faces(),
                self._sorry,
            )

        self._jobs.centre(self, lambda: give(line, offer), given, self._sorry)

    def _look_for_roots(self) -> None:
        """Whether the centre's newest root covers this desk; looked into once an hour at most."""

        def look(reader: "Reader") -> int:
            from app.store import heard

            return heard.to_prove(reader)

        self._jobs.read(self, look, self._ask_proof, self._sorry)

    def _ask_proof(self, root: int) -> None:
        line = self._line
        if not root or line is None:
            self._look_for_pictures()
            return
        from app.sync.audit import ask_proof

        self._jobs.centre(
            self, lambda: ask_proof(line, root), partial(self._look_into, root), self._sorry
        )

    def _look_into(self, root: int, proof: "Proof | None") -> None:
        at = clock.now()
        self._jobs.desk(
            self,
            lambda register: register.look_into(root, proof, at),
            lambda _: self._look_for_pictures(),
            self._sorry,
        )

    def _look_for_pictures(self) -> None:
        tried, now = set(self._in_vain), monotonic()
        for name, since in list(self._in_vain.items()):
            if now - since > _AGAIN:
                del self._in_vain[name]

        def look(reader: "Reader") -> "tuple[list[str], bytes | None]":
            from app.store import pictures
            from app.sync.pictures import here

            if names := pictures.to_send(reader, 1):
                return names, here(reader, names[0]) or b""
            wanted = pictures.wanted(reader, _ASKED + len(tried))
            return [name for name in wanted if name not in tried][:_ASKED], None

        self._jobs.read(self, look, self._carry, self._sorry)

    def _carry(self, found: "tuple[list[str], bytes | None]") -> None:
        line, (names, data) = self._line, found
        if line is None or not names:
            self._then(more=False)
            return
        from app.sync.pictures import bring_one, carry

        if data is None:
            self._jobs.centre(
                self, lambda: bring_one(line, names), partial(self._brought, names), self._sorry
            )
        else:
            name, sent = names[0], data or None
            self._jobs.centre(
                self, lambda: carry(line, name, sent), partial(self._sent, name), self._sorry
            )

    def _brought(self, asked: list[str], found: "tuple[str, bytes | None]") -> None:
        _, data = found
        if data is None:
            self._in_vain.update(dict.fromkeys(asked, monotonic()))
            self._then(more=True)
            return
        whole, at = data, clock.now()
        self._jobs.desk(
            self, lambda r: r.keep_picture(whole, at), lambda _: self._then(more=True), self._sorry
        )

    def _sent(self, name: str, stands: str) -> None:
        if not stands:
            self._then(more=False)  # its record comes first, in a round
            return
        at = clock.now()

        def note(register: "Register") -> None:
            from app.store import pictures

            register.within(lambda c: pictures.note(c, [name], stands, at))

        self._jobs.desk(self, note, lambda _: self._then(more=True), self._sorry)

"""Which entry is being written on the workbench, and what saves it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import regions, traces
from app.desk.board import Evidence
from app.domain.errors import Refused, Unavailable
from app.domain.marks_alike import read_marks
from app.domain.person import Claim, Source
from app.domain.trace import Step, TraceEntry
from app.words.say import listed, say
from ui.page import Desk, Key, PageWidget, Telling
from ui.tracing.bench_question import Case, Idea
from ui.tracing.figure import Figure
from ui.tracing.note_form import BACK, NoteForm
from ui.tracing.sound_field import SoundField

if TYPE_CHECKING:
    from app.store.register import Register

STEP, ABOUT, WRONG = "step", "entry", "wrong"
Deed = Callable[["Register"], TraceEntry | Claim]


class Noting(QObject):
    """One form at a time; what stood in it is kept until it is saved or emptied."""

    turned = Signal()
    leaving = Signal()
    """The form is about to be left: what stands in it is to be kept now."""
    saved = Signal(object)
    """The id of what was written."""

    def __init__(self, desk: Desk, page: PageWidget, figure: Figure) -> None:
        super().__init__(page)
        self._desk, self._page, self._figure = desk, page, figure
        self.form = NoteForm(desk)
        self.case: Case | None = None
        self._entry: UUID | None = None
        self._is_wrong, self._heard = False, ""
        self.form.wanted.connect(self._save)
        self.form.shut.connect(self.close)
        self.form.heard.connect(self._listen)
        self.form.fields["sound"].changed.connect(lambda _value: self.turned.emit())
        for name in ("about", "value"):
            self.form.fields[name].changed.connect(lambda _value: self._light())

    @property
    def open(self) -> bool:
        """Whether something is filled in."""
        return not self.form.isHidden()

    def keys(self) -> list[Key]:
        """While it is open."""
        if not self.open:
            return []
        found = [Key(key="F9", words=self.tr("保存"), do=self.form.ask, primary=True, icon="check")]
        sound = self.form.fields["sound"]
        if isinstance(sound, SoundField) and not sound.isHidden():
            found.append(Key(key="F4", words=self.tr("录音"), do=sound.turn))
            found.append(Key(key="F7", words=self.tr("录音文件"), do=sound.ask))
            if sound.kept:
                found.append(Key(key="Shift+F4", words=self.tr("去掉录音"), do=sound.clear))
        return found

    def begin(
        self, step: Step, values: Mapping[str, str] | None = None,
        kept: Mapping[str, str] | None = None, about: UUID | None = None,
    ) -> None:  # fmt: skip
        """A new entry; `about`: the hypothesis that is judged, or the clue that points to a
        region."""
        self._entry, self._is_wrong, self._heard = about, False, ""
        self.form.open_for(step, values or {}, kept or {}, wrong=False)
        self._light()
        self.turned.emit()
        idea = next((one for one in self._entries() if one.id == about), None)
        if step is Step.RULED_OUT and idea:
            self.form.told.say(idea.value)
        if step is Step.REGION:
            self._tell_areas()
            self._listen(self.form.value("heard"))

    def correct_evidence(self, one: Evidence, kept: Mapping[str, str] | None = None) -> None:
        """F11 on the board."""
        values = {
            "about": one.about, "value": one.value, "words": one.words, "whom": one.whom,
            "source": one.source or "", "on": one.on.isoformat() if one.on else "",
        }  # fmt: skip
        self._correct(one.id, Step.CLUE, values, kept or {}, claim=one.is_claim)

    def correct_entry(self, one: TraceEntry, kept: Mapping[str, str] | None = None) -> None:
        """F11 on what was tried or done."""
        values = {
            "value": one.value, "words": one.words, "whom": one.whom,
            "on": one.on.isoformat() if one.on else "", **one.detail,
        }  # fmt: skip
        step = Step.RULED_OUT if one.step is Step.HELD else one.step
        self._correct(one.id, step, values, kept or {})

    def take_up(self, kept: Mapping[str, str]) -> None:
        """Open again what was left half-filled."""
        if not kept or self.open or self.case is None or kept.get(STEP) not in tuple(Step):
            return
        raw = {name: text for name, text in kept.items() if name not in (STEP, ABOUT, WRONG)}
        about = _uuid(kept.get(ABOUT, ""))
        if not kept.get(WRONG):
            self.begin(Step(kept[STEP]), None, raw, about)
            return
        for piece in self.case.board:
            if piece.id == about:
                self.correct_evidence(piece, raw)
        for entry in self._entries():
            if entry.id == about:
                self.correct_entry(entry, raw)

    def typed(self) -> dict[str, str]:
        """What stands in the open form, by which it is opened again."""
        raw = self.form.typed()
        if not raw:
            return {}
        about = {ABOUT: str(self._entry)} if self._entry else {}
        wrong = {WRONG: "yes"} if self._is_wrong else {}
        return {STEP: str(self.form.step), **about, **wrong, **raw}

    def close(self) -> None:
        """What was typed stays kept."""
        self.leaving.emit()
        self.form.hide()
        self._figure.show_typed(())
        self.turned.emit()

    def _entries(self) -> list[TraceEntry]:
        case = self.case
        if case is None:
            return []
        ideas = [x for one in case.ideas for x in _both(one)]
        return [*ideas, *(one.entry for one in case.log if one.entry)]

    def _correct(
        self, entry: UUID, step: Step, values: Mapping[str, str], kept: Mapping[str, str], *,
        claim: bool = False,
    ) -> None:  # fmt: skip
        self._entry, self._is_wrong, self._heard = entry, True, ""
        self.form.open_for(step, values, kept, wrong=True, claim=claim)
        self._light()
        self.turned.emit()

    def _light(self) -> None:
        """A mark that is typed lights up where it is."""
        about, text = self.form.value("about"), self.form.value("value")
        marks = read_marks([f"{text}疤"]) if about == "marks" and self.open else []
        self._figure.show_typed(marks)

    def _tell_areas(self) -> None:
        """Where people speak as was noted."""
        accent = self.case.accent if self.case else ""

        def come(found: list[tuple[str, float]]) -> None:
            if found and self.open and self.form.step is Step.REGION:
                names = listed((name for name, _ in found), self._desk.settings.lang)
                self.form.told.say(self.tr("口音“{0}”像：{1}").format(accent, names))

        if accent:
            self._desk.jobs.beside(self._page, lambda: regions.areas_of(accent), come, self._tell)

    def _listen(self, heard: str) -> None:
        """Beside the window: the villages take a second to read."""
        open_ = self.open and self.form.step is Step.REGION
        if self.case is None or not open_ or not heard.strip() or heard == self._heard:
            return
        self._heard = heard
        accent, lang = self.case.accent, self._desk.settings.lang

        def come(found: list[regions.Offered]) -> None:
            if self.open and self.form.value("heard") == heard:
                self.form.offer_places(tuple(found))
                if not found:
                    told = self.tr("没有听起来像的地方。请换一个写法，或者直接填地方。")
                    self.form.fields["offer"].warn(told, "ok")
                elif not self.form.value("words"):
                    key = "trace_why.accent" if accent else "trace_why.heard"
                    why = say(key, lang, heard=heard, accent=accent)
                    self.form.fields["words"].set_value(why)

        self.form.fields["offer"].warn("")
        self.form.fields["offer"].set_hint(self.tr("正在查，第一次要几秒…"))
        self._desk.jobs.beside(
            self._page, lambda: regions.sounds_like(heard, accent), come, self._tell
        )

    def _save(self) -> None:
        form, case = self.form, self.case
        on, read = form.day()
        if case is None or not read:
            return
        deed = self._deed(case.visit.id, on)
        if deed is None:
            return
        form.wait()
        self._desk.jobs.desk(self._page, deed, self._done, self._refused)

    def _deed(self, visit: UUID, on: object) -> Deed | None:
        form, by, at = self.form, self._desk.officer, clock.now()
        why, entry = form.value("reason"), self._entry
        if self._is_wrong and not form.fields["mode"].isHidden() and not form.value("mode"):
            form.warn("mode", self.tr("请选择。"))
            return None
        taken_back = form.value("mode") == BACK or form.fields["mode"].isHidden()
        if self._is_wrong and entry and taken_back:
            return partial(traces.take_back, wrong=entry, why=why, by=by, at=at)
        if form.step is Step.RULED_OUT and entry:
            if not form.value("verdict"):
                form.warn("verdict", self.tr("请选择。"))
                return None
            held = form.value("verdict") == "held"
            words = form.value("words")
            return partial(traces.judge, hypothesis=entry, words=words, held=held, by=by, at=at)
        return self._entry_deed(visit, on, why)

    def _entry_deed(self, visit: UUID, on: object, why: str) -> Deed:
        form, by, at = self.form, self._desk.officer, clock.now()
        settings, entry, wrong = self._desk.settings, self._entry, self._is_wrong
        most = traces.Most(minutes=settings.audio_minutes, megabytes=settings.audio_megabytes)
        sound = form.fields["sound"]
        kept = sound.kept if isinstance(sound, SoundField) and not sound.isHidden() else None
        source, place = form.value("source"), form.place()
        said = traces.Said(
            step=form.step, about=form.value("about"), value=form.value("value"),
            words=form.value("words"), whom=form.value("whom"), on=on,  # type: ignore[arg-type]
            source=Source(source) if source else None, detail=self._detail(place),
            refers=entry if not wrong else None,
        )  # fmt: skip

        def deed(register: "Register") -> TraceEntry | Claim:
            whole = said
            if kept:
                note = traces.Note(data=register.blobs.get(kept.name), file=kept.file)
                whole = traces.with_note(said, note)
            if wrong and entry:
                return traces.correct(register, entry, whole, why, by=by, at=at, most=most)
            return traces.add(register, visit, whole, by=by, at=at, most=most)

        return deed

    def _detail(self, place: regions.Offered | None) -> dict[str, str]:
        form = self.form
        accent = self.case.accent if self.case and form.value("heard") else ""
        return {
            "language": form.value("language"), "interpreter": form.value("interpreter"),
            "how": form.value("how"), "heard": form.value("heard"),
            "code": place.code if place else "", "accent": accent,
        }  # fmt: skip

    def _done(self, made: TraceEntry | Claim) -> None:
        self.form.hide()
        self._figure.show_typed(())
        self._desk.tell(Telling(words=self.tr("已记下。"), tone="ok"))
        self.turned.emit()
        self.saved.emit(made.id)

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(sorry.key, self._desk.sentence(sorry))

    def _tell(self, sorry: Refused | Unavailable) -> None:
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))


def _both(one: Idea) -> list[TraceEntry]:
    return [one.entry, one.verdict] if one.verdict else [one.entry]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None

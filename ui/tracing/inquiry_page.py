"""寻人登记: whoever looks for kin, whom they look for, and what is written down about it."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, family_photos, inquiries
from app.domain.errors import Refused, Unavailable
from app.domain.inquiry import Inquiry
from app.domain.inquiry_erasure import kept_until
from app.domain.staff import Right
from app.domain.today import day_of
from app.store.register import Register
from app.words.say import say
from ui.cards import SayLine, scrolling, sheet, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.pills import PillRow
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px
from ui.tracing.inquiry_card import TONES, InquiryCard
from ui.tracing.inquiry_erase import InquiryErasing
from ui.tracing.inquiry_forms import BackForm, InquiryForm, SmallForms, WroteForm
from ui.tracing.photo_form import PhotoForm
from ui.tracing.question import Inquiries, InquiryRow, inquiries_shown

SIDE = 560
_LEAST = 190
_FORM, _NEW, _PHOTO = "form", UUID(int=0), "photo"
Form = InquiryForm | WroteForm
_DEEDS = {"check": inquiries.check, "contact": inquiries.contact, "close": inquiries.close}


class InquiryPage(PageWidget):
    """A list to walk with the arrows; the inquiry chosen stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"inquiry_entry", "kin_match", "kin_told", "officer", "inquiry_photo"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Inquiries | None = None
        self._wanted: UUID | None = None
        self._seen: UUID | None = None
        self._about: UUID = _NEW
        lang = desk.settings.lang
        self.pills, self.told, self.none = PillRow(self.tr("只看")), SayLine(), words("", "label")
        title = self.tr("寻人登记")
        self.table: RowTable[InquiryRow] = RowTable(self._columns(lang), title, _LEAST)
        self.card, self.form = InquiryCard(desk.jobs, lang), InquiryForm(lang)
        self.small, self.erase = SmallForms(lang, self).by, InquiryErasing(desk)
        self.photo = PhotoForm(desk.jobs, desk.settings.camera, lang)
        self.small[_PHOTO] = self.photo
        self.half_filled = HalfFilled(desk, drafts.INQUIRY, self._typed, self)
        self._lay_out()
        self.pills.chosen.connect(lambda _value: self._show_rows())
        self.table.moved.connect(lambda _row: self._choose())
        self.table.opened.connect(lambda _row: self._edit())
        self.form.wanted.connect(self._save)
        self.form.shut.connect(self._close)
        for name, form in self.small.items():
            form.wanted.connect(partial(self._save_small, name))
            form.shut.connect(self._close)
        self.card.add.connect(lambda: self._begin(_PHOTO))
        self.card.back.connect(self._photo_back)
        self.erase.shut.connect(self._close)
        self.erase.gone.connect(self._erased)
        self.half_filled.loaded.connect(self._take_up)

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what may be done with the chosen one."""
        if not self.erase.isHidden():
            return [Key(key="F9", words=self.tr("删除"), do=self.erase.finish, primary=True)]
        if form := self._open_form():
            save = self.tr("保存")
            saves = Key(key="F9", words=save, do=form.ask, primary=True, icon="check")
            return [saves, *(self.photo.keys() if form is self.photo else ())]
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        if not self.desk.officer.may(Right.DECIDE):
            return found
        do = self._new
        found.append(Key(key="F2", words=self.tr("新登记"), do=do, icon="person_add", primary=True))
        found.append(Key(key="F8", words=self.tr("导入"), do=lambda: self.desk.go("pfif", None)))
        row = self.table.current()
        if row is None:
            return found
        if row.whole.is_open:
            found += [
                Key(key="F3", words=self.tr("补充"), do=self._edit),
                self._small_key("F6", self.tr("核实寻人者"), "check"),
                self._small_key("F7", self.tr("记录联系"), "contact"),
                self._small_key("F4", self.tr("结束"), "close"),
            ]
        elif self.desk.officer.may(Right.ERASE):
            found.append(Key(key="F4", words=self.tr("删除登记"), do=self._begin_erasing))
        found.append(self._small_key("Ctrl+F10", self.tr("更正"), "back"))
        found += self._photo_keys(row)
        if row.pairs:
            found.append(Key(key="F11", words=self.tr("比对"), do=self._to_pairs))
        return found

    def _photo_keys(self, row: InquiryRow) -> list[Key]:
        """Their buttons stand on the card, beside the pictures."""
        add, back = self.tr("家属照片"), self.tr("撤回照片")
        do = partial(self._begin, _PHOTO)
        found = [Key(key="Shift+F4", words=add, do=do, on_page=True)] if row.whole.is_open else []
        if row.photos:
            found.append(Key(key="Ctrl+F4", words=back, do=self._photo_back, on_page=True))
        return found

    def _small_key(self, key: str, told: str, name: str) -> Key:
        return Key(key=key, words=told, do=partial(self._begin, name))

    def arrive(self) -> None:
        """The cursor to the list; a form that is open keeps it."""
        if not self._open_form() and self.erase.isHidden():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.half_filled.start()
        self._load()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """The list, with an inquiry under the cursor."""
        self._wanted = subject
        if self.isVisible():
            self._load()

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        code, by = self.desk.station.code, self.desk.officer
        self.desk.jobs.read(
            self, lambda reader: inquiries_shown(reader, code, by), self._show, self._sorry
        )

    def _show(self, found: Inquiries) -> None:
        self.found = found
        open_ = [row for row in found.rows if row.whole.is_open]
        unchecked = [row for row in open_ if row.whole.check is None]
        over = [row for row in found.rows if self._is_over(row)]
        more = [("over", self.tr("可删除 {0}").format(len(over)))] if over else []
        self.pills.offer([
            ("open", self.tr("在找 {0}").format(len(open_))),
            ("unchecked", self.tr("未核实 {0}").format(len(unchecked))),
            ("all", self.tr("全部 {0}").format(len(found.rows))),
            *more,
        ])  # fmt: skip
        self._show_rows()

    def _passes(self, row: InquiryRow) -> bool:
        if self._wanted == row.whole.id:
            return True
        value = self.pills.value
        if value == "over":
            return self._is_over(row)
        if value == "unchecked":
            return row.whole.is_open and row.whole.check is None
        return value == "all" or row.whole.is_open

    def _is_over(self, row: InquiryRow) -> bool:
        """Whether a leader may erase it because its period is over."""
        until = kept_until(row.whole, self.desk.settings.keep_inquiry_days)
        may = self.desk.officer.may(Right.ERASE)
        return may and until is not None and until <= day_of(clock.now())

    def _show_rows(self) -> None:
        rows = [row for row in self.found.rows if self._passes(row)] if self.found else []
        self.table.show_rows(rows, keep=lambda row: row.whole.id)
        if self._wanted:
            at = next((n for n, row in enumerate(rows) if row.whole.id == self._wanted), None)
            if at is not None:
                self.table.selectRow(at)
            self._wanted = None
        self.none.setText(self.tr("还没有寻人登记。有人来找亲人，按 F2 登记，会自动与各站比对。"))
        self.none.setVisible(not rows)
        self._choose()

    def _choose(self) -> None:
        row = self.table.current()
        shown = None if self._open_form() or not self.erase.isHidden() else row
        self.card.show_inquiry(shown, self.found.names if self.found else {})
        self.card.offer(may=self.desk.officer.may(Right.DECIDE))
        self.keys_changed.emit()
        if row is not None and row.whole.id != self._seen and self.isVisible():
            self._look(row.whole.id)

    def _look(self, inquiry: UUID) -> None:
        """Whoever reads it is written down."""
        self._seen = inquiry
        by, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Inquiry:
            return inquiries.look(register, inquiry, by=by, at=at)

        self.desk.jobs.desk(self, deed, lambda _seen: None, self._sorry)

    def _new(self) -> None:
        self._open(_NEW, "text")
        self.form.begin(None, self._kept(_NEW, "text"))
        self._choose()

    def _edit(self) -> None:
        row = self.table.current()
        if row is None or not row.whole.is_open or not self.desk.officer.may(Right.DECIDE):
            return
        self._open(row.whole.id, "text")
        self.form.begin(row.whole, self._kept(row.whole.id, "text"))
        self._choose()

    def _begin(self, name: str) -> None:
        row = self.table.current()
        if row is None:
            return
        self._open(row.whole.id, name)
        form = self.small[name]
        form.begin_for(row.whole, day_of(clock.now()), self._kept(row.whole.id, name))
        form.told.say(f"{row.whole.inquirer.get('name', '')}　{row.whole.first.number}")
        self._choose()

    def _begin_erasing(self) -> None:
        if row := self.table.current():
            self._open(row.whole.id, "")
            self.erase.begin_for(row.whole)
            self.card.show_inquiry(None, {})
            self.keys_changed.emit()

    def _erased(self) -> None:
        self._close()
        self._load()

    def _open(self, about: UUID, _name: str) -> None:
        for form in (self.form, *self.small.values(), self.erase):
            form.hide()
        self._about = about

    def _open_form(self) -> Form | None:
        every: tuple[Form, ...] = (self.form, *self.small.values())
        return next((one for one in every if not one.isHidden()), None)

    def _close(self) -> None:
        """What stood there is kept until another form begins."""
        self.half_filled.keep()
        self._open(_NEW, "")
        self._choose()
        self.arrive()

    def _kept(self, about: UUID, name: str) -> dict[str, str]:
        kept = self.half_filled.of(about)
        return {k: v for k, v in kept.items() if k != _FORM} if kept.get(_FORM) == name else {}

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        form = self._open_form()
        if form is None:
            return None
        name = next((n for n, one in self.small.items() if one is form), "text")
        typed = form.typed()
        return self._about, ({_FORM: name, **typed} if typed else {})

    def _take_up(self) -> None:
        """A new inquiry that was left half-filled is open again."""
        if self._kept(_NEW, "text") and not self._open_form():
            self._new()

    def _save(self) -> None:
        about, by, at = self._about, self.desk.officer, clock.now()
        station, asking, form = self.desk.station, self.form.asking(), self.form
        form.save.setEnabled(False)

        def deed(register: Register) -> UUID:
            if about == _NEW:
                return inquiries.open_(register, asking, station, by=by, at=at).inquiry
            inquiries.say_who(register, about, asking.inquirer, by=by, at=at)
            inquiries.describe(register, about, asking.sought, asking.source, by=by, at=at)
            return about

        def sorry(why: Refused | Unavailable) -> None:
            field = str(why.facts.get("field", ""))
            form.refused(why.key, self.desk.sentence(why), field)

        told = self.tr("已保存，正在与各站的人比对，结果在寻亲（Alt+4）里。")
        self._do(deed, told, sorry)

    def _save_small(self, name: str) -> None:
        form = self.small[name]
        deed = self._deed_of(name, form)
        if deed is None:
            return
        form.wait()
        self._do(deed, self.tr("已登记。"), lambda why: form.refused(
            why.key, self.desk.sentence(why)
        ))  # fmt: skip

    def _deed_of(self, name: str, form: WroteForm) -> Callable[[Register], UUID] | None:
        """What was filled in as a deed; None after saying what cannot be read."""
        about, by, at = self._about, self.desk.officer, clock.now()
        if isinstance(form, PhotoForm):
            return self._photo_deed(form)
        if isinstance(form, BackForm):
            entry, why = form.entry(), form.value("words")
            if entry is None:
                return None
            return lambda register: inquiries.take_back(register, entry, why, by=by, at=at).inquiry
        said, wanted = form.said(), _DEEDS[name]
        if said is None:
            return None
        return lambda register: wanted(register, about, said, by=by, at=at).inquiry

    def _photo_deed(self, form: PhotoForm) -> Callable[[Register], UUID] | None:
        about, by, at = self._about, self.desk.officer, clock.now()
        agreed, shown = form.agreed(), form.shown
        if agreed is None:
            return None
        return lambda register: (
            family_photos.keep(register, about, agreed, shown, by=by, at=at).inquiry
        )

    def _photo_back(self) -> None:
        """One key, at any time: the family need give no reason."""
        row = self.table.current()
        if row is None or not row.photos or self._open_form():
            return
        inquiry, by, at = row.whole.id, self.desk.officer, clock.now()

        def deed(register: Register) -> UUID:
            back = family_photos.take_back
            return back(register, inquiry, inquiries.EMPTIED, by=by, at=at).inquiry

        told = self.tr("照片已删除，中心和本站其他电脑上的也一起删除；经过里留有这一条。")

        def done(_inquiry: UUID) -> None:
            self.desk.tell(Telling(words=told, tone="ok"))
            self._load()

        self.desk.jobs.desk(self, deed, done, self._sorry)

    def _do(
        self, deed: Callable[[Register], UUID], told: str,
        refused: Callable[[Refused | Unavailable], None],
    ) -> None:  # fmt: skip
        about = self._about

        def done(inquiry: UUID) -> None:
            self.half_filled.drop(about)
            self._open(_NEW, "")
            self.desk.tell(Telling(words=told, tone="ok"))
            self._wanted = inquiry
            self._load()
            self.arrive()

        self.desk.jobs.desk(self, deed, done, refused)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self.desk.sentence(sorry), "warn")

    def _to_pairs(self) -> None:
        row = self.table.current()
        if row and row.pairs:
            self.desk.go("kin", row.pairs[0].id)

    def _columns(self, lang: str) -> list[Column[InquiryRow]]:
        def checked(row: InquiryRow) -> Cell:
            result = row.whole.check.result if row.whole.check else ""
            text = say(f"inquiry_short.{result}", lang) if result else self.tr("未核实")
            return Cell(text=text, tone=TONES.get(result, "plain"))

        def became(row: InquiryRow) -> Cell:
            if not row.whole.is_open:
                return Cell(text=self.tr("已结束"))
            many = len(row.pairs) + len(row.told)
            text = self.tr("{0} 条").format(many) if many else self.tr("没有相符的")
            return Cell(text=text, tone="warn" if many else "plain")

        return [
            Column(title=self.tr("被寻找的人"), width=0, cell=lambda row: Cell(
                text=row.whole.value("name") or row.whole.value("aliases") or self.tr("姓名不详"),
                note=row.whole.value("home_place"), bold=True, ends=True)),
            Column(title=self.tr("寻人者"), width=150, cell=lambda row: Cell(
                text=row.whole.inquirer.get("name", ""),
                note=row.whole.inquirer.get("relation", ""))),
            Column(title=self.tr("核实"), width=120, cell=checked),
            Column(title=self.tr("比对"), width=104, cell=became),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setWordWrap(True)
        self.none.hide()
        for widget in (self.pills, self.told, self.none):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        right = scrolling(sheet(self.card, self.form, self.erase, *self.small.values()))
        right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)

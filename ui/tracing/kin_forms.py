"""The small forms beside a pair: verifying, the person's wish, confirming, telling, reunion."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject

from app.desk.kin import Said
from app.domain.ids import OfficerId
from app.domain.kin_match import KinStep, Pair
from app.words.kin import choices, step_in_words
from ui.fields import ChoiceField, ComboField, Field, NoteField, NumberField, TextField
from ui.people.lines import moment
from ui.today.small_form import SmallForm
from ui.tracing.several import SeveralField
from ui.vouchers.days import read_past_day

_BESIDE = {
    "kin.no_wish": "how", "kin.own_wish": "how", "kin.best_interest": "how",
    "kin.needs_asker": "whom", "kin.unknown_way": "how", "kin.needs_proof": "how",
    "kin.needs_words": "words", "kin.needs_second": "second", "kin.needs_contact": "whom",
    "kin.no_way": "how", "kin.needs_day": "on", "kin.not_yet": "on", "kin.no_money": "cost",
    "kin.not_to_undo": "which", "kin.too_long": "words",
}  # fmt: skip
Staff = tuple[tuple[str, str], ...]


class StepForm(SmallForm):
    """One step, whichever it is; F9 saves it."""

    def __init__(self, title: str, icon: str, fields: dict[str, Field], save: str) -> None:
        super().__init__(title, icon, fields, (save, "F9"), _BESIDE)
        self._today = date.min

    def begin_for(self, _pair: Pair, staff: Staff, today: date, kept: Mapping[str, str]) -> None:
        """Empty, or with what was typed before; a day is today unless it is typed over."""
        self._today = today
        if isinstance(second := self.fields.get("second"), ComboField):
            second.offer(staff)
        usual = {"on": today.isoformat()} if "on" in self.fields else {}
        self.begin(usual, kept, next(iter(self.fields)))

    def said(self, step: KinStep) -> Said | None:
        """What was typed; None after saying what cannot be read."""
        on = None
        if "on" in self.fields:
            on = read_past_day(self.value("on"), self._today)
            if on is None:
                self.warn("on", self.tr("看不懂这个日期，例：2026-11-24"))
                return None
        second = self._text("second")
        return Said(
            step=step,
            how=tuple(filter(None, self._text("how").split(","))),
            whom=self._text("whom"),
            second=OfficerId(UUID(second)) if second else None,
            on=on,
            cost=self._text("cost"),
            words=self._text("words"),
        )

    def _text(self, name: str) -> str:
        return self.value(name) if name in self.fields else ""


class EndForm(StepForm):
    """F7: they are not kin, nobody can tell, or it ended elsewhere."""

    def __init__(self, lang: str) -> None:
        ends = (KinStep.EXCLUDED, KinStep.CANNOT_TELL, KinStep.ELSEWHERE)
        fields: dict[str, Field] = {
            "step": ChoiceField(self.tr("结论"), [(one, step_in_words(one, lang)) for one in ends]),
            "words": NoteField(self.tr("理由")),
        }
        super().__init__(self.tr("排除或无法判断"), "history", fields, self.tr("保存"))

    def said(self, step: KinStep) -> Said | None:
        """By what was chosen."""
        chosen = self.value("step")
        if not chosen:
            self.warn("step", self.tr("请选择结论。"))
            return None
        return super().said(KinStep(chosen) if step else step)


class UndoForm(StepForm):
    """Ctrl+F10: which step was wrong; what followed from it counts no more either."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.which = ComboField(self.tr("撤销哪一步"), [])
        fields: dict[str, Field] = {"which": self.which, "words": TextField(self.tr("原因"))}
        super().__init__(self.tr("撤销"), "history", fields, self.tr("撤销"))

    def begin_for(self, pair: Pair, _staff: Staff, today: date, kept: Mapping[str, str]) -> None:
        """The last step is chosen: what came later goes first."""
        self._today = today
        steps = [one for one in reversed(pair.standing) if one.step is not KinStep.OFFERED]
        told = [
            (str(one.id), f"{step_in_words(one.step, self._lang)}　{moment(one.at)}")
            for one in steps
        ]
        self.which.offer(told)
        self.begin({"which": told[0][0] if told else ""}, kept, "words")

    def said(self, step: KinStep) -> Said | None:
        """Which one, and why."""
        which = self.value("which")
        if not which:
            self.warn("which", self.tr("请选择。"))
            return None
        return Said(step=step, undoes=UUID(which), words=self.value("words"))


class StepForms(QObject):
    """`by`: the form of each step; the end's writes one of three."""

    def __init__(self, lang: str, parent: QObject) -> None:
        super().__init__(parent)
        self.by: dict[KinStep, StepForm] = {
            KinStep.VERIFYING: StepForm(
                self.tr("开始核实"), "search",
                {"words": TextField(self.tr("怎样核实（可不填）"))}, self.tr("保存"),
            ),
            KinStep.WISH: StepForm(
                self.tr("本人意愿"), "person",
                {
                    "how": ChoiceField(self.tr("愿不愿意让寻人者知道"), choices("wish", lang)),
                    "whom": TextField(self.tr("谁问的、怎样问的")),
                    "words": NoteField(self.tr("本人的话、理由")),
                }, self.tr("保存"),
            ),
            KinStep.CONFIRMED: StepForm(
                self.tr("确认"), "check_circle",
                {
                    "how": SeveralField(self.tr("怎样核实的"), choices("verified_by", lang)),
                    "second": ComboField(self.tr("一起确认的另一位"), []),
                    "words": NoteField(self.tr("依据和经过")),
                }, self.tr("保存"),
            ),
            KinStep.TOLD: StepForm(
                self.tr("告知寻人者"), "volunteer_activism",
                {
                    "whom": TextField(self.tr("告诉了谁")),
                    "words": NoteField(self.tr("怎样说的")),
                }, self.tr("保存"),
            ),
            KinStep.REUNITED: StepForm(
                self.tr("登记团聚"), "group",
                {
                    "how": ComboField(self.tr("怎样团聚的"), choices("reunited", lang)),
                    "whom": TextField(self.tr("与谁")),
                    "on": NumberField(self.tr("日期")),
                    "cost": NumberField(self.tr("费用（元，可不填）")),
                    "words": NoteField(self.tr("经过")),
                }, self.tr("保存"),
            ),
            KinStep.EXCLUDED: EndForm(lang),
            KinStep.UNDONE: UndoForm(lang),
        }  # fmt: skip

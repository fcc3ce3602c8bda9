"""One entry of 寻亲记录: a form that shows only what belongs to the step."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal

from app import clock
from app.desk.regions import Offered
from app.domain.person import Source
from app.domain.today import day_of
from app.domain.trace import BOARD, HOW, Step
from app.words.say import say
from app.words.traces import about_in_words, how_in_words, step_in_words
from ui.fields import ChoiceField, ComboField, Field, NoteField, NumberField, TextField
from ui.page import Desk
from ui.today.small_form import SmallForm
from ui.tracing.sound_field import SoundField
from ui.vouchers.days import read_past_day

BACK, ANEW = "back", "anew"
_DIGITS = "1234567890ABCDEF"
_SHOWN: dict[Step, tuple[str, ...]] = {
    Step.CLUE: ("about", "value", "source", "whom", "on", "words", "sound"),
    Step.INTERVIEW: ("whom", "language", "interpreter", "on", "words", "sound"),
    Step.HYPOTHESIS: ("value", "words"),
    Step.RULED_OUT: ("verdict", "words"),
    Step.REGION: ("heard", "offer", "value", "words"),
    Step.CONTACT: ("whom", "how", "on", "words", "sound"),
}
_BESIDE = {
    "trace.no_about": "about", "trace.no_source": "source", "trace.needs_value": "value",
    "trace.needs_who": "value", "trace.needs_place": "value", "trace.needs_words": "words",
    "trace.needs_why": "words", "trace.needs_whom": "whom", "trace.not_yet": "on",
    "trace.needs_reason": "reason", "trace.not_audio": "sound", "trace.audio_long": "sound",
    "trace.audio_big": "sound", "trace.no_file": "sound", "claims.needs_value": "value",
    "claims.needs_reason": "reason", "trace.too_long": "words",
}  # fmt: skip


class NoteForm(SmallForm):
    """F9 saves, Esc goes back; a digit chooses what kind of clue it is."""

    heard = Signal(str)
    """Places that sound like this are wanted."""

    def __init__(self, desk: Desk) -> None:
        lang = desk.settings.lang
        self._lang = lang
        self.step = Step.CLUE
        self.offered: tuple[Offered, ...] = ()
        super().__init__(
            self.tr("寻亲记录"), "description", self._made(desk), (self.tr("保存"), "F9"), _BESIDE
        )
        self.sound = self.fields["sound"]
        if isinstance(heard := self.fields["heard"], TextField):
            heard.line.editingFinished.connect(lambda: self.heard.emit(heard.value()))
        self.fields["offer"].changed.connect(self._picked)
        self.fields["mode"].changed.connect(lambda _value: self._lay())
        self.shut.connect(self._hush)

    def open_for(
        self, step: Step, values: Mapping[str, str], kept: Mapping[str, str], *, wrong: bool,
        claim: bool = False,
    ) -> None:  # fmt: skip
        """`wrong`: something that was written is corrected or taken back; `claim`: it is a claim,
        whose kind and sound stay."""
        self.step, self._wrong, self._claim = step, wrong, claim
        self.fields["about"].setEnabled(not wrong)
        self.title.setText(step_in_words(step, self._lang))
        self._label()
        shown = self._names(kept.get("mode", values.get("mode", "")))
        self.show_only(set(shown))
        self.offer_places(())
        self.told.say("")
        first = next((n for n in shown if not values.get(n) and n != "mode"), shown[0])
        self.begin(values, kept, shown[0] if wrong else first)

    def offer_places(self, found: tuple[Offered, ...]) -> None:
        """Those that sound like what was heard; none is chosen."""
        self.offered = found
        if isinstance(field := self.fields["offer"], ComboField):
            field.offer([(str(n), one.shown) for n, one in enumerate(found)])
            told = self.tr("{0} 个，按 ↓ 选").format(len(found)) if found else ""
            field.set_hint(told)

    def place(self) -> Offered | None:
        """The one that was picked and not written over."""
        at = self.fields["offer"].value()
        one = self.offered[int(at)] if at.isdecimal() and int(at) < len(self.offered) else None
        return one if one and one.shown == self.value("value") else None

    def day(self) -> tuple[date | None, bool]:
        """When it was said, and whether that can be read; none is none."""
        typed = self.value("on")
        if not typed:
            return None, True
        read = read_past_day(typed, day_of(clock.now()))
        if read is None:
            self.warn("on", self.tr("看不懂日期，请写成 11-24 或 2026-11-24。"))
        return read, read is not None

    def _names(self, mode: str) -> tuple[str, ...]:
        if not self._wrong:
            return _SHOWN[self.step]
        if mode == BACK or self.step is Step.RULED_OUT:
            return ("mode", "reason") if self.step is not Step.RULED_OUT else ("reason",)
        names = _SHOWN[self.step]
        if self._claim:
            names = tuple(name for name in names if name not in ("sound", "about"))
        return ("mode", *names, "reason")

    def _lay(self) -> None:
        if not self.isHidden():
            self.show_only(set(self._names(self.fields["mode"].value())))

    def _label(self) -> None:
        words = {
            Step.CLUE: (self.tr("内容"), self.tr("原话、情景（可空）"), self.tr("谁说的（可空）")),
            Step.INTERVIEW: ("", self.tr("谈了什么"), self.tr("谁来谈（可空）")),
            Step.HYPOTHESIS: (self.tr("可能是谁、从哪里来"), self.tr("理由"), ""),
            Step.RULED_OUT: ("", self.tr("理由"), ""),
            Step.REGION: (self.tr("缩小到哪里"), self.tr("理由"), ""),
            Step.CONTACT: ("", self.tr("说了什么"), self.tr("跟谁（单位和姓名）")),
        }
        for name, text in zip(("value", "words", "whom"), words[self.step], strict=True):
            self.fields[name].set_label(text)

    def _picked(self, at: str) -> None:
        if at.isdecimal() and int(at) < len(self.offered):
            self.fields["value"].set_value(self.offered[int(at)].shown)

    def _hush(self) -> None:
        if isinstance(self.sound, SoundField):
            self.sound.hush()

    def _made(self, desk: Desk) -> dict[str, Field]:
        lang = self._lang
        kinds = [
            (about, f"{digit} {about_in_words(about, lang)}")
            for digit, about in zip(_DIGITS, BOARD, strict=True)
        ]
        sources = [
            (source.value, f"{n} {say(f'source.{source}', lang)}")
            for n, source in enumerate(_SOURCES, start=1)
        ]
        hows = [(how, f"{n} {how_in_words(how, lang)}") for n, how in enumerate(HOW, start=1)]
        verdicts = [("out", self.tr("1 排除")), ("held", self.tr("2 成立"))]
        modes = [(ANEW, self.tr("1 改写")), (BACK, self.tr("2 撤回"))]
        limits = self.tr("最长 {0} 分钟").format(desk.settings.audio_minutes)
        return {
            "mode": ChoiceField(self.tr("怎样更正"), modes),
            "reason": TextField(self.tr("更正理由"), longest=200),
            "about": ComboField(self.tr("种类"), kinds, self.tr("按数字或字母")),
            "verdict": ChoiceField(self.tr("结论"), verdicts),
            "heard": TextField(self.tr("听到的地名"), self.tr("汉字或拼音")),
            "offer": ComboField(self.tr("听起来像"), []),
            "value": TextField(self.tr("内容"), longest=300),
            "source": ComboField(self.tr("来源"), sources, self.tr("按数字")),
            "whom": TextField(self.tr("谁说的（可空）"), longest=100),
            "how": ComboField(self.tr("方式"), hows, self.tr("按数字")),
            "language": TextField(self.tr("说什么话（可空）"), longest=60),
            "interpreter": TextField(self.tr("谁翻译（可空）"), longest=60),
            "on": NumberField(self.tr("哪天（可空）"), "11-24"),
            "words": NoteField(self.tr("原话、情景（可空）"), "", lines=2),
            "sound": SoundField(desk, self.tr("录音（可空）"), limits),
        }


_SOURCES = (
    *(Source.SAID, Source.OFFICER, Source.KIN, Source.POLICE, Source.HOSPITAL, Source.STATION),
    Source.OTHER,
)

"""Microphone and loudspeaker of this computer. Qt's part for sounds is read only when somebody
wants it: where the system lacks libpulse it cannot be read at all, and that is said calmly."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, QUrl, Signal

from app.domain.errors import Unavailable
from app.domain.sound_file import wav

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSource, QMediaPlayer

RATE = 16_000
"""Samples a second, of 16 bits: enough for speech, 1.9 MB a minute."""
_A_SECOND = RATE * 2


class Microphone(QObject):
    """Records into memory; what is there when it stops is a WAV."""

    ticked = Signal(int)
    """So many seconds are there."""
    full = Signal()
    """As long as an audio note may be: it stopped by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._into = QBuffer(self)
        self._most = 0
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self._tick)

    @property
    def runs(self) -> bool:
        """Whether it records now."""
        return self._source is not None

    def start(self, most_seconds: int) -> None:
        """Unavailable "trace.no_microphone" where there is none that works."""
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices
        except ImportError:
            raise Unavailable("trace.no_microphone") from None
        device, wanted = QMediaDevices.defaultAudioInput(), QAudioFormat()
        wanted.setSampleRate(RATE)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if device.isNull() or not device.isFormatSupported(wanted):
            raise Unavailable("trace.no_microphone")
        self._into.setData(QByteArray())
        self._into.open(QIODevice.OpenModeFlag.WriteOnly)
        self._most, self._source = most_seconds * _A_SECOND, QAudioSource(device, wanted, self)
        self._source.start(self._into)
        self._clock.start()

    def stop(self) -> bytes:
        """What was recorded, as a WAV; nothing where it did not run."""
        if self._source is None:
            return b""
        self._clock.stop()
        self._source.stop()
        self._source.deleteLater()
        self._source = None
        self._into.close()
        samples = bytes(self._into.data().data())
        return wav(samples[: len(samples) // 2 * 2], RATE) if samples else b""

    def _tick(self) -> None:
        size = self._into.size()
        self.ticked.emit(size // _A_SECOND)
        if size >= self._most:
            self.full.emit()


class Player(QObject):
    """Plays a sound out of memory: nothing of it is written to the disk."""

    turned = Signal()
    """It began or ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._from = QBuffer(self)

    @property
    def runs(self) -> bool:
        """Whether something is heard."""
        return self._player is not None and self._player.isPlaying()

    def play(self, data: bytes) -> None:
        """What the register has read as a sound before. Unavailable "trace.no_player"."""
        self.stop()
        if self._player is None:
            self._player = self._made()
        self._from.setData(QByteArray(data))
        self._from.open(QIODevice.OpenModeFlag.ReadOnly)
        self._player.setSourceDevice(self._from)
        self._player.play()

    def stop(self) -> None:
        """Nothing is heard any more."""
        if self._player is not None:
            self._player.stop()
            self._player.setSource(QUrl())
        self._from.close()

    def _made(self) -> "QMediaPlayer":
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
        except ImportError:
            raise Unavailable("trace.no_player") from None
        if QMediaDevices.defaultAudioOutput().isNull():
            raise Unavailable("trace.no_player")
        player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        player.playingChanged.connect(lambda _plays: self.turned.emit())
        return player

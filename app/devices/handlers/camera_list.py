"""Which cameras are plugged in: as Linux lists them, elsewhere by trying the first few."""

from pathlib import Path

from app.devices.camera import PluggedIn
from app.devices.handlers.camera_opencv import OpenCvCamera
from app.domain.errors import Unavailable

FEW = 4


def listed(devices: Path) -> list[PluggedIn]:
    """By number. One camera may have several entries; only the first gives pictures."""
    if not devices.is_dir():
        return []
    there = [d for d in devices.iterdir() if d.name.removeprefix("video").isdecimal()]
    found = [
        PluggedIn(spec=device.name.removeprefix("video"), name=_line(device / "name"))
        for device in there
        if _line(device / "index") in {"", "0"}
    ]
    return sorted(found, key=lambda camera: int(camera.spec))


def tried() -> list[PluggedIn]:
    """Those that open; the system tells no name."""
    return [PluggedIn(spec=str(n), name="") for n in range(FEW) if _opens(OpenCvCamera(n))]


def _opens(camera: OpenCvCamera) -> bool:
    try:
        camera.open()
    except Unavailable:
        return False
    camera.close()
    return True


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""

"""./guitu sets up once, repairs what is half made, waits for itself, and runs from anywhere."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="guitu is a POSIX shell script")

# Stands for the host's Python: notes what it is asked, and makes a .venv of itself.
PYTHON = """#!/bin/sh
printf '%s\\n' "$*" >>"$NOTES"
case "$*" in
    "-c import ensurepip") exit ${NO_ENSUREPIP:-0} ;;
    *"-m venv"*)
        for folder in "$@"; do :; done
        mkdir -p "$folder/bin"
        cp "$0" "$folder/bin/python" ;;
    *"-m pip"*install*) exit ${NO_NETWORK:-0} ;;
    "-P -m app"*) printf 'PYTHONPATH=%s\\n' "$PYTHONPATH" ;;
esac
"""


class Clone:
    """A bare clone in a folder with a space in its name, on a computer of small programs."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "gui tu"
        self.home.mkdir()
        self.notes = folder / "notes"
        self.programs = folder / "bin"
        self.programs.mkdir()
        shutil.copy(ROOT / "guitu", self.home)
        (self.home / "requirements.lock").write_text("segno==1.6.6\n")
        self.program("python3", PYTHON)
        self.program("ldconfig", "#!/bin/sh\nexit 1\n")

    def program(self, name: str, text: str) -> None:
        file = self.programs / name
        file.write_text(text)
        file.chmod(0o755)

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        self.notes.touch()
        return subprocess.Popen(  # noqa: S603 - our own script
            ["/bin/sh", str(self.home / "guitu"), *arguments],
            cwd="/",
            env={"PATH": f"{self.programs}:/usr/bin:/bin", "NOTES": str(self.notes), **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **more: str) -> tuple[int, str, str]:
        started = self.start(*arguments, **more)
        out, err = started.communicate(timeout=30)
        return started.returncode, out, err

    def asked(self, what: str) -> int:
        return self.notes.read_text().count(what)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_the_first_run_sets_up_and_the_second_only_runs(clone: Clone) -> None:
    first, second = clone.run("desk", "a b"), clone.run("desk", "a b")
    assert first[:2] == second[:2] == (0, f"PYTHONPATH={clone.home}\n")
    assert "正在准备运行环境" in first[2]
    assert not second[2]
    assert clone.asked("-m venv") == 1
    assert clone.asked("--require-hashes") == 1
    assert clone.asked("-P -m app desk a b") == 2


def test_a_changed_lock_is_installed_into_the_same_environment(clone: Clone) -> None:
    clone.run()
    (clone.home / "requirements.lock").write_text("segno==1.6.7\n")
    clone.run()
    assert (clone.asked("-m venv"), clone.asked("--require-hashes")) == (1, 2)


def test_a_half_made_environment_is_made_again(clone: Clone) -> None:
    (clone.home / ".venv/bin").mkdir(parents=True)
    (clone.home / ".venv/left behind").touch()
    clone.run()
    assert not (clone.home / ".venv/left behind").exists()
    assert clone.asked("-P -m app") == 1


def test_an_environment_whose_python_is_gone_is_made_again(clone: Clone) -> None:
    clone.run()
    (clone.home / ".venv/bin/python").unlink()
    assert clone.run()[0] == 0
    assert clone.asked("-m venv") == 2


def test_without_a_network_it_says_so_and_tries_again_next_time(clone: Clone) -> None:
    code, _, told = clone.run(NO_NETWORK="1")
    assert code == 1
    assert "请检查网络" in told
    assert clone.asked("-P -m app") == 0
    assert clone.run()[0] == 0


def test_without_ensurepip_the_environment_is_made_without_pip(clone: Clone) -> None:
    assert clone.run(NO_ENSUREPIP="1")[0] == 0
    assert clone.asked("-m venv --without-pip") == 1


def test_two_at_once_set_up_once(clone: Clone) -> None:
    both = [clone.start(), clone.start()]
    assert [one.communicate(timeout=30)[0] for one in both] == [f"PYTHONPATH={clone.home}\n"] * 2
    assert clone.asked("--require-hashes") == 1


def test_a_link_to_it_works(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(clone.home / "guitu")
    code = subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", str(tmp_path / "link")],
        env={"PATH": f"{clone.programs}:/usr/bin:/bin", "NOTES": str(clone.notes)},
        capture_output=True,
        check=False,
    ).returncode
    assert code == 0
    assert (clone.home / ".venv/guitu.stamp").is_file()


def test_missing_libraries_are_named_in_one_line_for_whoever_may_install(clone: Clone) -> None:
    clone.program("ldconfig", "#!/bin/sh\necho 'libGL.so.1 (libc6) => /lib/libGL.so.1'\n")
    clone.program("id", "#!/bin/sh\necho 1000\n")
    clone.program("sudo", "#!/bin/sh\nexit 1\n")
    code, _, told = clone.run()
    line = told.split("\n")[1].split()
    assert code == 1
    assert line[:3] == ["sudo", "apt-get", "install"]
    assert "libegl1" in line
    assert "libgl1" not in line
    assert not [name for name in line if name.startswith("libxcb")]


def test_on_a_screen_the_windows_libraries_are_wanted_too(clone: Clone) -> None:
    clone.program("ldconfig", "#!/bin/sh\necho nothing\n")
    clone.program("id", "#!/bin/sh\necho 1000\n")
    clone.program("sudo", "#!/bin/sh\nexit 1\n")
    assert "libxcb-cursor0" in clone.run(DISPLAY=":0")[2]


def test_as_root_missing_libraries_are_installed(clone: Clone) -> None:
    clone.program("ldconfig", "#!/bin/sh\necho nothing\n")
    clone.program("id", "#!/bin/sh\necho 0\n")
    clone.program("apt-get", '#!/bin/sh\nprintf "apt %s\\n" "$*" >>"$NOTES"\n')
    assert clone.run()[0] == 0
    assert clone.asked("install --no-install-recommends libglib2.0-0 libegl1") == 1


def test_the_stamp_names_the_lock_and_the_interpreter(clone: Clone) -> None:
    clone.run()
    lock = hashlib.sha256((clone.home / "requirements.lock").read_bytes()).hexdigest()
    stamp = (clone.home / ".venv/guitu.stamp").read_text()
    assert stamp == f"{lock} {(clone.home / '.venv/bin/python').resolve()}"


def test_the_lock_names_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = [line for line in lock.split("\n") if line[:1].isalnum()]
    assert packages
    assert all(line.endswith("\\") for line in packages)


def test_the_windows_door_has_windows_line_ends() -> None:
    text = (ROOT / "guitu.cmd").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n") > 20

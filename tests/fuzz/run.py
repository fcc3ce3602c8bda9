"""One target under atheris: `python -m tests.fuzz.run TARGET SECONDS SEED FOLDER`.

How often it was tried stands in FOLDER/count.json.
"""

import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["app.wire", "app.store", "app.paper", "app.devices"]):
    from tests.fuzz import targets


def main(name: str, seconds: str, seed: str, folder: str) -> None:
    """Runs until the time is over; what made it fail lies in FOLDER as `crash-…`."""
    work = Path(folder)
    (work / "desk").mkdir()
    target = targets.make(work / "desk")[name]
    begin = work / "corpus"
    begin.mkdir()
    for number, one in enumerate(target.corpus):
        (begin / str(number)).write_bytes(one)
    tried = [0]
    ends = time.monotonic() + float(seconds)

    def once(data: bytes) -> None:
        target.read(data)
        tried[0] += 1
        if tried[0] % 100 == 0 or time.monotonic() > ends:
            (work / "count.json").write_text(str(tried[0]))

    words = ["-print_final_stats=0", f"-max_total_time={seconds}", f"-seed={seed}"]
    words += [f"-artifact_prefix={work}/", "-timeout=20", "-rss_limit_mb=2048", "-verbosity=0"]
    atheris.Setup(["fuzz", str(begin), *words], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""`./guitu papers`: samples of every form, a preview with other texts, and what is wrong with
texts that a province wrote."""

import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.domain.errors import Refused, Unavailable
from app.paper import forms
from app.words.say import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line said; the first that is not empty is done. `texts` is a province's
    folder; if not said it is that of the data folder, `own`."""

    samples: str = ""
    preview: str = ""
    check: str | None = None
    keys: str = ""
    texts: str = ""
    out: str = ""
    own: Path
    lang: str = "zh"
    as_json: bool = False


def run(asked: Asked) -> int:
    """0 done; 1 where texts need mending or a form is not there."""
    folder = Path(asked.texts) if asked.texts else asked.own / forms.OWN
    forms.use_own(folder if folder.is_dir() else None)
    try:
        if asked.samples:
            return _samples(asked, Path(asked.samples))
        if asked.preview:
            return _preview(asked, folder)
        if asked.check is not None:
            return _check(asked, Path(asked.check) if asked.check else folder)
        if asked.keys:
            return _keys(asked)
    finally:
        forms.use_own(None)
    raise Refused("forms.what")


def _samples(asked: Asked, folder: Path) -> int:
    from app.paper.registry import missing
    from app.paper.sample_files import files

    many = 0
    for name, pdf in files(asked.lang):
        _write(folder / name, pdf)
        many += 1
    lacking = missing()
    if asked.as_json:
        _json({"samples": many, "folder": str(folder), "missing": lacking})
        return 1 if lacking else 0
    _say(say("forms.written", asked.lang, many=many, folder=folder))
    if lacking:
        _say(say("forms.lacking", asked.lang, numbers=", ".join(map(str, lacking))))
    return 1 if lacking else 0


def _preview(asked: Asked, folder: Path) -> int:
    from app.paper.registry import found
    from app.paper.samples.sample import Size

    one = found(asked.preview)
    if not asked.out:
        raise Refused("forms.needs_out")
    if asked.texts and not folder.is_dir():
        raise Refused("forms.no_folder", folder=folder)
    _write(Path(asked.out), one.sample(Size.USUAL, asked.lang))
    _say(say("forms.previewed", asked.lang, file=asked.out))
    return _check(asked, folder) if folder.is_dir() else 0


def _check(asked: Asked, folder: Path) -> int:
    from app.paper.own import check
    from app.paper.own_told import told

    slips = check(folder)
    lines = [told(one, folder, asked.lang) for one in slips]
    if asked.as_json:
        rows = zip(slips, lines, strict=True)
        _json([{"file": str(x.file), "line": x.line, "key": x.key, "why": x.why, "told": line}
               for x, line in rows])  # fmt: skip
    elif not slips:
        _say(say("forms.well", asked.lang))
    else:
        _say(say("forms.slips", asked.lang, many=len(slips)))
        for line in lines:
            _say(f"  {line}")
    return 1 if slips else 0


def _keys(asked: Asked) -> int:
    """A file to begin with: every text, ready to be changed, and what holds for it."""
    from app.paper.registry import found
    from app.paper.texts import texts_of

    common = asked.keys == "common"
    name = "common" if common else found(asked.keys).text
    shipped = forms.shipped_common if common else lambda lang: forms.shipped_form(name, lang)
    for key, text in texts_of(name, shipped(asked.lang), asked.lang).items():
        table, _, last = key.rpartition(".")
        path = ".".join(_quoted(part) for part in (*table.split("."), last) if part)
        if text.locked:
            note = say("forms.key_locked", asked.lang)
        else:
            note = say("forms.key_most", asked.lang, most=text.most)
        if text.places:
            listed = " ".join(f"{{{one}}}" for one in sorted(text.places))
            note += f"; {say('forms.key_places', asked.lang, places=listed)}"
        _say(f"# {path} = {_string(text.text)}  # {note}")
    return 0


def _quoted(part: str) -> str:
    return part if part.isascii() and part.replace("_", "").isalnum() else _string(part)


def _string(text: str) -> str:
    """As TOML writes it; JSON's escapes are the same."""
    return msgspec.json.encode(text).decode()


def _write(file: Path, pdf: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf)
    except OSError as error:
        raise Unavailable("forms.unwritable", place=file) from error


def _json(answer: object) -> None:
    _say(msgspec.json.format(msgspec.json.encode(answer)).decode())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")

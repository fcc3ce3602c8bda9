"""The one command line: every command, its options, and where it is done."""

import os
import sys
from argparse import SUPPRESS, Namespace
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.broke import quietly
from app.domain.errors import Refused, Unavailable
from app.settings import Settings
from app.usage import CommandLine, language
from app.words.say import say, sentence

if TYPE_CHECKING:
    from app.faces.survey import Survey


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 could not, 2 not understood."""
    if list(arguments) == ["eyes"]:
        from app.eyes.process import main as see  # the desk's own camera and faces

        return see()
    if list(arguments)[:1] == ["voice"]:
        from ui.notices.speaking import main as speak  # notices read aloud

        return speak(list(arguments)[1:])
    if list(arguments) == ["keeper"]:
        from app.desk.apart import main as keep  # the desk's own backups

        return keep()
    lang = language(arguments, _usual_data())
    asked = parser(lang).parse_args(list(arguments))
    try:
        code = run(asked)
        sys.stdout.flush()
    except (Refused, Unavailable) as error:
        print(sentence(error, lang), file=sys.stderr)  # noqa: T201 - the terminal is the user
        return 1
    except BrokenPipeError:
        return _unheard()
    except KeyboardInterrupt:
        return 130
    return code


def _unheard() -> int:
    """Whoever reads (head, less) has heard enough: nothing more is said, not at the end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def run(asked: Namespace) -> int:
    """Do what was asked; only the command's own modules are imported."""
    command, _ = COMMANDS[asked.command]
    return command(asked)


def parser(lang: str) -> CommandLine:
    """All commands; the options that every command takes stand before or after its name."""
    line = CommandLine(lang, prog="guitu", description=say("command.guitu", lang))
    _common(line)
    commands = line.add_subparsers(
        title=say("usage.commands", lang), metavar=say("usage.command", lang), dest="command"
    )
    for name, (_, options) in COMMANDS.items():
        about = say(f"command.{name.replace('-', '_')}", lang)
        one = commands.add_parser(name, lang=lang, help=about, description=about)
        _common(one)
        options(one)
    line.set_defaults(command="desk", data=None, reader=None, camera=None, printer=None)
    line.set_defaults(lang_said=None, out=None, photos=None, people=None, play="")
    return line


def _common(line: CommandLine) -> None:
    for name, shape in (
        ("data", "DIR"),
        ("reader", "PORT|none"),
        ("camera", "INDEX|PATH|DIR|none"),
        ("printer", "NAME|file:DIR|none"),
    ):
        line.options.add_argument(
            f"--{name}", metavar=shape, default=SUPPRESS, help=say(f"option.{name}", line.lang)
        )
    line.options.add_argument(
        "--lang",
        dest="lang_said",
        choices=("zh", "en"),
        default=SUPPRESS,
        help=say("option.lang", line.lang),
    )


def _settings(asked: Namespace, usual: Callable[[], Path] | None = None) -> Settings:
    return settings.read(_data(asked, usual or _usual_data), _said(asked))


def _data(asked: Namespace, usual: Callable[[], Path]) -> Path:
    return Path(asked.data).absolute() if asked.data else usual()


def _said(asked: Namespace) -> dict[str, str | None]:
    said = {name: getattr(asked, name) for name in ("reader", "camera", "printer")}
    return said | {"lang": asked.lang_said}


def _usual_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("guitu", appauthor=False)


def _desk(asked: Namespace) -> int:
    from ui.main import open_desk

    # A slip in the settings is said in the window: the desk is there for emergencies all the same.
    chosen, sorry = settings.read_or_usual(_data(asked, _usual_data), _said(asked))
    return open_desk(chosen, sorry=sorry)


def _demo(asked: Namespace) -> int:
    from ui.demo.run import demo

    out = Path(asked.out or "out").absolute()
    # Never the usual folder: the sample station must not touch a real register.
    chosen = _settings(asked, usual=lambda: out / "data")
    photos = Path(asked.photos).absolute() if asked.photos else None
    return demo(chosen, photos=photos, people=asked.people, out=out, play=asked.play)


def _check(_asked: Namespace) -> int:
    from app.check import check

    return check()


def _act(asked: Namespace) -> int:
    from app.desk.act import run as act
    from app.lined import DEEDS

    return act(_settings(asked), Path(asked.file), DEEDS)


def _centre(asked: Namespace) -> int:
    from app.centre.command import Asked, pace_of
    from app.centre.command import run as centre

    if not asked.data:
        raise Refused("centre.needs_data")
    return centre(
        Asked(
            what=asked.what,
            data=Path(asked.data).absolute(),
            database=asked.database,
            host=asked.host,
            port=asked.port,
            names=tuple(asked.name),
            plain=asked.plain,
            station=asked.station,
            device=asked.device,
            roots_every=asked.roots_every,
            as_json=asked.json,
            lang=asked.lang_said or "zh",
            officer=asked.officer,
            role=asked.role,
            right=asked.right,
            numbers=asked.numbers,
            take=asked.take,
            days=asked.days,
            lease_days=asked.lease_days,
            mode=asked.mode,
            reach=asked.reach,
            basis=asked.basis,
            by=asked.by,
            out=asked.out,
            pace=pace_of(asked.snapshot_every, asked.keep_days),
        )
    )


def _audit(asked: Namespace) -> int:
    if asked.centre or asked.database or asked.what == "who":
        return _audit_centre(asked)
    from app.desk.audit import Asked
    from app.desk.audit import run as audit

    return audit(
        _settings(asked),
        Asked(what=asked.what, roots=asked.roots, out=asked.out or "", as_json=asked.json),
    )


def _audit_centre(asked: Namespace) -> int:
    from app.centre.audit import Asked
    from app.centre.audit import run as audit

    if not (asked.centre or asked.database):
        raise Refused("audit.needs_centre")
    return audit(
        Asked(
            what=asked.what,
            centre=Path(asked.centre).absolute() if asked.centre else None,
            database=asked.database,
            roots=asked.roots,
            out=asked.out or "",
            person=asked.person,
            officer=asked.officer,
            as_json=asked.json,
            lang=asked.lang_said or "zh",
        )
    )


def _export(asked: Namespace) -> int:
    from app.desk.export import run as export

    return export(_settings(asked), as_json=asked.json)


def _import(asked: Namespace) -> int:
    from app.taking_over import Asked
    from app.taking_over import run as take_over

    return take_over(
        Asked(
            settings=_settings(asked),
            file=Path(asked.file),
            columns=tuple(asked.column),
            dry_run=asked.dry_run,
            as_json=asked.json,
        )
    )


def _archive(asked: Namespace) -> int:
    from app.archiving import Asked
    from app.archiving import run as archive

    return archive(
        Asked(
            settings=_settings(asked),
            year=asked.year,
            out=Path(asked.out) if asked.out else None,
            purpose=asked.purpose,
            second=asked.with_sealed,
            verify=Path(asked.verify) if asked.verify else None,
            as_json=asked.json,
        )
    )


def _verify_voucher(asked: Namespace) -> int:
    from app.desk.verify_voucher import run as verify

    return verify(_settings(asked), asked.voucher, keys=asked.keys, as_json=asked.json)


def _doctor(asked: Namespace) -> int:
    from app.doctor.examine import run as examine

    return examine(_settings(asked), as_json=asked.json)


def _calibrate(asked: Namespace) -> int:
    from app.calibrating import Asked
    from app.calibrating import run as calibrate

    chosen = _settings(asked)
    return calibrate(
        Asked(
            photos=Path(asked.photos),
            engine=asked.engine or chosen.engine,
            groups=asked.groups,
            like=asked.like,
            gallery=asked.gallery,
            leave_out=asked.leave_out_suspects,
            out=Path(asked.out) if asked.out else None,
            report=asked.report,
            plot=asked.plot,
            as_json=asked.json,
            lang=chosen.lang,
        ),
        _plotted,
    )


def _plotted(found: "Survey", lang: str) -> bytes:
    from ui.calibration.plot import as_file

    return as_file(found, lang)


def _fairness(asked: Namespace) -> int:
    from app.fairness import Asked
    from app.fairness import run as fairness

    chosen = _settings(asked)
    out = Path(asked.out).absolute() if asked.out else None
    return fairness(
        Asked(people=asked.population, out=out, as_json=asked.json, settings=chosen), _pictured
    )


def _pictured(chosen: Settings, folder: Path, out: Path) -> None:
    from ui.demo.oversight import picture

    picture(chosen, folder, out)


def _faces(asked: Namespace) -> int:
    from app.desk.faces import run as faces

    return faces(_settings(asked), asked.what, as_json=asked.json)


def _backup(asked: Namespace) -> int:
    from app.desk.keeping import run_backup

    to = Path(asked.to).absolute() if asked.to else None
    return run_backup(_settings(asked), to=to, as_json=asked.json)


def _restore(asked: Namespace) -> int:
    from app.desk.keeping import run_restore

    if not asked.data:
        raise Refused("keeping.needs_data")
    rescued = Path(asked.rescued).absolute() if asked.rescued else None
    source = Path(asked.source).absolute()
    return run_restore(_settings(asked), source, rescued, as_json=asked.json)


def _rescue(asked: Namespace) -> int:
    from app.desk.keeping import run_rescue

    return run_rescue(_settings(asked), Path(asked.out).absolute(), as_json=asked.json)


def _papers(asked: Namespace) -> int:
    from app.form_papers import Asked
    from app.form_papers import run as papers

    return papers(
        Asked(
            samples=asked.samples,
            preview=asked.preview,
            check=asked.check,
            keys=asked.keys,
            texts=asked.texts,
            out=asked.out or "",
            own=_data(asked, _usual_data),
            lang=asked.lang_said or "zh",
            as_json=asked.json,
        )
    )


def _soak(asked: Namespace) -> int:
    from app.soak.run import Asked
    from app.soak.run import run as soak

    return soak(
        Asked(
            minutes=asked.minutes,
            seed=asked.seed,
            tries=asked.tries,
            kinds=tuple(asked.kind),
            entries=asked.entries,
            as_json=asked.json,
            lang=asked.lang_said or "zh",
        )
    )


def _bench(asked: Namespace) -> int:
    if asked.what in _OWN_BENCHES:
        return _own_bench(asked)
    from app.bench import stay, sync
    from app.bench.desk import PARTS
    from app.bench.desk import run as bench
    from app.bench.own import cache_of

    only = [key for key in asked.only.split(",") if key]
    goals = {"desk": PARTS, "sync": sync.PARTS, "stay": stay.PARTS}[asked.what]
    return bench(cache_of(asked), only, asked.runs, as_json=asked.json, goals=goals)


def _own_bench(asked: Namespace) -> int:
    """Benches that measure something other than a desk or a centre at work."""
    from app.bench import own

    return own.run(asked)


def _match(asked: Namespace) -> int:
    from app.matching import run as match

    lang = _settings(asked).lang
    return match(asked.people, asked.inquiries, asked.top, lang, as_json=asked.json)


def _pfif(asked: Namespace) -> int:
    from app.pfif_check import run as check_pfif

    return check_pfif(asked.check, _settings(asked).lang, as_json=asked.json)


def _names(asked: Namespace) -> int:
    from app.namesakes import run as namesakes

    one, other = asked.names
    lang = _settings(asked).lang
    return namesakes(one, other, asked.accent, lang, as_json=asked.json)


def _places(asked: Namespace) -> int:
    from app.gazetteer import Wanted
    from app.gazetteer import run as places

    wanted = Wanted(sounds_like=asked.sounds_like, near=asked.near, accent=asked.accent)
    return places(asked.names, _settings(asked).lang, as_json=asked.json, wanted=wanted)


def _no_options(_line: CommandLine) -> None:
    """A command that takes only what every command takes."""


def _demo_options(line: CommandLine) -> None:
    add = line.options.add_argument
    add("--photos", metavar="DIR", default=SUPPRESS, help=say("option.photos", line.lang))
    add("--people", metavar="N", type=int, default=SUPPRESS, help=say("option.people", line.lang))
    plays = {"two": "two", "list": "list", "stays": "four_stays", "tracing": "one_tracing"}
    for play, told in plays.items():
        about = say(f"option.{told}", line.lang)
        add(
            f"--{play}", dest="play", action="store_const", const=play, default=SUPPRESS, help=about
        )
    add("--out", metavar="DIR", default=SUPPRESS, help=say("option.out", line.lang))


def _act_options(line: CommandLine) -> None:
    line.options.add_argument("file", metavar="FILE.jsonl", help=say("option.deeds", line.lang))


def _json_option(line: CommandLine) -> None:
    line.options.add_argument("--json", action="store_true", help=say("option.json", line.lang))


def _import_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("file", metavar="FILE", help=say("option.old_register", lang))
    column = say("option.old_column", lang)
    add("--column", metavar="HEADING=FIELD", action="append", default=[], help=column)
    add("--dry-run", action="store_true", help=say("option.dry_run", lang))
    _json_option(line)


def _archive_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("--year", metavar="YEAR", type=int, default=0, help=say("option.year", lang))
    add("--out", metavar="DIR", default="", help=say("option.archive_out", lang))
    add("--purpose", metavar="WHY", default="", help=say("option.archive_why", lang))
    second = say("option.with_sealed", lang)
    add("--with-sealed", metavar="LOGIN", default="", help=second)
    add("--verify", metavar="DIR", default="", help=say("option.archive_verify", lang))
    _json_option(line)


def _voucher_options(line: CommandLine) -> None:
    add = line.options.add_argument
    add("voucher", metavar="IMAGE|PDF|TEXT", help=say("option.voucher", line.lang))
    add("--keys", metavar="FILE", help=say("option.keys", line.lang))
    add("--json", action="store_true", help=say("option.json", line.lang))


def _calibrate_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("photos", metavar="DIR", help=say("option.labelled", lang))
    add("--engine", help=say("option.engine", lang))
    add("--groups", metavar="FILE.csv", type=Path, help=say("option.groups", lang))
    add("--like", metavar="COLUMN=LABEL", default="", help=say("option.like", lang))
    add("--gallery", metavar="N", type=int, default=0, help=say("option.compared_at", lang))
    add("--leave-out-suspects", action="store_true", help=say("option.leave_out", lang))
    add("--out", metavar="FILE", default=SUPPRESS, help=say("option.table", lang))
    add("--report", metavar="FILE.json", type=Path, help=say("option.report", lang))
    add("--plot", metavar="FILE.png", type=Path, help=say("option.plot", lang))
    _json_option(line)


def _fairness_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    help_ = say("option.population", lang)
    add("--population", metavar="N", type=int, default=2000, help=help_)
    add("--out", metavar="FILE.png", default=SUPPRESS, help=say("option.fairness_out", lang))
    _json_option(line)


def _faces_options(line: CommandLine) -> None:
    line.options.add_argument(
        "what",
        metavar="status|rebuild|again",
        nargs="?",
        default="status",
        choices=("status", "rebuild", "again"),
        help=say("option.faces_what", line.lang),
    )
    _json_option(line)


def _backup_options(line: CommandLine) -> None:
    line.options.add_argument("--to", metavar="DIR", help=say("option.to", line.lang))
    _json_option(line)


def _restore_options(line: CommandLine) -> None:
    add = line.options.add_argument
    add("source", metavar="FROM", help=say("option.source", line.lang))
    add("--rescued", metavar="FILE", help=say("option.rescued", line.lang))
    _json_option(line)


def _rescue_options(line: CommandLine) -> None:
    add = line.options.add_argument
    add("--out", metavar="FILE", required=True, help=say("option.rescue_out", line.lang))
    _json_option(line)


def _papers_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("--samples", metavar="DIR", default="", help=say("option.samples", lang))
    add("--preview", metavar="FORM", default="", help=say("option.preview", lang))
    add("--check", metavar="DIR", nargs="?", const="", default=None, help=say("option.texts", lang))
    add("--keys", metavar="FORM", default="", help=say("option.form_keys", lang))
    add("--texts", metavar="DIR", default="", help=say("option.own_texts", lang))
    add("--out", metavar="FILE", default=SUPPRESS, help=say("option.sample_out", lang))
    _json_option(line)


def _soak_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("--minutes", metavar="N", type=float, default=1.0, help=say("option.minutes", lang))
    add("--tries", metavar="N", type=int, default=None, help=say("option.tries", lang))
    add("--kind", metavar="NAME", action="append", default=[], help=say("option.kind", lang))
    add("--seed", metavar="N", type=int, default=1, help=say("option.seed", lang))
    add("--entries", metavar="N", type=int, default=100_000, help=say("option.entries", lang))
    _json_option(line)


_OWN_BENCHES = ("gallery", "faces", "identity", "linkage", "report", "papers", "tracing")


def _bench_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add(
        "what",
        metavar="|".join(("desk", "sync", "stay", *_OWN_BENCHES)),
        nargs="?",
        default="desk",
        choices=("desk", "sync", "stay", *_OWN_BENCHES),
        help=say("option.benched", lang),
    )
    add("--only", metavar="KEY,KEY", default="", help=say("option.only", lang))
    add("--runs", metavar="N", type=int, default=None, help=say("option.runs", lang))
    add("--cache", metavar="DIR", default=None, help=say("option.cache", lang))
    add("--templates", metavar="N", type=int, default=1_000_000, help=say("option.gallery", lang))
    add("--people", metavar="N", type=int, default=100_000, help=say("option.lives", lang))
    add("--records", metavar="N", type=int, default=1_000_000, help=say("option.records", lang))
    add("--stays", metavar="N", type=int, default=1_000_000, help=say("option.stays", lang))
    add("--photos", metavar="DIR", type=Path, default=None, help=say("option.face_photos", lang))
    add("--group", metavar="FILE", type=Path, default=None, help=say("option.face_group", lang))
    _json_option(line)


_CENTRE = (
    "run", "enrol", "stations", "devices", "officers", "suspend", "grant", "status", "prepare",
    "erasures", "templates", "snapshot",
)  # fmt: skip


def _centre_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add(
        "what",
        metavar="|".join(_CENTRE),
        nargs="?",
        default="run",
        choices=_CENTRE,
        help=say("option.centre_what", lang),
    )
    add("--database", metavar="URL", default="", help=say("option.database", lang))
    add("--host", default="127.0.0.1", help=say("option.host", lang))
    add("--port", metavar="N", type=int, default=8443, help=say("option.port", lang))
    add("--name", action="append", default=[], help=say("option.centre_name", lang))
    add("--plain", action="store_true", help=say("option.plain", lang))
    add("--station", metavar="CODE", default="", help=say("option.station", lang))
    add("--device", metavar="ID", default="", help=say("option.device", lang))
    add("--roots-every", metavar="MIN", type=int, default=60, help=say("option.roots_every", lang))
    _granting_options(line)
    add("--mode", default="", choices=("", "local", "ask", "share"), help=say("option.mode", lang))
    reach = ("province", "country")
    add("--reach", default="province", choices=reach, help=say("option.reach", lang))
    add("--basis", metavar="WORDS", default="", help=say("option.basis", lang))
    add("--by", metavar="NAME", default="", help=say("option.by", lang))
    add("--out", metavar="DIR", default="", help=say("option.stick_out", lang))
    help_ = say("option.snapshot_every", lang)
    add("--snapshot-every", metavar="N", type=int, default=20_000, help=help_)
    add("--keep-days", metavar="N", type=int, default=90, help=say("option.keep_days", lang))
    _json_option(line)


def _audit_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add(
        "what",
        metavar="verify|roots|who",
        nargs="?",
        default="verify",
        choices=("verify", "roots", "who"),
        help=say("option.audit_what", lang),
    )
    add("--centre", metavar="DIR", default="", help=say("option.audit_centre", lang))
    add("--database", metavar="URL", default="", help=say("option.database", lang))
    add("--roots", metavar="FILE", default="", help=say("option.roots", lang))
    add("--out", metavar="FILE", default=SUPPRESS, help=say("option.roots_out", lang))
    add("--person", metavar="ID", default="", help=say("option.audit_person", lang))
    add("--officer", metavar="ID", default="", help=say("option.audit_officer", lang))
    _json_option(line)


def _granting_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("--officer", metavar="CODE/LOGIN|ID", default="", help=say("option.officer", lang))
    add("--role", metavar="ROLE", default="", help=say("option.role", lang))
    add("--right", metavar="RIGHT", default="", help=say("option.right", lang))
    add("--numbers", metavar="case|voucher", default="", help=say("option.numbers", lang))
    add("--take", action="store_true", help=say("option.take", lang))
    add("--days", metavar="N", type=int, default=7, help=say("option.days", lang))
    add("--lease-days", metavar="N", type=int, default=14, help=say("option.lease_days", lang))


def _places_options(line: CommandLine) -> None:
    add = line.options.add_argument
    add("names", metavar="NAME", nargs="+", help=say("option.place_names", line.lang))
    add("--sounds-like", action="store_true", help=say("option.sounds_like", line.lang))
    add("--near", metavar="CODE", default="", help=say("option.near", line.lang))
    add("--accent", metavar="REGION", default="", help=say("option.accent", line.lang))
    add("--json", action="store_true", help=say("option.json", line.lang))


def _match_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("--people", metavar="FILE", type=Path, required=True, help=say("option.people_list", lang))
    add("--inquiries", metavar="FILE", type=Path, required=True, help=say("option.inquiries", lang))
    add("--top", metavar="N", type=int, default=10, help=say("option.top", lang))
    add("--json", action="store_true", help=say("option.json", lang))


def _pfif_options(line: CommandLine) -> None:
    add, lang = line.options.add_argument, line.lang
    add("--check", metavar="FILE", type=Path, required=True, help=say("option.pfif_file", lang))
    _json_option(line)


def _names_options(line: CommandLine) -> None:
    add = line.options.add_argument
    add("names", metavar="NAME", nargs=2, help=say("option.two_names", line.lang))
    add("--accent", metavar="REGION", default="", help=say("option.accent", line.lang))
    add("--json", action="store_true", help=say("option.json", line.lang))


Command = tuple[Callable[[Namespace], int], Callable[[CommandLine], None]]
COMMANDS: dict[str, Command] = {
    "desk": (_desk, _no_options),
    "demo": (_demo, _demo_options),
    "check": (_check, _no_options),
    "act": (_act, _act_options),
    "export": (_export, _json_option),
    "import": (_import, _import_options),
    "archive": (_archive, _archive_options),
    "verify-voucher": (_verify_voucher, _voucher_options),
    "doctor": (_doctor, _json_option),
    "backup": (_backup, _backup_options),
    "restore": (_restore, _restore_options),
    "rescue": (_rescue, _rescue_options),
    "papers": (_papers, _papers_options),
    "soak": (_soak, _soak_options),
    "bench": (_bench, _bench_options),
    "match": (_match, _match_options),
    "names": (_names, _names_options),
    "pfif": (_pfif, _pfif_options),
    "places": (_places, _places_options),
    "centre": (_centre, _centre_options),
    "audit": (_audit, _audit_options),
    "calibrate": (_calibrate, _calibrate_options),
    "faces": (_faces, _faces_options),
    "fairness": (_fairness, _fairness_options),
}


def _speak_utf8() -> None:
    """Piped words are UTF-8 on every machine, whatever its own encoding is; a terminal knows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    _speak_utf8()
    quietly()
    sys.exit(main(sys.argv[1:]))

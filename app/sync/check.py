"""Once a day desk and centre compare what they have; only what differs is fetched again."""

import logging
from datetime import datetime

from app.store import comparing, line
from app.store.register import Register
from app.sync.line import Line, TooOld
from app.wire.check import AskBucket, AskSums, Bucket, Sums

log = logging.getLogger("guitu.sync")


def theirs(line: Line, stream: str) -> Sums | None:
    """What the centre's rows come to; None where it is too old to know of that."""
    try:
        return line.ask("/v1/check", AskSums(stream=stream), Sums)
    except TooOld:
        return None


def bucket(line: Line, stream: str, number: int) -> Bucket:
    """The rows of one bucket."""
    return line.ask("/v1/check/bucket", AskBucket(stream=stream, bucket=number), Bucket)


def noted(register: Register, stream: str, mended: int, at: datetime) -> None:
    """Remember that a stream was compared; what had to be mended stands in the log as well."""
    if mended:
        log.warning("%s rows of %s were fetched again: they differed", mended, stream)
    register.within(lambda connection: comparing.note(connection, stream, mended, at))


def compare(register: Register, speaking: Line, at: datetime) -> dict[str, int]:
    """Every stream that was heard to its end, without a window: stream -> rows put right."""
    found: dict[str, int] = {}
    for stream in sorted(line.cursors(register)):
        if stream.partition(":")[0] not in comparing.FAMILIES:
            continue
        sums = theirs(speaking, stream)
        bad = comparing.bad_buckets(register, sums) if sums else None
        if bad is None:
            continue
        mended = sum(register.mend(bucket(speaking, stream, n), at) for n in bad)
        noted(register, stream, mended, at)
        found[stream] = mended
    return found

"""Frames in pieces, in noise and in hostile bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.devices.sam_frames import HEAD, LONGEST, Frames, frame

BODIES = st.binary(min_size=1, max_size=LONGEST - 1)


def test_a_frame_is_made_as_the_standard_shows_it() -> None:
    assert frame(b"\x20\x01") == bytes.fromhex("AAAAAA9669 0003 2001 22")
    assert frame(b"\x20\x02") == bytes.fromhex("AAAAAA9669 0003 2002 21")
    assert frame(b"\x30\x01") == bytes.fromhex("AAAAAA9669 0003 3001 32")
    found = bytes.fromhex("AAAAAA9669 0008 00009F 00000000 97")
    assert Frames().feed(found) == [bytes.fromhex("00009F00000000")]


def fed(came: bytes, cuts: list[int]) -> list[bytes]:
    """What is found when the bytes come in pieces."""
    frames, found, at = Frames(), [], 0
    for cut in [*cuts, len(came)]:
        found += frames.feed(came[at : at + cut])
        at += cut
    return found


@given(bodies=st.lists(BODIES, max_size=4), cuts=st.lists(st.integers(0, 700), max_size=20))
def test_whole_frames_are_found_however_they_are_cut(bodies: list[bytes], cuts: list[int]) -> None:
    assert fed(b"".join(map(frame, bodies)), cuts) == bodies


@given(noise=st.binary(max_size=200), body=BODIES)
def test_a_frame_after_noise_is_found_unless_the_noise_begins_one(
    noise: bytes, body: bytes
) -> None:
    frames = Frames()
    found = frames.feed(noise + frame(body))
    if HEAD not in noise + HEAD[:-1]:
        assert found == [body]
    # A head in the noise may wait for more; once the line is taken up anew, it is found.
    frames.clear()
    assert frames.feed(frame(body)) == [body]


@given(body=BODIES, at=st.integers(5, 5000), flip=st.integers(1, 255))
def test_a_changed_byte_is_never_taken_for_true(body: bytes, at: int, flip: int) -> None:
    came = bytearray(frame(body))
    came[5 + at % (len(came) - 5)] ^= flip
    assert body not in Frames().feed(bytes(came))


@settings(max_examples=200)
@given(came=st.lists(st.one_of(st.binary(max_size=600), st.just(HEAD), st.just(HEAD + b"\x10\0"))))
def test_whatever_comes_nothing_is_raised_and_little_is_held(came: list[bytes]) -> None:
    frames = Frames()
    for piece in came:
        frames.feed(piece)
        assert len(frames._held) <= len(HEAD) + 2 + LONGEST


def test_a_true_frame_inside_a_broken_one_is_found() -> None:
    inner = frame(b"\0\0\x80")
    assert Frames().feed(HEAD + b"\x00\x20" + inner + bytes(64)) == [b"\0\0\x80"]


def test_a_megabyte_of_heads_is_passed_by_in_no_time() -> None:
    frames = Frames()
    for _ in range(100):
        assert frames.feed((HEAD + b"\xff\xff") * 1400) == []
    assert len(frames._held) < 16

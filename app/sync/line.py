"""The line to the centre: its address, its certificate, and requests signed by this device."""

import asyncio
import contextlib
import re
import ssl
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import clock
from app.domain.errors import Refused, Unavailable
from app.wire import versions
from app.wire.talk import (
    CONTENT,
    DEVICE,
    FIRST_VERSION,
    LARGEST,
    SIGNATURE,
    SPEAKS,
    TIME,
    VERSION,
    Problem,
    fingerprint,
    oldest_for,
    to_sign,
)

_READ, _CONNECT = 20.0, 8.0
_LONGEST = 300.0
"""Seconds in which an answer must be whole, however slowly it drips."""
_CUT = ("disconnected", "closed connection")
"""How a connection that was cut says so."""
_MOST_PEM = 64 << 10
_PATIENCE = httpx.Timeout(_READ, connect=_CONNECT)
_HOST = re.compile(r"[A-Za-z0-9.:-]+")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_NOT_FOUND = 404
_TRY_LATER = frozenset({429, 502, 503, 504})

Message = TypeVar("Message")


class TooOld(Refused):
    """The centre is older than what is asked of it."""

    def __init__(self, path: str, version: int) -> None:
        super().__init__("line.other_version", found=f"{versions.since(path)}–", known=str(version))


class Trouble(Refused):
    """The centre said no, and how far it has this device's entries."""

    def __init__(self, problem: Problem, status: int = 0) -> None:
        super().__init__(problem.key, **problem.facts)
        self.nowhere = status == _NOT_FOUND and problem.key == "line.not_understood"
        self.at, self.last_n, self.last_hash = problem.at, problem.last_n, problem.last_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a centre is; `authority` is the PEM of who signs its certificate, or empty."""

    url: str
    authority: str = ""


def tidy_url(url: str) -> str:
    """As it is kept; https:// may be left out. Refused "line.wrong_url"; without TLS only on this
    very machine."""
    found = url.strip().rstrip("/")
    if found and "://" not in found:
        found = f"https://{found}"
    try:
        parsed = httpx.URL(found)
    except httpx.InvalidURL:
        raise Refused("line.wrong_url") from None
    odd = not _HOST.fullmatch(parsed.host) or parsed.path not in {"", "/"} or parsed.userinfo
    if parsed.scheme not in {"http", "https"} or odd or parsed.query:
        raise Refused("line.wrong_url")
    if parsed.scheme == "http" and parsed.host not in _LOOPBACK:
        raise Refused("line.needs_tls")
    return found


class Line:
    """One device's line; used by one thread, ended from any."""

    def __init__(
        self,
        address: Address,
        device: UUID,
        key: Ed25519PrivateKey,
        transport: httpx.AsyncBaseTransport | None = None,
        newest: int = VERSION,
    ) -> None:
        self._address, self._device, self._key = address, device, key
        self._transport = transport
        self._newest = self._speaks = newest
        self._runner = asyncio.Runner()
        self._client: httpx.AsyncClient | None = None
        self._asking: asyncio.Task[Any] | None = None
        self._ended = False
        self._ahead = timedelta()

    @property
    def authority(self) -> str:
        """Who signs the centre's certificate (PEM); empty without TLS."""
        return self._address.authority

    def ask(
        self,
        path: str,
        message: object,
        kind: type[Message],
        wait: float = 0.0,
        meanwhile: Callable[[], object] | None = None,
    ) -> Message:
        """Say something signed and hear the answer; `wait` is how long it may be held there.

        `meanwhile` is done in another thread until the answer comes, and to its end.
        Unavailable "line.…" where the world is in the way, Trouble where the centre says no,
        TooOld where it does not know of this yet.
        """
        if self._ended:
            raise Unavailable("line.ended")
        self._must_know(path)
        try:
            return self._run(self._ask(path, message, kind, wait, meanwhile))
        except Trouble as trouble:
            if trouble.nowhere and versions.since(path) > FIRST_VERSION:
                raise TooOld(path, self._speaks) from None
            if not (self._learn_time(trouble) or self._speak_older(trouble)):
                raise
        self._must_know(path)
        # What was to be done meanwhile is done.
        return self._run(self._ask(path, message, kind, wait, None))

    def _run(self, asking: Coroutine[Any, Any, Message]) -> Message:
        """In the main thread the Runner looks up its signal handler by a name that spells out the
        task's whole result: a thousand changes, as long as settling them. So the task has none."""
        found: list[Message] = []

        async def ask() -> None:
            found.append(await asking)

        self._runner.run(ask())
        return found[0]

    def sign(self, said: bytes) -> bytes:
        """This device's own word for something that is kept longer than a request."""
        return self._key.sign(said)

    @property
    def speaks(self) -> int:
        """The version of the protocol that both ends know, as far as this has been learnt."""
        return self._speaks

    def _must_know(self, path: str) -> None:
        if self._speaks < versions.since(path):
            raise TooOld(path, self._speaks)

    def _learn_time(self, trouble: Trouble) -> bool:
        """The computer's clock is wrong and is never set from here: the centre's time is learnt."""
        if trouble.key != "line.too_old" or trouble.at is None:
            return False
        self._ahead = trouble.at - clock.now()
        return True

    def _speak_older(self, trouble: Trouble) -> bool:
        """A centre that is older than this desk says what it knows: that is spoken from now on."""
        newest = str(trouble.facts.get("known", "")).rpartition("–")[2]
        if trouble.key != "line.other_version" or not newest.isdecimal():
            return False
        theirs = int(newest[:5])
        if not oldest_for(self._newest) <= theirs < self._speaks:
            return False
        self._speaks = theirs
        return True

    def end(self) -> None:
        """Give up what is being asked; from any thread."""
        self._ended = True
        self.hurry()

    def hurry(self) -> None:
        """Whoever is held at the centre comes back now, with "line.ended"; from any thread."""
        asking = self._asking
        if asking is not None:
            with contextlib.suppress(RuntimeError):
                asking.get_loop().call_soon_threadsafe(asking.cancel)

    def close(self) -> None:
        """Let go of the connection; in the thread that asked."""
        if self._client is not None:
            with contextlib.suppress(httpx.HTTPError, RuntimeError, OSError):
                self._runner.run(self._client.aclose())
        self._runner.close()

    async def _ask(
        self,
        path: str,
        message: object,
        kind: type[Message],
        wait: float,
        meanwhile: Callable[[], object] | None,
    ) -> Message:
        at, speaks = (clock.now() + self._ahead).isoformat(), self._speaks
        body = versions.write(message, speaks)
        headers = {
            "content-type": CONTENT,
            "accept-encoding": "identity",
            SPEAKS: str(speaks),
            DEVICE: str(self._device),
            TIME: at,
            SIGNATURE: self._key.sign(to_sign(path, at, body)).hex(),
        }
        limits = httpx.Timeout(_READ + wait, connect=_CONNECT)

        async def hear() -> Message:
            # Read when it comes, not when everything that was done meanwhile has ended.
            return _heard(await self._send(path, body, headers, limits), kind, speaks)

        self._asking = asyncio.ensure_future(hear())
        self._asking.add_done_callback(_looked_at)
        try:
            if meanwhile is not None:
                await asyncio.to_thread(meanwhile)
            heard: Message = await self._asking
        except asyncio.CancelledError:
            raise Unavailable("line.ended") from None
        finally:
            self._asking.cancel()  # nobody hears it any more where something else went wrong
            self._asking = None
        return heard

    async def _send(
        self, path: str, body: bytes, headers: dict[str, str], limits: httpx.Timeout
    ) -> httpx.Response:
        if self._client is None:
            self._client = client(self._address, self._transport)
        try:
            async with (
                asyncio.timeout((limits.read or _READ) + _LONGEST),
                self._client.stream(
                    "POST", path, content=body, headers=headers, timeout=limits
                ) as answer,
            ):
                whole = await _read(answer, LARGEST)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _sorry(error) from error
        kept = {"content-type": answer.headers.get("content-type", "")}
        return httpx.Response(answer.status_code, headers=kept, content=whole)


def _looked_at(task: "asyncio.Task[Any]") -> None:
    """What went wrong there is nobody's news where something else went wrong first."""
    if not task.cancelled():
        task.exception()


async def _read(answer: httpx.Response, most: int) -> bytes:
    """The bytes as they came: whoever packs them differently or never ends is no centre."""
    whole = bytearray()
    async for piece in answer.aiter_raw():
        whole += piece
        if len(whole) > most:
            raise Unavailable("line.not_a_centre")
    return bytes(whole)


def client(
    address: Address, transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """A client that trusts the centre's own authority and follows nobody elsewhere."""
    return httpx.AsyncClient(
        base_url=address.url,
        verify=_trusted(address) if address.url.startswith("https") else False,
        transport=transport,
        timeout=_PATIENCE,
        trust_env=False,
        follow_redirects=False,
        limits=httpx.Limits(max_connections=2, max_keepalive_connections=1),
    )


def _trusted(address: Address) -> ssl.SSLContext:
    if not address.authority:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cadata=address.authority)
    except ssl.SSLError:
        raise Unavailable("line.no_authority") from None


def _heard(answer: httpx.Response, kind: type[Message], version: int) -> Message:
    if answer.headers.get("content-type", "").partition(";")[0] != CONTENT:
        if answer.status_code in _TRY_LATER:
            raise Unavailable("line.busy")
        # A login page of the network, a proxy, or something else that is no centre.
        raise Unavailable("line.not_a_centre")
    try:
        if answer.status_code == 200:
            return versions.read(answer.content, kind, version)
        problem = versions.read(answer.content, Problem, version)
    except Refused:
        raise Unavailable("line.not_a_centre") from None
    if answer.status_code in _TRY_LATER:
        raise Unavailable("line.busy")
    if answer.status_code >= 500:
        raise Unavailable("line.broken")
    raise Trouble(problem, answer.status_code)


def _sorry(error: Exception) -> Unavailable:
    words = f"{error} {error.__cause__}".lower()
    if "certificate" in words:
        return _bad_certificate(words)
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return Unavailable("line.slow")
    if isinstance(error, httpx.RemoteProtocolError) and not any(w in words for w in _CUT):
        return Unavailable("line.not_a_centre")
    if "[ssl" in words and "eof" not in words:
        return Unavailable("line.not_a_centre")  # something speaks there, but no TLS
    return Unavailable("line.offline")


def _bad_certificate(words: str) -> Unavailable:
    if "expired" in words:
        return Unavailable("line.certificate_expired")
    return Unavailable("line.certificate_early" if "not yet valid" in words else "line.certificate")


def meet(url: str, wanted: str, transport: Any = None) -> Address:
    """A centre's authority, believed only with the fingerprint `wanted`.

    Unavailable "line.wrong_centre" where another one answers.
    """
    if url.startswith("http://"):
        return Address(url=url)

    async def fetch() -> str:
        # Nothing is said to it yet: what comes back is only compared.
        async with httpx.AsyncClient(
            base_url=url,
            verify=False,  # noqa: S501 - whoever answers is proved by the fingerprint below
            transport=transport,
            timeout=_PATIENCE,
            trust_env=False,
        ) as stranger:
            async with (
                asyncio.timeout(_READ + _CONNECT),
                stranger.stream("GET", "/v1/authority") as answer,
            ):
                whole = await _read(answer, _MOST_PEM)
            return whole.decode(errors="replace") if answer.status_code == 200 else ""

    try:
        found = asyncio.run(fetch())
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise _sorry(error) from error
    try:
        right = fingerprint(found) == wanted
    except ValueError:
        raise Unavailable("line.not_a_centre") from None
    if not right:
        raise Unavailable("line.wrong_centre")
    return Address(url=url, authority=found)

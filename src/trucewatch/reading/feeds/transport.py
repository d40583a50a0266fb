"""One request, one answer: to a checked address, within limits of bytes and seconds. No redirects, cookies, proxies."""

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import httpcore

from trucewatch.reading.feeds.addresses import Address, AddressError, Guard, UnknownHostError
from trucewatch.reading.feeds.bodies import BodyError, TooLargeError, unpacked
from trucewatch.reading.feeds.clock import Clock
from trucewatch.reading.feeds.outcomes import Answer, Outcome

_HEADERS = 256 * 1024
"""Bytes of headers and of the encryption's own talk allowed on top of a body."""

_SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class _TooSlowError(Exception):
    """The time is up."""


class _FloodError(Exception):
    """More bytes than body and headers may have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one answer is taken: bytes of its body (packed and unpacked), and seconds for all of it."""

    bytes: int
    seconds: float


class _Meter:
    """Counts the bytes of one request and how much of its time is left."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits, self._clock = limits, clock
        self._end = clock.monotonic() + limits.seconds
        self.size = 0

    def left(self) -> float:
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise _TooSlowError
        return left

    def count(self, data: bytes) -> bytes:
        self.size += len(data)
        if self.size > self._limits.bytes + _HEADERS:
            raise _FloodError
        return data


class _Stream(httpcore.NetworkStream):
    """A connection on which every wait ends with the time of the whole request."""

    def __init__(self, inner: httpcore.NetworkStream, meter: _Meter) -> None:
        self._inner, self._meter = inner, meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._meter.count(self._inner.read(max_bytes, self._meter.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._inner.write(buffer, self._meter.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del timeout
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._meter.left()), self._meter)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class _Pinned(httpcore.NetworkBackend):
    """Connects to the addresses that the guard has checked, and to nothing else: no second look at the name."""

    def __init__(self, guard: Guard, meter: _Meter, inner: httpcore.NetworkBackend) -> None:
        self._guard, self._meter, self._inner = guard, meter, inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        del timeout, local_address, socket_options
        found = self._guard.addresses(host, port)
        failure: Exception | None = None
        for number, at in enumerate(found):
            share = self._meter.left() / (len(found) - number)
            try:
                return _Stream(self._inner.connect_tcp(at, port, share), self._meter)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("no address")


class Transport:
    """Asks once. `backend` makes connections (tests bring their own)."""

    def __init__(self, guard: Guard, clock: Clock, backend: httpcore.NetworkBackend | None = None) -> None:
        self._guard, self._clock = guard, clock
        self._backend = backend or httpcore.SyncBackend()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """The well-known authorities, and those that this computer trusts besides."""
        context = httpcore.default_ssl_context()
        context.load_default_certs()
        return context

    def ask(
        self, at: Address, headers: Mapping[str, str], limits: Limits, *, method: str = "GET", body: bytes | None = None
    ) -> Answer:
        """The answer, or what went wrong with it; raises nothing for what others do."""
        meter = _Meter(limits, self._clock)
        try:
            return self._asked(at, headers, limits, method, body, meter)
        except AddressError as error:
            outcome, detail = Outcome.REFUSED_ADDRESS, str(error)
        except UnknownHostError as error:
            outcome, detail = Outcome.UNKNOWN_HOST, str(error)
        except (_FloodError, TooLargeError):
            outcome, detail = Outcome.TOO_LARGE, f"it has more than {limits.bytes:,} bytes"
        except (_TooSlowError, httpcore.TimeoutException):
            outcome, detail = Outcome.TOO_SLOW, f"it took more than {limits.seconds:g} seconds"
        except BodyError as error:
            outcome, detail = Outcome.DAMAGED, str(error)
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            outcome, detail = Outcome.DAMAGED, _first_line(error)
        except (httpcore.NetworkError, OSError) as error:
            # A certificate that does not fit comes as an error of connecting; only its text tells.
            tls = at.scheme == "https" and ("SSL" in str(error) or "certificate" in str(error))
            outcome, detail = Outcome.TLS if tls else Outcome.CONNECTION, _first_line(error)
        return Answer(at.url, outcome, size=meter.size, detail=detail)

    def _asked(
        self, at: Address, headers: Mapping[str, str], limits: Limits, method: str, body: bytes | None, meter: _Meter
    ) -> Answer:
        own: list[tuple[bytes | str, bytes | str]] = [("Accept-Encoding", "gzip"), ("Connection", "close")]
        own += headers.items()
        if body is not None:
            own.append(("Content-Length", str(len(body))))
        tls = self._tls if at.scheme == "https" else None
        backend = _Pinned(self._guard, meter, self._backend)
        with (
            httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_connections=1) as pool,
            pool.stream(method, at.url, headers=own, content=body) as response,
        ):
            said = {
                name.decode("latin-1").lower(): value.decode("utf-8", "replace") for name, value in response.headers
            }
            status = response.status
            # The bodies of errors and redirects say nothing that is wanted, and hanging up saves fetching them.
            wanted = status == 200 and method == "GET"
            if wanted and int(said.get("content-length", "0") or 0) > limits.bytes:
                raise TooLargeError
            content = unpacked(response.iter_stream(), said.get("content-encoding"), limits.bytes) if wanted else b""
        return Answer(at.url, _outcome(status), status, said, content, meter.size)


def _outcome(status: int) -> Outcome:
    if status == 200:
        return Outcome.FETCHED
    if status == 304:
        return Outcome.UNCHANGED
    if status in (301, 302, 303, 307, 308):
        return Outcome.REDIRECTED
    if status == 410:
        return Outcome.GONE
    return Outcome.ASKED_TO_WAIT if status in (429, 503) else Outcome.STATUS


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]

"""A web server on 127.0.0.1 that answers as it is told, however wrong that is, and remembers what it was asked."""

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"


class Reset(Exception):  # noqa: N818 - it is an order, not an error
    """Tear the connection down."""


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Answer = bytes | Callable[[Asked], "bytes | Iterator[bytes]"]


def http(body: bytes | str = b"", status: str = "200 OK", *, length: int | None = None, **headers: str) -> bytes:
    """An answer; names of headers are written with _ for -."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def endless(head: bytes, piece: bytes) -> Callable[[Asked], Iterator[bytes]]:
    def answer(_asked: Asked) -> Iterator[bytes]:
        yield head
        while True:
            yield piece

    return answer


@dataclass
class Server:
    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def silent(self, first: bytes = b"") -> Callable[[Asked], Iterator[bytes]]:
        """Say `first`, then nothing until the test is over."""

        def answer(_asked: Asked) -> Iterator[bytes]:
            yield first
            self.closing.wait(60)

        return answer


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 50


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    server = Server(answers={"/robots.txt": http(status="404 Not Found")})

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            connection: Any = self.request
            # The other side may hang up at any time: that is what most tests here are about.
            with contextlib.suppress(OSError):
                _answer(connection, server)

    with _Tcp((HOST, 0), Handler) as tcp:
        server.port = tcp.server_address[1]
        thread = threading.Thread(target=tcp.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            tcp.shutdown()
            thread.join()


def _answer(connection: socket.socket, server: Server) -> None:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return
        head += piece
        if head[:1] == b"\x16":  # the beginning of TLS, which is not spoken here
            connection.sendall(http(status="400 Bad Request"))
            return
    head, _, body = head.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    asked = Asked(method, path, headers, body)
    server.asked.append(asked)
    answer = server.answers.get(path, http(status="404 Not Found"))
    try:
        found = answer(asked) if callable(answer) else answer
        for piece in [found] if isinstance(found, bytes) else found:
            connection.sendall(piece)
    except Reset:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

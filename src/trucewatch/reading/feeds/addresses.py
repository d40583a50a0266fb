"""Which addresses may be asked: only http and https, and only what stands on the public internet.

A name is resolved once, all its addresses are checked, and the connection goes to a checked address itself. So neither
a redirect nor a name server that changes its answer leads into the user's own network.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that stand for an IPv4 address behind a translator. Source: RFC 6052."""
_KEPT = "%/:?#[]@!$&'()*+,;=~-._"
_PORTS = {"http": 80, "https": 443}

Resolver = Callable[[str, int], list[str]]
"""A host and a port to the addresses it has now; OSError where it has none."""


class AddressError(Exception):
    """This may not be asked; the message says why, in words that fit behind 'not fetched:'."""


class UnknownHostError(Exception):
    """The name has no address at the moment."""


@dataclass(frozen=True, slots=True)
class Address:
    """A checked web address in plain ASCII; `host` in small letters, without a dot at its end."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the unit of robots.txt."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = _PORTS[self.scheme] == self.port
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole."""
        return self.origin + self.target


def address(url: str, base: Address | None = None) -> Address:
    """Read a web address, seen from `base` where it is relative. AddressError where it may not be asked."""
    try:
        parts = urlsplit(urljoin(base.url, url.strip()) if base else url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        ascii_host = host if ":" in host or host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise AddressError(f"it is no web address ({error})") from error
    if parts.scheme not in _PORTS:
        raise AddressError(f"only http and https are fetched, not {parts.scheme or 'an address without a scheme'}")
    if parts.username is not None or parts.password is not None:
        raise AddressError("a name or password stands in the address")
    if not ascii_host or any(ord(c) <= 32 or c in "/\\%@" for c in ascii_host):
        raise AddressError("it names no host")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Address(parts.scheme, ascii_host.lower(), port or _PORTS[parts.scheme], target)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def forbidden(text: str) -> str | None:
    """Why an address is not on the public internet, or None where it is."""
    try:
        ip: _IP = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return "unreadable"
    return _why(ip)


def _why(ip: _IP) -> str | None:
    if isinstance(ip, ipaddress.IPv6Address) and (inner := _inside(ip)) is not None:
        return _why(inner)
    for name in ("loopback", "link_local", "multicast", "unspecified", "reserved", "private"):
        if getattr(ip, f"is_{name}"):
            return name.replace("_", "-")
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return "private"
    return None if ip.is_global else "not public"


def _inside(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


@dataclass(frozen=True, slots=True)
class Guard:
    """Resolves and checks. `allowed` are the hosts that the user named as his own, which may be anywhere."""

    allowed: Collection[str] = ()
    resolver: Resolver = resolve

    def addresses(self, host: str, port: int) -> list[str]:
        """Where a host is, all of it checked.

        Raises:
            AddressError: one of its addresses is private, loopback, link-local, multicast or reserved.
            UnknownHostError: it has none.

        """
        try:
            found = self.resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(f"the host {host} is not known") from error
        if not found:
            raise UnknownHostError(f"the host {host} has no address")
        if host not in self.allowed:
            for text in found:
                if why := forbidden(text):
                    raise AddressError(f"{host} is at {text}, which is {why}; `allow_private` can name it")
        return found

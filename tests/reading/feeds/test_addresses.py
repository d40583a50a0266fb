import socket

import pytest

from trucewatch.reading.feeds.addresses import AddressError, Guard, UnknownHostError, address, forbidden


@pytest.mark.parametrize(
    ("ip", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.1.9", "loopback"),
        ("::1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("fd00::1", "private"),
        ("fec0::1", "private"),
        ("169.254.169.254", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("100.64.0.1", "not public"),
        ("0.0.0.0", "unspecified"),  # noqa: S104 - nothing is bound to it
        ("::", "unspecified"),
        ("224.0.0.251", "multicast"),
        ("ff02::1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::127.0.0.1", "reserved"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:192.168.0.1", "private"),
        ("2002:7f00:1::", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("no address", "unreadable"),
    ],
)
def test_what_is_not_public_is_told_by_kind(ip: str, why: str) -> None:
    assert forbidden(ip) == why


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "1.0.0.1"])
def test_public_addresses_pass(ip: str) -> None:
    assert forbidden(ip) is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a b?q=ü#part", "https://example.org/a%20b?q=%C3%BC"),
        ("http://example.org.:8080/x%20y", "http://example.org:8080/x%20y"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2606:4700::1111]:81/", "http://[2606:4700::1111]:81/"),
    ],
)
def test_addresses_are_made_plain(url: str, found: str) -> None:
    assert address(url).url == found


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://example.org/feed", "not ftp"),
        ("file:///etc/passwd", "not file"),
        ("gopher://example.org", "not gopher"),
        ("example.org/feed", "without a scheme"),
        ("http:///feed", "no host"),
        ("http://user:secret@example.org/", "password"),
        ("http://example.org:port/", "no web address"),
        ("http://a b/", "no host"),
        ("http://[::1", "no web address"),
        ("", "without a scheme"),
    ],
)
def test_other_addresses_are_refused(url: str, told: str) -> None:
    with pytest.raises(AddressError, match=told):
        address(url)


def test_relative_addresses_are_seen_from_their_page() -> None:
    page = address("https://example.org/a/b")
    assert address("c?d", page).url == "https://example.org/a/c?d"
    assert address("//other.example/c", page).url == "https://other.example/c"
    with pytest.raises(AddressError, match="not file"):
        address("file:///etc/passwd", page)


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0"])
def test_numbers_that_mean_this_computer_are_found_out(host: str) -> None:
    try:
        socket.getaddrinfo(host, 80)
    except OSError:
        pytest.skip("the system does not take this for an address")
    with pytest.raises(AddressError, match=r"loopback|unspecified"):
        Guard().addresses(host, 80)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    guard = Guard(resolver=lambda _host, _port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(AddressError, match=r"news\.example is at 10\.0\.0\.1, which is private"):
        guard.addresses("news.example", 80)


def test_a_host_allowed_by_name_may_be_anywhere_and_no_other_host_with_it() -> None:
    guard = Guard(("mine.example",), lambda _host, _port: ["10.0.0.1"])
    assert guard.addresses("mine.example", 80) == ["10.0.0.1"]
    with pytest.raises(AddressError):
        guard.addresses("notmine.example", 80)


def test_a_host_without_address_is_unknown() -> None:
    def fails(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(UnknownHostError, match=r"nowhere\.example"):
        Guard(resolver=fails).addresses("nowhere.example", 80)
    with pytest.raises(UnknownHostError):
        Guard(resolver=lambda _host, _port: []).addresses("nowhere.example", 80)

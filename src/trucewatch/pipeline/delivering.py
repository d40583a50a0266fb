"""Messages to a webhook: kept until it has taken them, sent under the same rules as any other request."""

import json
from typing import Any

from trucewatch.reading.feeds.addresses import AddressError, address
from trucewatch.reading.feeds.journal import Journal
from trucewatch.reading.feeds.outcomes import Answer
from trucewatch.reading.feeds.records import Records
from trucewatch.reading.feeds.transport import Limits, Transport
from trucewatch.vocabulary.errors import RequestError

_LIMITS = Limits(bytes=64 * 1024, seconds=30.0)
_MOST = 1000
"""Messages kept for a webhook that does not answer; beyond that the oldest go."""


class Outbox:
    """A folder of messages. Each carries an `id`, by which a receiver knows one that comes twice."""

    def __init__(
        self, records: Records, webhook: str | None, transport: Transport, journal: Journal, agent: str
    ) -> None:
        """RequestError (TW-FEED-5) where `webhook` is no address that could be asked."""
        self._records, self._transport, self._journal, self._agent = records, transport, journal, agent
        try:
            self._at = address(webhook) if webhook else None
        except AddressError as error:
            raise RequestError(
                "TW-FEED-5", f"--webhook {webhook}: {error}.", do="Give one such as https://example.org/hook."
            ) from error
        self._next = max((int(key) for key in records.keys() if key.isdigit()), default=0) + 1  # noqa: SIM118

    def add(self, message: dict[str, Any]) -> None:
        """Keep a message for the webhook, if there is one."""
        if self._at:
            self._records.put(f"{self._next:08d}", message)
            self._next += 1

    def deliver(self) -> int:
        """Send what waits, the oldest first, until one is not taken; returns how many still wait."""
        waiting = self._records.keys()
        for key in waiting[:-_MOST]:
            self._records.drop(key)
        waiting = waiting[-_MOST:]
        if self._at is None:
            return 0
        for number, key in enumerate(waiting):
            answer = self._send(self._records.get(key))
            taken = answer.status is not None and 200 <= answer.status < 300
            self._journal.note("webhook", answer, "taken" if taken else "to be sent again")
            if not taken:
                return len(waiting) - number
            self._records.drop(key)
        return 0

    def _send(self, message: dict[str, Any]) -> Answer:
        if self._at is None:
            raise ValueError("no webhook")
        headers = {"User-Agent": self._agent, "Content-Type": "application/json"}
        body = json.dumps(message, ensure_ascii=False).encode()
        return self._transport.ask(self._at, headers, _LIMITS, method="POST", body=body)

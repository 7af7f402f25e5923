"""Names the networks from which links are tried: an address, and of IPv6 the /48 as well, which one customer can have."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Network, ip_network

from aiohttp import web

from bot.desk.desk import Tried, TryLimit
from bot.web.cookies import Signer
from bot.web.rate_limits import RateLimiter

WIDE_PREFIX = 48
# An office shares an address: twenty people can sign in at once, then one more every half minute.
HOME = TryLimit(20, timedelta(seconds=30))
WIDE = TryLimit(60, timedelta(seconds=10))


class Networks:
    """Names networks by signatures, so that no address is stored. All whom our proxy names no address for count as one."""

    def __init__(
        self,
        signer: Signer,
        flood: RateLimiter,
        home: TryLimit = HOME,
        wide: TryLimit = WIDE,
    ) -> None:
        self._signer = signer
        self._flood = flood
        self._home = home
        self._wide = wide

    def tried(self, request: web.Request) -> tuple[Tried, ...]:
        """Return the keys by which a try counts, each with its limit."""
        address = self._flood.address(request)
        if address is None:
            return (self._key("unknown", self._wide),)
        wide = wide_network(address)
        home = self._key(address, self._home)
        return (home, self._key(wide, self._wide)) if wide else (home,)

    def _key(self, network: str, limit: TryLimit) -> Tried:
        return Tried(self._signer.signature("network", network), limit)


def wide_network(network: str) -> str | None:
    """Return the /48 of an IPv6 network; None for an IPv4 address."""
    parsed = ip_network(network, strict=False)
    return str(parsed.supernet(new_prefix=WIDE_PREFIX)) if isinstance(parsed, IPv6Network) else None

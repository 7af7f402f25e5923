"""Lets go of the messages that a process holds, in every copy of a database: nothing is sent because a copy was restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage.tables import BatchState, DeliveryState

# What a copy says instead. A message that was being sent may have arrived.
STATES: Mapping[str, Mapping[str, str]] = {
    "deliveries": {
        DeliveryState.leased: DeliveryState.planned,
        DeliveryState.sending: DeliveryState.uncertain,
    },
    "batches": {BatchState.running: BatchState.paused},
}
LEASE = ("leased_until", "leased_by")


def calmed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as copies hold it: deliveries without leases, running batches paused, the rest as it is."""
    states = STATES.get(table)
    if states is None:
        return row
    calm = row | dict.fromkeys(name for name in LEASE if name in row)
    calm["state"] = states.get(row["state"], row["state"])
    return calm

"""Sends what is planned in `storage.deliveries`, beside the taps."""

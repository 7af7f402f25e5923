"""The yardstick as data: model, loader and the checks that an edition must pass."""

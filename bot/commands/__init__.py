"""Holds the commands of `xingjie`, one file each. `bot/__main__.py` wires them."""

"""The words of the `xingjie` command, one file each; `bot/__main__.py` wires them."""

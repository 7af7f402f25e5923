"""The sealed file: written, signed, read and checked."""

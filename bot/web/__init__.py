"""The web face: the same screens as a phone page, without any script."""

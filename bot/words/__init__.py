"""Speaks the sentences of `locales/`: reads the files, compiles them, and collects the words of an edition."""

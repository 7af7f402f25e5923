"""The sentences of `locales/`: their files, compiled, spoken in a language, and those of an edition."""

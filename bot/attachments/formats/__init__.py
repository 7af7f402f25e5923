"""Recognises the format of a file from its bytes while they stream through, in bounded memory."""

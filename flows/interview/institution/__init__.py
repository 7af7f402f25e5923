"""The institution's name on the documents."""

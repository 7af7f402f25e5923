"""Pictures and PDF pages, typeset by typst."""

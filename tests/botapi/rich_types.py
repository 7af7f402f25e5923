"""Which type of the published facts a rich block or a rich text is: its "type" says it."""

from __future__ import annotations

from typing import Any

# Families whose members say by "type" which they are.
FAMILIES = ("InputRichBlock", "RichBlock", "RichText")
# These bear a family's name and are parts of its members.
_PARTS = frozenset({"Caption", "ListItem", "TableCell"})
# A type is the rest of the member's name in small letters, except for these.
_OTHER_WORDS = {
    "BlockQuotation": "blockquote",
    "ExpandableBlockQuotation": "expandable_blockquote",
    "Preformatted": "pre",
    "PullQuotation": "pullquote",
    "SectionHeading": "heading",
}


def snake(name: str) -> str:
    """Input: a name in camel case. Output: the same in small letters with underscores."""
    return "".join(f"_{c.lower()}" if c.isupper() and at else c.lower() for at, c in enumerate(name))


def members_by_type(types: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Input: the published types. Output: by family and "type", the name of the member."""
    found = {}
    for name in types:
        for family in FAMILIES:
            rest = name.removeprefix(family)
            if name.startswith(family) and rest and rest not in _PARTS:
                found[family, _OTHER_WORDS.get(rest, snake(rest))] = name
    return found

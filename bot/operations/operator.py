"""Who runs an installation, as its respondents read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operator:
    """The name of who runs this installation, and how they can be reached: an e-mail address, a web address or a phone number.

    Either may be "".
    """

    name: str = ""
    contact: str = ""

    @property
    def link(self) -> str:
        """Return the address that a tap on the contact opens; "" if it is neither an e-mail nor a web address."""
        if self.contact.startswith(("https://", "http://")):
            return self.contact
        return f"mailto:{self.contact}" if "@" in self.contact and " " not in self.contact else ""

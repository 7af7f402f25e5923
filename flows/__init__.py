"""The core of Xingjie: pure and synchronous, without network, clock or database."""

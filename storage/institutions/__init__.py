"""Institutions that several people answer for: who belongs to one, and the links by which colleagues join."""

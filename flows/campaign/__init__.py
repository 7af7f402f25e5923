"""The arithmetic of campaigns: states, what officers may see, and tables that single nobody out."""

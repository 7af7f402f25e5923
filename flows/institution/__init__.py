"""Several people of one institution: who they are, who answers what, and how they come to one answer. Pure."""

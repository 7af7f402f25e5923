"""The interview: a machine of stages, a pure screen for each, and the effects of a reply."""

"""The plan that a result leads to: its steps, their days and people."""

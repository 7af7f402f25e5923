"""Makes the plan that a result leads to: its steps with their days and people."""

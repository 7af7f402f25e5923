"""The faces of Xingjie, and the one place that wires them."""

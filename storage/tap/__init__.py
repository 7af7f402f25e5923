"""The path of a tap: its statements, the driver of each engine, and the commit that taps share."""

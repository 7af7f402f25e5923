"""Pictures of figures, as places and characters that any face can draw."""

"""What `xingjie standard check` finds out about an edition and its words."""

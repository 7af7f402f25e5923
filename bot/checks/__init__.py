"""What `xingjie standard check` proves of an edition and its words."""

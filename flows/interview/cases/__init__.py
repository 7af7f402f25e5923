"""What an institution sees of its reviews: handing in, the state of a case, and what a reviewer says."""

"""What each document says, as plain values in the words of its language."""

"""What a file is, told from its bytes as they pass by, in bounded memory."""

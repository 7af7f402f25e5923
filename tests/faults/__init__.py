"""The real process under fault: hundreds of people who know what they answered, and everything that can go wrong around them."""

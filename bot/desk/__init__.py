"""The desk: what the officers of an association do, for any face."""

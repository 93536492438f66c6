"""A small replica of official sites on loopback, with pages of our own writing."""

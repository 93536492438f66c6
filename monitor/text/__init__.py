"""Text without context: decoding, normalising, numbers, dates, sentences. Standard library and opencc only."""

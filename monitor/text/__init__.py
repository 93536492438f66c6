"""Text without context: decoding, cleaning, numbers, units, dates, sentences, and the words of tables."""

"""What an article says: relevance, measures, targets, progress. Pure; rules are tables."""

"""The only HTTP: conditional, paced, robots-aware requests to sites."""

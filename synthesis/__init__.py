"""What was said: free-text answers in, phenomena and the unplaced out; knows no web, database or settings."""

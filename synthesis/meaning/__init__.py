"""Texts to vectors: the encoders, and what keeps and shares their work."""

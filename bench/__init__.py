"""Measurements of quality and speed, side by side with other ways."""

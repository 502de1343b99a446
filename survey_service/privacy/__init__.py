"""Personal data in what people write: found, pointed out at its place, corrected or kept for a reason."""

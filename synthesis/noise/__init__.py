"""What people write when they have nothing to say."""

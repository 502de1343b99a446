"""Labels and keywords of phenomena."""

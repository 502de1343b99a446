"""Gists and quotations of phenomena."""

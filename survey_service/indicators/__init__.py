"""Indicators: what the service knows of them, figures taken in from files, and which ones organisations show."""

from survey_service.indicators.choosing import Chosen, chosen

__all__ = ["Chosen", "chosen"]

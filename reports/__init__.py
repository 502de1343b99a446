"""What we tell: a briefing, an agenda and a response, and how they look on a screen and on paper."""

"""What we ask: the documents that authors write, their checks, and the questionnaire that is published from them."""

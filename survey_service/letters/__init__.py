"""Letters: the mails as text, in the recipient's language or languages."""

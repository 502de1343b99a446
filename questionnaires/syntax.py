"""What the YAML parser says, told in the words of someone who writes questions."""

from ruamel.yaml.error import MarkedYAMLError

_HINTS = {
    "mapping values are not allowed here": "A colon cannot stand here. Put the text in quotes or mend the indentation.",
    "found unexpected end of stream": "The quotation mark opened on line {line} is never closed. Add the closing one.",
    r"found character '\t' that cannot start any token": "A tab stands here. Indent with spaces.",
    "expected <block end>, but found": "This does not fit what starts on line {line}. Check indentation and quotes.",
    "expected ',' or '}'": "The {{ … }} opened on line {line} breaks off here. Put texts in quotes, commas between.",
    "expected ',' or ']'": "The [ … ] opened on line {line} breaks off here. Put a comma or ] after each item.",
    "found undefined alias": "'*' refers to another place, which is not used here. Put the text in quotes.",
    "but found another document": "A line '---' starts a second document. Keep one document in a file.",
    "that cannot start any token": "A text cannot start with this character. Put the text in quotes.",
    "could not find expected ':'": "There is no colon after the key. Write 'key: value', or put a long text in quotes.",
    "found unknown escape character": "A backslash means something in double quotes. Use single quotes.",
    "special characters are not allowed": "A control character stands here. Remove it.",
}


def explain(error: MarkedYAMLError, text: str) -> str:
    """One sentence on what is wrong with the YAML and how to mend it."""
    said = str(error.problem or error)
    line = error.context_mark.line + 1 if error.context_mark else 1
    for words, hint in _HINTS.items():
        if _spoken(words) in _spoken(said):
            return hint.format(line=line)
    return f"This is not YAML: {said}. Check the indentation, the colons and the quotes near this line."


def _spoken(words: str) -> str:
    return words.replace("\t", r"\t")

"""What the YAML parser says, told in the words of someone who writes questions."""

from ruamel.yaml.error import MarkedYAMLError

from questionnaires.problems import Message, say

_HINTS = {
    "mapping values are not allowed here": say(
        "A colon cannot stand here. Put the text in quotes or mend the indentation."
    ),
    "found unexpected end of stream": say(
        "The quotation mark opened on line %(line)s is never closed. Add the closing one."
    ),
    r"found character '\t' that cannot start any token": say("A tab stands here. Indent with spaces."),
    "expected <block end>, but found": say(
        "This does not fit what starts on line %(line)s. Check indentation and quotes."
    ),
    "expected ',' or '}'": say(
        "The { … } opened on line %(line)s breaks off here. Put texts in quotes, commas between."
    ),
    "expected ',' or ']'": say("The [ … ] opened on line %(line)s breaks off here. Put a comma or ] after each item."),
    "found undefined alias": say("'*' refers to another place, which is not used here. Put the text in quotes."),
    "but found another document": say("A line '---' starts a second document. Keep one document in a file."),
    "that cannot start any token": say("A text cannot start with this character. Put the text in quotes."),
    "could not find expected ':'": say(
        "There is no colon after the key. Write 'key: value', or put a long text in quotes."
    ),
    "found unknown escape character": say("A backslash means something in double quotes. Use single quotes."),
    "expected the node content": say("Something is missing here. Write the value, or close the bracket."),
    "special characters are not allowed": say("A control character stands here. Remove it."),
}


def explain(error: MarkedYAMLError, text: str) -> Message:
    """One sentence on what is wrong with the YAML and how to mend it."""
    said = str(error.problem or error)
    line = error.context_mark.line + 1 if error.context_mark else 1
    for words, hint in _HINTS.items():
        if _spoken(words) in _spoken(said):
            return Message(hint.template, {"line": line} if "%(line)s" in hint.template else {})
    return say(
        "This is not YAML: %(said)s. Check the indentation, the colons and the quotes near this line.", said=said
    )


def _spoken(words: str) -> str:
    return words.replace("\t", r"\t")

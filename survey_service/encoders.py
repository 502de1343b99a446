"""The encoders that can be chosen by name; vectors are kept on disk, so that a re-run takes seconds."""

from pathlib import Path

from synthesis.meaning.embedding import Encoder

E5, LEXICAL = "e5", "lexical"


def encoder_named(name: str, cache_folder: Path) -> Encoder:
    """Return the encoder of that name: e5, lexical, or the folder of a sentence-transformers model.

    `cache_folder` is made when it is missing. Raises CannotSynthesise when the encoder cannot be used here.
    """
    from synthesis.meaning.embedding import LexicalEncoder

    if name == LEXICAL:
        return LexicalEncoder()
    from synthesis.meaning.encoding import SpreadEncoder
    from synthesis.meaning.encoding_cache import CachedEncoder

    if name == E5:
        from synthesis.meaning.e5 import E5Encoder

        spread = SpreadEncoder(E5Encoder)
    else:
        from synthesis.meaning.sentence_transformer import SentenceTransformerEncoder

        spread = SpreadEncoder(SentenceTransformerEncoder, Path(name).resolve())
    return CachedEncoder(spread, cache_folder / "encodings.sqlite3")

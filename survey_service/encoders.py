"""The encoder that the service uses: E5 with its vectors kept on disk, so that a re-run takes seconds."""

from pathlib import Path

from synthesis.embedding import Encoder


def usual_encoder(cache_folder: Path) -> Encoder:
    """Multilingual E5, encoding each text once; `cache_folder` is made when it is missing."""
    from synthesis.e5 import E5Encoder
    from synthesis.encoding import SpreadEncoder
    from synthesis.encoding_cache import CachedEncoder

    return CachedEncoder(SpreadEncoder(E5Encoder), cache_folder / "encodings.sqlite3")

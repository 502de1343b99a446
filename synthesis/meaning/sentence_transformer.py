"""Any sentence-transformers model in a folder of this machine as an encoder; needs an extra of the same name."""

from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from synthesis.model import CannotSynthesise

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

MISSING = "To use the model in {folder}, install what runs it: pip install 'ennakko[sentence-transformers]'."
NO_MODEL = "{folder} is no folder of a sentence-transformers model: it has no file {files}."
BROKEN = "The model in {folder} cannot be loaded: {trouble}"
SIGNS = ("modules.json", "config.json")
"""One of these stands in the folder of every model."""


class SentenceTransformerEncoder:
    """The model in `folder`, on the processor, with its own default prompt; nothing is looked for outside the folder.

    Raises CannotSynthesise when the extra is missing or the folder holds no model.
    """

    pointwise = True

    def __init__(self, folder: Path) -> None:
        if not any((folder / sign).is_file() for sign in SIGNS):
            raise CannotSynthesise(NO_MODEL.format(folder=folder, files=" or ".join(SIGNS)))
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as trouble:
            raise CannotSynthesise(MISSING.format(folder=folder)) from trouble
        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as trouble:  # whatever the libraries below make of a file that is not as they expect
            raise CannotSynthesise(BROKEN.format(folder=folder, trouble=trouble)) from trouble
        library = version("sentence-transformers")
        self.name = f"{folder.resolve().name} (sentence-transformers {library}, content {_digest(folder)})"

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), d), each of length one; texts too long for the model are cut.

        One at a time: beside longer ones, a text's vector would differ in its last digits.
        """
        import numpy as np

        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 1), np.float32)
        vectors = self._model.encode(texts, batch_size=1, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)


def _digest(folder: Path) -> str:
    """Of all files' names and contents, so that the record tells two versions of a model apart."""
    whole = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(str(path.relative_to(folder)).encode())
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                whole.update(part)
    return whole.hexdigest()[:12]

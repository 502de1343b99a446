"""Follows a pydantic error's location through the models, to the path in the document and the model around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from questionnaires.source import Path


@dataclass(frozen=True)
class Spot:
    """Where an error is: its path in the document, the model that owns the last key, whether that key is meant."""

    path: Path
    owner: type[BaseModel] | None
    is_key: bool = False

    @property
    def key(self) -> str:
        """The last key or item number on the path."""
        return str(self.path[-1]) if self.path else ""

    @property
    def around(self) -> str:
        """The last key that is a name: for an item of a list, the list's."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")


def follow(model: type[BaseModel], location: Iterable[str | int]) -> Spot:
    """Walk along `location`; the tags of unions, which stand in it, are no part of the document."""
    annotation: Any = model
    path: Path = ()
    owner: type[BaseModel] | None = model
    for part in location:
        annotation = _bare(annotation)
        if part == "[key]":
            return Spot(path, owner, is_key=True)
        if (members := _tagged(annotation)) and part in members:
            annotation = members[part]
            continue
        path = (*path, part)
        owner = annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
        annotation = _under(annotation, part)
    return Spot(path, owner)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a part of a document may have, as they are written."""
    return [_written(name, info) for name, info in model.model_fields.items()]


def _written(name: str, info: FieldInfo) -> str:
    return info.alias or name


def _under(annotation: Any, part: str | int) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (list, tuple):
        return arguments[0]
    if origin is dict:
        return arguments[1]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            if _written(name, info) == part:
                return info.annotation
    return None


def _bare(annotation: Any) -> Any:
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif _is_union(annotation) and len(rest := [one for one in get_args(annotation) if one is not NoneType]) == 1:
            annotation = rest[0]
        else:
            return annotation


def _tagged(annotation: Any) -> dict[Any, Any]:
    members: dict[Any, Any] = {}
    for member in get_args(annotation) if _is_union(annotation) else ():
        if get_origin(member) is Annotated:
            bare, *notes = get_args(member)
            members.update({note.tag: bare for note in notes if isinstance(note, Tag)})
        else:
            members.update(_tagged(_bare(member)))
    return members


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, UnionType)

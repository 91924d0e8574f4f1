"""hezuo.graph: the library behind the command `hezuo`. Importing it loads nothing heavy.

>>> import hezuo.graph
>>> hezuo.graph.Filters(since="2020-06").since
'2020-06'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hezuo.graph.errors import AmbiguousNameError, HezuoError, InputError, UnknownNameError

if TYPE_CHECKING:
    from hezuo.graph.extract.reading import Reading
    from hezuo.graph.knowledge_graph import KnowledgeGraph
    from hezuo.graph.lookup import Filters

__all__ = [
    "AmbiguousNameError",
    "Filters",
    "HezuoError",
    "InputError",
    "KnowledgeGraph",
    "Reading",
    "UnknownNameError",
    "open",
]

_LOADED_WHEN_USED = {
    "KnowledgeGraph": "hezuo.graph.knowledge_graph",
    "Filters": "hezuo.graph.lookup",
    "Reading": "hezuo.graph.extract.reading",
}


def open(path: str, *, create: bool = False) -> KnowledgeGraph:  # noqa: A001 - read as graph.open
    """Open the store in the folder ``path``; raise StoreError if there is none and not ``create``.

    A new store is empty until something is added to it.
    """
    from hezuo.graph.knowledge_graph import KnowledgeGraph

    return KnowledgeGraph(path, create=create)


def __getattr__(name: str) -> Any:
    if name in _LOADED_WHEN_USED:
        return getattr(import_module(_LOADED_WHEN_USED[name]), name)
    raise AttributeError(f"module 'hezuo.graph' has no attribute {name!r}")

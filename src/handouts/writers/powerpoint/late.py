"""The import of python-pptx, without what it loads and a deck never asks for.

It takes one function of `xml.sax.saxutils`, which loads `urllib.request` with HTTP, e-mail and TLS: a fiftieth of the
time that a deck takes. (`importlib.util.LazyLoader` loads a module as soon as it is imported a second time.)
"""

import sys
import urllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


@contextmanager
def _late(package: ModuleType, short: str) -> Iterator[None]:
    """Whoever imports a module meanwhile gets one that loads it when something of it is asked for."""
    name = f"{package.__name__}.{short}"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.__getattr__ = lambda attribute: getattr(import_module(name), attribute)  # type: ignore[method-assign]
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        if sys.modules[name] is stand_in:
            del sys.modules[name]
            setattr(package, short, stand_in)


with _late(urllib, "request"):
    import pptx.oxml  # noqa: F401

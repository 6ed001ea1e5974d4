"""Modules of WeasyPrint, imported without what takes long and is the same each time.

While they are imported, what they call then is replaced: cffi has the declarations of C functions translated already
(its own "out-of-line" form, kept in the user's cache), style sheets that are built in are parsed already (see
`sheets`), and parts of fontTools that only WOFF, variable and damaged fonts need are loaded when something calls them.
Afterwards all names in these modules are the libraries' own again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from handouts import cache
from handouts.installed import version
from handouts.writers.pdf.shortcuts.toggles import enabled

KIND = "declarations"
FONTTOOLS = ("fontTools", "fontTools.ttLib", "fontTools.varLib.instancer")
"""Modules from which WeasyPrint takes names that only WOFF, variable and damaged fonts need."""


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import WeasyPrint's modules meanwhile in this way."""
    if not enabled("imports") or cache.folder() is None:
        yield
        return
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder:
    """Finds the modules that are imported in another way, and no others."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in _PREPARED:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        spec.loader = _Loader(name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    """Runs a module with something in place of what it calls."""

    def exec_module(self, module: ModuleType) -> None:
        with _PREPARED[module.__name__](module):
            super().exec_module(module)


@contextmanager
def _declared(module: ModuleType) -> Iterator[None]:
    """Let `cffi.FFI()` know already what the module is about to declare."""
    import cffi  # type: ignore[import-untyped]

    real = cffi.FFI
    key = cache.digest(version("cffi"), cache.code("writers/pdf/shortcuts"), Path(str(module.__file__)).read_bytes())
    kept = cache.load(KIND, key)
    noted: list[str] = []
    cffi.FFI = partial(_translated, kept.decode("utf-8")) if kept is not None else partial(_noting, real, noted)
    try:
        yield
    finally:
        cffi.FFI = real
    if kept is None:
        cache.keep(KIND, key, _source_of(real, noted).encode("utf-8"))


def _translated(source: str) -> Any:
    """Declarations that were translated before, under which nothing more has to be declared."""
    import _cffi_backend  # type: ignore[import-untyped]

    class Translated(_cffi_backend.FFI):
        def cdef(self, *_: Any, **__: Any) -> None:
            pass

    names: dict[str, Any] = {"_cffi_backend": type("Backend", (), {"FFI": Translated})}
    exec(source.replace("import _cffi_backend", ""), names)
    return names["ffi"]


def _noting(real: Any, noted: list[str]) -> Any:
    class Noting(real):
        def cdef(self, csource: str, *args: Any, **named: Any) -> Any:
            noted.append(csource)
            return super().cdef(csource, *args, **named)

    return Noting()


def _source_of(real: Any, declarations: Sequence[str]) -> str:
    """What cffi translates declarations to."""
    from cffi.recompiler import make_py_source  # type: ignore[import-untyped]

    ffi, translated = real(), StringIO()
    for declaration in declarations:
        ffi.cdef(declaration)
    make_py_source(ffi, "_handouts_declarations", translated)
    return translated.getvalue()


@contextmanager
def _late(module: ModuleType) -> Iterator[None]:
    """Let names stand in for what a module takes from fontTools, until it asks for one of them."""
    standing = {name: _StandInModule(name, vars(module)) for name in FONTTOOLS if name not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name in standing:
            del sys.modules[name]


class _StandInModule(ModuleType):
    """In place of a module: whatever is taken from it stands in for the real thing."""

    def __init__(self, name: str, taken: dict[str, Any]) -> None:
        super().__init__(name)
        self._taken = taken

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn(self.__name__, name, vars(self)["_taken"])


class _StandIn:
    """In place of a function, class or module: once it is used, all in its module give way to the real things."""

    def __init__(self, module: str, name: str, taken: dict[str, Any]) -> None:
        self._module, self._name, self._taken = module, name, taken

    def __call__(self, *args: Any, **named: Any) -> Any:
        return self._settled()(*args, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._settled(), name)

    def _settled(self) -> Any:
        for name, value in list(self._taken.items()):
            if isinstance(value, _StandIn):
                self._taken[name] = value._real()
        return self._real()

    def _real(self) -> Any:
        found = import_module(self._module)
        return (
            getattr(found, self._name) if hasattr(found, self._name) else import_module(f"{self._module}.{self._name}")
        )


@contextmanager
def _parsed(module: ModuleType) -> Iterator[None]:
    """Let WeasyPrint's `CSS` take its own sheets from those that are parsed already."""
    from handouts.writers.pdf.shortcuts.sheets import built_in

    package = vars(sys.modules["weasyprint"])
    real = package["CSS"]

    def sheet(**named: Any) -> Any:
        package["CSS"] = real  # the module has taken its own by now, and pickle compares
        return built_in(real, **named)

    package["CSS"] = sheet
    try:
        yield
    finally:
        package["CSS"] = vars(module)["CSS"] = real


_PREPARED: dict[str, Callable[[ModuleType], Any]] = {
    "weasyprint.text.ffi": _declared,
    "weasyprint.text.fonts": _late,
    "weasyprint.pdf.fonts": _late,
    "weasyprint.html": _parsed,
}
"""What is in place of something while a module is imported."""

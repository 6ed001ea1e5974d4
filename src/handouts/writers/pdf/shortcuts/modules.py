"""Modules of WeasyPrint, changed while they are imported so that they load no more than is needed.

Its declarations of C functions are translated once and kept, not parsed each time; fontTools is loaded when something
of it is asked for, which only WOFF and variable fonts do; its own style sheets are parsed once and kept, see `parsed`.
The changed modules are kept as code in the user's cache; without one they are imported as they are.
"""

from __future__ import annotations

import ast
import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from io import StringIO
from pathlib import Path
from types import CodeType, ModuleType

from handouts import cache
from handouts.writers.pdf.shortcuts.wanted import wanted

KIND = "modules"
PARSED = "from handouts.writers.pdf.shortcuts.parsed import with_names as _with_names"
LATE = "from handouts.writers.pdf.shortcuts.late import late as _late"


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import WeasyPrint's modules meanwhile in their quick form."""
    if not wanted() or cache.folder() is None:
        yield
        return
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _Finder:
    """Finds the modules that are to be changed, and no others."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in CHANGES:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        spec.loader = _Loader(name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    """Compiles a changed module, or takes what has been compiled before."""

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path)
        key = cache.digest(MAGIC_NUMBER, Path(__file__).read_bytes(), self.path, source, _tools(fullname))
        kept = cache.load(KIND, key)
        if kept is not None:
            code = marshal.loads(kept)
            assert isinstance(code, CodeType)
            return code
        tree = ast.fix_missing_locations(CHANGES[fullname](ast.parse(source)))
        changed = compile(tree, self.path, "exec", dont_inherit=True)
        cache.keep(KIND, key, marshal.dumps(changed))
        return changed


def _tools(name: str) -> str:
    """What else decides how a module is changed: the version of cffi, which translates declarations."""
    if name != DECLARING:
        return ""
    import _cffi_backend  # type: ignore[import-untyped]

    return str(_cffi_backend.__version__)


def _declared(tree: ast.Module) -> ast.Module:
    """Put in what cffi makes of a module's declarations in place of them."""
    import cffi  # type: ignore[import-untyped]
    from cffi.recompiler import make_py_source  # type: ignore[import-untyped]

    ffi = cffi.FFI()
    for statement in tree.body:
        if (declarations := _declarations(statement)) is not None:
            ffi.cdef(declarations)
    translated = StringIO()
    make_py_source(ffi, "_handouts_declarations", translated)
    body: list[ast.stmt] = []
    for statement in tree.body:
        if isinstance(statement, ast.Import) and statement.names[0].name == "cffi":
            body += ast.parse(translated.getvalue()).body
        elif _declarations(statement) is None and ast.unparse(statement) != "ffi = cffi.FFI()":
            body.append(statement)
    return ast.Module(body, [])


def _declarations(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("ffi"), "cdef"), [ast.Constant(str(declarations))])):
            return declarations
    return None


def _late_fonttools(tree: ast.Module) -> ast.Module:
    """Import what a module takes from fontTools where it is used, not before."""
    taken: dict[str, ast.expr] = {}
    body: list[ast.stmt] = []
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").split(".")[0] == "fontTools":
            for alias in statement.names:
                taken[alias.name] = ast.parse(f"_late({statement.module!r}, {alias.name!r})", mode="eval").body
        else:
            body.append(statement)
    body.insert(1, ast.parse(LATE).body[0])  # the first is the docstring
    changed = _Late(taken).visit(ast.Module(body, []))
    assert isinstance(changed, ast.Module)
    return changed


class _Late(ast.NodeTransformer):
    """Replaces names by what gets them; a function's own of the same name stay."""

    def __init__(self, taken: dict[str, ast.expr]) -> None:
        self._taken = taken

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        own = {argument.arg for argument in ast.walk(node) if isinstance(argument, ast.arg)}
        inner = _Late({name: found for name, found in self._taken.items() if name not in own})
        inner.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return self._taken.get(node.id, node) if isinstance(node.ctx, ast.Load) else node


def _parsed_sheets(tree: ast.Module) -> ast.Module:
    """Take the sheets that a module parses from what was kept of them."""
    body = [ast.parse(PARSED).body[0] if _is_docstring(statement) else statement for statement in tree.body]
    changed = _Parsed().visit(ast.Module([*tree.body[:1], *body], []))
    assert isinstance(changed, ast.Module)
    return changed


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


class _Parsed(ast.NodeTransformer):
    """Replaces `CSS(string=source, counter_style=names)`."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(ast.Name("CSS"), [], [ast.keyword("string", source), *names]):
                added = names[0].value if names else ast.Dict([], [])
                return ast.Call(ast.Name("_with_names", ast.Load()), [node.func, source, added], [])
        return self.generic_visit(node)


DECLARING = "weasyprint.text.ffi"
CHANGES: dict[str, Callable[[ast.Module], ast.Module]] = {
    DECLARING: _declared,
    "weasyprint.text.fonts": _late_fonttools,
    "weasyprint.pdf.fonts": _late_fonttools,
    "weasyprint.html": _parsed_sheets,
}
"""What changes each module."""

"""What templates may do: Jinja2 in a sandbox, with files from the layers alone; and what they can ask for by name.

They ask for the words of the forms, and for the items of a lesson. Compiled templates are shared by all environments of
a process, and kept in the user's cache for the next run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import CodeType, SimpleNamespace
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import escape
from pydantic import BaseModel

from handouts import cache as kept
from handouts.nearest import suggestion
from handouts.templating.layers import BASE, Templates

WHITE_SPACE: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": False}
"""What becomes of line breaks around tags."""
BUILT_IN_FILTERS = frozenset(FILTERS)
"""The names of the filters that Jinja2 has of itself."""
LONGEST_REPEAT = 100_000
"""Letters or elements that `*` may make of a text or a list; a whole handout has about as many."""
LARGEST_POWER = 4096
"""Bits of a number that `**` may make."""
MOST_KINDS = 4096
"""Kinds of things with an attribute that are remembered; the packaged templates have some 300."""


class _Unsaid(str):
    """A word of the forms that a language lacks, as the fallback says it; it is noted when something is made of it.

    Templates hand words on that they do not always print, so asking for one is not enough.
    """

    def __new__(cls, word: str, name: str = "", noted: dict[str, str] | None = None) -> _Unsaid:
        """The word; one that was made of another (a sandbox formats into the same type) is noted already."""
        made = super().__new__(cls, word)
        made.__dict__["_note"] = partial((noted if noted is not None else {}).setdefault, name, word)
        return made

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_"):
            super().__getattribute__("_note")()
        return super().__getattribute__(name)

    def __str__(self) -> str:
        return str(super().__getattribute__("_note")())

    def __html__(self) -> str:
        return escape(str(self))

    def __add__(self, other: str) -> str:
        return str(self) + other

    def __radd__(self, other: str) -> str:
        return other + str(self)

    def __getitem__(self, place: Any) -> str:
        return str(self)[place]

    def __iter__(self) -> Iterator[str]:
        return iter(str(self))


class Labels(SimpleNamespace):
    """The words of the forms in one language, as attributes, so that one named like a method of dict is one too.

    A word that is there in the fallback's language alone is noted as lacking, so that a whole document tells all.
    """

    __slots__ = ("_lacking", "_otherwise")

    def __init__(self, words: Mapping[str, str], otherwise: Mapping[str, str]) -> None:
        super().__init__(**words)
        self._otherwise = otherwise
        self._lacking: dict[str, str] = {}

    def __getattr__(self, name: str) -> str:
        if name.startswith("_") or name not in self._otherwise:
            raise AttributeError(name)
        return _Unsaid(self._otherwise[name], name, self._lacking)


def labels(words: Mapping[str, str], otherwise: Mapping[str, str] | None = None) -> Labels:
    """Labels of these words by their names; `otherwise` are those of the language that is fallen back to."""
    return Labels(words, otherwise or {})


def lacking(found: Labels | None) -> dict[str, str]:
    """The labels that templates have made something of in vain, with what they are in the fallback's language."""
    return found._lacking if found is not None else {}


def finder(items: Mapping[str, Any]) -> Callable[[str], Any]:
    """The template function `find`: an item of the edition's lesson by id."""

    def find(key: str) -> Any:
        if key not in items:
            advice = suggestion(str(key), items, 'ask with "has(…)" first')
            raise LookupError(f'nothing with the id "{key}" is in this edition{advice}')
        return items[key]

    return find


class Compiled(jinja2.BytecodeCache):
    """What environments with the same options and filters of the same kinds have compiled.

    Nothing that a filter makes is compiled in (see `environment`), so neither language nor audience matters.
    """

    def __init__(self) -> None:
        self._code: dict[str, CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template's name and path, which may hold bytes that are no UTF-8."""
        return kept.digest(*(os.fsencode(part) for part in (name, filename or "")))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before of the same source, if anything was."""
        key = _key(bucket)
        if key in self._code:
            bucket.code = self._code[key]
        elif data := kept.load("templates", key):
            bucket.bytecode_from_string(data)
            if bucket.code is not None:
                self._code[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        key = _key(bucket)
        assert isinstance(bucket.code, CodeType)
        self._code[key] = bucket.code
        kept.keep("templates", key, bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """Name and path of the template, its text, and what else its code depends on: which filters get a context, say."""
    kinds = {name: str(getattr(one, "jinja_pass_arg", "")) for name, one in bucket.environment.filters.items()}
    return kept.digest(bucket.key, bucket.checksum, _tools(), repr(sorted(kinds.items())))


@cache
def _tools() -> str:
    return kept.digest(sys.version, jinja2.__version__, kept.code("templating"))


class MissingError(jinja2.UndefinedError):
    """Something undefined was used. `owner` is what should have had it, `missing` if it is a plain name."""

    def __init__(self, hint: str | None, owner: Any, name: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.owner = owner
        self.name = name


class Missing(jinja2.StrictUndefined):
    """What an unknown name stands for until it is used; then it tells what was asked of whom."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        told: Any = partial(MissingError, hint, obj, name) if exc is jinja2.UndefinedError else exc
        super().__init__(hint, obj, name, told)


class _Unfolded(CodeGenerator):
    """Leaves what constants make to rendering, where it has a line and limits: `"%1000000000d"|format(1)`.

    So nothing that a filter makes is compiled in either, and what is compiled serves all languages.
    """

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.Const | nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class LayeredEnvironment(ImmutableSandboxedEnvironment):
    """Resolves `@base/NAME` against the layer that the asking template lies in, and refuses what grows without end."""

    intercepted_binops = frozenset({"*", "**"})
    code_generator_class = _Unfolded

    def __init__(
        self, templates: Templates, filters: Mapping[str, Callable[..., Any]], compiled: Compiled | None = None
    ) -> None:
        super().__init__(
            loader=_Loader(templates),
            bytecode_cache=compiled,
            undefined=Missing,
            autoescape=True,
            optimized=False,
            **WHITE_SPACE,
        )
        self.templates = templates
        self.filters.update(filters)
        self._safe: dict[tuple[type, str], bool] = {}

    def join_path(self, template: str, parent: str) -> str:
        """The name that a template means when it asks for another one."""
        if not str(template).startswith(BASE):
            return template
        return self.templates.below(template[len(BASE) :], parent)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have this of a thing. The kind of thing decides it, so it is asked once for each."""
        if isinstance(obj, type):
            return self._may_have(obj, attr, value)
        key = type(obj), attr
        if (known := self._safe.get(key)) is None:
            if len(self._safe) >= MOST_KINDS:
                self._safe.clear()
            known = self._safe[key] = self._may_have(obj, attr, value)
        return known

    def _may_have(self, obj: Any, attr: str, value: Any) -> bool:
        return not _of_tools(obj, attr) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply or raise, unless the result would be huge.

        Raises:
            SecurityError: It would.
        """
        if operator == "**" and _bits(left, right) > LARGEST_POWER:
            raise SecurityError(f"{left} ** {right} is too large a number")
        if operator == "*" and max(_repeated(left, right), _repeated(right, left)) > LONGEST_REPEAT:
            raise SecurityError(f"* would make more than {LONGEST_REPEAT} letters or elements")
        return super().call_binop(context, operator, left, right)


class _Loader(jinja2.BaseLoader):
    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self._templates.find(template)
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return found.text, str(found.path), lambda: True


def _of_tools(obj: Any, attr: str) -> bool:
    """Whether an attribute is none of a record's own, but one of the tools that it is made with.

    Pydantic's read files and unpickle what is in them (`parse_file`), and lead to classes (`model_fields`).
    """
    kind = obj if isinstance(obj, type) else type(obj)
    return issubclass(kind, partial) or (issubclass(kind, BaseModel) and hasattr(BaseModel, attr))


def _bits(base: Any, exponent: Any) -> int:
    whole = isinstance(base, int) and isinstance(exponent, int)
    return abs(base).bit_length() * exponent if whole else 0


def _repeated(what: Any, times: Any) -> int:
    return len(what) * times if isinstance(times, int) and isinstance(what, str | list | tuple) else 0

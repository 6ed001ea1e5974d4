"""What templates may do: Jinja2 in a sandbox, with files from the layers alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from handouts.templating.layers import BASE, Templates

BUILT_IN_FILTERS = frozenset(FILTERS)
"""The names of the filters that Jinja2 has of itself."""
LONGEST_REPEAT = 100_000
"""Letters or elements that `*` may make of a text or a list; a whole handout has about as many."""
LARGEST_POWER = 4096
"""Bits of a number that `**` may make."""


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


class LayeredEnvironment(ImmutableSandboxedEnvironment):
    """Resolves `@base/NAME` against the layer that the asking template lies in, and refuses what grows without end."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(
        self, templates: Templates, filters: Mapping[str, Callable[..., Any]], compiled: Compiled | None = None
    ) -> None:
        super().__init__(
            loader=_Loader(templates),
            bytecode_cache=compiled,
            undefined=Missing,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self.templates = templates
        self.filters.update(filters)

    def join_path(self, template: str, parent: str) -> str:
        """The name that a template means when it asks for another one."""
        if not str(template).startswith(BASE):
            return template
        return self.templates.below(template[len(BASE) :], parent)

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


class Compiled(jinja2.BytecodeCache):
    """Compiled templates that environments of one language share: what filters made of constants is compiled in."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before from the same source, if anything was."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()


class _Loader(jinja2.BaseLoader):
    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = self._templates.find(template)
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return found.text, str(found.path), lambda: True


def _bits(base: Any, exponent: Any) -> int:
    whole = isinstance(base, int) and isinstance(exponent, int)
    return abs(base).bit_length() * exponent if whole else 0


def _repeated(what: Any, times: Any) -> int:
    return len(what) * times if isinstance(times, int) and isinstance(what, str | list | tuple) else 0

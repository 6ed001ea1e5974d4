"""Compiled templates: shared by all environments of a process, and kept in the user's cache for the next run."""

from __future__ import annotations

import os
import sys
from functools import cache
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from handouts import cache as kept


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

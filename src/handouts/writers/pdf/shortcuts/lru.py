"""A memory of bounded size, which forgets what has not been asked for the longest."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LRU(Generic[Key, Value]):
    """The values last asked for, by key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[Key, Value] = {}

    def get(self, key: Key) -> Value | None:
        """A value that is still remembered."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def put(self, key: Key, value: Value) -> None:
        """Remember this; the one that has not been asked for the longest may go."""
        self._values[key] = value
        if len(self._values) > self._most:
            del self._values[next(iter(self._values))]

    def clear(self) -> None:
        """Forget all."""
        self._values.clear()

"""Variants of tests, dealt out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b


def dealt(given: Sequence[str], variants: Sequence[str], key: str) -> list[str]:
    """A variant for each pupil of a class, in the order of the roster.

    As many get one as get another, and neighbours get different ones, as far as those that are `given` let it; what is
    empty is open. The same `key` deals the same way.
    """
    first = int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big") % len(variants)
    order = [*variants[first:], *variants[:first]]
    counts = Counter(variant for variant in given if variant)
    result: list[str] = []
    for index, variant in enumerate(given):
        if not variant:
            around = (result[-1] if result else "", given[index + 1] if index + 1 < len(given) else "")
            variant = min(order, key=lambda one: (around.count(one), counts[one], order.index(one)))
            counts[variant] += 1
        result.append(variant)
    return result

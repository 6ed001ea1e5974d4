"""Which variant of a test each pupil gets, and which number in the class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from handouts.model.project import Project
from handouts.model.readers import Recipient


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


def numbered(people: Sequence[Recipient], project: Project) -> list[Recipient]:
    """Pupils with their number in their class and the variant of their tests, in the order of the roster."""
    read = list(people)
    classes: dict[str, list[int]] = {}
    for index, person in enumerate(read):
        classes.setdefault(person.class_name, []).append(index)
    for class_name, members in classes.items():
        given = [read[index].variant for index in members]
        variants = dealt(given, project.variants, f"{project.seed}:{class_name}")
        for number, (index, variant) in enumerate(zip(members, variants, strict=True), 1):
            read[index] = replace(read[index], number=number, variant=variant)
    return read

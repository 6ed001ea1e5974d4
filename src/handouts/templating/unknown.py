"""Names that nobody knows: what was asked of whom, and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import TemplateReference
from jinja2.utils import missing

from handouts.model.node import Node
from handouts.nearest import suggestion
from handouts.templating.environment import LayeredEnvironment, MissingError
from handouts.templating.names import Labels

_NOT_EXPORTED = re.compile(r"the template '(?P<template>.+?)' .*does not export the requested name '(?P<name>.+?)'")
_NO_TOOL = re.compile(r"No (?P<kind>filter|test) named '(?P<name>.+?)'")
_NO_TAG = re.compile(r"Encountered unknown tag '(?P<name>.+?)'")
_TAGS = (
    "block call else elif endblock endcall endfilter endfor endif endmacro endraw endset endwith extends filter for"
    " from if import include macro raw set with"
).split()


def said_of_missing(error: MissingError, text: str, environment: LayeredEnvironment, known: Iterable[str]) -> str:
    """What to say of something that is not there.

    Args:
        error: What was asked.
        text: The template that asks; what it defines itself can be meant as well.
        environment: For what all templates have.
        known: The variables that the template is given.
    """
    if error.hint is not None:
        return _not_exported(error.hint, environment) or error.hint
    if error.owner is missing:
        names = {*known, *environment.globals, *_defined(text, environment)}
        return f'"{error.name}" is not defined{suggestion(str(error.name), names, "correct the name")}'
    return _not_part_of(error.owner, error.name)


def _not_part_of(owner: Any, name: Any) -> str:
    if isinstance(owner, Labels):
        advice = suggestion(str(name), vars(owner), "add it to templates/labels/")
        return f'there is no label "{name}"{advice}'
    if owner is None:
        return f'nothing is there to take "{name}" of; ask with "if" whether it is there'
    if isinstance(owner, str | list | tuple) and isinstance(name, int):
        return f"there is no element {name} (they count from 0), only {len(owner)} in all; ask for one that is there"
    return f'{_kind(owner)} has no "{name}"{suggestion(str(name), _parts(owner), "correct the name")}'


def _kind(owner: Any) -> str:
    """A thing of this kind in words: a slide outline."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(owner).__name__).lower()
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


def _parts(owner: Any) -> Collection[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if isinstance(owner, TemplateReference):
        return list(owner._TemplateReference__context.blocks)  # type: ignore[attr-defined]
    everyday = set(dir(Node)) if isinstance(owner, Node) else set()
    return [name for name in dir(owner) if not name.startswith("_") and name not in everyday]


def _defined(text: str, environment: LayeredEnvironment) -> set[str]:
    """What a template defines itself: variables, parameters, macros, and what it imports."""
    tree = environment.parse(text)
    names = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    return names | _exported(tree)


def _exported(tree: nodes.Template) -> set[str]:
    imported = (name for one in tree.find_all(nodes.FromImport) for name in one.names)
    return {
        *(macro.name for macro in tree.find_all(nodes.Macro)),
        *(name if isinstance(name, str) else name[1] for name in imported),
        *(one.target for one in tree.find_all(nodes.Import)),
    }


def _not_exported(hint: str, environment: LayeredEnvironment) -> str | None:
    if (told := _NOT_EXPORTED.search(hint)) is None:
        return None
    found = environment.templates.find(told["template"])
    macros = [macro.name for macro in environment.parse(found.text).find_all(nodes.Macro)] if found else []
    return f'"{told["template"]}" has no macro "{told["name"]}"{suggestion(told["name"], macros, "correct the name")}'


def said_of_tool(message: str, environment: jinja2.Environment) -> str | None:
    """What to say of a filter, test or tag that Jinja does not know; None if its message is about something else."""
    if told := _NO_TOOL.search(message):
        tools: Collection[str] = environment.filters if told["kind"] == "filter" else environment.tests
        return f'there is no {told["kind"]} "{told["name"]}"{suggestion(told["name"], tools, "correct the name")}'
    if told := _NO_TAG.search(message):
        return f'there is no tag "{told["name"]}"{suggestion(told["name"], _TAGS, "correct it")}'
    return None

"""What goes wrong in a template, in an author's words: which file, which line, what to write instead.

Names that nobody knows: what was asked of whom, and what may have been meant.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterable, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import TemplateReference
from jinja2.utils import missing

from handouts.errors import HandoutsError, Problem, TemplateError
from handouts.model.node import Node
from handouts.nearest import suggestion
from handouts.templating.environment import Labels, LayeredEnvironment, MissingError
from handouts.templating.layers import BASE, plain

_TOP = "top-level template code"
_NOT_EXPORTED = re.compile(r"the template '(?P<template>.+?)' .*does not export the requested name '(?P<name>.+?)'")
_NO_TOOL = re.compile(r"No (?P<kind>filter|test) named '(?P<name>.+?)'")
_NO_TAG = re.compile(r"Encountered unknown tag '(?P<name>.+?)'")
_TAGS = (
    "block call else elif endblock endcall endfilter endfor endif endmacro endraw endset endwith extends filter for"
    " from if import include macro raw set with"
).split()


class _Frame(NamedTuple):
    """A line of a template that was being worked on; `part` is what Jinja calls the block or macro."""

    path: Path
    part: str
    line: int


def mistake(error: Exception, name: str, environment: LayeredEnvironment, context: Mapping[str, Any]) -> Problem | None:
    """The problem that an error in a template is for its author.

    Args:
        error: What came of rendering `name`.
        name: The template of the document.
        environment: Where it was rendered.
        context: The variables that it was given.

    Returns:
        None if the error says all that itself, or did not come from a template.
    """
    if isinstance(error, HandoutsError) and any(problem.path for problem in error.problems):
        return None
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _of_syntax(error, name, environment)
    frames = _frames(error, environment)
    if not frames and not isinstance(error, jinja2.TemplateError | TemplateError | RecursionError):
        return None
    place = _blamed(frames, environment)
    text = place.path.read_text(encoding="utf-8") if place else ""
    message = _message(error, text, environment, context)
    if isinstance(error, RecursionError) and place is None:
        message = "brackets or tags are nested too deep to be understood; take them apart"
    if place is None:
        return Problem(f"templates/{name}", 0, 0, message)
    if frames[-1].path != place.path and not isinstance(error, jinja2.TemplateNotFound | RecursionError):
        message += f" (inside {environment.templates.shown(frames[-1].path)}:{frames[-1].line})"
    return Problem(environment.templates.shown(place.path), place.line, 0, message)


def _of_syntax(error: jinja2.TemplateSyntaxError, name: str, environment: LayeredEnvironment) -> Problem:
    said = (error.message or "not valid").rstrip(".")
    message = said_of_tool(said, environment) or f"{said}; check the tag on this line"
    place = environment.templates.shown(Path(error.filename)) if error.filename else f"templates/{error.name or name}"
    return Problem(place, error.lineno, 0, message)


def _message(error: Exception, text: str, environment: LayeredEnvironment, context: Mapping[str, Any]) -> str:
    if isinstance(error, MissingError):
        return said_of_missing(error, text, environment, context)
    if isinstance(error, jinja2.TemplateNotFound):
        return _not_found(error, environment)
    if isinstance(error, RecursionError):
        return "this asks for itself without end; let it come to an end, or write @base/ before the name of a template"
    if isinstance(error, MemoryError):
        return "this makes something so large that it needs too much memory; see what grows here"
    if isinstance(error, SecurityError):
        return f"{str(error).rstrip('.')}; templates may not do that"
    if isinstance(error, TemplateError) or type(error) is LookupError:
        return str(error)
    if tool := said_of_tool(str(error), environment):
        return tool
    if isinstance(error, KeyError):
        return f"nothing is given for {error}; name it in the brackets"
    said = str(error).rstrip(".") or type(error).__name__
    return f"{_tool(error, environment)}{said}; check what is written on this line"


def _not_found(error: jinja2.TemplateNotFound, environment: LayeredEnvironment) -> str:
    name = str(error.name or error)
    shown = plain(name)
    if name != shown and environment.templates.has(shown):
        return f'there is no template "{shown}" below this one; remove "{BASE}", or extend another one'
    advice = suggestion(shown, environment.templates.names(), f"create templates/{shown}")
    return f'there is no template "{shown}"{advice}'


def _tool(error: Exception, environment: LayeredEnvironment) -> str:
    """The filter or function that failed, if it was one."""
    frames = traceback.extract_tb(error.__traceback__)
    last = max((index for index, frame in enumerate(frames) if _is_template(frame, environment)), default=-1)
    after = [frame for frame in frames[last + 1 :] if "jinja2" not in Path(frame.filename).parts]
    return f'"{after[0].name.strip("<>")}" fails: ' if last >= 0 and after else ""


def _is_template(frame: traceback.FrameSummary, environment: LayeredEnvironment) -> bool:
    path, templates = Path(frame.filename), environment.templates
    return any(path.is_relative_to(home) for home in (templates.home, templates.packaged)) and path.suffix != ".py"


def _frames(error: Exception, environment: LayeredEnvironment) -> list[_Frame]:
    return [
        _Frame(Path(frame.filename), frame.name, frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if _is_template(frame, environment)
    ]


def _blamed(frames: list[_Frame], environment: LayeredEnvironment) -> _Frame | None:
    """The line that an author should look at: the innermost of the project's own, or else the innermost of all.

    That a template extends another one is nothing to blame it for.
    """
    own = [
        frame
        for frame, inner in zip_longest(frames, frames[1:])
        if environment.templates.owns(frame.path) and not _extends(frame, inner, environment)
    ]
    return own[-1] if own else frames[-1] if frames else None


def _extends(frame: _Frame, inner: _Frame | None, environment: LayeredEnvironment) -> bool:
    if inner is None or frame.part != _TOP or inner.part != _TOP:
        return False
    tree = environment.parse(frame.path.read_text(encoding="utf-8"))
    return tree.find(nodes.Extends) is not None


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

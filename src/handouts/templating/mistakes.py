"""What goes wrong in a template, in an author's words: which file, which line, what to write instead."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError

from handouts.errors import Problem, TemplateError
from handouts.nearest import suggestion
from handouts.templating.environment import LayeredEnvironment, MissingError
from handouts.templating.layers import BASE, plain
from handouts.templating.unknown import said_of_missing, said_of_tool

_TOP = "top-level template code"


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
    if isinstance(error, TemplateError) and any(problem.path for problem in error.problems):
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

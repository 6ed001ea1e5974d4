"""Templates that want out of their sandbox, read what is not theirs, or never come to an end."""

from __future__ import annotations

import re

import pytest

from .arena import Arena, Enough, huge, link, pipe

pytestmark = pytest.mark.slow

REFUSED = {
    # out of the sandbox
    "class": ('{{ "".__class__ }}', "is unsafe; templates may not do that"),
    "item": ('{{ ""["__class__"] }}', "is unsafe"),
    "attr": ('{{ ""|attr("__class__") }}', "is unsafe"),
    "format": ('{{ "{0.__class__}".format(1) }}', "is unsafe"),
    "formatmap": ('{{ "{a.__class__}".format_map({"a": 1}) }}', "is unsafe"),
    "markup": ('{{ ("{0.__class__}"|safe).format(1) }}', "is unsafe"),
    "globals": ("{{ find.__globals__ }}", "is unsafe"),
    "cycler": ("{{ cycler.__init__.__globals__ }}", "is unsafe"),
    "self": ("{{ self._TemplateReference__context }}", "is unsafe"),
    "partial": ("{{ along.func }}", "is unsafe"),
    "sum": ('{{ [lesson]|sum(attribute="__class__") }}', "is unsafe"),
    "sort": ('{{ [lesson, lesson]|sort(attribute="__class__") }}', "is unsafe"),
    # what records are made with reads files, and unpickles what is in them
    "parse": ('{{ lesson.parse_file("HOME/secret.txt") }}', "is unsafe"),
    "pickle": (
        '{{ edition.audience.parse_raw("x", content_type="pickle", allow_pickle=true) }}',
        "is unsafe",
    ),
    "fields": ("{{ project.model_fields }}", "is unsafe"),
    "construct": ("{{ lesson.model_construct() }}", "is unsafe"),
    # other files
    "upwards": ('{% include "../../../secret.txt" %}', "leads out of templates/"),
    "absolute": ('{% include "HOME/secret.txt" %}', "leads out of templates/"),
    "base": ('{% include "@base/../../../secret.txt" %}', "leads out of templates/"),
    "linked": ('{% include "linked/link.j2" %}', "leads out of templates/"),
    "zero": (r'{% include "a\0b" %}', r'there is no template "a\\u0000b"'),
    # without end
    "range": ("{% for i in range(1000000000) %}{% endfor %}", "Range too big"),
    "times": ('{{ "a" * 1000000000 }}', "more than 100000 letters"),
    "power": ("{{ 7 ** (7 ** 6) }}", "too large a number"),
    "macro": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "asks for itself without end"),
    "itself": ('{% include "itself/html.j2" %}', "asks for itself without end"),
    "nested": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "nested too deep"),
    "minus": ("{{ " + "-" * 50_000 + "1 }}", "nested too deep"),
    "ring": ('{% extends "ring/other.j2" %}', "extends itself"),
}
TOO_BIG = {
    "percent": '{{ "%1000000000d"|format(1) }}',
    "width": '{{ "{:1000000000}".format(1) }}',
    "modulo": '{{ "%1000000000d" % 1 }}',
    "batch": '{{ [1]|batch(1000000000, "")|list }}',
    "center": '{{ "a"|center(1000000000)|center(2000000000) }}',
    "doubling": '{% set n = namespace(a="aaaaaaaa") %}{% for i in range(40) %}{% set n.a = n.a ~ n.a %}{% endfor %}',
    "replace": '{{ ("a" * 100000)|replace("a", "b" * 100000) }}',
}


def test_no_way_out(arena: Arena) -> None:
    arena.documents({name: text for name, (text, _) in REFUSED.items()})
    arena.lay({"templates/linked/link.j2": link("HOME/secret.txt")})
    arena.lay({"templates/ring/other.j2": '{% extends "ring/html.j2" %}'})
    built = arena.build(*REFUSED)
    assert (built.code, built.files) == (1, {})
    for name, (_, said) in REFUSED.items():
        line = built.line(rf"in de/class/{name}\.pdf\)")
        assert re.search(said, line), line


def test_what_would_fill_the_memory_is_told_with_its_line(arena: Arena) -> None:
    arena.documents(TOO_BIG)
    built = arena.build(*TOO_BIG)
    assert built.code == 1
    for name in TOO_BIG:
        line = built.line(rf"in de/class/{name}\.pdf\)")
        assert "memory" in line or "million characters" in line, line
        assert line.startswith(f"templates/{name}/html.j2:"), line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% for a in range(100000) %}\n{% for b in range(100000) %}\n{% endfor %}{% endfor %}", 3),
        ("{{ lipsum(1000000000) }}", 2),
    ],
)
def test_a_hanging_template_is_stopped(arena: Arena, enough: Enough, text: str, line: int) -> None:
    arena.documents({"hanging": text, "sound": "<p>Gut</p>"})
    _, built = enough(
        lambda seconds: arena.build("hanging", "sound", seconds=seconds), lambda built: "sound.pdf" in built.files
    )
    assert built.code == 1
    assert "was stopped after" in built.line("in de/class/hanging.pdf")
    assert "sound.pdf" in built.files


def test_files_that_are_no_templates(arena: Arena) -> None:
    arena.cold = True
    arena.documents({"huge": "", "bytes": "", "pipe": "", "linked": "", "devices": ""})
    names = ("huge", "bytes", "linked", "devices")
    whats = (huge, b"\xff\xfe\0", link("HOME/secret.txt"), link("/dev/zero"))
    arena.lay({f"templates/{name}/html.j2": what for name, what in zip(names, whats, strict=True)})
    arena.lay(
        {
            "templates/pipe/html.j2": pipe,
            "templates/shared/more.css": pipe,
            "templates/shared/far.j2": link("/dev/zero"),
        }
    )
    built = arena.build(*names)
    assert built.code == 1
    for name, said in zip(names, ("larger than 1 MB", "not UTF-8", "leads out of", "leads out of"), strict=True):
        assert said in built.line(f"in de/class/{name}.pdf")


def test_a_folder_of_templates_elsewhere(arena: Arena) -> None:
    (arena.home / "elsewhere" / "worksheet").mkdir(parents=True)
    (arena.home / "elsewhere/worksheet/html.j2").write_text('{% extends "@base/worksheet/html.j2" %}', "utf-8")
    arena.lay({"templates": link("HOME/elsewhere")})
    built = arena.build("worksheet")
    assert built.code == 1
    assert "leads out of the project" in built.said

"""`handouts build --roster`: the options, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.engine.personal import MailMerge
    from handouts.model.edition import Imposition
    from handouts.model.readers import CodeForm
    from handouts.pipeline import Workspace


@dataclass(frozen=True)
class Roster:
    """A list of pupils, and how each is to get copies."""

    path: Path
    class_name: str | None = None
    merge: bool = False
    code: CodeForm | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """All of it, in words."""
        return (f"roster={self.path}", f"class={self.class_name}", f"merge={self.merge}", f"code={self.code}")

    def wanted(
        self,
        root: Path,
        languages: Sequence[str],
        audiences: Sequence[str],
        documents: Sequence[str],
        impositions: Sequence[Imposition],
        *,
        draft: bool = False,
    ) -> tuple[Workspace, MailMerge]:
        """The project in a folder, opened, and what this list asks of it.

        Raises:
            HandoutsError: The project or the list is not sound, or what is asked for does not exist.
        """
        from handouts.engine.personal import MailMerge
        from handouts.engine.plan import editions
        from handouts.pipeline import Workspace
        from handouts.reader.roster import Choice, read_roster

        if impositions:
            raise UsageError("copies with names are not put together on sheets; leave out --booklet and --n-up")
        workspace = Workspace.open(root, draft=draft)
        project = workspace.project
        editions(project, workspace.lesson, languages=languages, audiences=audiences, documents=documents)
        families = {audience.id: workspace.brand_for(audience).fonts.printed for audience in project.audiences}
        choice = Choice(tuple(languages), tuple(audiences), self.class_name)
        people = read_roster(self.path, project, choice, families, root)
        return workspace, MailMerge(people, self.path.name, tuple(documents), self.merge, self.code)


def roster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for copies with names; the command gets them as `roster`, None if there is no list."""

    @click.option(
        "--roster",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Make a copy for each pupil in FILE, a CSV table with the column name.",
    )
    @click.option("--class", "class_name", metavar="NAME", help="With --roster: the class, if no column tells.")
    @click.option("--merge", is_flag=True, help="With --roster: one file for each class, not for each pupil.")
    @click.option("--code", type=click.Choice(["qr", "short"]), help="With --roster: print a code on each copy.")
    @wraps(command)
    def wrapped(
        *args: Any, roster: Path | None, class_name: str | None, merge: bool, code: CodeForm | None, **kwargs: Any
    ) -> Any:
        if roster is None and (class_name is not None or merge or code):
            raise click.UsageError("--class, --merge and --code go with --roster FILE")
        if class_name is not None and not class_name.strip():
            raise click.UsageError("--class needs a name")
        asked = Roster(roster.absolute(), class_name and " ".join(class_name.split()), merge, code) if roster else None
        return command(*args, roster=asked, **kwargs)

    return wrapped

"""Where the packaged project lives, and what new projects are made from."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent

MINIMAL = "minimal"
STARTERS = ("us-japan-alliance", MINIMAL)
"""What `handouts init` can begin with: the whole lesson that ships with the tool, or one as small as can be."""


FIRST = {"de": "first/de", "en": "first/en"}
"""By language, a first lesson in that language alone."""


def starter(name: str = STARTERS[0]) -> Path:
    """The folder that holds `content/` and `handouts.yaml` of a starter; the first one's holds `templates/` as well.

    The small ones lie in the package. The other lies there in a wheel; in a checkout its parts are the top folders of
    the repository.
    """
    if name == MINIMAL or name in FIRST.values():
        return _HERE / "starters" / name
    packaged = _HERE / "starter"
    return packaged if packaged.is_dir() else _HERE.parents[1]


def around() -> Path:
    """The folder of what every new project has around its lesson; its gitignore is to be called `.gitignore`."""
    return _HERE / "starters" / "around"


def preview_templates() -> Path:
    """The folder of the templates that show a brand; they lie over the packaged ones."""
    return _HERE / "starters" / "preview" / "templates"

"""Where the packaged project lives: the templates, content and handouts.yaml that ship with the tool."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def starter() -> Path:
    """The folder that holds `templates/`, `content/` and `handouts.yaml`.

    In a wheel they lie in the package; in a checkout they are the top folders of the repository.
    """
    packaged = _HERE / "starter"
    return packaged if packaged.is_dir() else _HERE.parents[1]

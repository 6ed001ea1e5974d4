"""The words of the forms by language: which files they come from, and what is said of those that are lacking.

A regional language takes what it does not say itself from the language that it is a kind of: de-AT from de.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handouts import reader
from handouts.errors import Problem, TemplateError
from handouts.extensions import Extension, labels_of
from handouts.languages import primary
from handouts.starter import starter


class LackingError(TemplateError):
    """A document needs words of the forms that nobody has said in its language.

    Attributes:
        root: Of the project.
        language: Whose words they are.
        words: The words by their names, as the fallback says them.
    """

    def __init__(self, root: Path, language: str, words: Mapping[str, str]) -> None:
        self.root = root
        self.language = language
        self.words = dict(words)
        super().__init__([lacking_problem(root, language, None if _own(root, language) is None else words)])

    def __reduce__(self) -> tuple[type[LackingError], tuple[Path, str, dict[str, str]]]:
        """Let it travel with what it has found."""
        return type(self), (self.root, self.language, self.words)


def lacking_problem(root: Path, language: str, words: Mapping[str, str] | None) -> Problem:
    """What to say of a language that lacks words of the forms, which are named if they are given."""
    path = f"templates/labels/{language}.yaml"
    advice = f'"handouts eject labels/{language}.yaml"'
    if _own(root, language) is None:
        named = f": {', '.join(sorted(words))}" if words else ""
        return Problem(path, 0, 0, f"is not there; {advice} makes it, with all words of the forms to fill in{named}")
    said = ", ".join(f'{key} ("{word}")' for key, word in sorted((words or {}).items()))
    return Problem(path, 0, 0, f"lacks {said}; add them; {advice} writes the keys of all that it lacks below")


def label_files(root: Path, language: str) -> Iterator[tuple[Path, Path]]:
    """Each file with words of a language, the most particular last, with the folder it belongs to."""
    for tag in dict.fromkeys((primary(language), language)):
        for home in dict.fromkeys((starter(), root)):
            if (path := home / "templates" / "labels" / f"{tag}.yaml").is_file():
                yield home, path


def words_of(root: Path, language: str, extensions: tuple[Extension, ...]) -> dict[str, str]:
    """The labels of one language: those of the package and of extensions, and over them the project's.

    Keys without a word in a language that does not ship are still to be filled in.
    """
    packaged: dict[str, str] = {}
    own: dict[str, str] = {}
    for home, path in label_files(root, language):
        if home == starter():
            packaged |= reader.read_labels(path, root=home)
        else:
            own |= reader.read_labels(path, root=home, unfinished=not ships(language))
    return {**packaged, **labels_of(extensions, language, packaged), **own}


def ships(language: str) -> bool:
    """Whether the words of the forms come with the tool, for the language or what it is a kind of."""
    return any((starter() / "templates" / "labels" / f"{tag}.yaml").is_file() for tag in (language, primary(language)))


def all_lacking(root: Path, found: Iterable[LackingError]) -> list[Problem]:
    """One problem a language, with all that any document lacks."""
    words: dict[str, dict[str, str]] = {}
    for one in found:
        words.setdefault(one.language, {}).update(one.words)
    return [lacking_problem(root, language, lacking) for language, lacking in sorted(words.items())]


def _own(root: Path, language: str) -> Path | None:
    path = root / "templates" / "labels" / f"{language}.yaml"
    return path if path.is_file() else None

"""Why a file has to be made."""

from __future__ import annotations

from handouts.engine.freshness.ledger import Ledger


def why(ledger: Ledger, name: str, key: str, *, force: bool = False) -> str | None:
    """The reason in words, or None if the file is fresh.

    Args:
        ledger: What is known of the output folder.
        name: The file, below it.
        key: The digest of its input, as `Job.key` is.
        force: Whether it is to be made in any case.
    """
    if not force and ledger.is_fresh(name, key):
        return None
    entry = ledger.manifest.outputs.get(name)
    if not (ledger.output / name).is_file():
        return "not there"
    if entry is None:
        return "not made by a build"
    if entry["key"] != key:
        return "content, settings or templates changed"
    if entry["tools"] != ledger.made_by:
        return "made with other versions of tools"
    return "asked for with --force" if ledger.is_ours(name) else "the file was changed"

"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from handouts.errors import PublishError, one_problem


def publish(path: Path, data: bytes) -> None:
    """Put `data` at `path`; whoever looks sees the old file or the new one, never half of one.

    Raises:
        PublishError: The folder or the file cannot be written. The old file is untouched.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise PublishError(
            one_problem(path, f"cannot be written ({error.strerror}); is it open or the disk full?")
        ) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)

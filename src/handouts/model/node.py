"""What every model shares."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from handouts.model.marks import withholding


class Node(BaseModel):
    """A frozen record that refuses keys it does not know.

    Sequences are tuples, so that a whole lesson can be shared between editions without copying.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Void what was reckoned of other models: a record of this one may stand where its base was declared."""
        withholding.cache_clear()


LONGEST_NAME = 100
"""Letters; file systems end names at 255 bytes, and files in the output folder add to them."""
Id = Annotated[
    str,
    Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=LONGEST_NAME, description="unique within its kind"),
]
Confidence = Annotated[
    str,
    Field(
        pattern="^[ABC]$",
        description="A: official or primary text read; B: serious secondary source; C: standard literature, unchecked",
    ),
]

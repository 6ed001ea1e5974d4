"""Any Markdown → parts of a lesson."""

from __future__ import annotations

from handouts.importing.marked import markdown
from handouts.importing.writing import draft
from handouts.reader.markdown import parse_markdown


def drafted(text: str, *, begun: bool = False) -> tuple[str, str]:
    found = markdown(text.encode(), "notes.md", "en")
    made = draft(found, "en", begun=begun)
    assert not parse_markdown(made, "draft.md", languages=["en"]).problems
    return made, "\n".join(map(str, found.lost))


def test_notes_are_parted_by_their_headings() -> None:
    made, lost = drafted(
        "# Rain\n\nIt rains.\n\n## Clouds[^1]\n\nMany <br> drops.\n\n### Kinds\n\n5. five\n\n[^1]: A note.\n"
    )
    assert made.startswith('---\ntitle: "Rain"\n')
    assert "## Material: It rains\n\nIt rains." in made
    assert "## Material: Clouds\n\nMany <br> drops.\n\n### Kinds\n\n5. five\n\n[^1]: A note." in made
    assert "notes.md:7: <br> is HTML" in lost


def test_a_part_of_a_lesson_stays_as_it_is() -> None:
    text = "## Task 3\nTime: 5\n\nLook.\n\n::: answer\n- Yes (1 point)\n:::\n"
    made, _ = drafted(text, begun=True)
    assert made.endswith(f"\n\n{text}")


def test_a_whole_lesson_keeps_what_stands_above_it_in_a_new_one() -> None:
    made, _ = drafted("---\ntitle: Rain\nsubject: Geography\nlanguage: en\n---\n\n## Task\nLook.\n")
    assert made.startswith("---\ntitle: Rain\nsubject: Geography\nlanguage: en\n---\n")


def test_pictures_on_the_web_are_told() -> None:
    _, lost = drafted("# A\n\n![x](https://example.org/a.png)\n\nText.\n")
    assert "notes.md:3: https://example.org/a.png lies on the web" in lost

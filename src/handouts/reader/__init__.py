"""Content folder in, Lesson out: every error with file, line and column, all of them at once.

A step that only reads: nothing here knows an edition. YAML is known only here. `files` turns a file into text, `parse`
text into plain data with positions, `sources` several files into one mapping, `validate` data into models; what they
made of the same bytes before is remembered. `references`, `languages` and `audiences` look at what no single record can
know; `project`, `lesson` and `theme` put it together.
"""

from handouts.reader.lesson import Content, read_all, read_lesson, read_lesson_with_positions
from handouts.reader.project import project_positions, read_project
from handouts.reader.theme import Theme, read_brand, read_labels, read_labels_with_positions, read_theme, theme_files

__all__ = [
    "Content",
    "Theme",
    "project_positions",
    "read_all",
    "read_brand",
    "read_labels",
    "read_labels_with_positions",
    "read_lesson",
    "read_lesson_with_positions",
    "read_project",
    "read_theme",
    "theme_files",
]

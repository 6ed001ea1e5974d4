"""Write the lesson once, print it for every class: PDF handouts and PowerPoint decks from structured content."""

__version__ = "0.1.0"

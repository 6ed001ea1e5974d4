"""What need not be made again: what was made from what, by which tools, and whether that still holds."""

"""The kinds of file that come out, a room each; none of them knows of another."""

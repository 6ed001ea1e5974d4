"""The two kinds of file that come out: pages and slides."""

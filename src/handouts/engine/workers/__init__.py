"""Processes that do jobs, here or elsewhere, and what becomes of a build if one of them dies, hangs or grows."""

"""A brand made from another: its colours from one accent, and brand.yaml as a file for people to edit.

`palette` reckons colours, `written` puts them into words. Nothing here reads or writes files.
"""

from handouts.branding.palette import derived
from handouts.branding.written import brand_file

__all__ = ["brand_file", "derived"]

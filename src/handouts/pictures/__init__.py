"""The one door through which pictures are opened: listed formats only, told by content, whatever a file is called.

Pillow opens some forty formats, and hands a few of them to other programs: EPS goes to Ghostscript, which writes files.
So nothing is opened here but what is listed, and whoever else in this process asks Pillow (WeasyPrint and python-pptx
do) gets the same list: importing this sees to it. SVG never comes here; pages draw it, with the fetcher of pages.
"""

from handouts.pictures.kinds import kind_of
from handouts.pictures.opening import FORMATS, Bitmap, UnfitPictureError, as_png, examined, header, load_formats

__all__ = ["FORMATS", "Bitmap", "UnfitPictureError", "as_png", "examined", "header", "kind_of", "load_formats"]

"""A plain script that makes PDFs: what anybody would write with WeasyPrint's manual beside them.

Usage: plain_pdf.py [--css FILE]... PAGE.html FILE.pdf [PAGE.html FILE.pdf]...

Prints how many seconds each file took, so that the later ones of a process tell what a warm document costs.
"""

import sys
import time

from weasyprint import HTML


def main(words: list[str]) -> None:
    """Write one PDF after the other."""
    sheets = []
    while words[:1] == ["--css"]:
        sheets.append(words[1])
        words = words[2:]
    for page, target in zip(words[::2], words[1::2], strict=True):
        started = time.perf_counter()
        HTML(filename=page).write_pdf(target, stylesheets=sheets, pdf_variant="pdf/ua-1")
        print(f"{time.perf_counter() - started:.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])

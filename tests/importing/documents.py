"""Word documents as tests need them, written part by part."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Mapping
from io import BytesIO

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" xmlns:a="{_DRAWING}/main" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:pic="{_DRAWING}/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BULLETS, NUMBERS, FROM_FIVE = "1", "2", "3"


def run(words: str, look: str = "") -> str:
    """Words in one look, such as `<w:b/>`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str = "", style: str = "", *, numbered: str = "", level: int = 0, raw: str = "") -> str:
    """A paragraph, of a list if `numbered` names one."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbered}"/></w:numPr>' if numbered else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run(words) if words else ''}{raw}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of words."""
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture(alt: str) -> str:
    """The run of the one picture that every document brings along."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData '
        f'uri="{_DRAWING}/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def document(*body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A document with these paragraphs and tables, its styles those of German Word."""
    targets = ("styles", "numbering", "footnotes", "comments")
    links = [
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(targets, 1)
    ]
    links.append(f'<Relationship Id="rId5" Type="{_OFFICE}/relationships/image" Target="media/1.png"/>')
    styles = (("Titel", "Title"), ("berschrift1", "heading 1"), ("berschrift2", "heading 2"))
    kinds = (("bullet", 1), ("decimal", 1), ("decimal", 5))
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{''.join(links)}</Relationships>",
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>"
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in styles
        )
        + "</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>"
        + "".join(
            f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
            f'<w:numFmt w:val="{kind}"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            "</w:lvl></w:abstractNum>"
            for number, (kind, start) in enumerate(kinds, 1)
        )
        + "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in (1, 2, 3))
        + "</w:numbering>",
        "word/footnotes.xml": f'<w:footnotes {SPACES}><w:footnote w:id="2">{paragraph("See the map.")}</w:footnote>'
        "</w:footnotes>",
        "word/comments.xml": f'<w:comments {SPACES}><w:comment w:id="0" w:author="Kim">'
        f"{paragraph('Really?')}</w:comment></w:comments>",
        **(parts or {}),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
        archive.writestr("word/media/1.png", PIXEL)
    return made.getvalue()

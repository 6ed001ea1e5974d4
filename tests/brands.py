"""The brand that tests of slides share: four colours for charts, no logo."""

from __future__ import annotations

from handouts.model.brand import Brand, Colours, Fonts

BRAND = Brand(
    name="Test House",
    colours=Colours(
        ink="#1b2430",
        muted="#4a5563",
        accent="#0b3c5d",
        second="#a4372e",
        tint="#f2f4f6",
        rule="#c9d0d6",
        chart=("#0b3c5d", "#a4372e", "#5c7f99", "#c08552"),
    ),
    fonts=Fonts(text="Source Sans 3", heading="Source Sans 3", japanese="Noto Sans JP", slides="Arial"),
)

"""Short cuts through private parts of WeasyPrint and Pyphen: the same bytes in less time.

`modules` makes imports quick, `patterns` keeps hyphenation patterns parsed, `parsing` keeps HTML parsed, too. `sheets`
and `faces` let documents share style sheets and fonts, `styles`, `usual` and `variables` make styles of them, `boxes`
answers what layout asks of both. `lines` remembers how text breaks into lines, `lineboxes` what became of whole lines,
`glyphs` and `drawings` what was drawn for them and for pictures; `writing` makes bytes of objects once, `rubbish` and
`features` leave little behind, `stack` has Python ask for memory less often. `wanted` says whether to take any: they
are written for one version of each library, and `HANDOUTS_NO_SHORTCUTS=1` turns all of them off.
"""

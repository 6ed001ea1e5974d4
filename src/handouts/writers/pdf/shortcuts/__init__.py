"""Short cuts through private parts of WeasyPrint and Pyphen: the same bytes in less time.

`modules` makes imports quick, `patterns` keeps hyphenation patterns parsed, `sheets` and `faces` let documents share
style sheets and fonts, `lines` remembers how text breaks into lines, `lineboxes` what became of whole lines,
`drawings` paints pictures with fewer detours, `rubbish` puts collecting it off. `wanted` says whether to take any:
they are written for one version of each library, and `HANDOUTS_NO_SHORTCUTS=1` turns all of them off.
"""

"""Ways of writing a page that have to come to the same: each is a kind of which there are many."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PIL import Image

from .opened import opened, written

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='4' cx='4' cy='4'/></svg>"
KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><mi>k</mi><annotation>\\k</annotation></math></span>'
    '<span class="katex-html">kk</span></span>'
)
PNG = base64.b64encode((Path(__file__).parent / "corpus/tree.png").read_bytes()).decode()


def picture(folder: Path, name: str = "p.png", colour: str = "#224466", kind: str = "PNG") -> None:
    Image.new("RGB", (80, 40), colour).save(folder / name, kind)


@pytest.mark.parametrize(
    "address",
    [
        f"data:image/svg+xml;utf8,{SVG}",
        f"data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}",
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3C/svg%3E",
        f"data:image/png;charset=utf-8;base64,{PNG}",
        f"data:;base64,{PNG}",
    ],
)
def test_pictures_in_any_data_address(tmp_path: Path, address: str) -> None:
    deck = written(tmp_path, f'<section><h2>T</h2><img alt="x" src="{address}"></section>')
    assert (len(deck.pictures(0)), deck.told, deck.flaws()) == (1, "", [])


@pytest.mark.parametrize(
    "element",
    [
        '<img src="p.png" alt="x">',
        '<img data-src="p.png" alt="x">',
        '<picture><source srcset="p.webp"><img src="p.png" alt="x"></picture>',
        '<object data="p.png" type="image/png">x</object>',
        '<a href="https://example.org"><img src="p.png" alt="x"></a>',
        '<p>words <img src="p.png" alt="x"> and words</p>',
        '<ul><li>words <img src="p.png" alt="x"></li></ul>',
        '<div style="background-image: url(p.png); height: 9em" aria-label="x"></div>',
        '<div style="background: url(\'p.png\') no-repeat" aria-label="x"></div>',
        '<table><tr><td><img src="p.png" alt="x"></td><td>words</td></tr></table>',
        "<svg viewBox='0 0 99 99' aria-label='x'><rect width='9' height='9'/></svg>",
        "<figure><svg width='99' height='99'><title>x</title><rect width='9' height='9'/></svg></figure>",
    ],
)
def test_pictures_in_any_element(tmp_path: Path, element: str) -> None:
    picture(tmp_path)
    deck = written(tmp_path, f"<section><h2>T</h2>{element}</section>")
    (shown,) = deck.pictures(0)
    assert shown._element.xpath("./*/p:cNvPr/@descr") == ["x"]
    assert deck.flaws() == []


def test_a_click_on_a_picture_leads_where_its_link_does(tmp_path: Path) -> None:
    picture(tmp_path)
    image = '<img src="p.png" alt="x">'
    body = f'<section><h2>T</h2><a href="#/end">{image}</a></section><section id="end"><h2>U</h2>'
    deck = written(tmp_path, f'{body}<a href="https://example.org">{image}</a></section>')
    (inner,), (outer,) = deck.pictures(0), deck.pictures(1)
    assert inner.click_action.target_slide == deck.slides[1]
    assert outer.click_action.hyperlink.address == "https://example.org"


@pytest.mark.parametrize(
    "element",
    [
        '<table><tr><th>a</th></tr><tr><td><img src="p.png" alt="x"></td></tr></table>',
        '<blockquote>said <img src="p.png" alt="x"></blockquote>',
        '<aside class="notes">said <img src="p.png" alt="x"></aside>',
    ],
)
def test_pictures_where_only_words_can_stand_are_told(tmp_path: Path, element: str) -> None:
    picture(tmp_path)
    deck = written(tmp_path, f"<section><h2>T</h2><p>y</p>{element}</section>")
    assert "is shown as words: x" in deck.told
    assert deck.words()["x"] == 1


@pytest.mark.parametrize(
    ("section", "colour"),
    [
        ('data-background="#102030"', "102030"),
        ('data-background-color="navy"', "000080"),
        ('style="background: rgb(16, 32, 48)"', "102030"),
        ('style="background-color:#102030"', "102030"),
    ],
)
def test_grounds_of_one_colour(tmp_path: Path, section: str, colour: str) -> None:
    deck = written(tmp_path, f"<section><h2>S</h2><p>x</p></section><section {section}><h2>T</h2><p>x</p></section>")
    assert deck.xpath(1, "./p:cSld/p:bg//a:srgbClr/@val") == [colour]
    assert deck.xpath(1, ".//a:overrideClrMapping/@bg1") == ["dk1"]
    assert (deck.told, deck.flaws()) == ("", [])


@pytest.mark.parametrize(
    "section",
    [
        'data-background="p.png"',
        'data-background-image="p.png"',
        "data-background-image=\"url('p.png')\"",
        'style="background-image: url(p.png)"',
        'style="background: #fff url(p.png) center / cover"',
    ],
)
@pytest.mark.parametrize("inside", ["", "<h2>T</h2><p>words</p>", '<aside class="notes">said</aside>'])
def test_grounds_that_are_pictures(tmp_path: Path, section: str, inside: str) -> None:
    picture(tmp_path)
    deck = written(tmp_path, f"<section><h2>S</h2></section><section {section}>{inside}</section>")
    assert len(deck.slides) == 2
    assert len(deck.pictures(1)) + len(deck.xpath(1, "./p:cSld/p:bg//a:blip")) == 1
    assert (deck.told, deck.flaws()) == ("", [])


@pytest.mark.parametrize(
    ("section", "what"),
    [
        ('data-background-video="x.mp4"', "a film"),
        ('data-background-iframe="https://example.org"', "another page"),
        ('data-background-gradient="linear-gradient(red, blue)"', "a gradient"),
        ('data-background-image="https://example.org/x.png"', "nothing is fetched"),
        ('data-background-image="none.png"', "is not there"),
    ],
)
def test_grounds_that_cannot_be_had_are_told(tmp_path: Path, section: str, what: str) -> None:
    deck = written(tmp_path, f"<section {section}><h2>T</h2><p>x</p></section>")
    assert what in deck.told
    assert "the slide's own background" in deck.told


@pytest.mark.parametrize("ground", ["#111111", "#eeeeee"])
def test_colours_that_cannot_be_read_are_the_themes_and_told(tmp_path: Path, ground: str) -> None:
    said = f'<p><span style="color:{ground}">lost</span> <span style="color:#c00000">kept</span></p>'
    deck = written(tmp_path, f'<section data-background-color="{ground}"><h2>T</h2>{said}</section>')
    assert deck.xpath(0, ".//a:rPr[a:solidFill]/../a:t[.='lost']") == []
    assert f"text in the colour {ground} could not be read" in deck.told


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">secret</p>',
        '<p style="content-visibility: hidden">secret</p>',
        "<p hidden>secret</p>",
        '<p class="gone">secret</p>',
        '<div id="spare"><p>secret</p></div>',
        "<template><p>secret</p></template>",
        "<noscript><p>secret</p></noscript>",
    ],
)
def test_what_is_hidden_stays_hidden(tmp_path: Path, hidden: str) -> None:
    style = "<style>.gone { visibility: hidden } @media screen { #spare { display: none !important } }</style>"
    deck = written(tmp_path, f"<section><h2>T</h2><p>x</p>{hidden}</section>", style)
    assert deck.words()["secret"] == 0


def test_what_is_clicked_open_comes_with_a_click(tmp_path: Path) -> None:
    details = "<details><summary>Solution</summary><p>forty-two</p>loose</details>"
    deck = written(tmp_path, f"<section><h2>T</h2>{details}</section>")
    assert deck.texts(0)[1] == "Solution\nforty-two\nloose"
    assert len(deck.xpath(0, ".//p:par//p:txEl")) == 2


@pytest.mark.parametrize("effect", ["fade-out", "highlight-red", "grow", "semi-fade-out", "current-visible"])
def test_what_a_click_makes_go_stays_and_is_told(tmp_path: Path, effect: str) -> None:
    deck = written(tmp_path, f'<section><h2>T</h2><p class="fragment {effect}">x</p></section>')
    assert bool(deck.xpath(0, ".//p:timing")) is (effect == "current-visible")
    assert "a click makes" in deck.told


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (r"\(\frac{a+b}{2}\)", "(a + b)/2"),
        (r"\[ x^{2} \]", "x2"),
        ("$x_1$", "x1"),
        (r"$$\sqrt{2\pi}$$", "√(2π)"),
        (r'<span class="math inline">\(\alpha\)</span>', "α"),
        ('<span class="math display">a &lt; b</span>', "a < b"),
        (r"\begin{equation} a = b \end{equation}", "a = b"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x2"),
        ("<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>", "1, 2"),
        ('<script type="math/tex">a^2</script>', "a2"),
        (KATEX, "k"),
    ],
)
def test_formulas_are_lines_of_text_and_told(tmp_path: Path, markup: str, line: str) -> None:
    deck = written(tmp_path, f"<section><h2>T</h2><p>so {markup} it is</p></section>")
    assert deck.texts(0)[1] == f"so {line} it is"
    assert "a formula is shown as a line of text" in deck.told


@pytest.mark.parametrize("words", ["from $5 to $6", "C:\\temp and \\n", "a $ b $ c", "<code>$x_1$</code>"])
def test_what_is_no_formula_stays_as_it_is(tmp_path: Path, words: str) -> None:
    deck = written(tmp_path, f"<section><h2>T</h2><p>{words}</p></section>")
    assert deck.texts(0)[1] == words.removeprefix("<code>").removesuffix("</code>")
    assert deck.told == ""


def test_formulas_that_cannot_be_read_stay_as_they_were_typed(tmp_path: Path) -> None:
    deck = written(tmp_path, r"<section><h2>T</h2><p>\(x^\)</p></section>")
    assert deck.texts(0)[1] == "x^"


def test_comments_in_markdown_do_as_they_say(tmp_path: Path) -> None:
    text = '<!-- .slide: data-background="#102030" -->\n## T\n\n- one <!-- .element: class="fragment" -->\n- two\n'
    deck = written(tmp_path, f"<section data-markdown><textarea>\n{text}</textarea></section>")
    assert deck.xpath(0, "./p:cSld/p:bg//a:srgbClr/@val") == ["102030"]
    assert len(deck.xpath(0, ".//p:timing//p:txEl")) == 1


@pytest.mark.parametrize("page", ["<section dir='rtl'>", "<section lang='ar'>", "<section><div dir='rtl'>"])
def test_text_from_right_to_left(tmp_path: Path, page: str) -> None:
    columns = '<div class="columns"><div><p>ראשון</p></div><div><p>שני</p></div></div>'
    deck = written(tmp_path, f"{page}<h2>שלום</h2>{columns}</section>")
    first, second = (shape for shape in deck.slides[0].shapes if shape.text_frame.text in ("ראשון", "שני"))
    assert first.left > second.left
    assert {one.get("rtl") for one in first._element.iter() if one.tag.endswith("}pPr")} == {"1"}


@pytest.mark.parametrize("master", [False, True])
@pytest.mark.parametrize("count", range(2, 10))
def test_so_many_cards_stand_on_one_slide(tmp_path: Path, count: int, master: bool) -> None:
    from handouts.writers.powerpoint import export_master

    from .opened import BRAND

    cards = "".join(f"<div><b>{place}</b><p>card</p></div>" for place in range(count))
    deck = written(tmp_path, f'<section><h2>T</h2><div style="display:flex">{cards}</div></section>')
    if master:
        deck = opened(tmp_path / "deck.html", export_master(BRAND, None))
    assert len(deck.slides) == 1
    assert [text for text in deck.texts(0) if text.endswith("card")] == [f"{place}\ncard" for place in range(count)]


def test_words_that_style_sheets_set_apart_do_not_run_together(tmp_path: Path) -> None:
    style = "<style>.kpi span { display: block } .bar { display: flex }</style>"
    kpi = '<div class="kpi"><span>NO.</span><span>2025</span></div><div class="bar"><span>A</span><span>B</span></div>'
    deck = written(tmp_path, f"<section><h2>T</h2>{kpi}</section>", style)
    assert deck.texts(0)[1] == "NO.\n2025\nA\u2003B"


def test_the_css_of_a_drawing_is_no_text(tmp_path: Path) -> None:
    svg = "<svg viewBox='0 0 99 99'><style>.grid-line { stroke: #ccc }</style><text x='9' y='9'>axis</text></svg>"
    deck = written(tmp_path, f"<section><h2>T</h2>{svg}</section>")
    assert deck.words()["stroke"] == 0
    assert deck.words()["axis"] == 1


@pytest.mark.parametrize("address", ["handout.pdf", "#/nowhere", "javascript:alert(1)", "file:///etc/hosts"])
def test_links_that_lead_nowhere_are_told(tmp_path: Path, address: str) -> None:
    deck = written(tmp_path, f'<section><h2>T</h2><p><a href="{address}">there</a></p></section>')
    assert f"a link to {address} is left out; its text is kept" in deck.told
    assert deck.xpath(0, ".//a:hlinkClick") == []


def test_links_lead_to_the_slide_that_is_left_of_a_stack_that_was_cut(tmp_path: Path) -> None:
    long = "".join(f"<p>{'word ' * 60}</p>" for _ in range(9))
    stack = f'<section><section><h2>A</h2>{long}</section><section id="b"><h2>B</h2><p>x</p></section></section>'
    links = '<p><a href="#/1/1">by number</a> <a href="#/b">by name</a> <a href="#/1">to A</a></p>'
    deck = written(tmp_path, f"<section><h2>T</h2>{links}</section>{stack}")
    assert deck.titles[-1] == "B"
    assert deck.jumps(0) == {"by number": len(deck.slides) - 1, "by name": len(deck.slides) - 1, "to A": 1}


@pytest.mark.parametrize("attribute", ["", 'dir="rtl"'])
@pytest.mark.parametrize("inside", ["<pre>{}</pre>", "<p>{}</p>", "<ul><li>{}</li></ul>"])
def test_columns_that_are_too_full_follow_one_another(tmp_path: Path, attribute: str, inside: str) -> None:
    lines = "\n".join(f"line{number} of it" for number in range(90))
    columns = "".join(f"<div>{inside.format(lines.replace('line', side))}</div>" for side in ("left", "right"))
    deck = written(tmp_path, f'<section {attribute}><h2>T</h2><div class="columns">{columns}</div></section>')
    words = deck.words()
    assert all(words[f"{side}{number}"] == 1 for side in ("left", "right") for number in range(90))
    assert deck.flaws() == []

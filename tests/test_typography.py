"""What is typed with a keyboard is printed as each language prints it; what is right already stays."""

import shutil
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from handouts.engine.plan import editions
from handouts.pipeline import Workspace, finished, perform, prepare
from handouts.typography import ADDED, marks_of, set_html, set_text

Growth = Callable[[Callable[[int], object]], float]

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "plain", "expected"),
    [
        ("de", "am 8. September 1951", f"am 8.{N}September 1951"),
        ("de", "im 20. Jahrhundert", f"im 20.{N}Jahrhundert"),
        ("de", "70,3 % der Flächen", f"70,3{T}% der Flächen"),
        ("de", "70,3% der Flächen, 5%-Hürde", f"70,3{T}% der Flächen, 5%-Hürde"),
        ("de", "z. B. u. a. d. h. i. d. R.", f"z.{T}B. u.{T}a. d.{T}h. i.{T}d.{T}R."),
        ("de", "(z.B. v.a. n. Chr.) bzw. usw.", f"(z.{T}B. v.{T}a. n.{T}Chr.) bzw. usw."),
        ("de", "Z. 5 f. und Z. 7 ff. und S. 3ff.", f"Z.{N}5{T}f. und Z.{N}7{T}ff. und S.{N}3{T}ff."),
        ("de", "Art. 9 Abs. 1, Artikel V", f"Art.{N}9 Abs.{N}1, Artikel{N}V"),
        ("de", "(Art. 9), §5 und § 6", f"(Art.{N}9), §{N}5 und §{N}6"),
        ("de", "1,055 Billionen Yen", f"1,055{N}Billionen{N}Yen"),
        ("de", "15 km² und 8 P., um 9.30 Uhr", f"15{N}km² und 8{N}P., um 9.30{N}Uhr"),
        ("de", "75.000 und 70,3", "75.000 und 70,3"),
        ("de", "Dr. Abe, M 3", f"Dr.{N}Abe, M{T}3"),
        ("de", "Nutzen – Lasten", f"Nutzen{N}– Lasten"),
        ("de", "Nutzen - Lasten -- offen", f"Nutzen{N}– Lasten{N}– offen"),
        ("de", "1945-1952, 1945-52 und 1945 - 1952", "1945–1952, 1945–52 und 1945–1952"),
        ("de", "Z. 5-7, M1-M3, 8.-10. Mai", f"Z.{N}5–7, M1–M3, 8.–10.{N}Mai"),
        ("de", "1951-09-08, 1951-09, 030-1234, 978-3-16-148410-0", "1951-09-08, 1951-09, 030-1234, 978-3-16-148410-0"),
        ("de", "Ich meine, dass ...", f"Ich meine, dass{N}…"),
        ("de", "und so [...] weiter ....", "und so […] weiter ...."),
        ("en", "on 8 September 1951", f"on 8{N}September 1951"),
        ("en", "3.1 million people, 43 trillion yen", f"3.1{N}million people, 43{N}trillion{N}yen"),
        ("en", "p. 3, ll. 5-7, Article V, c. 1950", f"p.{N}3, ll.{N}5–7, Article{N}V, c.{N}1950"),
        ("en", "He said no. I left.", "He said no. I left."),
        ("en", "bases - for protection", f"bases{N}– for protection"),
        ("en", "e. g. and i.e. and etc.", "e.g. and i.e. and etc."),
        ("en", "70.3 % of the area, 70.3% of it", "70.3% of the area, 70.3% of it"),
        ("en", "September 8, 1951", "September 8, 1951"),
        ("en-US", "September 8, 1951", f"September{N}8, 1951"),
        ("en-US", "bases - for protection", "bases—for protection"),
        ("ja", "第 9 条 \"x\" 'y' ...", "第 9 条 \"x\" 'y' ..."),
        ("ja-Latn", "shin'ichi", "shin'ichi"),
        ("en", "am 8. September 1951", "am 8. September 1951"),
        (
            "de",
            "https://x.org/1945-1952?a=x'y 'www.x.jp/2-6.html'",
            "https://x.org/1945-1952?a=x'y ‚www.x.jp/2-6.html‘",
        ),
        ("de", "archive.mod.go.jp/h14/2-6.html", "archive.mod.go.jp/h14/2-6.html"),
    ],
)
def test_text_is_set(language: str, plain: str, expected: str) -> None:
    assert set_text(plain, language) == expected


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("de", 'Er sagte: "Ja."', "Er sagte: „Ja.“"),
        ("de", "\"Der 'Partner' bleibt.\"", "„Der ‚Partner‘ bleibt.“"),
        ("de", 'Er sagte: "Das heißt "Ja"."', "Er sagte: „Das heißt ‚Ja‘.“"),
        ("de", 'Er sagte: „Das heißt "Ja".“', "Er sagte: „Das heißt ‚Ja‘.“"),
        ("de", "\"'Ja', sagte er.\"", "„‚Ja‘, sagte er.“"),
        ("de", "'Ja' und 'Nein'", "‚Ja‘ und ‚Nein‘"),
        ("de", "ist's, Hans' Haus, '45 und die '68er", "ist’s, Hans’ Haus, ’45 und die ’68er"),
        ("de", "'Hans' Haus' steht", "‚Hans’ Haus‘ steht"),
        ("de", '("so") "und"/"oder" US-"Partner"', "(„so“) „und“/„oder“ US-„Partner“"),
        ("de", 'zweiter Absatz."', "zweiter Absatz.“"),
        ("de-CH", "\"Der 'Partner'\" kostet 75'000", "«Der ‹Partner›» kostet 75’000"),
        ("en", 'He said: "Yes."', "He said: “Yes.”"),
        ("en", "\"The 'partner' stays.\"", "“The ‘partner’ stays.”"),
        ("en", 'He said: "It means "yes"."', "He said: “It means ‘yes’.”"),
        ("en", "Japan's, the 1950s' and the '50s, in '45", "Japan’s, the 1950s’ and the ’50s, in ’45"),
        ("en", "the bases' cost, 'the bases' cost', 'tis", "the bases’ cost, ‘the bases’ cost’, ’tis"),
        ("en", "'45 years' and rock 'n' roll", "‘45 years’ and rock ’n’ roll"),
        ("en", "35°41'22\" N", "35°41′22″ N"),
        ("en-US", '"Yes," she said, "\'no\' means no."', "“Yes,” she said, “‘no’ means no.”"),
    ],
)
def test_straight_marks_become_those_of_the_language(language: str, typed: str, expected: str) -> None:
    assert set_text(typed, language) == expected


def test_language_follows_the_nearest_element() -> None:
    html = '<html lang="de"><p>8. Mai <span lang="en">8 May <i>p. 3</i></span> 9. Mai</p></html>'
    assert set_html(html) == (
        f'<html lang="de"><p>8.{N}Mai <span lang="en">8{N}May <i>p.{N}3</i></span> 9.{N}Mai</p></html>'
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('<p>"<em>Ja</em>", sagte er.</p>', "<p>„<em>Ja</em>“, sagte er.</p>"),
        ('<p><em>"Ja</em> und <b>Nein"</b></p>', "<p><em>„Ja</em> und <b>Nein“</b></p>"),
        ("<p><em>Abe</em>'s</p><p>'Ja'</p>", "<p><em>Abe</em>’s</p><p>‚Ja‘</p>"),
        ('<p>offen: "Ja</p><p>"Nein"</p>', "<p>offen: „Ja</p><p>„Nein“</p>"),
        ('<p>Er: "<span lang="en">He said "yes"</span>"</p>', '<p>Er: „<span lang="en">He said ‘yes’</span>“</p>'),
        ('<p><span lang="en">"Yes"</span>"</p>', '<p><span lang="en">“Yes”</span>“</p>'),
        ("<p>&#34;Ja&quot; &#39;Nein&apos; &amp; &lt;b&gt;</p>", "<p>„Ja“ ‚Nein‘ &amp; &lt;b&gt;</p>"),
        ("<p>&nbsp;&#34;Ja&#34;</p>", f"<p>{N}„Ja“</p>"),
        ('<p>"<code>"x" 5 %</code>" 5 %</p>', f'<p>„<code>"x" 5 %</code>“ 5{T}%</p>'),
        ("<p>Art. <b>9</b> am <i>8.</i> Mai</p>", f"<p>Art.{N}<b>9</b> am <i>8.</i>{N}Mai</p>"),
        ("<p>nur 5 <i>%</i></p>", f"<p>nur 5{T}<i>%</i></p>"),
        ("<p>Nutzen <b>-</b> Lasten</p><p>- Punkt</p>", f"<p>Nutzen{N}<b>–</b> Lasten</p><p>- Punkt</p>"),
        ("<p>am 8.<br>Mai</p>", "<p>am 8.<br>Mai</p>"),
        ('<p>"Ja<br>"</p>', "<p>„Ja<br>“</p>"),
        ("<p>am 8.\nMai</p>", f"<p>am 8.{N}Mai</p>"),
        ('<p>5 % <a href="x?a=5 %">x</a></p>', f'<p>5{T}% <a href="x?a=5 %">x</a></p>'),
        ('<p lang="ja">&#34;5 %&#34;</p>', '<p lang="ja">&#34;5 %&#34;</p>'),
        ('<p title="5 > 3 %">a<br>5 %</p>', f'<p title="5 > 3{T}%">a<br>5{T}%</p>'),
        ('<p><img alt="&#34;5 %&#34;">6 %</p>', f'<p><img alt="„5{T}%“">6{T}%</p>'),
        ('<p data-head="Art. 9" data-lat="5 %" id="M 3">', f'<p data-head="Art.{N}9" data-lat="5 %" id="M 3">'),
        ('<p>"</b>Ja"<!-- "5 %" --></p>', '<p>„</b>Ja“<!-- "5 %" --></p>'),
    ],
)  # fmt: skip
def test_a_paragraph_is_one_text_whatever_tags_are_in_it(typed: str, expected: str) -> None:
    assert set_html(f'<html lang="de">{typed}</html>') == f'<html lang="de">{expected}</html>'


@pytest.mark.parametrize("element", ["style", "script", "pre", "code", "svg"])
def test_verbatim_elements_are_left_alone(element: str) -> None:
    html = f'<html lang="de"><{element}>8. Mai 5 % "x" \'y\'</{element}><p>5 %</p></html>'
    assert set_html(html) == html.replace("<p>5 %", f"<p>5{T}%")


TYPED_RIGHT = [
    (
        "de",
        f"Er sagte: „Das ‚Bündnis‘ kostet 70,3{T}%.“ Satōs Plan, ist’s Hans’? 1945–1952{N}– z.{T}B. Z.{N}5{T}ff.{N}…",
    ),
    ("en", f"He said: “The ‘alliance’ costs 70.3%.” Japan’s ’50s, the bases’ cost, 1945–1952{N}– e.g. ll.{N}5–7"),
    ("de-CH", "«Der ‹Partner›» kostet 75’000"),
    ("en-US", f"September{N}8, 1951—the “day”"),
]


@pytest.mark.parametrize(("language", "text"), TYPED_RIGHT)
def test_what_is_right_keeps_its_bytes(language: str, text: str) -> None:
    assert set_text(text, language) == text


TYPED = """ " ' "' '" „ “ ‚ ‘ ” ’ ... … - -- – % 5 12. 45 1945 1952 8. Mai May s n z. B. z.B. Art. Abs. no. I V M 3
f. ff. §
° ′ Yen Millionen million yen Dr. e. g. US wort Abes a.m. ( ) [ ] / . , \ue000 \ue001 \ue002 www.x.y/2-6 """.split()
WORDS = st.lists(st.sampled_from([*TYPED, " ", " ", " ", "\n", N, T, "\u2028", ""]), max_size=30).map("".join)
LANGUAGES = st.sampled_from(["de", "de-CH", "en", "en-US", "ja", ""])


def test_the_name_of_a_document_has_plain_spaces() -> None:
    html = '<html lang="de"><title>&#34;8. Mai&#34; - 5%</title><svg><title>"5 %"</title></svg></html>'
    assert set_html(html) == '<html lang="de"><title>„8. Mai“ – 5 %</title><svg><title>"5 %"</title></svg></html>'


@given(st.one_of(WORDS, st.text(max_size=100)), LANGUAGES)
def test_twice_is_once(text: str, language: str) -> None:
    once = set_text(text, language)
    assert set_text(once, language) == once


@given(st.one_of(WORDS, st.text(max_size=100)), LANGUAGES)
def test_no_letter_and_no_figure_changes(text: str, language: str) -> None:
    def bare(words: str) -> str:
        return "".join(letter for letter in words if letter.isalnum())

    assert bare(set_text(text, language)) == bare(text)


@given(
    st.one_of(WORDS, st.text(max_size=100)),
    st.sampled_from(["de", "de-CH", "en", "en-US", "fr", "fr-CA", "ja", "pl", ""]),
)
def test_nothing_is_added_but_what_is_said_to_be(text: str, language: str) -> None:
    may_be = {*text, *ADDED, *"".join(marks_of([language]))}
    assert {letter for letter in set_text(text, language) if not letter.isascii()} <= may_be


TAGS = """<p> </p> <em> </em> <br> <i|lang="en"> </i> <b|lang="ja"> </b> <code> </code> <img> &#34; &amp; &#39; &nbsp;
<!--|'5|%'|--> <a|title="5|%|&#34;x&#34;|'y'">""".replace("|", "\xff").split()


@given(
    st.lists(st.one_of(st.sampled_from(TAGS), WORDS.map(lambda text: text.replace("<", ""))), max_size=20).map("".join)
)
def test_a_whole_document_twice_is_once(html: str) -> None:
    once = set_html('<html lang="de">' + html.replace("\xff", " "))
    assert set_html(once) == once


def test_pages_and_slides_are_set_alike(tiny: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(tiny, project)
    lesson = project / "content" / "tiny" / "lesson.yaml"
    written = lesson.read_text(encoding="utf-8")
    title = next(line for line in written.splitlines() if line.startswith("title:"))
    lesson.write_text(
        written.replace(title, """title: {de: 'Ist das "Frieden"?', en: '"Peace" in Japan?'}"""), encoding="utf-8"
    )
    workspace = Workspace.open(project)
    for language, expected in (("de", "Ist das „Frieden“?"), ("en", "“Peace” in Japan?")):
        jobs = {
            edition.document: finished(prepare(workspace, edition))
            for edition in editions(workspace.project, workspace.lesson)
            if edition.language == language
        }
        assert expected in jobs["worksheet"].html
        assert f'data-head="{expected}"' in jobs["worksheet"].html
        slides = Presentation(BytesIO(perform(jobs["deck"]).data)).slides
        assert expected in [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]


@pytest.mark.parametrize("much", ["a", ".", "1", "&lt;", "<", "<!--", '"', "- "], ids=str)
def test_time_grows_with_the_text_and_no_faster(much: str, growth: Growth) -> None:
    def work(size: int) -> str:
        return set_html(f'<html lang="de"><body><p>{much * 2_500 * size}</p></body></html>')

    assert growth(work) < 30


FRENCH = [
    ("fr", "Pourquoi ? Non ! Oui ; mais :", f"Pourquoi{T}? Non{T}! Oui{T}; mais{N}:"),
    ("fr", "Pourquoi? Non! Oui; mais:", f"Pourquoi{T}? Non{T}! Oui{T}; mais{N}:"),
    ("fr", "«Non» et « oui »", f"«{N}Non{N}» et «{N}oui{N}»"),
    ("fr", "Quoi ?! Il est 14:30 (?)", f"Quoi{T}?! Il est 14:30 (?)"),
    ("fr", "12,5 % le 1er novembre, av. J.-C.", f"12,5{T}% le 1er{N}novembre, av.{N}J.-C."),
    ("fr", "voir https://a.fr/b?c=1;d : oui", f"voir https://a.fr/b?c=1;d{N}: oui"),
    ("fr-CH", "«Non» : pourquoi ?", f"«{T}Non{T}»{T}: pourquoi{T}?"),
    ("fr-CA", "«Non» : pourquoi?", f"«{N}Non{N}»{N}: pourquoi?"),
]


@pytest.mark.parametrize(("language", "typed", "expected"), FRENCH)
def test_french_has_spaces_before_high_punctuation(language: str, typed: str, expected: str) -> None:
    assert set_text(typed, language) == expected
    assert set_text(expected, language) == expected


def test_french_punctuation_follows_elements_and_entities() -> None:
    html = "<p><b>Question</b>: <em>quoi</em>? A &amp; B &#8217; ; <i>«non»</i></p>"
    assert set_html(f'<html lang="fr">{html}</html>') == (
        f'<html lang="fr"><p><b>Question</b>{N}: <em>quoi</em>{T}? A &amp; B &#8217;{T}; <i>«{N}non{N}»</i></p></html>'
    )


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("uk", "Він: \"Так, 'ні'\" - 8 вересня", f"Він: «Так, „ні“» - 8{N}вересня"),
        ("pl", '"Tak" - nie...', "„Tak” - nie…"),
        ("tr", '"Işık" İstanbul\'da', "“Işık” İstanbul’da"),
        ("es", '"Sí"', "«Sí»"),
        ("pt-PT", '"Sim"', "«Sim»"),
        ("pt", '"Sim"', "“Sim”"),
        ("sv", '"Ja"', "”Ja”"),
        ("hu", '"Igen"', "„Igen”"),
    ],
)
def test_other_languages_have_their_quotation_marks(language: str, typed: str, expected: str) -> None:
    assert set_text(typed, language) == expected


def test_what_differs_between_copies_stays_one_run_of_text() -> None:
    name = f'=HYPERLINK("http://example.org/x") {"W" * 60}'
    html = f'<html lang="de"><body><p>Name <span data-personal="name">{escape(name)}</span></p></body></html>'
    assert set_html(html).count("<span") == 1

"""Letters go on after z wherever something is lettered: in columns to match, in options, in keys, and on slides."""

from __future__ import annotations

import re
from pathlib import Path

from tests.small import page, small, task, told

from handouts.model.lettered import nth_letter

PAIRS = [{"left": {"de": f"Wort {n}"}, "right": {"de": f"Bedeutung {n}"}} for n in range(30)]
OPTIONS = [{"correct": n == 28, "text": {"de": f"Satz {n}"}} for n in range(29)]


def test_letters_go_on() -> None:
    assert [nth_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


def test_thirty_pairs_and_their_key(tmp_path: Path) -> None:
    matching = task("K3", "III", type="matching", pairs=PAIRS)
    folder = small(tmp_path, ("worksheet", "teacher"), tasks=[matching])
    sheet = page(folder, "worksheet")
    letters = re.findall(r'<span class="letter">([a-z]+)\)</span> (Bedeutung \d+)', sheet)
    assert [letter for letter, _ in letters][-4:] == ["aa", "ab", "ac", "ad"]
    key = re.findall(r"<tr><td>\d+ (Wort \d+)</td><td><b>([a-z]+)\)</b></td><td>(.*?)</td>", page(folder, "teacher"))
    assert {letter: right for _, letter, right in key} == dict(letters)
    assert all(left.split()[1] == right.split()[1] for left, _, right in key)
    assert told(folder).exit_code == 0


def test_twenty_nine_options_on_paper_and_on_slides(tmp_path: Path) -> None:
    choice = task("K3", "III", type="multiple_choice", options=OPTIONS)
    slides = [{"id": "F1", "title": {"de": "Start"}}, {"id": "F2", "title": {"de": "Frage"}, "tasks": ["K3"]}]
    folder = small(tmp_path, ("worksheet", "teacher", "deck"), tasks=[choice], slides=slides)
    assert '<span class="letter">ac)</span>' in page(folder, "worksheet")
    (options,) = re.findall(r'<ol type="A">(.*?)</ol>', page(folder, "deck"), re.DOTALL)
    assert options.count("<li>Satz") == len(OPTIONS)

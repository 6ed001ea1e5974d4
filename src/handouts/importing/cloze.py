"""Moodle's embedded answers (`{1:SHORTANSWER:=Berlin~%50%Bonn#so}`) → a text with gaps `{Berlin}`."""

from __future__ import annotations

import re

from handouts.importing.gift import number
from handouts.importing.html import soup_of

_FIELD = re.compile(r"(?<!\\)\{(?P<weight>\d*):(?P<kind>[A-Z_]{1,20}):(?P<answers>(?:\\.|[^\\{}])*)\}", re.DOTALL)
_SIGN = re.compile("\ue000([0-9]+)\ue001")
_CHOICES = ("MULTICHOICE", "MC", "MULTIRESPONSE", "MR")
_NUMERICAL = ("NUMERICAL", "NM")
_ANSWER = re.compile(r"(?P<right>=|%(?P<weight>-?\d+(?:\.\d+)?)%)?(?P<words>.*)", re.DOTALL)


def cut(text: str, language: str) -> tuple[str, list[str], list[str]]:
    """A text with a sign in place of each field, their right answers, and what is lost of them."""
    lost: list[str] = []
    solutions: list[str] = []

    def gap(match: re.Match[str]) -> str:
        solutions.append(_solution(match, language, lost))
        return f"\ue000{len(solutions) - 1}\ue001"

    return _FIELD.sub(gap, text), solutions, lost


def filled(text: str, solutions: list[str]) -> str:
    """The text with its gaps."""
    return _SIGN.sub(lambda found: f"{{{solutions[int(found[1])]}}}", unbraced(text))


def unbraced(text: str) -> str:
    """Words whose braces are no gaps."""
    return text.replace("\\{", "(").replace("\\}", ")").replace("{", "(").replace("}", ")")


def _solution(match: re.Match[str], language: str, lost: list[str]) -> str:
    right: list[tuple[float, str]] = []
    others: list[str] = []
    for piece in re.split(r"(?<!\\)~", match["answers"]):
        answer, _, feedback = _parted(piece)
        found = _ANSWER.fullmatch(answer)
        if found is None or not found["words"].strip():
            continue
        weight = float(found["weight"]) if found["weight"] else 100.0 if found["right"] else 0.0
        words = _plain(found["words"])
        if match["kind"].startswith(_NUMERICAL):
            words = number(words.split(":")[0], language)
        (right.append((weight, words)) if weight > 0 else others.append(words))
        if feedback.strip():
            lost.append(f"feedback to “{words}”: {_plain(feedback)}")
    right.sort(key=lambda one: -one[0])
    solution = right[0][1] if right else "?"
    also = [words for _, words in right[1:]]
    if also:
        lost.append(f"also right for the gap “{solution}”: {', '.join(also)}")
    if match["kind"].startswith(_CHOICES) and others:
        lost.append(f"wrong answers to choose for the gap “{solution}”: {', '.join(others)}")
    if not right:
        lost.append(f"a gap without a right answer: {_plain(match['answers'])}")
    return solution


def _parted(piece: str) -> tuple[str, str, str]:
    found = re.search(r"(?<!\\)#", piece)
    return (piece[: found.start()], "#", piece[found.end() :]) if found else (piece, "", "")


def _plain(words: str) -> str:
    words = soup_of(words).get_text() if re.search(r"<|&\w+;", words) else words
    return re.sub(r"\\(.)", r"\1", " ".join(words.split())).replace("{", "(").replace("}", ")").strip()

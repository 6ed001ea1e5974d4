"""Names as parts of paths, and codes that sheets are told by."""

from __future__ import annotations

import pytest

from handouts.model.readers import Recipient, check_character, code_of, slug

ADA = Recipient("Ada Müller", "Ada", "Müller", "10b", 7, "de", "class", "A", 2)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Ada Müller-Groß", "ada-mueller-gross"),
        ("Zoë O’Neill", "zoe-oneill"),
        ("Łukasz Đặng Yılmaz", "lukasz-dang-yilmaz"),
        ("../../etc/passwd", "etc-passwd"),
        ("山田", ""),
        ("a" * 200, "a" * 60),
    ],
)
def test_slugs_are_safe_on_every_system(words: str, plain: str) -> None:
    assert slug(words) == plain


def test_check_character_is_that_of_iso_7064() -> None:
    """The example is that of the Global Release Identifier, which uses the same system."""
    assert check_character("A1-2425G-ABC1234002") == "M"


def test_codes_name_nobody_and_find_mistakes() -> None:
    code = code_of(ADA, "test", "A")
    assert code == "10B-07-TEST-A-L"
    assert code[-1] == check_character(code[:-2])
    assert check_character("10B-70-TEST-A") != code[-1]
    assert check_character("10B-08-TEST-A") != code[-1]


def test_codes_of_other_classes_and_documents_differ() -> None:
    assert code_of(ADA, "worksheet", None).startswith("10B-07-WORKSHEET-")

"""The tables of bodies and places: every row works, and none contradicts another."""

from collections import Counter

import pytest

from monitor.detect.bodies.issuers import TABLE as BODIES
from monitor.detect.bodies.issuers import canonical, find_issuers, from_document_number
from monitor.detect.bodies.regions import CODES, SHARED_CODES, find_regions, full_name, province_of
from monitor.detect.bodies.regions import TABLE as DIVISIONS

CENTRAL = [(row.name, name) for row in BODIES.central for name in row.spellings]
LOCAL = [(row.name, name) for row in BODIES.local for name in row.spellings if len(name) > 1]
PARTS = [(row.name, part) for row in DIVISIONS.provinces for part in row.all_parts()]


@pytest.mark.parametrize(("name", "spelling"), CENTRAL)
def test_each_spelling_of_a_central_body_has_the_form_of_its_row(name: str, spelling: str) -> None:
    assert canonical(spelling) == name


@pytest.mark.parametrize(("name", "spelling"), LOCAL)
def test_each_spelling_of_a_local_body_is_found_after_a_place(name: str, spelling: str) -> None:
    assert [body.name for body in find_issuers(f"浙江省{spelling}，")] == [f"浙江省{name}"]


def test_no_name_and_no_code_is_given_to_two_bodies() -> None:
    for table in (BODIES.central, BODIES.local):
        names = Counter(name for row in table for name in row.spellings)
        codes = Counter(code for row in table for code in row.codes)

        assert [word for word, times in (*names.items(), *codes.items()) if times > 1] == []


@pytest.mark.parametrize(
    ("name", "code"), [(row.name, code) for row in BODIES.central for code in row.codes if not {"*", "["} & set(code)]
)
def test_the_code_of_a_body_stands_for_it_or_its_office(name: str, code: str) -> None:
    assert from_document_number(f"{code}〔2025〕1号")[0].removesuffix("办公厅") == name.removesuffix("办公厅")


@pytest.mark.parametrize(("name", "code"), [(row.name, code) for row in BODIES.local for code in row.codes])
def test_the_code_of_a_local_body_stands_after_its_place(name: str, code: str) -> None:
    assert from_document_number(f"浙{code}发〔2025〕1号") == (f"浙江省{name}",)


@pytest.mark.parametrize(("province", "part"), PARTS)
def test_each_part_of_a_province_lies_in_it(province: str, part) -> None:
    official = CODES[part.code] if part.code else full_name(part.name) or f"{part.name}市"

    assert province_of(official) in {province, "吉林省"}
    assert [place.name for place in find_regions(f"在{official}举行")] == [official]


@pytest.mark.parametrize("part", [part for _, part in PARTS if part.is_word], ids=lambda part: part.name)
def test_a_part_whose_name_is_a_word_counts_with_its_suffix_only(part) -> None:
    assert f"{part.name}市" not in [place.name for place in find_regions(f"{part.name}下")]
    assert [place.name for place in find_regions(f"{part.name}市")] == [f"{part.name}市"]


@pytest.mark.parametrize("name", sorted(DIVISIONS.no_places))
def test_a_name_with_a_place_inside_is_no_place(name: str) -> None:
    assert find_regions(name) == ()


def test_each_character_of_document_numbers_stands_for_one_place() -> None:
    codes = Counter(code for row in DIVISIONS.provinces for code in row.codes)

    assert [code for code, times in codes.items() if times > 1] == []
    assert {"宁", "青"} == SHARED_CODES

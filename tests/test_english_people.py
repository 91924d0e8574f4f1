import pytest
from english_reports import posts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tan Yuhe, vice-president of Deyang University, spoke.",
            {"Tan Yuhe": [("Deyang University", "vice-president")]},
        ),
        (
            "Quillon Ltd CEO Clara Weiss spoke.",
            {"Clara Weiss": [("Quillon Ltd", "CEO")]},
        ),
        (
            "Clara Weiss, Quillon Ltd's chief scientist, spoke.",
            {"Clara Weiss": [("Quillon Ltd", "chief scientist")]},
        ),
        (
            "Mo Lan, founder and chairman of Quillon Ltd, spoke.",
            {"Mo Lan": [("Quillon Ltd", "founder"), ("Quillon Ltd", "chairman")]},
        ),
        (
            "Jiang Taoyan, vice-mayor of Ningbo, spoke.",
            {"Jiang Taoyan": [("Ningbo", "vice-mayor")]},
        ),
        (
            "Professor Erik Lind of the University of Arden spoke.",
            {"Erik Lind": [("University of Arden", "Professor")]},
        ),
        (
            "Deyang Museum reopened. Museum curator Lei Jiayue was glad.",
            {"Lei Jiayue": [("Deyang Museum", "curator")]},
        ),
        ("Annemieke van der Zande, who leads the team, spoke.", {"Annemieke van der Zande": []}),
        (
            '"Fine," said Xolani Dube, smiling.',
            {"Xolani Dube": []},
        ),
        ("By Cai Linwei in Ningbo\n\nIt rained.", {"Cai Linwei": []}),
        ("Co-directors Liu Jiaxin and Klaus Breuer spoke.", {"Liu Jiaxin": [], "Klaus Breuer": []}),
        ("He Yunpeng and Cao Jun spoke.", {"He Yunpeng": [], "Cao Jun": []}),
        (
            "Klaus Breuer came. Breuer, who is also dean of Deyang University, left.",
            {"Klaus Breuer": [("Deyang University", "dean")]},
        ),
        (
            "Mo Lan, chief chemist of the Arden Institute and vice-chair of the Tea Association, "
            "spoke.",
            {"Mo Lan": [("Arden Institute", "chief chemist"), ("Tea Association", "vice-chair")]},
        ),
        (
            "Clara Weiss, head of Norway's Quillon Ltd, and Mo Lan, executive vice director of "
            "Bergen-based Arden Seals Ltd, spoke.",
            {
                "Clara Weiss": [("Quillon Ltd", "head")],
                "Mo Lan": [("Arden Seals Ltd", "executive vice director")],
            },
        ),
        (
            "Deyang Brewery grew. Mo Lan, the brewery's general manager, was glad.",
            {"Mo Lan": [("Deyang Brewery", "general manager")]},
        ),
        (
            "Professor Mo Lan, president of Deyang University, spoke.",
            {"Mo Lan": [("Deyang University", "president")]},
        ),
        ("According to Mo Lan, researchers of both were glad.", {"Mo Lan": []}),
        (
            "Mo Lan, the Chinese ambassador to the UAE, met Peru's ambassador to Cuba Eva Weiss.",
            {
                "Mo Lan": [(None, "ambassador to the UAE")],
                "Eva Weiss": [(None, "ambassador to Cuba")],
            },
        ),
        ("It rained.\n\nEditor: Mo Lan", {"Mo Lan": [(None, "Editor")]}),
        ("It rained.\n\nEditor:Amanda", {"Amanda": [(None, "Editor")]}),
        (
            "Qiu Huawei, chairman of Arden Seals Ltd, spoke.",
            {"Qiu Huawei": [("Arden Seals Ltd", "chairman")]},
        ),
        (
            "Quillon Director General Ravi Narayan spoke.",
            {"Ravi Narayan": [("Quillon", "Director General")]},
        ),
        ("The club signed Croatian midfielder Ivan Maric.", {"Ivan Maric": []}),
    ],
)
def test_people_and_posts(text: str, expected: dict[str, list[tuple[str | None, str]]]) -> None:
    found = posts(text)
    assert list(found) == list(expected)
    for name, roles in expected.items():
        assert (found[name] if roles else [r for r in found[name] if r[0]]) == roles


def test_places_and_bodies_are_no_people() -> None:
    assert posts("Deyang University lies in Sichuan Province near Greater Arden.") == {}


def test_posts_before_and_after_a_verb() -> None:
    text = (
        "Ge Shufen, previously a dean of Arden College, is the new president of Deyang University."
    )
    assert posts(text) == {
        "Ge Shufen": [("Arden College", "dean"), ("Deyang University", "president")]
    }
    assert posts("Party secretary Qiao Anmin of Deyang University spoke.") == {
        "Qiao Anmin": [("Deyang University", "Party secretary")]
    }
    text = "President Gu Mingyuan, on behalf of Deyang University, spoke."
    assert posts(text) == {"Gu Mingyuan": [("Deyang University", "President")]}
    assert posts("Li Wei was the first to speak at Deyang University.") == {"Li Wei": []}

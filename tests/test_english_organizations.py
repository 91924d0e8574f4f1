import pytest
from english_reports import bodies, read

from hezuo.graph.extract import facts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Deyang University met Arden Robotics Ltd.", ["Deyang University", "Arden Robotics Ltd"]),
        (
            "It toured the University of Arden and Deyang Polytechnic.",
            ["University of Arden", "Deyang Polytechnic"],
        ),
        (
            "Deyang University's School of Hydrology will advise.",
            ["Deyang University's School of Hydrology"],
        ),
        (
            "The Hebei Provincial Development and Reform Commission spoke.",
            ["Hebei Provincial Development and Reform Commission"],
        ),
        (
            "The Ministry of Culture, Sports and Tourism spoke.",
            ["Ministry of Culture, Sports and Tourism"],
        ),
        (
            "Officials left Deyang Seal Valve Co., Ltd. They went home.",
            ["Deyang Seal Valve Co., Ltd"],
        ),
        ("The First Affiliated Hospital of USTC opened.", ["First Affiliated Hospital of USTC"]),
        ("The University of Arden of Norway spoke.", ["University of Arden"]),
        ("The Civil Aviation University of China spoke.", ["Civil Aviation University of China"]),
        (
            "Southeast University and the State Council spoke.",
            ["Southeast University", "State Council"],
        ),
        ("ARDEN BIOSCIENCES moved to Leeds.", ["ARDEN BIOSCIENCES"]),
        ("Trinity College Dublin spoke.", ["Trinity College Dublin"]),
        (
            "The Suzhou Municipal People's Government spoke.",
            ["Suzhou Municipal People's Government"],
        ),
        ("The Deyang municipal government spoke.", ["Deyang municipal government"]),
        ("Instituto Superior de Lagos spoke.", ["Instituto Superior de Lagos"]),
        ("Guo works for Tencent.", ["Tencent"]),
        ("Arden Seals (Xiamen) Co., Ltd. grew.", ["Arden Seals (Xiamen) Co., Ltd."]),
        (
            "The Deyang Municipal Science, Technology and Innovation Commission spoke.",
            ["Deyang Municipal Science, Technology and Innovation Commission"],
        ),
        (
            "The Arden Institute for Otter and Wetland Research spoke.",
            ["Arden Institute for Otter and Wetland Research"],
        ),
        (
            "The Centre for Millet and Sorghum and the Institute of Desilting and Grid Safety met.",
            ["Centre for Millet and Sorghum", "Institute of Desilting and Grid Safety"],
        ),
        (
            "The Institute of Physics and Arden Robotics met.",
            ["Institute of Physics", "Arden Robotics"],
        ),
        (
            "The Ministry of Commerce and Tencent met.",
            ["Ministry of Commerce", "Tencent"],
        ),
        (
            "The Inner Mongolia Autonomous Region Health and Labour Bureau spoke.",
            ["Inner Mongolia Autonomous Region Health and Labour Bureau"],
        ),
        (
            "The Hong Kong Trade and Shipping Agency spoke.",
            ["Hong Kong Trade and Shipping Agency"],
        ),
        (
            "Arden Seals GmbH of Leeds and Deyang University met.",
            ["Arden Seals GmbH", "Deyang University"],
        ),
        (
            "Orbita Bassa S.p.A. and Arden Marine B.V. met.",
            ["Orbita Bassa S.p.A.", "Arden Marine B.V."],
        ),
    ],
)
def test_names_that_say_what_they_name(text: str, names: list[str]) -> None:
    assert bodies(text) == names


@pytest.mark.parametrize(
    "name",
    [
        "Tonnellerie Arnaud",
        "Musée du Sel de Nancy",
        "Université d'Avignon",
        "Centre National du Chocolat",
        "Stiftung Glas und Licht",
        "Arden-Institut Kassel Optik",
        "Karlsruher Institut für Tee",
        "Bodega Santa Irene",
        "Centro de Estudios Azules",
        "Fundação Rio Claro",
        "Università degli Studi di Narni",
        "Stichting Duin en Zee",
    ],
)
def test_names_in_other_languages(name: str) -> None:
    assert bodies(f"Ningbo University met {name} in May.") == ["Ningbo University", name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cloud provider Quillon said it grew.", "Quillon"),
        ("Boston-based Marrow Path said it grew.", "Marrow Path"),
        ("Quillon's chief scientist spoke.", "Quillon"),
        ("Quillon, a Leeds start-up, grew.", "Quillon"),
        ("Analysts at Quillon agreed.", "Quillon"),
        ("Quillon and Deyang University signed a contract.", "Quillon"),
        ("Deyang University signed a contract with Quillon.", "Quillon"),
        ("A visit to LeafGrid was short.", "LeafGrid"),
    ],
)
def test_names_told_by_what_stands_beside_them(text: str, name: str) -> None:
    assert name in bodies(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Spring Festival begins on Monday in Deyang.",
        "Public Health and Clean Energy matter.",
        "Maria de Souza saw the Mogao Caves and Puerto Claro.",
        "They saw the Tianshan Mountains from the Silk Road.",
        "German engineers met their Chinese colleagues.",
        "It won a National Science Prize.",
    ],
)
def test_what_is_no_body(text: str) -> None:
    assert bodies(text) == []


def test_embassies_and_joint_bodies() -> None:
    text = "The Chinese embassy in Chile spoke."
    assert bodies(text) == ["Chinese embassy in Chile"]
    joint = "Joint Laboratory of Arden Seals Ltd - Deyang Hospital"
    assert bodies(f"The {joint} opened.") == [joint]
    text = "It has a Joint Laboratory of Tea - Deyang Hospital said so."
    assert "Deyang Hospital" in bodies(text)


def test_campuses_belong_to_names() -> None:
    text = "The Arden Institute of Technology, Zhuhai (AITZ) met Deyang University (Weihai)."
    whole = "Arden Institute of Technology, Zhuhai"
    assert set(bodies(text)) == {whole, "AITZ", "Deyang University (Weihai)"}
    assert whole in bodies(f"{whole} grew. The {whole} (AITZ) is big.")
    text = "Guests from Deyang University, Zhuhai (DU) came."
    assert bodies(text)[0] == "Deyang University"


def test_short_names_stand_for_the_full_one() -> None:
    text = (
        "The Technical University of Arden (TUA) grew. TUA has Arden Seal Robotics Ltd next door."
    )
    found = {f.name: f.canonical for f in read(facts.OrganizationFact, text)}
    assert found["TUA"] == "Technical University of Arden"
    text = "Quillon Robotics Ltd grew. Quillon spokeswoman Clara Weiss was glad."
    found = {f.name: f.canonical for f in read(facts.OrganizationFact, text)}
    assert found["Quillon"] == "Quillon Robotics Ltd"


@pytest.mark.parametrize(
    "name",
    [
        "Deyang Bureau of Culture, Radio, Television and Tourism",
        "Deyang Bureau of Culture, Radio, Television, and Tourism",
        "Deyang Culture, Radio, Film and Television Bureau",
        "Deyang Tea and Bamboo Bureau",
        "Deyang Federation of Literary and Art Circles",
        "Office for Rare Books, Rubbings and Manuscripts",
        "Deyang General Hospital",
        "Deyang General Chamber of Commerce",
        "General Administration of Customs",
        "Zigong Disabled Persons' Federation",
        "Zigong Writers’ Association",
        "Musee des Confluences",
        "Institute of Millet Science at the University of Arden",
        "School of Hydrology at Deyang University",
    ],
)
def test_small_words_and_commas_within_names(name: str) -> None:
    assert bodies(f"Guests from the {name} came.") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Deyang Bureau of Commerce, Huawei and Tencent came.",
            ["Deyang Bureau of Commerce", "Huawei", "Tencent"],
        ),
        (
            "Huawei and the Energy Bureau of Deyang came.",
            ["Huawei", "Energy Bureau of Deyang"],
        ),
        (
            "A deal was signed at Deyang University with the Institute of Physics.",
            ["Deyang University", "Institute of Physics"],
        ),
        (
            "The Arden Institute of Quillon met at Deyang University.",
            ["Arden Institute of Quillon", "Deyang University"],
        ),
        ("Arden Pharma Announces License Agreement", ["Arden Pharma"]),
        ("Arden Robotics Seals Ltd grew.", ["Arden Robotics Seals Ltd"]),
        ("Secretary General Wei met Quillon Ltd.", ["Quillon Ltd"]),
        ("Quillon Ltd signed a contract. Sales had fallen.", ["Quillon Ltd"]),
    ],
)
def test_where_names_end(text: str, names: list[str]) -> None:
    assert bodies(text) == names

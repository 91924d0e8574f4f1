from english_reports import read

from hezuo.graph.extract import facts


def test_gatherings() -> None:
    text = (
        "The Third Sino-German Forum on Medical Data opened in Hefei on June 12 under the theme "
        '"Data Heals". The signing ceremony was short.'
    )
    (event,) = read(facts.EventFact, text)
    assert event.name == "Third Sino-German Forum on Medical Data"
    assert (event.date, event.place, event.theme) == ("2023-06-12", "Hefei", "Data Heals")


def test_years_belong_to_names_of_gatherings() -> None:
    text = "It met at the Western Rail Week 2023, and at the 2022 Deyang Tea Expo."
    names = [event.name for event in read(facts.EventFact, text)]
    assert names == ["Western Rail Week 2023", "2022 Deyang Tea Expo"]


def test_designations() -> None:
    text = (
        "Beilun district and Arden Museum were designated as "
        '"National Tea Bases" by the Ministry of Transport.'
    )
    (fact,) = read(facts.DesignationFact, text)
    assert fact.title == "National Tea Bases"
    assert set(fact.recipients) == {"Beilun district", "Arden Museum"}
    assert fact.conferred_by == "Ministry of Transport"


def test_what_it_was_listed_as() -> None:
    text = "Arden Museum reopened. It has been listed as a National Tea Base since 2015."
    (fact,) = read(facts.DesignationFact, text)
    assert (fact.title, fact.recipients) == ("National Tea Base", ("Arden Museum",))


def test_what_it_was_listed_as_last_year() -> None:
    text = 'Nanhu district was listed last year as a "national tea area" by the State Council.'
    (fact,) = read(facts.DesignationFact, text)
    assert (fact.title, fact.recipients) == ("national tea area", ("Nanhu district",))


def test_people_named_to_posts_are_no_designations() -> None:
    assert read(facts.DesignationFact, "Arden Museum head Mo Lan was named deputy director.") == []


def test_policies() -> None:
    text = (
        "The Ministry of Transport issued the Interim Measures for Tea Roads (2021-2023) "
        "on June 1. "
        "Hebei's Action Plan on Tea was released by the Hebei Provincial Health Commission "
        "in April. "
        "The draft Tea Strategy is under review."
    )
    found = [(p.title, p.issuers, p.date) for p in read(facts.PolicyFact, text)]
    assert found == [
        ("Interim Measures for Tea Roads (2021-2023)", ("Ministry of Transport",), "2023-06-01"),
        ("Action Plan on Tea", ("Hebei Provincial Health Commission",), "2023-04"),
    ]

import pytest
from english_reports import pairs, read

from hezuo.graph.extract import facts

U, C, H = "Deyang University", "Quillon Ltd", "Arden Hospital"


@pytest.mark.parametrize(
    "text",
    [
        f"{U} and {C} signed an agreement on tea.",
        f"{U} signed a letter of intent with {C}.",
        f"A contract between {U} and {C} was inked on Monday.",
        f"A memorandum of understanding was signed between {U} and {C}.",
        f"{U} and {C} jointly signed a framework agreement.",
        f"{U} exchanged a signed letter of intent with Norway's {C}.",
        f"{U} and {C} entered into a three-year partnership, with a contract signed on the spot.",
        f"{U} and {C} renewed their partnership by exchanging signed letters.",
        f"{U} opened in May. On Friday the university concluded a service contract with {C}.",
        f"{U} and {C} became sister institutions.",
        f"{U} licensed its yeast to {C} in a deal concluded on Feb 26.",
        f"{U} purchased lamps from {C} under a contract signed on Friday.",
        f"{U} renewed the lease of {C} for five years.",
        f"{U} and {C} unveiled the Deyang Tea Laboratory.",
        f"The Deyang Tea Laboratory was inaugurated by {U} and {C}.",
        f"{U} and {C} formed a joint venture.",
        f"{U} and {C} terminated an agreement signed in March 2017.",
        f"{U}, the oldest school of the University of Arden, signed a pact with {C}.",
        "The paper was signed by Tan Yuhe, president of Deyang University, and Clara Weiss, "
        "chief executive of Quillon Ltd, as an agreement.",
        f"Officials from {U} and {C} signed an agreement.",
        f"It rained.\n\n{U} and {C} did ink an accord.",
        f"{U} and {C} co-signed a pact, with {H}'s logo behind them.",
        f"Tea comes from {C}, which on the same day entered into a contract with {U}.",
        f"{C} won a contract from Norway's {U}.",
        f"{U} teamed up with {C}, with both sides signing a tea agreement.",
        f"{C} has been working with {U} under a cooperation agreement.",
        f"Under an agreement signed on Friday, {C} will supply tea to {U}.",
        f"{U} grew in May. The university and {C} reached an agreement.",
        f"Officials of {H} watched as {U} signed a contract with {C}.",
        f"In the presence of {H}, {U} and {C} signed an agreement.",
        f"{U} and {C} signed two documents on tea.",
        f"{U} signed a number of cooperation documents with {C}.",
        f"{U} entered into a data-sharing arrangement with {C}.",
        f"{U} teamed up with {C}, signing a three-year agreement.",
        f"{C} joined hands with {U} by signing a cooperation agreement.",
        f"{C} earlier this year teamed up with {U} under a framework agreement.",
        f"{U} and {C} have agreed to dry more tea, sealing a pact in May.",
        f"{C} has been awarded a dredging contract by {U}.",
        f"{U} awarded {C} a two-year contract.",
        f"{U} awarded a cleaning contract to {C}.",
        f"{U} is a client of {C}, with which it signed an agreement in April 2020.",
        f"The paper replaces an agreement that {U} and {C} concluded in May.",
        f"A delegation of {U} visited {C}. The two sides signed a memorandum.",
        f"{U} agreed with {C} to dry tea. The agreement was signed last week.",
        f"{U} has a supply contract with {C}. That contract was signed last year.",
        f"{C} has ended a distribution contract with {U}.",
        f"The MoU, jointly signed by {U} and {C}, covers tea.",
        f"{U} and {C} entered a strategic partnership.",
        f"{C} was granted an exclusive licence by {U}.",
        f"{U} acquired a 30 percent stake in {C} under an agreement signed in May.",
        f"{U} lent 60 lamps to {C} under a contract the two concluded in March.",
        f"{C} scrapped a leasing contract with {U}.",
        f"Witnessed by Mayor Li Wei, {U} and {C} signed an agreement.",
        f"{U} dries tea. The university has, however, extended its contract with {C}.",
    ],
)
def test_forms_of_signing(text: str) -> None:
    assert pairs(text) == {(U, C)}


@pytest.mark.parametrize(
    "text",
    [
        f"{U} and {C} will sign an agreement in May.",
        f"{U} plans to sign an agreement with {C}.",
        f"{U} held talks with {C}, but no agreement has been signed.",
        f"{U} has shelved a proposed licensing deal with {C}.",
        f"{C}, which had been expected to sign with {U}, withdrew.",
        f"If approved, a contract between {U} and {C} would be signed.",
        f"{U} denied a report that it had signed a lease with {C}.",
        f"{U} and {C} are negotiating an agreement.",
        f"{U} visited {C}.",
        f"Two contracts will be signed: {U} with {C}, and {H} with {C}.",
        f"They talked of agreements: {U} with {C}, and {H} with {C}.",
        f"{U} and {C} agreed to set up a joint laboratory.",
        "Striker Carlos Bonetti signed a two-year contract with Deyang Tigers.",
    ],
)
def test_what_is_not_signed(text: str) -> None:
    assert pairs(text) == set()


def test_what_is_planned_is_told_apart() -> None:
    (fact,) = read(facts.AgreementFact, f"{U} plans to sign a contract with {C}.")
    assert (fact.status, fact.flags, set(fact.parties)) == ("Planned", (facts.PLANNED,), {U, C})


def test_each_signs_by_itself() -> None:
    text = f"{U} and {H} each signed a tenancy agreement with {C}."
    assert pairs(text) == {(U, C), tuple(sorted((H, C)))}


def test_one_party_signs_two_papers() -> None:
    text = f"{U} signed a contract with {C} and a letter of intent with {H}."
    assert pairs(text) == {(U, C), tuple(sorted((U, H)))}


def test_one_with_two_can_be_read_in_two_ways() -> None:
    text = f"{U} signed an agreement with {C} and {H}."
    assert pairs(text) == {(U, C), tuple(sorted((U, H)))}
    flagged = [f for f in read(facts.AgreementFact, text) if facts.AMBIGUOUS_GROUPING in f.flags]
    assert [set(f.parties) for f in flagged] == [{U, C, H}]


def test_earlier_agreements_have_their_own_date() -> None:
    text = f"{U} and {C} signed a lease on Monday. The two had first signed in February 2016."
    assert {f.date for f in read(facts.AgreementFact, text)} == {"2023-06-12", "2016-02"}
    text = f"{U} and {C} terminated a licensing agreement signed in March 2017."
    (fact,) = read(facts.AgreementFact, text)
    assert (fact.date, fact.status) == ("2017-03", "Terminated")


def test_an_agreement_told_twice_is_one() -> None:
    text = f"{U} and {C} sealed a pact.\n\n{U} signed a tea pact with {C} on June 2."
    (fact,) = read(facts.AgreementFact, text)
    assert (fact.title, fact.date) == ("tea pact", "2023-06-02")


@pytest.mark.parametrize(
    "text",
    [
        "Two papers were put to signature: {U} with {C}, on tea; and {H} with {Z}, on rice.",
        "Two deals were signed: between {U} and {C} on tea, and between {H} and the {Z} on rice.",
    ],
)
def test_lists_of_pairs(text: str) -> None:
    zone = "Haikou Comprehensive Bonded Zone"
    found = pairs(text.format(U=U, C=C, H=H, Z=zone))
    assert found == {(U, C), (H, zone)}


def test_joint_bodies_that_are_named_after_two() -> None:
    text = f"{U} and {C} grew. The Joint Laboratory of {U} - {C} was unveiled."
    assert pairs(text) == {(U, C)}


def test_zones_sign() -> None:
    zone = "Haikou Comprehensive Bonded Zone"
    assert pairs(f"The {zone} and {U} signed an agreement.") == {(U, zone)}
    assert pairs(f"{U} signed an agreement in the {zone}.") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{U} and {H} signed agreements with {C} and Lima Seals Inc, respectively.",
            {(U, C), (H, "Lima Seals Inc")},
        ),
        (
            f"Among them were a pact between {U} and {C}, and a contract between {H} and "
            "Lima Seals Inc.",
            {(U, C), (H, "Lima Seals Inc")},
        ),
        (
            f"Two deals were reached in May:\n- {U} and {C}: joint field;\n"
            f"- {H} with Lima Seals Inc: tea.",
            {(U, C), (H, "Lima Seals Inc")},
        ),
        (
            f"{U} signed contracts with {H} and with seed producer {C}.",
            {(U, C), (H, U)},
        ),
        (f"Two deals may be reached:\n- {U} and {C}: joint field;", set()),
        (f"Those who came:\n- {U} and {C}: tea;", set()),
        (f"{U} teamed up with {C} in May.", set()),
        (f"{C} scrapped a planned contract with {U}.", set()),
        (f"{C} was granted a production licence by {U}.", set()),
        (f"{U} awarded {C} a prize under its tea plan.", set()),
        (f"{U} is in talks on a contract with {C}. The contract was signed off by no one.", set()),
    ],
)
def test_several_in_a_row(text: str, found: set[tuple[str, ...]]) -> None:
    assert pairs(text) == {tuple(sorted(pair)) for pair in found}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            f"{U} was awarded a contract by {C}, it said on Monday. The contract, signed on "
            "June 1 in Leeds, is worth $6 million.",
            "2023-06-01",
        ),
        (f"{U} visited {C} on June 1. The two sides signed a memorandum.", "2023-06-01"),
        (f"{H} met on May 3. The same day, {U} and {C} signed a pact.", "2023-05-03"),
        (
            f"{H} met on May 3 and is open until May 20. The same day, {U} and {C} signed a pact.",
            "2023-05-03",
        ),
        (f"{U} and {C} signed a pact last month. The signing was held on May 4.", "2023-05-04"),
        (
            f"The signing ceremony was held at {H} on June 1. {U} and {C} signed the pact.",
            "2023-06-01",
        ),
        (f"{U} agreed with {C} on June 1 to dry tea. The agreement was signed.", "2023-06-01"),
        (f"{C} ended a contract with {U} that the two signed in June 2018.", "2018-06"),
    ],
)
def test_dates_told_beside(text: str, date: str) -> None:
    assert [fact.date for fact in read(facts.AgreementFact, text)] == [date]

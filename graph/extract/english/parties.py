"""Who is party to an agreement: lists of bodies, and what `the two sides` means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hezuo.graph.extract.english.lexicon import anaphors
from hezuo.graph.extract.mentions import ORGANIZATION, PLACE, ZONE, Mention

if TYPE_CHECKING:
    from hezuo.graph.extract.english.document import EnglishDocument

_B = "\ue000"
_NOUN = "(?:" + "|".join(sorted(anaphors(), key=len, reverse=True)) + ")"
_NOUNS = _NOUN[:-1] + "|universities|companies|academies|laboratories|agencies|societies|libraries)"
# A body after one of these is no party itself: dean of X, signed at X, hosted by X.
_INSIDE = re.compile(
    r"\b(?:of|at|in|from|for|by|to|against|under|on|near|than|as|like|via|beyond|behind|"
    r"including|around|outside|inside|into|joined|joins|"
    r"visited|tipped|members?|named|called|if|whether|regulators?|(?<!together "
    r")(?<!along )with) (?:the |its |their |an? )?$"
)
# Officials from X and Y signed: those from X sign for it.
_ON_BEHALF = re.compile(
    r"\b(?:officials|representatives|executives|leaders|heads|presidents|delegates|"
    r"delegations?|teams?|scientists|researchers|rectors|chairmen|on behalf|"
    r"party|parties|experts) (?:of|from|for) (?:both |the )*$", re.IGNORECASE
)  # fmt: skip
# What may stand before a body of a list: the German carmaker X, Singapore's X, its rival X.
_LEAD = (
    r"(?:(?!(?:and|or|with|from|of|by|in|at|for|to|on|as|under|after|before|that|which|who|is|was|are|"
    r"were|has|have|had|will|between|among|said|says|while|but|not|no|"
    r"(?!(?:seed|feed|weed|speed)\b)[a-z]+ed)\b)[\w’'\ue001-]+ ){0,6}"
)
_NEXT = re.compile(
    rf"(?: \([^()\n]{{1,40}}\))?(?:, (?:as well as |together with |along with |and |"
    rf"followed by )?| and (?:also )?(?:with )?| as well as | together with | & "
    rf")(?={_LEAD}{_B})"
)
_SKIP = re.compile(_LEAD)
_PRONOUN = re.compile(
    r"\b(?:[Tt]he (?:two|three|four|five|pair|trio|partners|parties|two sides|sides)"
    r"|[Tt]hose two|[Bb]oth(?: sides| parties)?|[Tt]hey|[Tt]hese)\b"
)
_THE_NOUN = re.compile(
    rf"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[\w-]+ |\ue001+ )?(?P<noun>{_NOUN})\b(?!’s|'s| of)"
)
_EACH = re.compile(
    rf"\b(?:[Ee]ach|[Aa]ll|[Bb]oth|[Tt]he (?:two|three|four|five)) (?:of the )?(?:[\w-]+ "
    rf")?(?P<noun>{_NOUNS})(?:e?s)?\b"
)
_PLURALS = {
    "universities": "university",
    "companies": "company",
    "academies": "academy",
    "laboratories": "laboratory",
    "agencies": "agency",
    "societies": "society",
    "libraries": "library",
}
_IT = re.compile(r"\b(?:[Ii]t|[Ii]ts)\b")


def subjects(document: EnglishDocument, start: int, end: int) -> list[Mention]:
    """Return the bodies that a verb at the end of a stretch is said of.

    `UPTEC, the science park of the University of Porto, signed`: the university is within what is
    told about the park, and not a party.
    """
    text = document.masked
    found: list[Mention] = []
    is_inside = False
    before: Mention | None = None
    for body in document.actors.within(start, end):
        lead = text[max(start, body.start - 60) : body.start]
        linked = before is not None and _is_linked(text, start, before, body)
        # What holds for the one before holds for this one, unless it says otherwise.
        if not linked or _INSIDE.search(lead):
            is_inside = bool(_INSIDE.search(lead)) and not _ON_BEHALF.search(lead)
        if not is_inside and not text.startswith(("’s ", "'s "), body.end):
            found.append(body)
        before = body
    return found


def _is_linked(text: str, start: int, before: Mention, body: Mention) -> bool:
    """Return whether two bodies are of one list; A is not in `In the presence of A, B and C`."""
    between = _LINKED.match(text, before.end, body.start)
    if between is None or between.end() != body.start:
        return False
    is_fronted = bool(_FRONTED.fullmatch(text[start : before.start]))
    return not (is_fronted and text.startswith(", ", before.end))


_LINKED = re.compile(rf"(?:, (?:and )?| and | as well as ){_LEAD}")
_FRONTED = re.compile(
    r"\W*(?:In|At|With|Under|After|During|Hosted|Witnessed|Led|Backed|Supported|Joined|By|From|Besides|"
    r"Like|Unlike|Following|According)\b[^,]*"
)


def before_which(document: EnglishDocument, start: int, verb: int) -> list[str]:
    """Return the list that a relative clause is about: set up by A and B, which signed."""
    text = document.masked
    which = _WHICH.search(text, start, verb)
    if which is None:
        return []
    run: list[Mention] = []
    for body in reversed(document.bodies.within(start, which.start())):
        if text[body.end : (run[-1].start if run else which.start())] not in _BETWEEN_LISTED:
            break
        run.append(body)
    return names(document, reversed(run))


_WHICH = re.compile(
    r", (?:which|who) (?:(?:had|have|has|both|jointly|first|also|already) |"
    r"(?:on|in|earlier|later|that|last) (?:[\w’']+ ){0,3}){0,4}$"
)
_BETWEEN_LISTED = frozenset(("", ", ", " and ", ", and ", " and the ", ", the ", ", and the "))


def listed(document: EnglishDocument, start: int, end: int, places: bool = False) -> list[Mention]:
    """Return the bodies of a list that begins at a place: A, B and C."""
    text = document.masked
    sorts = (ORGANIZATION, ZONE, PLACE) if places else (ORGANIZATION, ZONE)
    found: list[Mention] = []
    place = start
    while place < end:
        skip = _SKIP.match(text, place, end)
        at = skip.end() if skip else place
        mention = document.by_start.get(at)
        if mention is None or mention.sort not in sorts:
            mention = document.by_start.get(place)
        if mention is None or mention.sort not in sorts:
            break
        if text.startswith(("’s ", "'s "), mention.end):  # with Arden Seals's logo behind them
            break
        found.append(mention)
        more = _NEXT.match(text, mention.end, end)
        if not more:
            break
        place = more.end()
    return found


def meant(document: EnglishDocument, start: int, end: int, last: tuple[str, ...]) -> list[str]:
    """Return whom a stretch without names speaks of: the university, the two sides, it.

    `last` are the parties of the agreement named before.
    """
    text = document.masked
    found: list[str] = []
    for match in _THE_NOUN.finditer(text, start, end):
        if _INSIDE.search(text[max(start, match.start() - 20) : match.start()]):
            continue
        body = document.body(match["noun"], match.start())
        if body is not None:
            found.append(document.name(body))
    if found:
        return list(dict.fromkeys(found))
    several = _several(document, start, end)
    if several:
        return several
    if _PRONOUN.search(text, start, end):
        both = _both_before(document, start)
        if both and not set(both) & set(last):
            return both
        return list(last) or first_named(document, start)
    if _IT.search(text, start, end):
        return first_named(document, start)[:1]
    return []


def _both_before(document: EnglishDocument, place: int) -> list[str]:
    """Return the two bodies of the sentence before: A visited B. The two sides signed."""
    for sentence in document.earlier(place, 1):
        both = names(document, document.bodies.within(sentence.start, sentence.end))
        return both if len(both) == 2 else []
    return []


def _several(document: EnglishDocument, start: int, end: int) -> list[str]:
    """Return the bodies that `each hospital` and `the two universities` speak of."""
    match = _EACH.search(document.masked, start, end)
    if match is None:
        return []
    kinds = anaphors().get(_PLURALS.get(match["noun"], match["noun"]), frozenset())
    for sentence in reversed(document.earlier(match.start(), 6)):
        found = [m for m in document.bodies.within(sentence.start, sentence.end) if m.kind in kinds]
        if len(found) > 1:
            return names(document, found)
    return []


def after(document: EnglishDocument, start: int, end: int) -> list[str]:
    """Return the bodies, or what `the university` means, of a list that begins at a place."""
    bodies = listed(document, start, end, places=False)
    if bodies:
        return names(document, bodies)
    match = _THE_NOUN.match(document.masked, start, end)
    body = document.body(match["noun"], match.start()) if match else None
    return [document.name(body)] if body else []


def first_named(document: EnglishDocument, place: int) -> list[str]:
    """Return the bodies that the sentence before a place speaks of."""
    for sentence in reversed(document.earlier(place, 4)):
        found = subjects(document, sentence.start, sentence.end)
        noun = _THE_NOUN.search(
            document.masked, sentence.start, min(sentence.end, sentence.start + 60)
        )
        if noun and (not found or noun.start() < found[0].start):
            body = document.body(noun["noun"], noun.start())
            if body:
                return [document.name(body)]
        if found:
            return names(document, found)
    return []


def signatories(document: EnglishDocument, start: int, end: int) -> list[str]:
    """Return the bodies that the people named in a stretch have posts at."""
    bodies = document.body_names
    found: list[str] = []
    for person in document.people_in(start, end):
        at = [role.organization for role in document.posts.get(person.name, ())]
        found += [name for name in at if name in bodies][:1]
    return list(dict.fromkeys(found))


def names(document: EnglishDocument, found: Iterable[Mention]) -> list[str]:
    """Return the names of bodies as they are listed, each once."""
    return list(dict.fromkeys(document.name(mention) for mention in found))

"""People that a report names, as records: experts, their posts, and teams named after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hezuo.graph.extract.facts import AgreementFact, Fact, PersonFact, TalkFact
from hezuo.graph.extract.rows.bodies import Bodies
from hezuo.graph.extract.rows.evidence import evidence_of, tidy
from hezuo.graph.records import Appointment, Expert, ExpertTeam, Record
from hezuo.graph.values import Evidence

# An academy elects its members; where they work is another place.
_HONOURS = ("Academy",)


class People:
    """The people of one report: of one name there is one, whatever two ways of reading say."""

    def __init__(self, facts: Iterable[Fact], bodies: Bodies) -> None:
        self._bodies = bodies
        self._facts: dict[str, list[PersonFact]] = defaultdict(list)
        self._evidence: dict[str, set[Evidence]] = defaultdict(set)
        self._teams: dict[str, set[Evidence]] = defaultdict(set)
        self._leaders: dict[str, str] = {}
        for fact in facts:
            if isinstance(fact, PersonFact):
                self._add(fact)
            elif isinstance(fact, AgreementFact):
                for team in filter(None, map(tidy, fact.teams)):
                    self._teams[team] |= set(evidence_of(fact))
                self.signatories(fact)
            elif isinstance(fact, TalkFact) and fact.speaker:
                self.expert(fact.speaker, fact)

    def expert(self, name: str, fact: Fact) -> str | None:
        """Return the name of a person that a fact names; who was not listed is added."""
        found = tidy(name)
        if found and not self._evidence[found]:
            self._evidence[found] |= set(evidence_of(fact))
        return found or None

    def signatories(self, fact: AgreementFact) -> tuple[str, ...]:
        """Return the names of people who signed for a party; who was not listed is added.

        What is a body, a place or a party by that name is no person.
        """
        people = [
            self.expert(name, fact)
            for name in fact.signatories
            if name not in fact.parties and not self._bodies.knows(name)
        ]
        return tuple(dict.fromkeys(filter(None, people)))

    def knows(self, name: str) -> bool:
        """Return whether the report has a person of that name."""
        return tidy(name) in self._evidence

    def teams(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of teams that have records."""
        return tuple(dict.fromkeys(name for name in map(tidy, names) if name in self._teams))

    def records(self, source: str) -> Iterator[Record]:
        """Yield a record for each person, post and team; to be called before those of bodies."""
        homes: dict[str, str | None] = {}
        for name, evidence in self._evidence.items():
            posts = self._posts(name)
            homes[name] = self._home([body for body, _ in posts])
            yield Expert(
                name=name,
                affiliation=homes[name],
                evidence=tuple(sorted(evidence)),
                source=source,
            )
            for (body, title), places in posts.items():
                yield Appointment(
                    expert=name,
                    organization=body,
                    title=title,
                    evidence=tuple(sorted(places)),
                    source=source,
                )
        for team, evidence in self._teams.items():
            leader = self._leaders.get(team)
            home = homes.get(leader or "")
            yield ExpertTeam(
                name=team,
                leader=leader,
                organizations=(home,) if home else (),
                evidence=tuple(sorted(evidence)),
                source=source,
            )

    def _add(self, fact: PersonFact) -> None:
        name, team = tidy(fact.name), tidy(fact.team)
        if not name:
            return
        self._facts[name].append(fact)
        self._evidence[name] |= set(evidence_of(fact, mentions=True))
        if team:
            self._teams[team] |= set(evidence_of(fact))
            self._leaders.setdefault(team, name)

    def _posts(self, name: str) -> dict[tuple[str | None, str], set[Evidence]]:
        """Return the posts of a person; where two ways of reading disagree, those of the surer."""
        facts = sorted(self._facts[name], key=lambda fact: -fact.confidence)
        posts: dict[tuple[str | None, str], set[Evidence]] = defaultdict(set)
        for fact in facts[:1]:
            for role in fact.roles:
                title = tidy(role.title)
                body = self._bodies.organization(role.organization or "", fact)
                if role.organization and body is None:  # of a place: 兰考县 and 县长
                    title = tidy(role.organization) + title
                if title:
                    posts[body, title] |= set(evidence_of(fact))
        return posts

    def _home(self, bodies: list[str | None]) -> str | None:
        """Return where a person mainly is: the first body that does more than honour."""
        named = [body for body in bodies if body]
        working = [body for body in named if self._bodies.kind(body) not in _HONOURS]
        return next(iter(working or named), None)

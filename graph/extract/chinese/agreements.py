"""Agreements in a Chinese report: who signed what with whom, when, and at what event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.agreement_dates import AgreementDates
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.ceremonies import ceremonies, list_lines
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.joined_pairs import announced_pairs, joined_pairs, named_signers
from hezuo.graph.extract.chinese.named_papers import named_papers
from hezuo.graph.extract.chinese.parties import AND, PARTY, SIGNS, Party, Skeleton, signs_in
from hezuo.graph.extract.chinese.party_finding import Skeletons
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_fallback import (
    JOINT_BODY,
    two_alone,
    without_what_is_made,
)
from hezuo.graph.extract.chinese.signing_patterns import (
    FILL,
    MORE,
    WHOLE_LIST,
    Group,
    groups_before,
)
from hezuo.graph.extract.chinese.signing_words import (
    PAPER,
    SETTLES,
    SIGN,
    is_denied,
    is_joint,
    is_no_agreement,
    is_not_yet,
    title_at,
)
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.chinese.topics import topics_after
from hezuo.graph.extract.chinese.transfers import transfers
from hezuo.graph.extract.mentions import ANAPHOR

_SPEAKS_OF_COOPERATION = re.compile("合作|签|携手|共建|牵手|联合")
_BOTH = re.compile("双方|三方|各方|两[校地家院市县区]|四方|彼此")
# 甲……，与乙签署
_WITH_OTHERS = re.compile(rf"(?:{AND})({WHOLE_LIST}){MORE}{FILL}$")
# The start of a clause, or 会上, 签约后, 讯: what it is about stands there.
_CLAUSE_HEAD = re.compile(rf"(?:^|[，。；：“”】）日\n]|[上中后]|讯)({PARTY})")
_REPRESENTED = re.compile("分别代表|代表双方|双方代表|代表两|代表各")
# 甲委托乙实施，合同同日|签订
_PAPER_BEFORE = re.compile(
    rf"(?:{PAPER})(?:也|已|同日|随后|当场|于[^，。]{{1,10}}|[^，。{SIGNS}]{{0,6}})?$"
)
_PAPER_AFTER = re.compile(f"了?[^，。]{{0,20}}(?:{PAPER})")
# 甲|签署了合作协议: the other party is not named.
_ALONE = re.compile(rf"(?:^|，|。)({PARTY})$")
_ANY_PAPER_AFTER = re.compile(f"了?[^，。]{{0,30}}(?:{PAPER}|项目)")
# 甲落户丙高新区，与乙签订: that is where.
_SETTLED = re.compile(
    f"((?:落户|入驻|进驻|落地|落子|迁入|位于)(?:了)?)({PARTY})(?=，[^，。；]{{0,12}}[与和同])"
)
# 在丙的主持下
_PRESENT = re.compile(
    f"在{PARTY}(?:等)?[^，。；{SIGNS}]{{0,10}}?(?:主持|见证|支持|指导|协调|组织|推动|撮合|牵线|帮助)下"
    f"|(?:通过|借助|依托)了?{PARTY}"
)
# 甲到访丙，并与乙签约
_VISITED = re.compile(
    f"((?:到访|前往|走进|来到|访问|拜访|考察|调研|赴)了?)({PARTY})(?=[^，。；]{{0,8}}，[^，。；]{{0,6}}[与和同])"
)
# 甲签约|落户丙高新区
_SETTLES = re.compile(f"{SETTLES}了?({PARTY}?)")
# 继与乙签约后，甲又与丙签署
_SUBJECT_AFTER = re.compile(
    f"^[^，。；]{{0,6}}(?:之?后|以后|以来)，[^，。；{SIGNS}]{{0,10}}({PARTY})"
)
_WITH_ONE = re.compile(f"{AND}({PARTY})[^，。；{SIGNS}]{{0,12}}$")
# Verbs that are said of other things than agreements, too.
_NEEDING_PAPER = ("达成", "签", "终止", "解除", "敲定", "谈定", "谈妥", "签有", "订", "续")
# 签订|的《…》自今日起解除
_IS_ENDED = re.compile("的[^，。；]{2,60}(?:解除|终止|作废)")
# 达成|全面战略合作
_ALLIED = re.compile("(?:全面|深度|长期)?战略合作")
_STATUS = {"续签": "Renewed", "终止": "Terminated", "解除": "Terminated"}
# Who signs stands no farther before the verb, and a sentence tells of so many signings at most.
_FAR = 500
# So much of the rest of a sentence is read.
_REST = 80
_MOST_VERBS = 40


class AgreementFinder:
    """Reads agreements sentence by sentence; what went before says what 双方 and 我校 mean."""

    def __init__(self, document: Document, skeletons: Skeletons, anaphors: Anaphors) -> None:
        self.document, self.skeletons, self.anaphors = document, skeletons, anaphors
        self.found: list[Signing] = []
        self.last_parties: list[Party] = []
        self._last_subject: Party | None = None

    def find(self) -> list[Signing]:
        """Return the agreements of the report, in their order; one may be there twice."""
        dates = AgreementDates(self.document)
        for sentence in self.document.sentences:
            bones = self.skeletons.of(sentence)
            named = [p for p in bones.parties if p.sort != ANAPHOR]
            named = [p for p in named if not JOINT_BODY.search(p.name)]
            found = list(self._signed(bones, sentence))
            found += ceremonies(self.document, bones, sentence)
            found += list_lines(self.document, bones, sentence)
            found += named_signers(self.document, bones, sentence)
            for more in (named_papers(self.document, bones, sentence), transfers(bones, sentence)):
                found += [signing for signing in more if not _is_told(signing, found)]
            if not found:
                found = [*announced_pairs(bones, sentence), *joined_pairs(bones, sentence)]
            if not found:
                alone = two_alone(self.document, bones, sentence, self.anaphors)
                found = [signing for signing in alone if not self._is_who_signed(signing)]
            dates.give(found)
            self.found += found
            distinct = list({party.name: party for party in named}.values())
            if found:
                self.last_parties = found[-1].parties
            elif len(distinct) == 2 and _SPEAKS_OF_COOPERATION.search(bones.text):
                self.last_parties = distinct
        dates.give_to_titles(self.found)
        return self.found

    def _is_who_signed(self, signing: Signing) -> bool:
        """Return whether a sentence only says which people signed what was told before it."""
        told = self.found and self.found[-1].sentence.number >= signing.sentence.number - 2
        return bool(told) and all(party.people for party in signing.parties)

    def _signed(self, bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
        """Yield what is signed in a sentence, verb by verb."""
        previous = 0
        for match in list(SIGN.finditer(bones.text))[:_MOST_VERBS]:
            title = title_at(self.document, bones, match.end())
            needs_paper = match["verb"] in _NEEDING_PAPER
            if needs_paper and title is None and not _ALLIED.match(bones.text, match.end()):
                continue
            if is_no_agreement(bones, match, title):
                continue
            before = bones.text[_clause_start(bones.text, match.start(), previous) : match.start()]
            after = bones.text[match.end() : match.end() + _REST]
            if is_denied(before, after):
                continue
            is_planned = is_not_yet(before, after[:40])
            groups, rule = self._groups(before, bones, match)
            if groups:
                self._last_subject = bones.party(groups[0].signs[0])
            for group in groups:
                parties = [bones.party(sign) for sign in group.signs]
                signing = Signing(parties, bones.place(match.start()), sentence, title, rule)
                signing.flags |= group.flags
                signing.status = _STATUS.get(match["verb"], "Signed")
                if _IS_ENDED.match(after):
                    signing.status = "Terminated"
                if is_planned:
                    signing.status = "Planned"
                    signing.flags.add(facts.PLANNED)
                signing.topics = topics_after(self.document, signing.place)
                yield signing
            if groups:
                previous = match.end()

    # Who.

    def _groups(
        self, before: str, bones: Skeleton, match: re.Match[str]
    ) -> tuple[list[Group], str]:
        """Return groups of parties, as signs, with flags, and the rule that tells them."""
        after = bones.text[match.end() : match.end() + 80]
        before = _SETTLED.sub("\\1\ufffd", without_what_is_made(before, bones))
        before = _VISITED.sub("\\1\ufffd", _PRESENT.sub("\ufffd", before))
        if match["verb"] == "签约" and (settles := _SETTLES.match(after)):
            near = _distinct(signs_in(before), bones)
            return [Group(sign + settles[1]) for sign in near if settles[1]], "settles"
        if both := _BOTH.search(before):
            groups = self._both_sides(before, bones, both)
            if groups is not None:
                return groups, "both-sides"
        groups, rule = groups_before(before, after)
        groups = [group for group in groups if len(_distinct(list(group.signs), bones)) > 1]
        if groups:
            return groups, rule
        if groups := self._behind_subject(before, after, bones):
            return groups, "subject-before"
        if groups := _by_paper_before(before, after, bones):
            return groups, "signed-paper"
        one, subject = _WITH_ONE.search(before), _SUBJECT_AFTER.match(after)
        if one and subject and len(signs_in(before)) == 1:
            return [Group(subject[1] + one[1])], "subject-after"
        alone = _ALONE.search(before)
        if alone and match["verb"] in ("签署", "签订") and not signs_in(after[:40]) and (
            _ANY_PAPER_AFTER.match(after)
        ):  # fmt: skip
            return [Group(alone[1], frozenset([facts.COUNTERPARTY_MISSING]))], "one-party"
        return [], ""

    def _both_sides(self, before: str, bones: Skeleton, both: re.Match[str]) -> list[Group] | None:
        """Return whom 双方 means: the two named in the clause before, or those spoken of last.

        None where the sentence says itself who signs.
        """
        signs = signs_in(before)
        near = _distinct(signs, bones)
        if len(near) == 2 and _is_in_later_clause(before, near[-1], both):
            return [Group("".join(near))]
        is_represented = "代表" in before[max(0, both.start() - 3) : both.end()]
        if not signs or (_is_in_later_clause(before, signs[-1], both) and not is_represented):
            return self._by_reference(bones)
        return None

    def _by_reference(self, bones: Skeleton) -> list[Group]:
        """Return the group that 双方 means: the parties that were spoken of last."""
        if len(self.last_parties) < 2:
            return []
        return [Group("".join(bones.sign_for(party) for party in self.last_parties))]

    def _behind_subject(self, before: str, after: str, bones: Skeleton) -> list[Group]:
        """Return groups where the subject stands farther off: 甲……，与乙签署."""
        with_others = _WITH_OTHERS.search(before)
        if with_others:
            others = signs_in(with_others[1])
            subject = self._subject(before[: with_others.start()], bones)
            if subject and subject not in others:
                is_one = len(others) > 1 and "分别" not in with_others[0]
                if is_one and is_joint(with_others[0] + after[:25]):
                    return [Group(subject + "".join(others))]
                return [Group(subject + other) for other in others]
        signs = signs_in(before)
        if len(signs) >= 2 and _REPRESENTED.search(before):
            unique = _distinct(signs[-2:], bones)
            return [Group("".join(unique))] if len(unique) == 2 else []
        return []

    def _subject(self, before: str, bones: Skeleton) -> str:
        """Return the sign of what a statement is about: the nearest party that begins a clause."""
        heads = _CLAUSE_HEAD.findall(before)
        if heads:
            return str(heads[-1])
        signs = signs_in(before)
        if signs:
            return signs[0]
        # What the sentence, or the report, is about.
        if self._last_subject is not None:
            return bones.sign_for(replace(self._last_subject))
        return ""


def _is_told(signing: Signing, found: list[Signing]) -> bool:
    """Return whether an agreement of the same parties was found in the sentence."""
    names = {party.name for party in signing.parties}
    return any({party.name for party in other.parties} == names for other in found)


def _clause_start(text: str, place: int, previous: int) -> int:
    """Return where the statement of a verb starts: after ； or what was signed before."""
    mark = max(text.rfind("；", 0, place), text.rfind("。", 0, place))
    return max(mark + 1, previous, place - _FAR)


def _distinct(signs: list[str], bones: Skeleton) -> list[str]:
    """Return the first sign of each party."""
    found: dict[str, str] = {}
    for sign in signs:
        found.setdefault(bones.party(sign).name, sign)
    return list(found.values())


def _is_in_later_clause(before: str, sign: str, both: re.Match[str]) -> bool:
    """Return whether a comma stands between a party and 双方."""
    place = before.rfind(sign)
    return place < both.start() and "，" in before[place : both.start()]


def _by_paper_before(before: str, after: str, bones: Skeleton) -> list[Group]:
    """Return the two parties of a paper that is named before the verb: 合同同日签订."""
    if not _PAPER_BEFORE.search(before) or _PAPER_AFTER.match(after):
        return []
    near = _distinct(signs_in(before), bones)
    is_apart = not signs_in(before.rsplit("，", 1)[-1])
    return [Group("".join(near))] if len(near) == 2 and is_apart else []

"""Which names of a sentence stand as parties: bodies, places like 信阳市与…, and 我校 or 该公司."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import Party, Skeleton, skeleton_of
from hezuo.graph.extract.chinese.people import Person
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.lexicon import one_of, word_list
from hezuo.graph.extract.mentions import ANAPHOR, ORGANIZATION, PLACE, ZONE, Mention

# 我校, 该公司, and bare words such as 医院 where a party may stand.
ANAPHOR_WORDS = re.compile(
    f"{one_of('anaphors')}"
    "|(?:集团|园区|医院|学院|中心)(?=[与和同]|已?获|也?被|亦被|入选|分别|还|又|共同|已)"
    "|(?<=[与和同跟])(?:学院|医院|集团|中心|园区|企业|银行)(?=签|订|达成|续|共同签|正式签|当场|现场签)"
)
_OURS = re.compile("我校|来校|校党委|校领导")
_OF_UNIVERSITY = re.compile("(?:常务)?副?校长|校长助理|校党委(?:副)?书记")
_PERSON_AFTER = re.compile(
    "(?:负责人|代表|相关负责人|有关负责人|领导|相关领导|有关领导|主要负责人)"
)
# What stands in brackets after a body says what else it is called, or where it is.
_EXPLAINED = re.compile("[”’]?（[^（）。；\n]{1,30}）")
# 甲大学副校长郑怀清|代表学校: the body once more.
_FOR_BODY = re.compile(
    "代表(?:学校|我校|本校|该校|公司|企业|集团|医院|协会|学会|学院|研究院|单位|园区|管委会|[校院企政园]方"
    "|(?:省|市|区|县|旗|州|镇|街道)?(?:人民)?政府)"
)
_TEAM = "(?:课题组|研究团队|团队|项目组|创新团队|专家团队)"
_TEAM_AFTER_NAME = re.compile(f"(?:教授|研究员|院士|博士|副教授|老师)?{_TEAM}")
_NAMED_TEAM = re.compile(f"[\u4e00-\u9fff]{{2,8}}?{_TEAM}")
_NO_TEAM = re.compile("[与和、在签]")
_OTHER_BODY = re.compile("[。；，与和在]")
_FAR = 30
# 在重庆, 走进重庆: where something happens.
_WHERE = ("在", "于", "往", "赴", "从", "到")
_WHERE_TO = ("位于", "走进", "来到", "前往")
# 昆明市五华区等入选: a place gets a title.
_GETS = re.compile(
    "(?:已|也|还|亦|又|均|成功|正式|先后|同时|双双){0,4}(?:被|获|入选|等|成为|列入|喜获|荣获|跻身|榜上有名|上榜|在列)"
)
# 东莞市|市长林某: a leader stands for the place.
_LEADER = re.compile(
    "(?:常务)?副?[省市区县州旗镇]长(?=[\u4e00-\u9fff]{2,4}(?:[与和、代分共在签]|$))"
)
_BEFORE_GETTING = ("、", "和", "，", "\n", "。", "")
# 磴口县已与…
_JOINS_NEXT = re.compile("(?:已经?|还|也|又|曾|则|再次|此前|日前|近日|昨日)?[与和同跟]|[、—]")
_SIGNING = (
    "签署", "签订", "签约", "分别", "战略", "校地", "市校", "校市", "共同", "两地", "三地", "两县",
    "两市", "两区", "双方",
)  # fmt: skip


class Skeletons:
    """The sentences of a report with a sign for each party, made when they are asked for.

    The people of a body stand for it: 甲大学副校长郑怀清 is the sign of 甲大学. A district or zone
    is a party where it stands like one.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._made: dict[int, Skeleton] = {}

    def of(self, sentence: Sentence) -> Skeleton:
        """Return a sentence with a sign for each party."""
        if sentence.number not in self._made:
            self._made[sentence.number] = _skeleton(self.document, sentence)
        return self._made[sentence.number]


def _skeleton(document: Document, sentence: Sentence) -> Skeleton:
    found = [
        *_named(document, sentence),
        *_called_by_words(document, sentence),
        *_leaders(document, sentence),
        *_teams(document, sentence),
    ]
    parties = [p for p in found if not _is_in_other_name(document, p)]
    parties.sort(key=lambda party: (party.start, -party.end))
    apart: list[Party] = []
    for party in parties:
        if not apart or party.start >= apart[-1].end:
            apart.append(party)
    return skeleton_of(document, sentence, _with_people(document, sentence, apart))


def _is_in_other_name(document: Document, party: Party) -> bool:
    """Return whether a party stands in the name of an event or a title in 《》."""
    start, end = party.start, party.end
    return document.events.over(start, end) or document.titles.over(start, end)


def _named(document: Document, sentence: Sentence) -> list[Party]:
    """Return bodies and zones, and places that stand like them."""
    names = document.names
    found = [
        Party(document.surface(m.start, m.end), m.start, m.end, m.sort)
        for m in names.within(sentence.start, sentence.end, ORGANIZATION, ZONE)
    ]
    places = names.within(sentence.start, sentence.end, PLACE)
    listed_to = -1
    for mention, following in zip_longest(places, places[1:]):
        start = _chain_start(document, mention)
        if following and following.start == mention.end:
            continue  # 昆明市|五华区
        if start == listed_to or _stands_as_party(document.text, start, mention.end):
            found.append(Party(document.surface(start, mention.end), start, mention.end, PLACE))
            is_listed = document.text.startswith("、", mention.end)
            listed_to = mention.end + 1 if is_listed else -1  # 甲市、乙市|、丙市
    return found


def _called_by_words(document: Document, sentence: Sentence) -> list[Party]:
    """Return what is called by a word such as 我校, outside of names."""
    taken = document.names.within(sentence.start, sentence.end, ORGANIZATION, ZONE)
    ends = [(mention.start, mention.end) for mention in taken]
    found = []
    number = 0
    for match in ANAPHOR_WORDS.finditer(document.text, sentence.start, sentence.end):
        while number < len(ends) and ends[number][1] <= match.start():
            number += 1
        if number == len(ends) or ends[number][0] >= match.end():
            found.append(Party(match[0], *match.span(), ANAPHOR))
    return found


def _leaders(document: Document, sentence: Sentence) -> list[Party]:
    """Return the leaders of the university that writes, who stand for it: 副校长李某."""
    if not document.has(_OURS):
        return []
    return [
        Party("我校", post.start, person.end, ANAPHOR, [person.name])
        for person in sentence.people
        for post in person.posts
        if post.organization is None and _OF_UNIVERSITY.fullmatch(post.title)
    ]


def _teams(document: Document, sentence: Sentence) -> list[Party]:
    """Return teams named after people whose body is said elsewhere, for which they stand."""
    found = []
    for start, end, name in document.places_of_people:
        if sentence.start <= start < sentence.end:
            team = _TEAM_AFTER_NAME.match(document.text, end)
            body = document.body_of(name) if team else None
            if team and body and not document.body_mentions.over(start - 1, start):
                found.append(Party(body, start, team.end(), ORGANIZATION, [name], name + team[0]))
    return found


def _chain_start(document: Document, mention: Mention) -> int:
    """Return where the places start of which the last is given: 昆明市五华区."""
    start = mention.start
    previous = document.names.within(max(0, start - _FAR), start, PLACE)
    while previous and previous[-1].end == start:
        start = previous.pop().start
    return start


def _stands_as_party(text: str, start: int, end: int) -> bool:
    """Return whether a place stands where parties do: 信阳市与…, 与…信阳市签署."""
    before = text[max(0, start - 1) : start]
    if before in _WHERE or text[max(0, start - 2) : start] in _WHERE_TO:
        return False
    if text.startswith(tuple(word_list("clipped_endings")), end):
        return False  # 四川|能源 is a company, whether it is known or not
    if _LEADER.match(text, end):
        return True
    if before in _BEFORE_GETTING and _GETS.match(text, end, end + 8):
        return True
    after = text[end : end + 2]
    return _JOINS_NEXT.match(text, end) is not None or after in _SIGNING or before in ("与", "和")


# People.


def _with_people(document: Document, sentence: Sentence, parties: list[Party]) -> list[Party]:
    """Widen each party over the titles and names that follow it, and drop what lies in them."""
    people = sorted(sentence.people, key=lambda person: person.start)
    result: list[Party] = []
    last_end = 0
    for party, following in zip_longest(parties, parties[1:]):
        if party.start < last_end:
            continue
        limit = following.start if following else sentence.end
        wide = _over_people(document.text, party, people, limit)
        is_body = following is not None and following.sort == ORGANIZATION
        wide = _over_what_follows(document.text, wide, limit if is_body else sentence.end)
        result.append(wide)
        last_end = wide.end
    return result


def _over_people(text: str, party: Party, people: list[Person], limit: int) -> Party:
    """Return a party with those who stand for it, up to the end of the last name.

    Who is named behind the next party, which starts at ``limit``, stands for that one, unless the
    first has nobody: 甲大学教授、乙学会会员林某.
    """
    party = replace(party, people=list(party.people))
    for person in people:
        if not party.end <= person.start <= party.end + _FAR:
            continue
        if party.people and person.start >= limit:
            break
        is_team = bool(person.team) and person.start == party.end
        is_its = is_team or any(p.organization and p.start >= party.end for p in person.posts)
        if not is_its or _OTHER_BODY.search(text[party.end : person.start].replace("和国", "")):
            continue
        party.people.append(person.name)
        party.end = max(party.end, person.end)
        team = _TEAM_AFTER_NAME.match(text, party.end)
        if team or person.team:
            party.team = person.team or person.name + (team[0] if team else "")
            party.end = team.end() if team else party.end
        if not text.startswith(("、", "和"), party.end):
            break
    return party


def _over_what_follows(text: str, party: Party, limit: int) -> Party:
    """Return a party with a bracket, 负责人 and the like, and the name of a team behind it.

    The next party starts at ``limit``: 县委书记林某代表|县政府 is of that one.
    """
    end, team_name = party.end, party.team
    if party.people and (for_body := _FOR_BODY.match(text, end)):
        is_once_more = for_body.end() <= limit or party.name[-2:] == for_body[0][-2:]
        end = for_body.end() if is_once_more else end
    for pattern in (_EXPLAINED, _PERSON_AFTER, _EXPLAINED):
        after = pattern.match(text, end)
        end = after.end() if after else end
    team = _NAMED_TEAM.match(text, end)
    if team and not _NO_TEAM.search(team[0]):
        end, team_name = team.end(), team_name or team[0]
    return replace(party, end=end, team=team_name)

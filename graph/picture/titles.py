"""The heading of a picture that was given none: who and what it shows, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hezuo.graph.lookup import thing_named
from hezuo.graph.picture.wanted import Wanted

if TYPE_CHECKING:
    from hezuo.graph.store import Store

_WORDS = {
    "zh": {
        "all": "谁与谁合作", "related": "谁与谁有关", "comma": "、",
        "names": "{}的合作", "hops": "{}及其 {} 步以内的合作", "path": "从{}到{}的合作链",
        "by": "各{}之间的合作", "district": "区县", "city": "城市",
        "province": "省份", "country": "国家", "communities": "按群组着色", "limits": "（{}）",
        "between": "；", "since": "{} 起", "until": "到 {} 为止", "field": "领域：{}",
        "kind": "类型：{}", "source": "来源：{}", "within": "所在地：{}", "with_kind": "伙伴：{}",
        "event": "活动：{}",
    },
    "en": {
        "all": "Who cooperates with whom", "related": "Who is related to whom",
        "comma": ", ", "names": "Cooperation of {}",
        "hops": "Cooperation of {}, up to {} steps away",
        "path": "Chains of cooperation from {} to {}", "by": "Cooperation between {}",
        "district": "districts", "city": "cities", "province": "provinces", "country": "countries",
        "communities": "coloured by community", "limits": " ({})", "between": "; ",
        "since": "since {}", "until": "until {}", "field": "field: {}", "kind": "kind: {}",
        "source": "source: {}", "within": "in {}", "with_kind": "partners: {}",
        "event": "event: {}",
    },
}  # fmt: skip


def title_of(store: Store, wanted: Wanted, language: str = "zh") -> str:
    """Return a heading that says what is drawn: around whom or from whom to whom, and its limits.

    Names stand as the store has them, however they were typed; raises what looking them up raises.
    """
    words = _WORDS[language]

    def known(names: tuple[str, ...]) -> list[str]:
        return [thing_named(store, name, within="hz:Party").name for name in names]

    if wanted.path:
        title = words["path"].format(*known(wanted.path))
    elif wanted.names and wanted.hops > 1:
        title = words["hops"].format(words["comma"].join(known(wanted.names)), wanted.hops)
    elif wanted.names:
        title = words["names"].format(words["comma"].join(known(wanted.names)))
    elif wanted.by:
        title = words["by"].format(words[wanted.by])
    else:  # a register may know of no cooperation at all
        title = words["all" if len(store.ties.party) or not store.names.size() else "related"]
    limits = wanted.filters._asdict().items()
    said = [words[limit].format(value) for limit, value in limits if value]
    if wanted.communities:
        said.append(words["communities"])
    return title + (words["limits"].format(words["between"].join(said)) if said else "")

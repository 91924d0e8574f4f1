"""What a template says of each column: what to write into it, in Chinese and in English."""

from __future__ import annotations

from hezuo.graph.ontology import ontology
from hezuo.graph.records import Record
from hezuo.graph.sources.headings import TABLES, closed_list, english_heading
from hezuo.graph.vocabulary import expand

NUMBERS = ("integer", "decimal")
_REMARKS = {
    "source": (
        "说明本行的来源，填“来源”表中的标识；只有一个来源时可不填",
        "The id of a source; may be left empty where there is one",
    ),
    "evidence": (
        "依据在原文中的起止字符位置，如 109-127；可不填",
        "Where the text of the source says so, in characters: 109-127",
    ),
    "id": ("自定的标识，不可重复", "A name of your own, once only"),
    "name": ("全称", "The full name"),
    "language": ("语言代码，如 zh、en", "Code of the language, such as zh or en"),
    "currency": ("货币代码，如 CNY、EUR", "Code of the currency, such as CNY or EUR"),
    "url": ("完整网址", "The whole address"),
    "website": ("完整网址", "The whole address"),
    "note": ("备注，可写任何内容", "Anything worth knowing"),
    "code": ("六位行政区划代码（GB/T 2260）", "Code of GB/T 2260, six digits"),
    "sha256": ("文件的 SHA-256 校验和", "Checksum of the file, 64 hexadecimal digits"),
    "aliases": ("其他名称、简称，用；分隔", "Other names and short forms, with ; between"),
    "identifiers": (
        "登记号，写作“体系:号码”，用；分隔，如 uscc:91500000…、ror:…",
        "Registry numbers as scheme:number, with ; between, such as ror:05sbt2524",
    ),
}


def form_of(kind: type[Record], name: str) -> str:
    """Return what is written into a column: a choice, a list, a date, a number, or text."""
    if closed_list(kind, name):
        return "choice"
    if kind.is_list(name):
        return "list"
    says = dict(kind.statements()).get(name)
    return says.value if says and says.value in ("date", *NUMBERS) else "text"


def note_on(kind: type[Record], name: str) -> str:
    """Return what to write into a column, in both languages."""
    required = kind.model_fields[name].is_required()
    chinese, english = _REMARKS.get(name) or _how(kind, name)
    must = ("必填。", "Required. ") if required else ("", "")
    return f"{must[0]}{chinese}\n{must[1]}{english}"


def _how(kind: type[Record], name: str) -> tuple[str, str]:
    form = form_of(kind, name)
    several = ("，可写多个，用；分隔", " (several: with ; between)")
    several = several if kind.is_list(name) else ("", "")
    if form == "choice":
        return f"从列表中选择{several[0]}", f"Choose from the list{several[1]}"
    says = dict(kind.statements()).get(name)
    if says and says.refers_to and says.refers_to != ("Field",):
        tables = [kind for kind in TABLES.values() if kind.ROOT in says.refers_to]
        chinese = "、".join(f"“{ontology().label(expand(f'hz:{t.ROOT}'))}”" for t in tables)
        english = " or ".join(english_heading(table.TABLE) for table in tables)
        known = ("。国内行政区划无需另列", ". Districts of China need no row")
        known = known if "Area" in says.refers_to else ("", "")
        return (
            f"填{chinese}表中的名称{several[0]}{known[0]}",
            f"A name from the sheet {english}{several[1]}{known[1]}",
        )
    return {
        "date": ("日期，可只写年或年月：2021、2021-03、2021-03-05",
                 "Date as precise as known: 2021, 2021-03, 2021-03-05"),
        "integer": ("整数", "A whole number"),
        "decimal": ("数字", "A number"),
        "list": ("可写多个，用；分隔", "One or several, with ; between"),
        "text": ("文字", "Text"),
    }[form]  # fmt: skip

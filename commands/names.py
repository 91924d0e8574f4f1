"""hezuo find and hezuo show: what a name can mean, and what is known of it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hezuo.commands.options import format_option, opened, store_option, write_rows
from hezuo.commands.partners import kind_label


@click.command()
@click.argument("text")
@click.option("--kind", default="", help="Only this kind of thing, such as Company or 企业.")
@click.option("--in", "within", default="", help="Only what lies in this area.")
@store_option
@format_option
def find(text: str, kind: str, within: str, store: Path | None, form: str) -> None:
    """Find what a name can mean.

    TEXT is a name or a part of one, in Simplified or Traditional Chinese or any other script,
    pinyin (chongqing) or its initials (cq). Where nothing is called so, the names that are most
    like it are listed, and that is said on standard error.
    """
    from hezuo.graph.errors import shortened
    from hezuo.graph.ontology import ontology
    from hezuo.graph.vocabulary import local_name

    graph = opened(store)
    found = graph.find(text, kind, within)
    nothing = f"nothing is called {shortened(text)!r}"
    if not found:
        found = graph.find_like(text, kind, within)
        nothing += " within what was asked for" if kind or within else ""
        if found:
            click.echo(f"{nothing}; names like it:", err=True)
    for_people = form in ("table", "md")
    rows = [
        {
            "name": thing.name,
            "kind": ontology().label(thing.kind) if for_people else local_name(thing.kind),
            "place": thing.place,
            "iri": thing.iri,
        }
        for thing in found
    ]
    shown = ["name", "kind", "place"] if for_people else ["name", "kind", "place", "iri"]
    write_rows(rows, shown, form, nothing)


@click.command()
@click.argument("name")
@store_option
@format_option
def show(name: str, store: Path | None, form: str) -> None:
    """Show what is known of NAME, and who says so.

    Lists what is stated of it, then (←) what names it, and where in its sources it stands.
    """
    from hezuo.graph.output import as_json
    from hezuo.graph.query.things import in_words

    found = opened(store).show(name)
    if form == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        return
    rows = [fact._asdict() | {"property": fact.label} for fact in found.facts]
    rows += [fact._asdict() | {"property": f"← {fact.label}"} for fact in found.named_by]
    if form == "table":
        click.echo(f"{found.thing.name}  {kind_label(found.thing.kind)}  {found.thing.iri}\n")
    columns = ["property", "value", "sources"]
    shown = columns if form in ("table", "md") else [*columns, "iri"]
    write_rows(rows, shown, form, "nothing is stated of it")
    if form == "table":
        click.echo(f"\n依据 evidence: {in_words(found.evidence) or '–'}")

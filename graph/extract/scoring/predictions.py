"""An extraction in the shape that annotated reports have, for scoring it."""

from __future__ import annotations

from typing import Any

from hezuo.graph.extract import facts


def prediction(extraction: facts.Extraction) -> dict[str, Any]:
    """Return the facts as one object of lists, by the names that annotations use."""
    return {
        "organizations": [
            {"name": o.name, "canonical": o.canonical} if o.canonical else {"name": o.name}
            for o in extraction.of(facts.OrganizationFact)
        ],
        "people": [
            {"name": p.name, "roles": [r.model_dump() for r in p.roles]}
            for p in extraction.of(facts.PersonFact)
        ],
        "agreements": [
            {
                "parties": list(a.parties),
                "title": a.title,
                "date": a.date,
                "event": a.event,
                "topics": list(a.topics),
                "ambiguous": facts.AMBIGUOUS_GROUPING in a.flags,
            }
            for a in extraction.of(facts.AgreementFact)
            if a.status != "Planned"
        ],
        "events": [
            {"name": e.name, "date": e.date, "place": e.place, "theme": e.theme}
            for e in extraction.of(facts.EventFact)
        ],
        "designations": [
            {"title": d.title, "recipients": list(d.recipients), "by": d.conferred_by}
            for d in extraction.of(facts.DesignationFact)
            if d.rule != "unveiled" and d.kind != "Unveiling"
        ],
        "policies": [
            {"title": p.title, "issuers": list(p.issuers), "date": p.date}
            for p in extraction.of(facts.PolicyFact)
        ],
        "districts": [{"name": d.name, "code": d.code} for d in extraction.of(facts.DistrictFact)],
    }

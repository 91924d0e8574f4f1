"""Which colour and shape stands for which group of nodes; the same in every picture."""

from collections.abc import Iterable
from typing import NamedTuple

from hezuo.graph.picture.palette import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION


class Mark(NamedTuple):
    """How the nodes of one group are drawn. A hollow mark is white inside."""

    colour: str
    shape: str
    hollow: bool = False


# Shape and filling alone tell the groups apart, so that no one depends on colour.
KNOWN = {
    "Organization": Mark(BLUE, "dot"),
    "Area": Mark(GREEN, "square"),
    "Expert": Mark(ORANGE, "triangle"),
    "Agreement": Mark(VERMILION, "diamond"),
    "Event": Mark(PURPLE, "star"),
    "Designation": Mark(SKY, "hexagon"),
    "Policy": Mark(GREY, "triangleDown"),
    "Project": Mark(VERMILION, "square", hollow=True),
    "ExpertTeam": Mark(ORANGE, "dot", hollow=True),
    "Programme": Mark(GREY, "diamond", hollow=True),
    "Talk": Mark(PURPLE, "triangle", hollow=True),
    "Field": Mark(GREEN, "hexagon", hollow=True),
    "EventSeries": Mark(PURPLE, "star", hollow=True),
    "Observation": Mark(BLUE, "triangleDown", hollow=True),
    # Where parties alone are drawn, by their kinds.
    "Company": Mark(ORANGE, "square"),
    "University": Mark(VERMILION, "triangle"),
    "ResearchInstitute": Mark(VERMILION, "triangleDown"),
    "Hospital": Mark(VERMILION, "diamond", hollow=True),
    "ScienceAssociation": Mark(BLUE, "diamond"),
    "LearnedSociety": Mark(BLUE, "hexagon"),
    "IndustryAssociation": Mark(BLUE, "hexagon", hollow=True),
    "GovernmentBody": Mark(GREY, "square"),
    "IndustrialPark": Mark(GREEN, "star"),
    "ParkAdministration": Mark(GREY, "star", hollow=True),
    "ServicePlatform": Mark(PURPLE, "dot"),
    "InnovationCentre": Mark(PURPLE, "dot", hollow=True),
    "Consortium": Mark(PURPLE, "hexagon"),
    "Media": Mark(GREY, "diamond"),
    "Country": Mark(GREEN, "square"),
    "Province": Mark(GREEN, "square", hollow=True),
    "City": Mark(GREEN, "triangle", hollow=True),
    "County": Mark(GREEN, "triangleDown"),
    "Zone": Mark(GREEN, "diamond"),
}

# Communities have no colour of their own: the largest the one that is told apart best.
COMMUNITIES = (
    Mark(BLUE, "dot"),
    Mark(ORANGE, "square"),
    Mark(GREEN, "triangle"),
    Mark(VERMILION, "diamond"),
    Mark(PURPLE, "star"),
    Mark(SKY, "hexagon"),
    Mark(ORANGE, "dot", hollow=True),
    Mark(BLUE, "square", hollow=True),
    Mark(VERMILION, "triangle", hollow=True),
    Mark(GREEN, "diamond", hollow=True),
    Mark(SKY, "triangleDown"),
    Mark(PURPLE, "hexagon", hollow=True),
)
OTHER_COMMUNITIES = Mark(GREY, "dot", hollow=True)

# The outline of each shape for the legend, in a square from -10 to 10.
OUTLINES = {
    "dot": "M-8,0A8,8 0 1 1 8,0A8,8 0 1 1 -8,0Z",
    "square": "M-7,-7H7V7H-7Z",
    "triangle": "M0,-8L8.5,7H-8.5Z",
    "triangleDown": "M0,8L8.5,-7H-8.5Z",
    "diamond": "M0,-9L9,0L0,9L-9,0Z",
    "hexagon": "M8.5,0L4.2,7.4H-4.2L-8.5,0L-4.2,-7.4H4.2Z",
    "star": "M0,-9.5L2.4,-3.2L9,-2.9L3.8,1.2L5.6,7.7L0,4L-5.6,7.7L-3.8,1.2L-9,-2.9L-2.4,-3.2Z",
}


def marks_for(groups: Iterable[str]) -> dict[str, Mark]:
    """Give each group its mark; groups this file does not know share the remaining ones."""
    present = sorted(set(groups))
    free = [mark for group, mark in KNOWN.items() if group not in present] or list(KNOWN.values())
    free.reverse()
    unknown = [group for group in present if group not in KNOWN]
    given = {group: free[place % len(free)] for place, group in enumerate(unknown)}
    return {group: KNOWN.get(group) or given[group] for group in present}

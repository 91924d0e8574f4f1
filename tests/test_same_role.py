"""Posts of a person in two readings: when they contradict each other, and how they join."""

import pytest

from hezuo.graph.extract.facts import Role
from hezuo.graph.extract.same_role import agreeing_roles, joined_roles


def roles(*posts: str) -> tuple[Role, ...]:
    """Posts written as `organisation/title`."""
    parts = [post.partition("/") for post in posts]
    return tuple(Role(organization=body or None, title=title) for body, _, title in parts)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (roles(), roles("甲校/校长")),
        (roles("/校长"), roles("甲校/校长")),
        (roles("甲校/校长"), roles("甲校/校长", "乙院/院士")),
        (roles("甲校机械系/主任"), roles("甲校/主任")),
        (roles("沙坪坝区科协/主席"), roles("重庆市沙坪坝区科协/主席")),
        (roles("甲校/校长", "甲校/书记"), roles("甲校/书记")),
    ],
)
def test_readings_that_agree(first: tuple[Role, ...], second: tuple[Role, ...]) -> None:
    assert agreeing_roles(first, second)
    assert agreeing_roles(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (roles("甲校/校长"), roles("乙校/校长")),
        (roles("甲校/校长"), roles("乙院/院士")),
        (roles("甲校/教授", "乙所/所长"), roles("甲校/教授", "丙所/所长")),
    ],
)
def test_readings_that_do_not(first: tuple[Role, ...], second: tuple[Role, ...]) -> None:
    assert not agreeing_roles(first, second)
    assert not agreeing_roles(second, first)


def test_posts_are_joined_with_the_longer_name() -> None:
    joined = joined_roles(
        roles("/校长", "甲校/教授"), roles("甲校/校长", "甲校机械系/教授", "/院士")
    )
    assert joined == roles("甲校/校长", "甲校机械系/教授", "/院士")

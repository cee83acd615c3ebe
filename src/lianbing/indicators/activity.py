"""Activity: a panel marks what a unit did in the campaign, and is shown what it did in figures."""

import datetime
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from operator import add
from typing import Annotated

import attrs

import lianbing
from lianbing.formula import (
    Facts,
    Marks,
    Maxima,
    Name,
    Number,
    Scheme,
    Tally,
    all_of,
    count,
    criterion,
    distinct,
    least,
    panel,
    shown,
)


@attrs.frozen(kw_only=True)
class HeldActivity:
    """An activity that a unit held."""

    form: Annotated[str, Name("形式", "form")] = ""
    title: Annotated[str, Name("名称", "title")] = ""
    date: Annotated[datetime.date | None, Name("日期", "date")] = None


@attrs.frozen(kw_only=True)
class PublicityItem:
    """An item that a unit published about the campaign."""

    title: Annotated[str, Name("标题", "title")] = ""
    medium: Annotated[str, Name("媒体", "medium")] = ""
    date: Annotated[datetime.date | None, Name("发布日期", "date")] = None
    link: Annotated[str, Name("链接", "link")] = ""


@attrs.frozen(kw_only=True)
class ActivityEvidence:
    """What a unit did in the campaign."""

    marks: Annotated[Marks, Name("评分", "marks")]
    activities: Annotated[tuple[HeldActivity, ...], Name("练兵活动", "activities")] = ()
    publicity: Annotated[tuple[PublicityItem, ...], Name("宣传信息", "publicity items")] = ()
    brief_dates: Annotated[tuple[datetime.date, ...], Name("活动简报报送日期", "dates of the briefs")] = ()
    events_joined: Annotated[Tally, Name("参加省、市活动", "provincial and city events joined")] = ()


@attrs.frozen(kw_only=True)
class Activity:
    """The panel's mark.

    Attributes:
        forms: The forms of activity that are counted apart.
        paper: The paper to which articles are sent.
        brief_deadlines: The days before which the monthly briefs are due, earliest first.
    """

    forms: tuple[str, ...]
    paper: str
    brief_deadlines: tuple[datetime.date, ...]

    def scheme(self, facts: Facts[ActivityEvidence], most: Maxima) -> Scheme:
        """Say how points come from facts."""
        activities, publicity = facts.activities, facts.publicity
        to_paper = publicity.medium.is_(self.paper)
        return Scheme(
            criterion("activity", panel(facts.marks, most=most.activity), most=most.activity),
            *(
                shown(
                    f"“{form}”次数",
                    f"activities of form “{form}”",
                    count(activities, activities.form.is_(form)),
                )
                for form in self.forms
            ),
            shown(
                "宣传信息数（同一稿件计一次）",
                "publicity items, each counted once",
                distinct(publicity, publicity.title),
            ),
            shown("按时报送的月度简报数", "monthly briefs on time", self._briefs_on_time(facts)),
            shown(f"《{self.paper}》投稿数", f"articles sent to {self.paper}", count(publicity, to_paper)),
            shown("参加省、市活动次数", "provincial and city events joined", facts.events_joined),
        )

    def _briefs_on_time(self, facts: Facts[ActivityEvidence]) -> Number:
        """Count the months whose brief came in time; a second brief of a month makes up for no other."""
        sent = facts.brief_dates.value
        first, *_ = self.brief_deadlines
        months = [
            sent < first,
            *(all_of(sent >= start, sent < end) for start, end in pairwise(self.brief_deadlines)),
        ]
        in_time: list[Number] = [least(count(facts.brief_dates, month), 1) for month in months]
        return reduce(add, in_time)


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("activity", evidence=ActivityEvidence, rule=Activity, earns=("marks",))]

"""Integrity: the certificate and the verified reports that remove a person, or take an honour back later."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

import attrs

import lianbing
from lianbing.formula import Facts, Maxima, Name, OptionNames, Scheme, count, evaluation_day, excludes, revokes


@attrs.frozen(kw_only=True)
class VerifiedReport:
    """A report of corrupt conduct that was verified."""

    date: Annotated[date, Name("查实日期", "date of verification")]
    reason: Annotated[str, Name("原因", "reason")] = ""


@attrs.frozen(kw_only=True)
class IntegrityEvidence:
    """What is known of a person's integrity."""

    certificate: Annotated[
        Literal["complete", "incomplete", "missing"],
        Name("廉洁证明材料", "integrity certificate"),
        OptionNames(complete=("齐全", "complete"), incomplete=("不全", "incomplete"), missing=("未附", "missing")),
    ]
    verified_reports: Annotated[tuple[VerifiedReport, ...], Name("经查实的举报", "verified reports")] = ()


@attrs.frozen(kw_only=True)
class Integrity:
    """A veto, and no points."""

    def scheme(self, facts: Facts[IntegrityEvidence], most: Maxima) -> Scheme:
        """Say who is excluded, and whose honour is taken back."""
        reports = facts.verified_reports
        return Scheme(
            excludes("certificate", facts.certificate.is_("incomplete", "missing")),
            excludes("verified_report", count(reports, reports.date <= evaluation_day()) > 0),
            revokes("later_report", count(reports, reports.date > evaluation_day()) > 0),
        )


@lianbing.hookimpl
def lianbing_indicators() -> Iterable[lianbing.Indicator]:
    """Give the indicator of this file."""
    return [lianbing.Indicator("integrity", evidence=IntegrityEvidence, rule=Integrity)]

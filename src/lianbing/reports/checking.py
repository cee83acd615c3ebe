"""What a check found: proofs, clauses, notes, worked examples and doubts, for people and as plain data."""

from collections.abc import Iterator

import attrs

from lianbing.errors import Fault, Severity
from lianbing.formula.domain import written
from lianbing.language import Bilingual, Language
from lianbing.loading.proof import Proof
from lianbing.model.campaign import Campaign
from lianbing.model.official_text import Example
from lianbing.model.outcome import Outcome
from lianbing.model.rulebook import Rulebook
from lianbing.reports.figures import limit, written_limit
from lianbing.reports.lines import BLANK, Line, fault_lines
from lianbing.reports.results import SCHEMA_VERSION, Document
from lianbing.reports.tables import Block, Table


@attrs.frozen(kw_only=True)
class Examination:
    """What a check found.

    Attributes:
        rulebook: The rulebook, under the readings asked for.
        proofs: What is proved of each criterion.
        arithmetic: What does not add up.
        coverage: Clauses without a rule, and rules without a clause.
        examples: The worked examples, each with what does not come out as stated.
        campaign: The campaign, where one was checked.
        outcome: Its outcome.
    """

    rulebook: Rulebook
    proofs: tuple[Proof, ...]
    arithmetic: tuple[Fault, ...]
    coverage: tuple[Fault, ...]
    examples: tuple[tuple[Example, tuple[Fault, ...]], ...]
    campaign: Campaign | None = None
    outcome: Outcome | None = None

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What was found doubtful, apart from the arithmetic."""
        found = self.outcome.warnings if self.outcome is not None else self.rulebook.warnings
        told = {(each.code, each.place) for each in self.arithmetic}
        return tuple(each for each in found if (each.code, each.place) not in told)

    @property
    def falls_short(self) -> bool:
        """Whether something does not come out as it should."""
        return (
            not all(each.proved for each in self.proofs)
            or any(each.severity is Severity.ERROR for each in self.arithmetic)
            or any(wrong for _, wrong in self.examples)
            or (self.outcome is not None and self.outcome.needs_decision)
        )


def examination_report(found: Examination, language: Language) -> Iterator[Block]:
    """Show what a check found."""
    yield from _section(Bilingual("上下限证明", "Proof of bounds"), language)
    yield _proofs(found, language)
    yield from fault_lines(found.arithmetic, language)
    yield _summary(found, language)
    yield from _section(Bilingual("条款", "Clauses"), language)
    covered = Bilingual("{0} 条条款，每条都有规则或说明", "{0} clauses, each with a rule or a reason for none")
    if not found.rulebook.clauses:
        covered = Bilingual(
            "没有列出条款（[[clause]]），未核对", "no clauses are listed ([[clause]]), so none are checked"
        )
    yield from fault_lines(found.coverage, language)
    if not found.coverage:
        yield Line(covered.say(language).format(len(found.rulebook.clauses)))
    yield from _examples(found, language)
    if found.rulebook.notes:
        yield from _section(Bilingual("原文矛盾或缺漏之处", "Where the text contradicts itself or is silent"), language)
        columns = Bilingual("条款 说明", "Clause Note").say(language).split()
        yield Table(tuple(columns), tuple((note.clause, note.text) for note in found.rulebook.notes))
    if found.warnings:
        yield from _section(Bilingual("提醒", "Warnings"), language)
        yield from fault_lines(found.warnings, language)
    yield from _ties(found, language)
    yield from _section(Bilingual("结论", "Result"), language)
    yield _verdict(found, language)


def _section(title: Bilingual, language: Language) -> tuple[Line, ...]:
    return BLANK, Line(title.say(language), tone="heading")


def _proofs(found: Examination, language: Language) -> Table:
    columns = Bilingual("奖项 分项 条款 算式的范围 满分 证明", "Award Criterion Clause Range Maximum Proof").say(
        language
    )
    words = {
        True: Bilingual("不越界", "proved").say(language),
        False: Bilingual("未证明", "not proved").say(language),
    }
    rows = [
        (
            each.award,
            each.criterion if each.criterion == each.indicator else f"{each.indicator}.{each.criterion}",
            each.clause,
            str(each.interval),
            limit(each.most, language),
            words[each.proved],
        )
        for each in found.proofs
    ]
    return Table(tuple(columns.split()), tuple(rows), figures=(3, 4))


def _summary(found: Examination, language: Language) -> Line:
    proved = sum(each.proved for each in found.proofs)
    words = Bilingual(
        "{0} 个分项中 {1} 个已证明在 0 到满分之间",
        "{1} of {0} criteria are proved to stay within 0 and their maximum",
    )
    return Line(words.say(language).format(len(found.proofs), proved))


def _examples(found: Examination, language: Language) -> Iterator[Block]:
    yield from _section(Bilingual("算例", "Worked examples"), language)
    right = sum(not wrong for _, wrong in found.examples)
    words = Bilingual("{0} 个算例中 {1} 个相符", "{1} of {0} examples come out as stated").say(language)
    yield Line(words.format(len(found.examples), right))
    for _, wrong in found.examples:
        if wrong:
            yield from fault_lines(wrong, language)


def _ties(found: Examination, language: Language) -> Iterator[Block]:
    if found.outcome is None or not found.outcome.needs_decision:
        return
    yield from _section(Bilingual("待决定的并列", "Ties that need a decision"), language)
    words = Bilingual("{0}：{1} 个名额，候选 {2}", "{0}: {1} place(s) for {2}").say(language)
    for award in found.outcome.awards:
        for tie in award.needs_decision:
            yield Line(words.format(award.id, tie.places, ", ".join(tie.candidates)), tone="doubt")


def _verdict(found: Examination, language: Language) -> Line:
    if found.falls_short:
        return Line(Bilingual("有不足之处，见上", "something falls short, see above").say(language), tone="loss")
    if found.campaign is None:
        return Line(Bilingual("规则无误", "the rulebook is in order").say(language), tone="gain")
    words = Bilingual("规则和活动材料无误：{0} 名候选", "the rulebook and the campaign are in order: {0} candidates")
    return Line(words.say(language).format(len(found.campaign.candidates)), tone="gain")


def examination_to_json(found: Examination, language: Language) -> Document:
    """Give what a check found as plain data."""
    book, campaign, outcome = found.rulebook, found.campaign, found.outcome
    ties = {each.id: each.needs_decision for each in outcome.awards if each.needs_decision} if outcome else {}
    return {
        "schema_version": SCHEMA_VERSION,
        "rulebook": {"id": book.id, "sha256": book.sha256},
        "campaign": {"title": campaign.title, "sha256": campaign.sha256} if campaign else None,
        "readings": dict(book.chosen),
        "falls_short": found.falls_short,
        "proofs": [_proof(each) for each in found.proofs],
        "arithmetic": [each.to_json(language) for each in found.arithmetic],
        "coverage": [each.to_json(language) for each in found.coverage],
        "examples": [
            {
                "title": example.title,
                "clause": example.clause,
                "faults": [each.to_json(language) for each in wrong],
            }
            for example, wrong in found.examples
        ],
        "notes": [attrs.asdict(each) for each in book.notes],
        "warnings": [each.to_json(language) for each in found.warnings],
        "needs_decision": {
            award: [{"places": tie.places, "candidates": list(tie.candidates)} for tie in open_ties]
            for award, open_ties in ties.items()
        },
    }


def _proof(proof: Proof) -> Document:
    low, high = proof.interval.low, proof.interval.high
    return {
        "award": proof.award,
        "indicator": proof.indicator,
        "criterion": proof.criterion,
        "clause": proof.clause,
        "max": written_limit(proof.most),
        "low": None if low is None else written(low),
        "high": None if high is None else written(high),
        "proved": proof.proved,
    }

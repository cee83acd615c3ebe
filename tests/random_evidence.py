"""Lawful random evidence for the Wuwei rulebook, made fast and full of edge cases."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import lianbing
from lianbing.formula.evidence import evidence_fields

DAY = date(2019, 11, 20)
PROVINCE = ("cases", "fines", "major_cases")
CITY = (*PROVINCE, "key_polluters", "emissions")
KINDS = {
    "city": {"general": 2, "four_measures": 2, "inspection": 1},
    "county": {"general": 2, "four_measures": 1},
}
MARKED = {"deployment": 5, "activity": 25, "incentives": 10, "self_evaluation": 10}
DOCUMENTS = ("scene_marks", "interview_marks", "collection_marks", "report_marks")


def filled(kind: type[Any], fields: Mapping[str, Any]) -> object:
    """Fill an evidence class; mappings in lists become its rows."""
    rows = {
        name: tuple(field.row_type(**each) for each in fields[name])
        for name, field in evidence_fields(kind).items()
        if field.row_type is not None and name in fields
    }
    return kind(**{**fields, **rows})


class Maker:
    """Draws records from one source of chance.

    Args:
        rng: The source of chance.
        rulebook: Whose evidence classes are filled.
    """

    def __init__(self, rng: random.Random, rulebook: lianbing.Rulebook) -> None:
        self.rng = rng
        # In an even campaign numbers are at the ends of their ranges, and ties abound.
        self.even = self.once_in(5)
        # In a barren one the figures that baselines, shares and ranks start from are all 0.
        self.barren = self.once_in(6)
        # In an exact one the figures lie just on the limits of their baselines.
        self.exact = not self.barren and self.once_in(6)
        self._classes: dict[tuple[str, str], type[Any]] = {
            (award.id, each.id): each.evidence
            for award in rulebook.awards
            for each in award.indicators
            if each.derive is None
        }

    def candidate(self, award: str, id: str, unit: str, level: str | None = None) -> lianbing.Candidate:
        """Make a candidate with evidence of all its indicators."""
        evidence = {}
        for (of, name), kind in self._classes.items():
            if of == award and name in MARKED:
                evidence[name] = kind(marks=self.marks(MARKED[name]))
            elif of == award:
                evidence[name] = filled(kind, getattr(self, name)(award, level))
        title = f"候选 {self.rng.randrange(300)}"
        return lianbing.Candidate(id=id, award=award, name=title, unit=unit, level=level, evidence=evidence)

    def once_in(self, times: int) -> bool:
        """Be true once in so many times."""
        return self.rng.randrange(times) == 0

    def number(self, least: int, most: int) -> Any:
        """Draw a number with up to two decimals; the ends of the range come up often."""
        if self.even or self.once_in(6):
            return Fraction(self.rng.choice((least, most)))
        scale = self.rng.choice((1, 10, 100))
        drawn = Fraction(self.rng.randint(least * scale, most * scale), scale)
        kind = self.rng.randrange(4)
        if kind == 0:
            return Decimal(drawn.numerator) / Decimal(drawn.denominator)  # a divisor of 100: it ends
        return int(drawn) if kind == 1 and drawn.denominator == 1 else drawn

    def count(self, most: int) -> int:
        """Draw a whole number; 0 comes up often."""
        if self.even:
            return self.rng.choice((0, most))
        return 0 if self.once_in(6) else self.rng.randint(0, most)

    def marks(self, most: int) -> tuple[Any, ...]:
        """Draw the marks of one to five reviewers."""
        return tuple(self.number(0, most) for _ in range(1 if self.even else self.rng.randint(1, 5)))

    def team_building(self, award: str, level: str | None) -> dict[str, Any]:
        """1.3 and 2.2."""
        return {
            "reward_marks": self.marks(3),
            "safety_marks": self.marks(3),
            "liability_marks": self.marks(4),
            "platform_connected": not self.once_in(5),
            "platform_checks": self.count(150),
            "double_random_checks": self.count(200),
        }

    def supervision(self, award: str, level: str | None) -> dict[str, Any]:
        """2.1 and 3.3; actions are written in more than one way."""
        actions = ("A 轮", "a轮", "B轮", " b轮", "C轮", "D轮", "E轮", "F轮", "G轮", "H轮")
        gains = range(self.rng.choice((0, 1, 3, 16)))
        losses = range(self.rng.choice((0, 0, 1, 2, 4)))
        kinds = ("disobedience", "discipline")
        return {
            "integrity_problem": self.once_in(15),
            "commendations": [{"action": self.rng.choice(actions), "points": self.number(1, 5)} for _ in gains],
            "deductions": [{"kind": self.rng.choice(kinds), "points": self.number(1, 5)} for _ in losses],
        }

    def case_files(self, award: str, level: str | None) -> dict[str, Any]:
        """2.3: files may be missing, unpublished, or recommended under two kinds."""
        recommended = self._files(KINDS[str(level)], "R")
        for index, file in enumerate(recommended):
            others = [each for each in recommended[:index] if each["kind"] != file["kind"]]
            taken = {(each["number"].strip(), each["kind"]) for each in recommended[:index]}
            if others and self.once_in(4):
                number = self.rng.choice(others)["number"]
                if (number.strip(), file["kind"]) not in taken:
                    file["number"] = number + self.rng.choice(("", " "))
        required = {kind: most for kind, most in KINDS[str(level)].items() if kind != "inspection"}
        drawn = self._files(required, self.rng.choice("DR"))
        return {"recommended": recommended, "drawn": drawn}

    def _files(self, required: Mapping[str, int], prefix: str) -> list[dict[str, Any]]:
        most = [kind for kind, files in required.items() for _ in range(files)]
        kinds = [kind for kind in most if not self.once_in(6)] if not self.once_in(12) else []
        self.rng.shuffle(kinds)
        return [
            {
                "number": f"{prefix}〔2019〕{index}号",
                "kind": kind,
                "marks": self.marks(100),
                "published": not self.once_in(6),
                "year": 2019,
            }
            for index, kind in enumerate(kinds)
        ]

    def daily_enforcement(self, award: str, level: str | None) -> dict[str, Any]:
        """2.4: baselines of 0, filing rates on and beside whole steps, more commendations than count."""
        rates = ("1", "1", "0.99", "0.951", "0.95", "0.949", "0.9", "0.85", "0.8333", "0.5", "0")
        few = [self.rng.choice((0, 0, 0, 1, 2)) for _ in range(4)]
        return {
            **self._figures(),
            "untrue_entries": few[0],
            "late_entries": few[1],
            "filing_rate": Fraction(self.rng.choice(rates)),
            "modified_entries": few[2],
            "provincial_criticisms": few[3],
            "commendations": [
                {"points": Fraction(self.rng.randint(50, 200), 100)} for _ in range(self.rng.choice((0, 0, 1, 2, 5)))
            ],
            "typical_cases_adopted": self.rng.choice((0, 0, 1, 2)),
            "key_polluter_list_published": not self.once_in(12),
        }

    def _figures(self) -> dict[str, Any]:
        """Draw the figures that baselines are about; see `totals` for the exact ones."""
        if self.exact:
            figures = {name: self.rng.choice((10, 20, 30)) for name in PROVINCE}
            return {**figures, "key_polluters": 7, "emissions": Fraction(7)}
        return {
            "cases": self.count(200),
            "fines": self.number(0, 900_000),
            "major_cases": self.count(12),
            "key_polluters": 0 if self.barren else self.count(40),
            "emissions": Fraction(0) if self.barren and not self.even else self.number(0, 9000),
        }

    def public_satisfaction(self, award: str, level: str | None) -> dict[str, Any]:
        """2.5 and 3.6: few different figures, so that ranks are shared."""
        complaints = [{"points": self.number(0, 8)} for _ in range(self.rng.choice((0, 0, 0, 1, 3)))]
        if award == "collective":
            return {"votes": 0 if self.barren else 10 * self.count(20), "complaints": complaints}
        return {"performance": Fraction(0) if self.barren else self.number(0, 100), "complaints": complaints}

    def evidence_quality(self, award: str, level: str | None) -> dict[str, Any]:
        """3.4: up to two files."""
        return {
            "files": [
                {
                    "number": f"{index}号",
                    "published": not self.once_in(6),
                    "role": self.rng.choice(("questioner", "recorder", "questioner", "recorder", "none")),
                    **{document: self.marks(100) for document in DOCUMENTS},
                }
                for index in range(self.rng.choice((0, 1, 2, 2, 2)))
            ]
        }

    def workload(self, award: str, level: str | None) -> dict[str, Any]:
        """3.5."""
        return {} if self.barren else {"inspections": self.count(90), "cases": self.count(8)}

    def basic_conditions(self, award: str, level: str | None) -> dict[str, Any]:
        """3.1: certificates that end just before, on and after the evaluation day."""
        return {
            "conduct_attested": not self.once_in(30),
            "certificate_valid_until": DAY + timedelta(self.rng.choice((-1, 0, 1, *[400] * 15))),
            "law_knowledge_attested": not self.once_in(30),
            "mainstay_attested": not self.once_in(30),
        }

    def integrity(self, award: str, level: str | None) -> dict[str, Any]:
        """3.7: reports verified around the evaluation day."""
        certificates = ("incomplete", "missing", *["complete"] * 30)
        days = [self.rng.choice((-9, 0, 1, 1, 1, 60))] if self.once_in(8) else []
        return {
            "certificate": self.rng.choice(certificates),
            "verified_reports": [{"date": DAY + timedelta(each)} for each in days],
        }

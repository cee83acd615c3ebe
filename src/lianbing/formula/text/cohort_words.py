"""The words that compare a candidate with the cohort, or with the region."""

from lianbing.formula import words
from lianbing.formula.nodes import CohortGreatest, Number, Subtract
from lianbing.formula.text.arguments import Arguments, Word
from lianbing.formula.text.operators import opposite
from lianbing.formula.text.reader import ZERO
from lianbing.formula.text.values import Value
from lianbing.language import Bilingual


def _inner(given: Arguments) -> Number:
    return given.reader.number(given.expression(0), given.within())


def _sum_of_cohort(given: Arguments) -> Value:
    return words.sum_of_cohort(_inner(given))


def _greatest_of_cohort(given: Arguments) -> Value:
    return words.greatest_of_cohort(_inner(given))


def _least_of_cohort(given: Arguments) -> Value:
    # As Python's word makes it, but that the opposite of a constant is one, as everywhere in a text.
    return Subtract(ZERO, CohortGreatest(opposite(_inner(given))))


def _mean_of_cohort(given: Arguments) -> Value:
    where = given.reader.condition(given.expression("where"), given.within()) if "where" in given.named else None
    return words.mean_of_cohort(_inner(given), where)


def _rank_in_cohort(given: Arguments) -> Value:
    return words.rank_in_cohort(_inner(given))


def _size_of_cohort(given: Arguments) -> Value:
    return words.size_of_cohort()


def _share_of_greatest(given: Arguments) -> Value:
    return words.share_of_greatest(_inner(given))


def _rank_points(given: Arguments) -> Value:
    return words.rank_points(_inner(given), most=given.most())


def _region_total(given: Arguments) -> Value:
    region, name = given.text(0), given.text(1)
    title = given.text("title") if "title" in given.named else name
    english = given.text("english") if "english" in given.named else title
    instead = None
    if "otherwise_sum_of" in given.named:
        instead = given.reader.number(given.expression("otherwise_sum_of"), given.within())
    return words.region_total(region, name, zh=title, en=english, otherwise_sum_of=instead)


COHORT_WORDS = (
    Word(
        name="sum_of_cohort",
        signature="sum_of_cohort(x)",
        meaning=Bilingual("各候选对象的 x 之和", "the sum of x over the cohort"),
        example="cases / sum_of_cohort(cases) otherwise 0",
        plain=(1, 1),
        reach="cohort",
        build=_sum_of_cohort,
    ),
    Word(
        name="greatest_of_cohort",
        signature="greatest_of_cohort(x)",
        meaning=Bilingual("各候选对象的 x 中最大的", "the greatest x in the cohort"),
        example="cases / greatest_of_cohort(cases) otherwise 0",
        plain=(1, 1),
        reach="cohort",
        build=_greatest_of_cohort,
    ),
    Word(
        name="least_of_cohort",
        signature="least_of_cohort(x)",
        meaning=Bilingual("各候选对象的 x 中最小的", "the least x in the cohort"),
        example="cases - least_of_cohort(cases)",
        plain=(1, 1),
        reach="cohort",
        build=_least_of_cohort,
    ),
    Word(
        name="mean_of_cohort",
        signature="mean_of_cohort(x, where=…)",
        meaning=Bilingual(
            "各候选对象的 x 的平均值，或其中符合条件者的平均值；没有时为 0",
            "the mean of x over the cohort, or over those of it that meet a condition; 0 over none",
        ),
        example="mean_of_cohort(cases, where=cases > 0)",
        plain=(1, 1),
        named=("where",),
        reach="cohort",
        build=_mean_of_cohort,
    ),
    Word(
        name="rank_in_cohort",
        signature="rank_in_cohort(x)",
        meaning=Bilingual(
            "x 在各候选对象中的名次，最大的为 1，相同者并列", "the rank of x in the cohort: 1 for the greatest"
        ),
        example="when(rank_in_cohort(cases) <= 3, 5, 0)",
        plain=(1, 1),
        reach="cohort",
        build=_rank_in_cohort,
    ),
    Word(
        name="size_of_cohort",
        signature="size_of_cohort()",
        meaning=Bilingual("候选对象的个数", "how many candidates the cohort has"),
        example="rank_in_cohort(cases) / size_of_cohort() otherwise 0",
        reach="cohort",
        build=_size_of_cohort,
    ),
    Word(
        name="share_of_greatest",
        signature="share_of_greatest(x)",
        meaning=Bilingual("x 除以各候选对象中最大的 x", "x divided by the greatest in the cohort"),
        example="10 * share_of_greatest(cases)",
        plain=(1, 1),
        reach="cohort",
        build=_share_of_greatest,
    ),
    Word(
        name="rank_points",
        signature="rank_points(x, most=most)",
        meaning=Bilingual(
            "按名次计分：第一名得 most，以下逐名等额递减", "points by rank: most for the first, in equal steps below"
        ),
        example="rank_points(cases, most=10)",
        plain=(1, 1),
        named=("most",),
        reach="cohort",
        build=_rank_points,
    ),
    Word(
        name="region_total",
        signature='region_total("region", "name", title="…", english="…", otherwise_sum_of=x)',
        meaning=Bilingual(
            "评选活动给出的地区总量；可以不给时，取各候选对象的 x 之和",
            "a total of the region that the campaign gives; where it need not, the sum of x over the candidates",
        ),
        example='cases / region_total("city", "cases", title="全市案件", otherwise_sum_of=cases) otherwise 0',
        plain=(2, 2),
        named=("title", "english", "otherwise_sum_of"),
        reach="cohort",
        build=_region_total,
    ),
)

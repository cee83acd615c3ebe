"""Names that are to be withheld: who is told from a person's name, and what stands in its place."""

import re

from lianbing.language import Bilingual, Language

# What names of organisations end with. A person's name that ends so, and is as long, is all but unknown.
_ORGANISATIONS = re.compile(
    r".{2,}(?:局|队|站|所|处|厅|委|镇|乡|街道|中心|公司|集团|委员会|小组|班组|政府|学校|医院|办公室)"
)
_COMPOUND = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|"
    "公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|西门|第五"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")
_DOTTED = re.compile(r"[\u3400-\u9fff]+(?:[·•][\u3400-\u9fff]+)+")
_SOMEONE = Bilingual("某某", "(name withheld)")
_LEAST_OF_ORGANISATION = 4


def withheld(name: str, language: Language = "zh") -> str:
    """Give a name without what tells who it is: of a person's the surname stays, of an organisation's all of it.

    What is neither for sure is withheld whole: better too much than a name too many.

    >>> withheld("张三丰"), withheld("欧阳明"), withheld("古浪分局"), withheld("买买提·吐尔逊"), withheld("John Smith")
    ('张某某', '欧阳某某', '古浪分局', '买某某', '某某')
    """
    compound = _COMPOUND.match(name)
    if compound is None and is_organisation(name):
        return name
    if _HAN.fullmatch(name) or _DOTTED.fullmatch(name):
        return (compound[0] if compound else name[0]) + _SOMEONE.zh
    return _SOMEONE.say(language)


def is_organisation(name: str) -> bool:
    """Tell whether a name is evidently that of an organisation."""
    return len(name) >= _LEAST_OF_ORGANISATION and _ORGANISATIONS.fullmatch(name) is not None

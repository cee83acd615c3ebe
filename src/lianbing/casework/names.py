"""Names that a story must not hold: of enterprises and persons, known from the case list or seen by their pattern."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

Kind = Literal["enterprise", "person", "identity number", "telephone"]

_LEAST_NAME = 2

CONTEXT = 20
"""How many characters either side of a name are shown."""

_ENDINGS = (
    "有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|集团|合作社|养殖场|养殖专业合作社|加油站|水泥厂|造纸厂|化工厂|砖厂|"
    "屠宰场|石料厂|沙场|砂石厂|洗煤厂|焦化厂|电镀厂|印染厂|选矿厂|煤矿|铁矿|矿业|酒店|宾馆|饭店|餐馆|洗车行|修理厂|加工厂|食品厂|"
    "制品厂|机械厂|厂"
)
# What stands between a verb and the ending of a name, and is a line of business and no name of its own.
_BUSINESS = (
    "生活|城镇|城市|农村|污水|处理|自来水|热电|发电|供热|火力|水力|电力|化学|化工|造纸|水泥|垃圾|焚烧|填埋|养殖|生猪|石料|砂石|"
    "加工|企业|科技|环保|环境|监测|检测|运维|物业|保险|第三方|运输|建材|材料|食品|粮油|矿业|煤业|电|热|水|砖|工"
)
_GENERIC = "该|本|某|各|有关|相关|涉案|涉事|违法|当事|上述|上市|大型|小型|中小|民营|国有|重点|排污|几|多|两|数"
_VERBS = (
    "组织|开展|走进|我们|他们|排查|整治|推动|支持|查处|检查|处罚|责令|要求|督促|帮助|指导|服务|会同|委托|联系|约谈|走访|巡查|调查|发现|举报|投诉|通报|关停|取缔|查封|扣押|移送|"
    "辖区|全市|全县|全区|经营|承认|位于|前往|进入|赶赴|抵达|名为|名称为|一家|这家|两家|几家|多家|某家|人员|单位|企业"
)
_SHORT_LEADS = "对在为向与和被将的到进入去赴是由从及了家"
_MASK = "某×xX*＊○〇"
_ENTERPRISE = re.compile(rf"(?P<own>[\u4e00-\u9fffA-Za-z0-9（）()×*＊○〇]{{2,24}}?)(?P<end>{_ENDINGS})(?![房区长址])")
_PERSON_BEFORE = re.compile(
    r"(?:法定代表人|法人代表|负责人|当事人|业主|经营者|经营人|违法行为人|违法嫌疑人|犯罪嫌疑人|嫌疑人|涉案人员|老板|厂长|总经理)"
    r"(?:为|是|系|：|:)?(?P<name>[\u4e00-\u9fff]{2,4})"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤康易乔赖文施洪季樊葛"
)
_NOT_NAMES = frozenset("的了在和与对为被将以及等人员进行情况未已应须不有无")
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{16}[\dXx](?!\d)")
_TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_REGION = re.compile(r"^(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区|市|县|区|州|镇|乡))+")
_BREAKS = re.compile(r"[，。；：、！？“”‘’《》\s（）()]")


@attrs.frozen
class Found:
    """A name in a story.

    Attributes:
        text: The name.
        kind: What it seems to be.
        by_list: Whether it is on the case list; else only its pattern speaks for it.
        paragraph: The number of the paragraph, from 0.
        context: The text around it.
    """

    text: str
    kind: Kind
    by_list: bool
    paragraph: int
    context: str


def find_names(paragraphs: Iterable[str], known: Iterable[str], allowed: Iterable[str] = ()) -> tuple[Found, ...]:
    """Find names of enterprises and persons.

    Args:
        paragraphs: The paragraphs of a story.
        known: The offenders of the case list.
        allowed: Names that a story may hold: the candidate's, colleagues', the unit's.

    Returns:
        What was found, in the order of the text; a stretch of text is told once, a name of the list before a pattern.
    """
    offenders = sorted({short for name in known for short in _ways_to_say(name)}, key=len, reverse=True)
    may_stand = {_plain(each) for each in allowed}
    found = []
    for number, paragraph in enumerate(paragraphs):
        text = _plain(paragraph)
        taken: list[range] = []
        for start, end, kind, by_list in (*_listed(text, offenders), *_by_pattern(text)):
            name = text[start:end]
            if name in may_stand or any(start < each.stop and each.start < end for each in taken):
                continue
            taken.append(range(start, end))
            context = text[max(0, start - CONTEXT) : end + CONTEXT]
            found.append((number, start, Found(name, kind, by_list, number, context)))
    return tuple(each for _, _, each in sorted(found, key=lambda one: one[:2]))


def _plain(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text) if not each.isspace())


def _ways_to_say(name: str) -> Iterator[str]:
    """Give a name, and what is left of it without its region and its ending, where that still tells who it is."""
    plain = _plain(name)
    if len(plain) >= 2 and not any(mask in plain for mask in _MASK):
        yield plain
    without = re.sub(rf"(?:{_ENDINGS})$", "", plain)
    for each in (without, _REGION.sub("", plain), _REGION.sub("", without)):
        if len(each) >= 4 and not any(mask in each for mask in _MASK):
            yield each


def _listed(text: str, offenders: Iterable[str]) -> Iterator[tuple[int, int, Kind, bool]]:
    for name in offenders:
        kind: Kind = "person" if len(name) <= 4 and name[0] in _SURNAMES else "enterprise"
        for match in re.finditer(re.escape(name), text):
            yield match.start(), match.end(), kind, True


def _by_pattern(text: str) -> Iterator[tuple[int, int, Kind, bool]]:
    for pattern, kind in ((_IDENTITY, "identity number"), (_TELEPHONE, "telephone")):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind, False  # type: ignore[misc]
    for match in _ENTERPRISE.finditer(text):
        own = _own_part(match["own"])
        if len(own) >= 2 and not any(mask in own for mask in _MASK):
            yield match.end("own") - len(own), match.end(), "enterprise", False
    for match in _PERSON_BEFORE.finditer(text):
        name = _person(match["name"])
        if name:
            yield match.start("name"), match.start("name") + len(name), "person", False


def _own_part(before: str) -> str:
    """Give what of the text before an ending belongs to a name; nothing where all of it is generic."""
    own = re.split(_VERBS, _BREAKS.split(before)[-1])[-1]
    for lead in _SHORT_LEADS:
        # A name may hold such a letter itself, as 和平 does.
        rest = own.rpartition(lead)[2]
        own = rest if len(rest) >= _LEAST_NAME else own
    proper = re.sub(rf"{_BUSINESS}|{_GENERIC}|[一二三四五六七八九十0-9]+|[A-Za-z]", "", _REGION.sub("", own))
    return own if len(proper) >= _LEAST_NAME else ""


def _person(said: str) -> str:
    """Give the name at the start of a text, if it is one: a common surname, and no mask or plain word after it."""
    if said[0] not in _SURNAMES or said[1] in _MASK or said[1] in _NOT_NAMES:
        return ""
    return said[:3] if len(said) > 2 and said[2] not in _NOT_NAMES and said[2] not in _MASK else said[:2]

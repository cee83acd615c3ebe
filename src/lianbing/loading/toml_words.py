"""What is wrong with a TOML text, in both languages, with a hint where the line tells what was meant."""

import re
from collections.abc import Iterator

from lianbing.language import Bilingual

_WORDS = (
    (r"Cannot declare (.*) twice", "表 {0} 重复"),
    (r"Cannot (?:mutate immutable|redefine) namespace (.*)", "表 {0} 已经写完，不能再添加或重写"),
    (r"Cannot overwrite a value", "这个键已有值，不能再写"),
    (r"Duplicate inline table key (.*)", "行内表中的键 {0} 重复"),
    (r"Expected '=' after a key in a key/value pair.*", "键之后应为 ="),
    (r"Expected '\]' at the end of a table declaration.*", "表名之后应为 ]"),
    (r"Expected '\]\]' at the end of an array declaration.*", "表名之后应为 ]]"),
    (r"Expected newline or end of document after a statement.*", "一行写完应换行"),
    (r"Expected (.*)", "此处应为 {0}"),
    (r"(?:Found invalid|Illegal) character (.*)", "不能有字符 {0}"),
    (r"Invalid date or datetime", "不是有效的日期"),
    (r"Invalid hex value", "不是有效的十六进制数"),
    (r"Invalid initial character for a key part", "此处应为键名"),
    (r"Invalid statement", "此行不是“键 = 值”，也不是表名"),
    (r"Invalid value", "不是有效的值"),
    (r"Unclosed array", "列表没有写完，缺少 , 或 ]"),
    (r"Unclosed inline table", "行内表没有写完，缺少 , 或 }}"),
    (r"Unescaped '\\' in a string", "文字中的 \\ 须写作 \\\\"),
    (r"Unterminated string", "引号没有配对"),
)
"""The reader's messages, and the same in Chinese; what is not here is shown as it is."""

_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')


def toml_fault(message: str, line: str) -> Bilingual:
    """Say what the reader says of a text, with a hint where its line has one.

    >>> toml_fault("Unclosed inline table", 'places = {share = 40%}').en
    'Unclosed inline table; a percentage is written 0.4'
    """
    zh = next((words.format(*found.groups()) for words, found in _matches(message)), message)
    for hint in _hints(_QUOTED.sub("", line)):
        return Bilingual(f"{zh}；{hint.zh}", f"{message}; {hint.en}")
    return Bilingual(zh, message)


def _matches(message: str) -> Iterator[tuple[str, re.Match[str]]]:
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            yield words, found


def _hints(line: str) -> Iterator[Bilingual]:
    """Tell what people write that TOML does not read, outside of quotation marks."""
    if re.search(r"\d\s*[%％]", line):
        yield Bilingual("百分数写成小数，如 0.4", "a percentage is written 0.4")
    if re.search(r"[“”‘’＂＝，｛｝［］：]", line.partition("#")[0]):
        yield Bilingual("引号、等号、逗号和括号须用英文半角", "quotation marks, signs and brackets are ASCII ones")

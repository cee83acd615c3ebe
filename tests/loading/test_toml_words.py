"""What is wrong with a TOML text is said in both languages, and with a hint where one helps."""

from pathlib import Path

import pytest

import lianbing
from lianbing.loading.documents import read_document


def told(folder: Path, text: str) -> lianbing.Fault:
    """The one fault of a broken text."""
    path = folder / "broken.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(lianbing.InputError) as caught:
        read_document(path)
    (found,) = caught.value.faults
    return found


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("[a]\n[a]", "表 ('a',) 重复"),
        ("a = {b = 1}\n[a.c]", "重复"),
        ("a = 1\na = 2", "已有值"),
        ("a = {b = 1, b = 2}", "行内表中的键"),
        ("a 1", "键之后应为 ="),
        ("[a", "表名之后应为 ]"),
        ("[[a]", "表名之后应为 ]]"),
        ("a = 1 b = 2", "一行写完应换行"),
        ("a = 2019-02-30", "不是有效的日期"),
        ("= 1", "此行不是“键 = 值”"),
        ("a = ?", "不是有效的值"),
        ("a = [1 2]", "列表没有写完"),
        ("a = {b = 1 c = 2}", "行内表没有写完，缺少 , 或 }"),
        ('a = "\\q"', "须写作 \\\\"),
        ('a = "b', "引号没有配对"),
        ("a = {share = 40%}", "百分数写成小数，如 0.4"),
        ("a = “甲”", "须用英文半角"),
        ('title ＝ "甲"', "须用英文半角"),
    ],
)
def test_the_readers_words_are_in_chinese_too(tmp_path: Path, text: str, zh: str) -> None:
    """The office's staff reads what is wrong in its own language."""
    found = told(tmp_path, text)

    assert found.code in ("broken_toml", "repeated_key")
    assert zh in found.message("zh")
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in found.message("en").replace("甲", ""))


def test_what_stands_in_quotation_marks_gives_no_hint(tmp_path: Path) -> None:
    """A percentage or a Chinese comma within a text is as it should be."""
    assert "0.4" not in told(tmp_path, 'a = "40%，甲" b').message("zh")

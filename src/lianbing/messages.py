"""The wording of every fault, by its stable code, in both languages."""

from lianbing.language import Bilingual

MESSAGES: dict[str, Bilingual] = {
    # Files
    "unreadable_file": Bilingual("无法读取文件：{why}", "cannot read the file: {why}"),
    "not_utf8": Bilingual("文件不是 UTF-8 编码", "the file is not UTF-8 text"),
    "broken_toml": Bilingual("TOML 语法错误：{why}", "broken TOML: {why}"),
    "broken_json": Bilingual("JSON 语法错误：{why}", "broken JSON: {why}"),
    "repeated_key": Bilingual("键“{name}”重复", "the key “{name}” stands twice"),
    "missing_folder": Bilingual("没有这个文件夹", "there is no such folder"),
    "missing_campaign_file": Bilingual(
        "文件夹中没有 campaign.toml（或 campaign.json）", "the folder has no campaign.toml (or campaign.json)"
    ),
    "two_campaign_files": Bilingual(
        "campaign.toml 和 campaign.json 只能有一个",
        "there is both a campaign.toml and a campaign.json; keep one",
    ),
    "unread_file": Bilingual(
        "此文件类型尚不读取，内容未计入", "files of this type are not read yet; its content is left out"
    ),
    "already_there": Bilingual("已存在，不覆盖", "is already there; nothing is overwritten"),
    # Fields
    "unknown_field": Bilingual(
        "未知字段“{name}”；可用字段：{known}", "unknown field “{name}”; the fields are: {known}"
    ),
    "missing_field": Bilingual(
        "缺少必填字段“{name}”（应为{expected}）", "the field “{name}” is missing (expected {expected})"
    ),
    "wrong_type": Bilingual("应为{expected}，实为 {found}", "expected {expected}, found {found}"),
    "out_of_range": Bilingual("应为{expected}，实为 {found}", "expected {expected}, found {found}"),
    "no_marks": Bilingual("没有评分；评审组至少应给一个分数", "there is no mark; a panel gives at least one"),
    "binary_float": Bilingual(
        "{found} 是二进制浮点数；请用 int、Decimal 或 Fraction",
        "{found} is a binary float; use int, Decimal or Fraction",
    ),
    # Campaigns and candidates
    "unknown_award": Bilingual(
        "未知奖项“{name}”；规则中的奖项：{known}", "unknown award “{name}”; the awards are: {known}"
    ),
    "unknown_candidate": Bilingual("奖项“{award}”没有候选“{name}”", "the award “{award}” has no candidate “{name}”"),
    "unknown_unit": Bilingual("未知单位“{name}”；已知单位：{known}", "unknown unit “{name}”; the units are: {known}"),
    "unit_not_own_id": Bilingual(
        "其单位应为自身编号“{expected}”，实为“{found}”",
        "its unit is its own id “{expected}”, found “{found}”",
    ),
    "unknown_level": Bilingual(
        "未知级别“{name}”；可用级别：{known}", "unknown level “{name}”; the levels are: {known}"
    ),
    "unused_level": Bilingual("该奖项不分级别，“level”不起作用", "this award has no levels; “level” is not used"),
    "unlawful_id": Bilingual(
        "编号“{name}”只能用字母、数字、“-”“_”“.”",
        "the id “{name}” may hold letters, digits, “-”, “_” and “.” alone",
    ),
    "repeated_candidate": Bilingual(
        "编号“{name}”在该奖项中重复，另见 {other}",
        "the id “{name}” stands twice in this award; the other is at {other}",
    ),
    "too_many_nominees": Bilingual(
        "单位“{unit}”推荐了 {found} 名，最多 {expected} 名",
        "the unit “{unit}” nominates {found}; at most {expected} are allowed",
    ),
    "too_many_rows": Bilingual(
        "“{name}”应不超过 {expected} 项，实为 {found} 项", "“{name}” takes at most {expected}, found {found}"
    ),
    "repeated_row": Bilingual("“{name}”在列表中重复", "“{name}” stands twice in the list"),
    "wrong_year": Bilingual("年份应为 {expected}，实为 {found}", "the year is to be {expected}, found {found}"),
    "missing_total": Bilingual(
        "规则采用“{region}”总量，但 campaign 文件未给出 totals.{region}.{name}",
        "the rules use the total of “{region}”, but the campaign gives no totals.{region}.{name}",
    ),
    "unused_total": Bilingual(
        "规则不使用总量“{name}”；可用：{known}", "the rules use no total “{name}”; those used are: {known}"
    ),
    "repeated_entry": Bilingual("与 {other} 重复", "stands twice; the other is {other}"),
    "contradicting_history": Bilingual("与 {other} 矛盾", "contradicts {other}"),
    "unreviewed_file": Bilingual(
        "案卷“{name}”不在评查活动 {folder} 中", "the file “{name}” was not reviewed in {folder}"
    ),
    "reviewed_twice": Bilingual(
        "案卷“{name}”在评查活动中有两份，另见 {other}",
        "two files of the review are called “{name}”; the other is at {other}",
    ),
    "marked_twice": Bilingual(
        "“{name}”应取自评查活动 {folder}，此处不再填写",
        "“{name}” is taken from the review in {folder}; leave it out here",
    ),
    "unknown_figure": Bilingual(
        "评查活动 {folder} 没有数值“{name}”；有：{known}",
        "the review in {folder} has no figure “{name}”; it has: {known}",
    ),
    "nested_review": Bilingual(
        "评查活动自身不能再取自另一评查活动", "a review cannot take its marks from another review"
    ),
    "unknown_indicator": Bilingual(
        "没有指标“{name}”；指标：{known}", "there is no indicator “{name}”; the indicators are: {known}"
    ),
    "surplus_tie_decisions": Bilingual(
        "并列决定多于名额：{found} 个决定，{expected} 个名额",
        "more tie decisions than places: {found} for {expected}",
    ),
    "idle_tie_decision": Bilingual(
        "候选“{name}”不在跨越末位名额的并列中，此决定不起作用",
        "“{name}” is in no tie that crosses the last place; the decision has no effect",
    ),
    "idle_revocation": Bilingual(
        "候选“{name}”未入选，没有可撤销的荣誉", "“{name}” was not selected; there is no honour to take back"
    ),
    # Rulebooks
    "unknown_rulebook": Bilingual(
        "没有规则“{name}”；内置规则：{known}；也可给出 TOML 文件路径",
        "there is no rulebook “{name}”; built in: {known}; a path to a TOML file works too",
    ),
    "unknown_reading": Bilingual(
        "未知读法“{name}”；可用读法：{known}", "unknown reading “{name}”; the readings are: {known}"
    ),
    "unknown_option": Bilingual(
        "读法“{reading}”没有选项“{name}”；选项：{known}",
        "the reading “{reading}” has no option “{name}”; the options are: {known}",
    ),
    "options_differ": Bilingual(
        "读法“{reading}”的选项是 {expected}，此处给出 {found}",
        "the reading “{reading}” has the options {expected}, but here are {found}",
    ),
    "unknown_change": Bilingual(
        "所继承的规则中没有“{name}”，无从修改；其中有：{known}",
        "there is no “{name}” in what is extended, so nothing to change; there are: {known}",
    ),
    "extends_cycle": Bilingual("规则互相继承：{name}", "the rulebooks extend each other: {name}"),
    "unused_reading": Bilingual("读法“{name}”未被任何参数使用", "no parameter uses the reading “{name}”"),
    "contradicting_calendar": Bilingual("{day} 既是放假日又是上班日", "{day} is both a day off and a day worked"),
    "repeated_id": Bilingual("编号“{name}”重复", "the id “{name}” stands twice"),
    "unknown_criterion": Bilingual(
        "插件“{plugin}”没有分项“{name}”；分项：{known}",
        "the plugin “{plugin}” has no criterion “{name}”; its criteria are: {known}",
    ),
    "missing_criterion": Bilingual(
        "缺少分项“{name}”的标题、分值和条款",
        "the criterion “{name}” lacks its table with title, points and clause",
    ),
    "unknown_condition": Bilingual(
        "插件“{plugin}”没有条件“{name}”；条件：{known}",
        "the plugin “{plugin}” has no condition “{name}”; its conditions are: {known}",
    ),
    "missing_condition": Bilingual(
        "缺少条件“{name}”的标题和条款", "the condition “{name}” lacks its table with title and clause"
    ),
    "unknown_group": Bilingual(
        "奖项没有分组“{name}”；分组：{known}", "the award has no group “{name}”; its groups are: {known}"
    ),
    "overlapping_groups": Bilingual(
        "分组“{name}”与“{other}”可能有同一候选", "the groups “{name}” and “{other}” can hold the same candidate"
    ),
    "no_group": Bilingual(
        "候选不属于奖项的任何分组；分组：{known}",
        "the candidate belongs to no group of the award; its groups are: {known}",
    ),
    "unknown_grade": Bilingual(
        "奖项没有等次“{name}”；等次：{known}", "the award has no grade “{name}”; its grades are: {known}"
    ),
    "grades_out_of_order": Bilingual(
        "等次须由高到低，“{name}”的分数线不低于前一等次",
        "grades go from the best down; “{name}” does not start below the one before it",
    ),
    "limit_mismatch": Bilingual(
        "条件“{name}”：限制等次的条件须写明 grade 或 demotes，其他条件不写",
        "the condition “{name}”: one that limits the grade says grade or demotes, and no other does",
    ),
    "rescaled_without_points": Bilingual(
        "按适用指标折算时，每项指标须有大于 0 的分值", "points are scaled up, so each indicator needs points above 0"
    ),
    "total_broken": Bilingual(
        "无法证明“{name}”的总分不超过 {expected}：公式的范围是 {found}",
        "the total of “{name}” is not proved to stay within {expected}: its formula ranges over {found}",
    ),
    "not_applicable": Bilingual(
        "“{name}”不适用于该候选所在的分组，所填内容不计",
        "“{name}” is not for this candidate's group; what is stated is not used",
    ),
    "unknown_tie_breaker": Bilingual(
        "并列规则引用未知指标“{name}”；指标：{known}",
        "a tie-breaker names an unknown indicator “{name}”; the indicators are: {known}",
    ),
    "reading_cycle": Bilingual("奖项互相依赖：{cycle}", "the awards need each other in a circle: {cycle}"),
    "broken_scheme": Bilingual(
        "插件“{plugin}”无法用这些参数构成公式：{why}",
        "the plugin “{plugin}” makes no formula of these parameters: {why}",
    ),
    "broken_parameter": Bilingual("{why}", "{why}"),
    "award_sum": Bilingual(
        "“{name}”各指标合计 {found} 分，应为 {expected} 分（{found} ≠ {expected}）",
        "the indicators of “{name}” add up to {found}, but {expected} is stated ({found} ≠ {expected})",
    ),
    "criteria_sum": Bilingual(
        "“{name}”各分项合计 {found} 分，超过指标的 {expected} 分（{found} > {expected}）",
        "the criteria of “{name}” add up to {found}, above the indicator's {expected} ({found} > {expected})",
    ),
    "criteria_short": Bilingual(
        "“{name}”各分项合计 {found} 分，不足指标的 {expected} 分，满分无法取得",
        "the criteria of “{name}” add up to {found}, below the indicator's {expected}: full points cannot be reached",
    ),
    "bounds_broken": Bilingual(
        "无法证明“{name}”在 0 到 {expected} 之间：公式的范围是 {found}",
        "“{name}” is not proved to stay within 0 and {expected}: its formula ranges over {found}",
    ),
    "example_failed": Bilingual(
        "算例“{name}”：{what}应得 {expected}，算得 {found}",
        "the example “{name}”: {what} is to give {expected}, but gives {found}",
    ),
    "clause_without_rule": Bilingual("条款 {name}（{title}）没有对应规则", "no rule cites the clause {name} ({title})"),
    "rule_without_clause": Bilingual("“{name}”没有条款依据", "“{name}” cites no clause"),
    "unlisted_clause": Bilingual(
        "“{name}”引用的条款 {found} 不在条款表中",
        "“{name}” cites the clause {found}, which is not in the list of clauses",
    ),
    "reading_warning": Bilingual("读法 {reading} = {option}：{text}", "reading {reading} = {option}: {text}"),
    # Plugins
    "unknown_plugin": Bilingual(
        "没有插件“{name}”；已有插件：{known}", "there is no plugin “{name}”; those there are: {known}"
    ),
    "broken_plugin": Bilingual(
        "插件“{name}”（{distribution} {version}）无法加载：{why}",
        "the plugin “{name}” ({distribution} {version}) cannot be loaded: {why}",
    ),
    "plugin_clash": Bilingual(
        "指标插件“{name}”由多方提供：{sides}；请只保留一方",
        "the indicator plugin “{name}” is claimed by several: {sides}; keep one",
    ),
    # Documents
    "broken_template": Bilingual("模板有误：{why}", "the template is wrong: {why}"),
    "blank_field": Bilingual(
        "没有给出“{name}”（{about}），文中留空；用 --field {name}=… 给出",
        "“{name}” ({about}) is not given and is left blank; give it with --field {name}=…",
    ),
    "missing_program": Bilingual(
        "此功能需要 {name}，这台机器上没有找到", "this needs {name}, which was not found on this machine"
    ),
    "no_pdf": Bilingual("LibreOffice 没有转成 PDF：{why}", "LibreOffice made no PDF: {why}"),
    # Calls
    "missing_extra": Bilingual(
        '此功能需要附加组件：pip install "lianbing[{extra}]"',
        'this needs an extra: pip install "lianbing[{extra}]"',
    ),
    "missing_font": Bilingual(
        "没有安装中文字体，无法画 PNG；请安装其一：{known}；或改用 SVG",
        "no font with Chinese letters is installed, so no PNG can be drawn; install one of: {known}; or make an SVG",
    ),
    "too_large_for_cells": Bilingual(
        "有数值的位数太多，电子表格放不下；请检查材料中的数值，或不生成 .xlsx",
        "a figure has more digits than a workbook can hold; look at the figures in the files, or make no .xlsx",
    ),
    "wrong_call": Bilingual("{why}", "{why}"),
}

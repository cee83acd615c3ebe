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
        "此文件类型不读取，内容未计入；请另存为 .xlsx", "files of this type are not read; save it as .xlsx"
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
    "ruled_already": Bilingual("规则已经规定为 {expected}，活动不能另定", "the rulebook rules it to be {expected}"),
    # Additions
    "unknown_file": Bilingual(
        "没有编号为“{name}”的案卷；已有：{known}", "no file has the number “{name}”; there are: {known}"
    ),
    "given_already": Bilingual(
        "候选自己的材料里已经有“{name}”，不能再加评分",
        "the candidate's own file gives “{name}” already; marks cannot be added",
    ),
    # The draw
    "nothing_to_draw": Bilingual(
        "没有要抽的案卷：规则没有 [[draw]]，或者还没有候选",
        "there is nothing to draw: the rulebook has no [[draw]], or there are no candidates yet",
    ),
    "missing_list": Bilingual(
        "没有找到清单；请把处罚系统导出的清单放进活动文件夹，命名为 penalties.csv 或 penalties.xlsx",
        "there is no penalty list; put it into the campaign's folder as penalties.csv or penalties.xlsx",
    ),
    "repeated_case": Bilingual("案卷编号“{name}”重复，另见 {other}", "the case “{name}” stands twice; also at {other}"),
    "too_few_to_draw": Bilingual(
        "{kind} 应抽 {expected} 份，只有 {found} 份，全部抽取",
        "{expected} files of kind {kind} are to be drawn; there are {found}, and all are taken",
    ),
    "list_not_published": Bilingual(
        "还没有清单；先运行 lianbing draw list，公布摘要，再取种子",
        "there is no list yet; run lianbing draw list and publish its digest before there is a seed",
    ),
    "list_changed": Bilingual(
        "处罚清单或候选在公布摘要之后改过，与 {file} 不符；请查明原因，重新公布",
        "the penalty list or the candidates changed after the digest was published; they no longer give {file}",
    ),
    "not_a_record": Bilingual("不是抽选记录：{why}", "is no record of a draw: {why}"),
    # Marking
    "unknown_conflict": Bilingual(
        "回避对象“{name}”既不是单位，也不是候选", "“{name}” is neither a unit nor a candidate to stand aside from"
    ),
    "too_few_reviewers": Bilingual(
        "{items} 的 {count} 项只能由 {found} 人评（{reviewers}），每项需要 {expected} 人",
        "{found} reviewers may mark {count} items of {items} ({reviewers}); each needs {expected}",
    ),
    "too_much_to_mark": Bilingual(
        "{count} 项只能由 {reviewers} 评，共需评 {needed} 次，每人至多 {most} 项，合计只有 {found} 次",
        "{reviewers} alone may mark {count} items, {needed} marks in all; with {most} each they give {found}",
    ),
    "reviewers_not_stated": Bilingual(
        "没有规定每项由几人评分；请在 campaign.toml 的 [marking] 写明 reviewers，或用 --each",
        "how many reviewers mark each item is not stated; say reviewers in campaign.toml's [marking], or --each",
    ),
    "nothing_to_mark": Bilingual("没有要评分的项目", "there is nothing to mark"),
    "no_assignment": Bilingual(
        "还没有分配评分；先运行 lianbing marking prepare", "nothing is assigned yet; run lianbing marking prepare"
    ),
    "not_an_assignment": Bilingual("不是评分分配记录：{why}", "is no record of an assignment: {why}"),
    "sheet_of_other_assignment": Bilingual("不是这次分配的评分表", "is no marking sheet of this assignment"),
    "missing_marking_sheet": Bilingual("没有收到 {name} 的评分表", "the marking sheet of {name} is missing"),
    "unknown_code": Bilingual("没有编号“{name}”的项目", "no item has the code “{name}”"),
    "foreign_item": Bilingual("编号“{name}”不是分给 {reviewer} 的", "the item “{name}” is not one of {reviewer}'s"),
    "repeated_item": Bilingual("编号“{name}”有两行", "the item “{name}” stands in two rows"),
    "missing_item": Bilingual("缺少编号“{name}”的一行", "the row of the item “{name}” is missing"),
    "altered_cell": Bilingual("锁定的内容被改为 {found}，原为 {expected}", "was {expected} and was altered to {found}"),
    "missing_mark": Bilingual("没有评分", "there is no mark"),
    "open_arbitration": Bilingual(
        "{count} 处评分相差过大，待仲裁：{file}", "{count} marks lie too far apart and wait for arbitration: {file}"
    ),
    "no_spread": Bilingual(
        "没有规定评分相差多少提请仲裁，全部照收",
        "no limit for how far marks may lie apart is stated; all of them count",
    ),
    # Submissions
    "tracked_changes": Bilingual("含有修订痕迹，按插入后、删除后的文字计", "has tracked changes; read as if accepted"),
    "hidden_text": Bilingual("含有隐藏文字，照样计入", "holds hidden text, which counts like any other"),
    "cut_off": Bilingual("文件不完整，末尾缺失", "the file was cut off before its end"),
    "owner_password": Bilingual("限制了编辑或打印，可以打开", "restricts editing or printing; it opens"),
    "no_pages": Bilingual("没有一页", "has no page"),
    "active_content": Bilingual("含有脚本或附件，没有运行", "holds scripts or attachments, which were not run"),
    "unknown_kind": Bilingual("{found}，请人查看", "{found}; somebody should look"),
    "too_long": Bilingual(
        "{found} 字，超过 {expected} 字（{where}；汉字和成串的字母、数字计，标点不计）",
        "{found} characters, more than {expected} ({where}; Chinese characters and runs of letters or digits count)",
    ),
    "missing_section": Bilingual(
        "没有写到“{name}”（文中没有 {words}）", "nothing is said of “{name}” (none of {words} occurs)"
    ),
    "candidate_not_named": Bilingual(
        "全文没有出现候选人“{name}”，看不出是本人主办的案件", "the candidate “{name}” is not named as the officer"
    ),
    "offender_named": Bilingual(
        "出现了处罚清单上的“{name}”：…{context}…", "names “{name}” of the penalty list: …{context}…"
    ),
    "name_suspected": Bilingual(
        "“{name}”像是真实名称，请看一看：…{context}…", "“{name}” looks like a real name: …{context}…"
    ),
    "wrong_number_of_files": Bilingual(
        "应报 {expected} 份案卷，报了 {found} 份", "{expected} files are due, found {found}"
    ),
    "under_two_kinds": Bilingual("同一案卷“{name}”报在两类之下", "the file “{name}” stands under two kinds"),
    "unknown_case": Bilingual("处罚清单里查不到“{name}”", "the case “{name}” is not in the penalty list"),
    "case_not_closed": Bilingual("“{name}”没有结案", "the case “{name}” is not closed"),
    "case_of_other_unit": Bilingual("“{name}”是 {found} 办理的", "the case “{name}” is one of {found}"),
    "case_of_other_level": Bilingual(
        "“{name}”不是本级办理的（{found}）", "the case “{name}” is of another level, {found}"
    ),
    "unexplained_case": Bilingual(
        "“{name}”是改革前录入的，没有附情况说明", "the case “{name}” was entered before the reform, without a note"
    ),
    "no_file_of_case": Bilingual("案件“{name}”没有案卷文件（文件名应含案号）", "no file is named by the case “{name}”"),
    "files_of_case": Bilingual(
        "案件“{name}”有 {found} 份案卷文件，应为 1 份", "the case “{name}” has {found} files, not one"
    ),
    "case_not_published": Bilingual("案件“{name}”没有在门户网站公开", "the case “{name}” is not published"),
    "empty_table": Bilingual("表里没有内容", "the table is empty"),
    "articles_merged": Bilingual(
        "{items} 条合为 {articles} 篇，同一稿件只计一次：{doubled}",
        "{items} items are {articles} articles, each counted once: {doubled}",
    ),
    "articles_alike": Bilingual(
        "“{name}”与“{other}”几乎相同，请看是否同一稿件", "“{name}” and “{other}” are nearly alike; are they one?"
    ),
    "unassigned_file": Bilingual("看不出是哪一项材料，未检查", "belongs to no part that is due; it was not examined"),
    "unknown_folder": Bilingual("不认识的名称，未检查", "a name that is not known; it was not examined"),
    "unknown_sender": Bilingual("没有报送方“{name}”", "there is no sender “{name}”"),
    "unknown_submission": Bilingual("没有材料“{name}”", "there is no submission “{name}”"),
    "link_outside": Bilingual("是指向文件夹之外的链接，不打开", "is a link out of the folder, which is not followed"),
    "too_many_files": Bilingual(
        "文件超过 {most} 个，其余未检查", "there are more than {most} files; the rest was left out"
    ),
    # Forms
    "no_forms": Bilingual(
        "文件夹里没有填好的表（.xlsx）；各单位交回的表直接放在这里",
        "there are no filled-in forms (.xlsx) in the folder; what units return goes right here",
    ),
    "no_form": Bilingual(
        "不是本软件生成的填报表，也不是已知的清单，未读取",
        "is neither a form nor a list of a known name; it is left out",
    ),
    "form_of_other_rulebook": Bilingual(
        "这张表是按规则“{found}”生成的，本活动用的是“{expected}”",
        "this form was made for the rulebook “{found}”; the campaign uses “{expected}”",
    ),
    "form_of_other_version": Bilingual(
        "这张表是按规则的另一版本生成的", "this form was made for another version of the rulebook"
    ),
    "unknown_sheet": Bilingual("不认识的工作表，未读取", "a sheet that is not known; it is left out"),
    "missing_sheet": Bilingual("缺少工作表“{name}”", "the sheet “{name}” is missing"),
    "nameless_row": Bilingual("这一行没有候选编号", "the row does not say whose it is"),
    "unlisted_candidate": Bilingual(
        "“候选名单”里没有编号“{name}”；已有：{known}", "“{name}” is not in the sheet of candidates: {known}"
    ),
    "repeated_facts": Bilingual("“{name}”已有一行，这里又有一行", "there is a row of “{name}” already"),
    "not_put_up": Bilingual(
        "没有填名称，也没有填材料，视为未推荐", "has neither a name nor facts, and is taken as not put up"
    ),
    "tolerated_order": Bilingual("各列的次序改过，按标题读取", "columns were moved; they are read by their headings"),
    "tolerated_hidden_column": Bilingual("“{name}”一列隐藏着，照常读取", "the column “{name}” is hidden; it is read"),
    "tolerated_blank_rows": Bilingual("中间有空行，已跳过", "blank rows between others are passed over"),
    "no_units": Bilingual(
        "不知道有哪些单位；请在 campaign.toml 写明 [[unit]]，或用 --unit 编号=名称",
        "it is not known which units take part; state [[unit]] in campaign.toml, or give --unit ID=NAME",
    ),
    # Office files
    "password": Bilingual("文件有密码，请去掉密码后再交", "the file has a password; take it off"),
    "empty_file": Bilingual("文件是空的（0 字节）", "the file is empty (0 bytes)"),
    "wrong_kind": Bilingual(
        "内容应为{expected}，实为{found}", "by its content it is to be {expected}, but it is {found}"
    ),
    "broken_file": Bilingual("文件已损坏，无法打开：{why}", "the file is damaged and cannot be opened: {why}"),
    "too_large": Bilingual("{what}超过上限 {most}", "{what} is beyond the limit of {most}"),
    "declared_entities": Bilingual(
        "其中的 {part} 含有 DOCTYPE 或 ENTITY 声明，办公软件不会这样写，拒绝打开",
        "its part {part} declares a DOCTYPE or ENTITY, which no office program writes; it is not opened",
    ),
    "far_cell": Bilingual(
        "远处的单元格里有内容，表格只读到 {most}；请删去", "something stands in a cell beyond {most}; delete it"
    ),
    "formula_without_value": Bilingual(
        "是公式而没有算出的值；请改填数值，或用 Excel 打开后重新保存",
        "is a formula without a value; type the value, or open the file in a spreadsheet program and save it",
    ),
    "unknown_encoding": Bilingual(
        "认不出文字编码；请另存为 UTF-8 编码的 CSV", "its encoding is not known; save it as CSV in UTF-8"
    ),
    "missing_headings": Bilingual(
        "前十行里没有找到标题行；应有的标题：{expected}",
        "no row of headings among the first ten; the headings are: {expected}",
    ),
    "missing_column": Bilingual("缺少“{name}”一列", "the column “{name}” is missing"),
    "unknown_column": Bilingual("不认识“{name}”一列，未读取", "the column “{name}” is not known and was left out"),
    "repeated_column": Bilingual("“{name}”一列重复", "the column “{name}” stands twice"),
    "blank_cell": Bilingual("“{name}”没有填写", "“{name}” is not filled in"),
    "tolerated_formula": Bilingual("是公式，取其算出的值", "is a formula; the value it last gave is taken"),
    "tolerated_merged_cells": Bilingual(
        "有合并的单元格 {found}，内容只算在左上一格",
        "cells are merged, {found}; what they hold counts for the first alone",
    ),
    "tolerated_hidden_rows": Bilingual("有隐藏的行，照常读取", "rows are hidden; they are read like any other"),
    "tolerated_macros": Bilingual("含有宏，没有运行", "holds macros, which were not run"),
    "tolerated_links": Bilingual("链接到其他文件，没有打开", "links to other files, which were not opened"),
    "tolerated_time": Bilingual("{found} 带有钟点，只取日期", "{found} has a time of day; the date alone is taken"),
    "tolerated_invisible": Bilingual("{found} 含有看不见的字符，已去掉", "{found} held invisible characters; left out"),
    "tolerated_word": Bilingual("{found} 按“{said}”读取", "{found} is read as “{said}”"),
    "tolerated_day": Bilingual("{found} 按日期 {said} 读取", "{found} is read as the date {said}"),
    "tolerated_width": Bilingual(
        "{found} 含有全角字符，按 {said} 读取", "{found} has full-width letters; read as {said}"
    ),
    "tolerated_thousands": Bilingual("{found} 含有千位分隔，按 {said} 读取", "{found} has separators; read as {said}"),
    "tolerated_percent": Bilingual("{found} 是百分数，按 {said} 读取", "{found} is a percentage; read as {said}"),
    # Calls
    # Tables
    "unlawful_name": Bilingual(
        "“{name}”不能用作表名或列名：含有不宜用于文件名的字符，或与另一个同名",
        "“{name}” is no good as the name of a table or column: not fit for a file, or another has it too",
    ),
    "tables_partial": Bilingual(
        "尚未全部评完的活动（partial = true）不能用表格评分",
        "a campaign that is not wholly marked yet (partial = true) cannot be scored from tables",
    ),
    "own_table": Bilingual("结果不能写在表格自身之上", "the results cannot be written over the tables themselves"),
    "missing_table": Bilingual("缺少表“{name}”", "the table “{name}” is missing"),
    "missing_table_column": Bilingual("表“{table}”缺少“{name}”列", "the table “{table}” lacks the column “{name}”"),
    "unused_column": Bilingual(
        "表“{table}”的“{name}”列不用于计分", "the column “{name}” of the table “{table}” is not used"
    ),
    "no_tables": Bilingual(
        "文件夹中没有候选表（应有 {expected}）", "there is no table of candidates (expected {expected})"
    ),
    "not_a_table": Bilingual("读不出表：{why}", "this is no table that can be read: {why}"),
    "no_decimal": Bilingual(
        "{found} 不是有限小数，表中放不下", "{found} does not end as a decimal, so that no table can hold it"
    ),
    "unknown_engine": Bilingual("没有“{name}”引擎；可用：{known}", "there is no engine “{name}”; there are: {known}"),
    "several_awards": Bilingual(
        "文件夹里有几个奖项（{known}）：请用 --award 指明，或让 --to 指向文件夹",
        "the folder has several awards ({known}): name one with --award, or let --to be a folder",
    ),
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

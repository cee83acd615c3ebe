"""The page's own words, in both languages."""

from collections.abc import Mapping

from lianbing.language import Bilingual, Language

WORDS: Mapping[str, Bilingual] = {
    # The frame
    "skip": Bilingual("跳到正文", "Skip to the content"),
    "contents": Bilingual("目录", "Contents"),
    "rulebook": Bilingual("规则", "Rulebook"),
    "evaluation_day": Bilingual("评审日", "Evaluation day"),
    "made_up": Bilingual("本页数据纯属虚构，仅作示例", "The data on this page is made up: an example"),
    "partial": Bilingual(
        "阶段性结果：未评指标计 0，不产生入选", "Partial: what is not marked yet counts 0, and nobody is selected"
    ),
    "departures": Bilingual(
        "本页采用了与规则默认不同的读法：{0}", "This page uses readings that depart from the rulebook's own: {0}"
    ),
    "no_script": Bilingual(
        "本页不用脚本也能阅读。搜索、排序、比较和试算需要浏览器允许脚本运行。",
        "This page can be read without scripts. Search, sorting, comparison and trial need a browser that runs them.",
    ),
    "no_script_details": Bilingual(
        "候选很多，逐项说明要脚本才能展开；各指标得分见表中。",
        "There are many candidates: explanations open with scripts only. Points by indicator stand in the table.",
    ),
    "tools": Bilingual("查找与显示", "Search and display"),
    "search": Bilingual("查找候选", "Find a candidate"),
    "search_hint": Bilingual("姓名、编号或单位", "name, id or unit"),
    "theme": Bilingual("明暗", "Theme"),
    "theme_auto": Bilingual("自动", "Auto"),
    "theme_light": Bilingual("浅色", "Light"),
    "theme_dark": Bilingual("深色", "Dark"),
    # Overview
    "overview": Bilingual("结果一览", "Overview"),
    "winners": Bilingual("入选", "Selected"),
    "leaders": Bilingual("名次在前", "First places"),
    "nobody": Bilingual("没有人入选", "Nobody is selected"),
    "count_places": Bilingual("名额 {0}", "{0} place(s)"),
    "count_scored": Bilingual("评分 {0}", "{0} scored"),
    "count_left": Bilingual("退出 {0}", "{0} left"),
    "count_revoked": Bilingual("撤销 {0}", "{0} revoked"),
    "more_names": Bilingual("等共 {0} 名", "and others, {0} in all"),
    # An award
    "award_most": Bilingual("满分 {0}", "maximum {0}"),
    "places": Bilingual("名额", "Places"),
    "ranking": Bilingual("排名", "Ranking"),
    "total_rule": Bilingual("总分", "Total"),
    "grades": Bilingual("等次", "Grades"),
    "rounding": Bilingual("取整", "Rounding"),
    "rounding_none": Bilingual("不取整", "none"),
    "rounding_each": Bilingual("每项指标得分{0}", "the points of each indicator, {0}"),
    "least_total": Bilingual("入选最低总分", "Least total to be selected"),
    "least_grade": Bilingual("入选最低等次", "Least grade to be selected"),
    "on_published": Bilingual("按取整后的总分", "on the totals of rounded points"),
    "on_exact": Bilingual("按未取整的总分", "on the exact totals"),
    "ties_competition": Bilingual(
        "同分同名次，其后名次顺延（1、2、2、4）", "equals share a rank and the next is skipped (1, 2, 2, 4)"
    ),
    "ties_dense": Bilingual(
        "同分同名次，其后名次不顺延（1、2、2、3）", "equals share a rank and none is skipped (1, 2, 2, 3)"
    ),
    "standings": Bilingual("名次与得分", "Standings"),
    "standings_of": Bilingual("{0}：名次与得分", "{0}: standings"),
    "not_ranked": Bilingual("只计分，不排名", "scored, not ranked"),
    "rank": Bilingual("名次", "Rank"),
    "candidate": Bilingual("候选", "Candidate"),
    "total": Bilingual("总分", "Total"),
    "grade": Bilingual("等次", "Grade"),
    "result": Bilingual("结果", "Result"),
    "unit": Bilingual("单位 {0}", "unit {0}"),
    "level": Bilingual("级别 {0}", "level {0}"),
    "not_applicable": Bilingual("不适用", "n/a"),
    "not_marked": Bilingual("未评", "not marked"),
    "selected": Bilingual("★ 入选", "★ selected"),
    "revoked": Bilingual("✕ 已撤销", "✕ revoked"),
    "to_decide": Bilingual("？待决定", "? to decide"),
    "below": Bilingual("▽ 未达标", "▽ below the minimum"),
    "why": Bilingual("评分说明", "Why this score"),
    "why_left": Bilingual("退出的依据", "Why they left"),
    "none_standing": Bilingual("没有候选参加排名。", "No candidate is ranked."),
    "bar_legend": Bilingual(
        "横条按指标顺序表示得分，满条为 {0} 分。",
        "Bars show the points by indicator, in the order of the columns; a full bar is {0}.",
    ),
    "bar_taken": Bilingual("斜纹为扣除的分。", "Hatched is what is taken off."),
    "bar_total": Bilingual("竖线为总分。", "The upright line is the total."),
    "tie": Bilingual(
        "并列待决定：{0} 个名额，候选 {1}。请决定后在 campaign.toml 中用 [[decision]] 记录。",
        "A tie is to be decided: {0} place(s) for {1}. Record the decision as [[decision]] in campaign.toml.",
    ),
    "tie_settled": Bilingual("并列已决定：{0}（{1}，{2}）：{3}", "Tie decided: {0} ({1}, {2}): {3}"),
    "many_selected": Bilingual(
        "并列者一并入选：入选 {0} 名，名额 {1} 名", "The tied are all selected: {0} for {1} place(s)"
    ),
    "limits": Bilingual("等次受限与未达标", "Grades limited, minimums missed"),
    "limited": Bilingual("{0}：等次受限：{1}", "{0}: grade limited: {1}"),
    "short": Bilingual("{0}：未达标：{1}", "{0}: below the minimum: {1}"),
    "excluded": Bilingual("退出评选", "Left the award"),
    "revocations": Bilingual("荣誉撤销", "Honours taken back"),
    "clause": Bilingual("〔{0}〕", " [{0}]"),
    "decided_by": Bilingual("{0}，{1}：{2}", "{0}, {1}: {2}"),
    # Comparison
    "compare": Bilingual("比较两个候选", "Compare two candidates"),
    "compare_about": Bilingual(
        "选两个候选，逐项看得分和差距。", "Choose two candidates to see points and differences side by side."
    ),
    "first": Bilingual("甲方", "First"),
    "second": Bilingual("乙方", "Second"),
    # Trial
    "trial": Bilingual("试改分值", "Try other weights"),
    "trial_warning": Bilingual(
        "这是试算，不是评选结果：结果只按规则写明的分值产生。",
        "This is a trial and not the result: the result is made by the weights of the rules alone.",
    ),
    "trial_about": Bilingual(
        "改动一个指标的分值，其得分按比例增减，再按规则取整、求和、排名；加分、扣分和退出评选不变，也不重新产生入选。"
        "计算是精确的分数运算，与程序一致。",
        "Another weight scales an indicator's points; then they are rounded, summed and ranked as the rules say. "
        "Bonuses, penalties and exclusions stay, and nobody is selected anew. "
        "The arithmetic is exact, the same as the program's.",
    ),
    "trial_impossible": Bilingual(
        "本奖项的总分另有算法，不能试改分值。",
        "The total of this award is made by a formula of its own: weights cannot be tried.",
    ),
    "weight": Bilingual("{0}的分值", "weight of {0}"),
    "weight_slider": Bilingual("{0}的分值（滑块）", "weight of {0} (slider)"),
    "stated_weight": Bilingual("规则：{0}", "rules: {0}"),
    "reset": Bilingual("恢复规则的分值", "Back to the rules' weights"),
    "trial_standings": Bilingual("{0}：试算（不是评选结果）", "{0}: trial (not the result)"),
    "trial_rank": Bilingual("试算名次", "Trial rank"),
    "rank_change": Bilingual("变化", "Change"),
    "trial_total": Bilingual("试算总分", "Trial total"),
    "rank_before": Bilingual("原名次", "Rank in the result"),
    "total_before": Bilingual("原总分", "Total in the result"),
    # Readings
    "readings": Bilingual("读法：条文有疑义之处", "Readings: where the text is in doubt"),
    "readings_about": Bilingual(
        "条文可以有不同理解时，规则选定一种并说明理由。下面列出所采用的读法，以及换一种读法会改变什么。",
        "Where the text allows several meanings, the rules choose one and say why. Here are the readings in force, and "
        "what another would change.",
    ),
    "in_force": Bilingual("采用", "In force"),
    "own_choice": Bilingual("规则的选择是 {0}", "the rules' own choice is {0}"),
    "reason": Bilingual("理由", "Why"),
    "other_option": Bilingual("换成 {0}", "Under {0}"),
    "changes_nothing": Bilingual("结果不变", "nothing changes"),
    "changes_some": Bilingual("{0} 个候选的分数或名次改变", "{0} candidate(s) change in score or place"),
    "changes_winners": Bilingual("，入选有变", ", and who is selected"),
    "cannot_score": Bilingual("照此不能评分", "the campaign cannot be scored"),
    "changes_of": Bilingual("{0} = {1} 时的改变", "changes under {0} = {1}"),
    "award": Bilingual("奖项", "Award"),
    "change_rank": Bilingual("名次", "Rank"),
    "change_total": Bilingual("总分", "Total"),
    "change_selected": Bilingual("入选", "Selected"),
    "more_changes": Bilingual("另有 {0} 个候选改变，未列出。", "{0} more candidate(s) change; not listed."),
    "out": Bilingual("退出", "left"),
    "yes": Bilingual("是", "yes"),
    "no": Bilingual("否", "no"),
    # Provenance
    "warnings": Bilingual("提醒", "Warnings"),
    "provenance": Bilingual("来源与核对", "Provenance"),
    "provenance_about": Bilingual(
        "同一规则、同一活动材料总是得出同一页。下面的摘要可以核对所用的文件。",
        "The same rulebook and campaign always make the same page. The digests tell which files were used.",
    ),
    "rulebook_digest": Bilingual("规则文件摘要（SHA-256）", "Digest of the rulebook (SHA-256)"),
    "campaign_digest": Bilingual("活动材料摘要（SHA-256）", "Digest of the campaign (SHA-256)"),
    "verify": Bilingual("核对活动材料：在其文件夹中运行", "To verify the campaign, run in its folder"),
    "reviews": Bilingual("评分取自的案卷评查", "Reviews that marks were taken from"),
    "review": Bilingual("{0}（{1}，规则 {2}）", "{0} ({1}, rulebook {2})"),
    "plugins": Bilingual("评分插件", "Plugins that scored"),
    "plugin": Bilingual("插件", "Plugin"),
    "distribution": Bilingual("发行包", "Distribution"),
    "version": Bilingual("版本", "Version"),
}
"""What the markup says."""

SCRIPT_WORDS: Mapping[str, Bilingual] = {
    "found": Bilingual("找到 {0} 个候选", "{0} candidate(s) found"),
    "sort": Bilingual("排序", "Sort by"),
    "sorted_up": Bilingual("已按“{0}”从小到大排列", "sorted by {0}, ascending"),
    "sorted_down": Bilingual("已按“{0}”从大到小排列", "sorted by {0}, descending"),
    "shown_of": Bilingual("显示 {0} / {1}", "{0} of {1} shown"),
    "show_more": Bilingual("再显示 {0} 个", "Show {0} more"),
    "show_all": Bilingual("全部显示", "Show all"),
    "open_all": Bilingual("展开全部步骤", "Open every step"),
    "close_all": Bilingual("收起", "Close them"),
    "put_into_comparison": Bilingual("放入比较", "Put into the comparison"),
    "in_comparison": Bilingual("已放入比较：{0}", "put into the comparison: {0}"),
    "item": Bilingual("项目", "Item"),
    "most": Bilingual("满分", "Maximum"),
    "difference": Bilingual("差（甲 − 乙）", "Difference (first − second)"),
    "rank": Bilingual("名次", "Rank"),
    "total": Bilingual("总分", "Total"),
    "compared": Bilingual("比较：{0} 与 {1}", "{0} beside {1}"),
    "no_limit": Bilingual("不限", "no limit"),
    "not_applicable": Bilingual("不适用", "n/a"),
    "not_marked": Bilingual("未评", "not marked"),
    "bad_weight": Bilingual(
        "请填 0 到 {0} 之间的数，如 12、12.5 或 25/2。试算没有更新。",
        "Give a number from 0 to {0}, such as 12, 12.5 or 25/2. The trial was not updated.",
    ),
    "weights_sum": Bilingual("分值合计 {0}（规则为 {1}）", "the weights add up to {0} (the rules': {1})"),
    "trial_same": Bilingual("试算：名次都不变。", "Trial: no rank changes."),
    "trial_changed": Bilingual("试算：{0} 个候选的名次改变；第一名：{1}。", "Trial: {0} rank(s) change; first is {1}."),
    "trial_stated": Bilingual("现为规则的分值。", "These are the rules' weights."),
    "trial_invalid": Bilingual("有分值无效，试算没有更新。", "A weight is not valid: the trial was not updated."),
    "up": Bilingual("升 {0}", "up {0}"),
    "down": Bilingual("降 {0}", "down {0}"),
    "same": Bilingual("不变", "same"),
    "joint": Bilingual("、", ", "),
}
"""What the script says."""


def script_words(language: Language) -> dict[str, str]:
    """Give the words that the script says, in one language."""
    return {name: words.say(language) for name, words in SCRIPT_WORDS.items()}

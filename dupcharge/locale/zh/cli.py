"""Help, prompts and notices of the command line in Chinese."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # Frame.
    "usage": "用法：{usage}",
    "examples": "示例：",
    "commands": "命令：",
    "error": "错误：{text}",
    "no_such_group": "注意：--decisions：这些文件中没有键为 {key} 的组；每组下方列有其键",
    "warning": "注意：{file}：{text}",
    "try_help": "请运行 '{command} --help' 查看帮助。",
    "did_you_mean": "您是不是想用 {words}？",
    "section_finding": "怎样算重复：",
    "section_report": "报告：",
    "section_reading": "识别有误时，指定如何读取文件：",
    "section_other": "其他：",
    # Usage errors.
    "no_such_option": "没有选项 {option}。",
    "no_such_command": "没有命令 '{command}'。",
    "missing_file": "请至少指定一个账单文件，或用 - 表示标准输入。",
    "forgot_command": "'{file}' 是文件，不是命令。您是不是想运行：dupcharge scan '{file}'",
    "bad_value": "{option}：{text}",
    "needs_value": "{option} 后面需要写一个值。",
    "takes_no_value": "{option} 不带值。",
    "not_a_choice": "'{value}' 不在可选值之列：{choices}。",
    "not_a_duration": "'{value}' 不是时长。请写大于零的整数加单位：90s、10m、24h 或 3d。",
    "not_a_date": "'{value}' 不是有效日期。请按 年-月-日 书写：2024-11-30。",
    "not_a_currency": "'{value}' 不是币种代码。请写三个字母：CNY、EUR、USD。",
    "not_an_encoding": "'{value}' 不是文本编码。常见编码：utf-8、gb18030、cp1252。",
    "not_a_mapping": "'{value}' 没有说明哪一列是什么。请写成 ROLE=COLUMN，例如 amount=金额。",
    "not_a_report": "'{value}' 没有报告的扩展名。扩展名决定报告种类：{kinds}。",
    "since_after_until": "--since {since} 晚于 --until {until}，没有可检查的日期。",
    "one_file_only": "--save-format 只能用于一个文件。",
    # Notices.
    "written": "已写入 {file}（{size}）。",
    "saved_format": "格式已写入 {file}；修改后可用 --statement-format 使用。",
    "working": "处理中 … {n} 秒",
    "ask_password": "请输入 {file} 的密码（不显示）：",
    # The program.
    "about_main": "找出被重复扣取的款项，并算出多扣了多少。直接读取导出的账单；"
    "数据不会离开这台电脑。",
    "examples_main": "dupcharge scan 账单.csv                  哪些款项扣了两次？\n"
    "dupcharge scan 钱包.csv 信用卡.xlsx      同一个人的多个文件\n"
    "dupcharge inspect 账单.csv               文件是如何读取的？\n"
    "dupcharge scan 账单.csv -o report.json   保存报告",
    "short_scan": "查找重复扣款，显示报告，也可写入文件",
    "short_inspect": "显示每个文件是如何读取的",
    "short_formats": "已知的账单格式",
    "short_rules": "判断重复的规则与排除理由，各有说明页",
    "after_main": "\n退出码：0 完成；1 无法完成，原因见提示；2 命令行用法错误；"
    "3 发现多扣（仅在使用 --fail-on-found 时）；130、143、141 被中断、被终止、管道关闭。\n"
    '\nbash 自动补全：在 ~/.bashrc 中加入 eval "$(_DUPCHARGE_COMPLETE=bash_source dupcharge)"；'
    "zsh 与 fish 用 zsh_source、fish_source。",
    # scan.
    "about_scan": "在导出的账单中查找重复扣款。多个文件视为同一人的记录；- 表示标准输入。",
    "examples_scan": "dupcharge scan 账单.csv\n"
    "dupcharge scan 钱包.csv 信用卡.xlsx --window 24h\n"
    "dupcharge scan 账单.csv -o report.md -o report.json\n"
    "dupcharge scan - --format json < 账单.csv",
    "after_scan": "\n退出码：0 完成；1 无法完成；2 用法错误；3 仅在使用 --fail-on-found 时。",
    # inspect.
    "about_inspect": "显示每个文件是如何读取的：格式、编码、各列和约定及其理由，"
    "以及每一行归入哪一类。",
    "examples_inspect": "dupcharge inspect 账单.csv\n"
    "dupcharge inspect 账单.csv --date-order dmy --map amount=金额\n"
    "dupcharge inspect 账单.csv --save-format mybank.toml\n"
    "dupcharge inspect *.csv --format json",
    # formats, rules.
    "about_formats": "列出已知的账单格式。给出 ID 时显示它的各列以及导出方法。其他表格按内容识别。",
    "examples_formats": "dupcharge formats\ndupcharge formats alipay-app-2024",
    "about_rules": "列出规则（什么算重复）和排除理由（什么只是看似重复）。"
    "给出 NAME 时显示其说明页。",
    "examples_rules": "dupcharge rules\ndupcharge rules same-order",
    "rules_title": "规则：支持重复的依据",
    "excuses_title": "排除理由：不支持重复的情形",
    "rules_hint": "查看其中一项：dupcharge rules NAME",
    "formats_title": "已知格式",
    "formats_hint": "查看其中一种：dupcharge formats ID。其他含日期和金额的表格按内容识别。",
    "format_kind": "种类",
    "format_export": "导出方法",
    "format_known": "识别依据",
    "format_columns": "含有这些列：{columns}",
    "format_reads": "各列",
    "format_fixed": "文件本身已写明各字段的含义。",
    "kind_wallet": "支付钱包账单",
    "kind_card": "银行卡账单",
    "kind_bank": "银行账户流水",
    "kind_shop": "商店订单列表",
    "kind_any": "各类账户的账单",
    # Options.
    "opt_window": "重复扣款最多相隔多久：90s、10m、24h、3d（默认：各规则自定）",
    "opt_min_confidence": "计入合计的最低可信度（默认：likely）；更低的列为“待核对”",
    "opt_since": "只报告在此日或之后有重复的组",
    "opt_until": "只报告在此日或之前有重复的组",
    "opt_decisions": "您对各组所作的决定（TOML 文件）",
    "opt_since_report": "先前的 JSON 报告：对比哪些仍未退、哪些已退、哪些是新的",
    "opt_outputs": "同时写入文件；扩展名决定种类：.pdf .html .xlsx .csv .md .json，或 .txt（可粘贴的申请文字）；可重复使用",
    "opt_force": "覆盖已有文件",
    "opt_kind": "标准输出的内容（默认：text）",
    "opt_lang": "语言（默认 auto：屏幕文本随系统语言，文件随账单语言）",
    "opt_no_mask": "完整显示账号、卡号、电话和邮箱",
    "opt_route": "书面报告的收件方（默认：中立）",
    "opt_jurisdiction": "书面报告写明哪个法域的期限（默认：不写）",
    "opt_legal_basis": "在书面报告中写明法律依据",
    "opt_encoding": "文本编码，例如 gb18030",
    "opt_date_order": "年月日的顺序",
    "opt_currency": "账单未写明币种时使用的币种，例如 CNY",
    "opt_maps": "指定某列的含义，例如 amount=金额；可重复使用",
    "opt_statement_format": "已知格式的 ID，或格式文件",
    "opt_password": "加密文件的密码；未给出时在终端询问",
    "opt_password_file": "首行为密码的文件",
    "opt_save_format": "把识别出的格式写入文件，供修改和保存",
    "opt_fail_on_found": "发现多扣时以退出码 3 结束",
    "opt_quiet": "只显示合计一行",
    "opt_debug": "显示错误的详细跟踪",
    "opt_version": "显示版本",
    "opt_help": "显示帮助",
}

"""Errors in Chinese: what is wrong, and what to do next. Shared by all rooms; append only."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # The command line: outputs, options that name a file, faults of our own.
    "output_exists": "该文件已存在；请换一个文件名，或加上 --force 覆盖它",
    "output_is_input": "这是要读取的账单文件之一，程序绝不会覆盖它；请换一个文件名",
    "output_is_folder": "这是一个文件夹；请写出其中的文件名，例如 {example}",
    "output_no_folder": "文件夹 {folder} 不存在；请先创建它，或换一个位置",
    "output_not_writable": "没有权限写入文件夹 {folder}；请换一个位置",
    "output_twice": "同一个输出文件写了两次；请为每个 -o 指定不同的文件名",
    "output_failed": "无法写入：{reason}。没有留下不完整的文件",
    "stdout_failed": "无法写入标准输出：{reason}",
    "option_file_missing": "找不到该文件（由 {option} 指定）",
    "option_file_unreadable": "无法读取（由 {option} 指定）：{reason}",
    "password_file_empty": "第一行没有密码",
    "stdin_terminal": "标准输入是终端；请通过管道传入文件，或直接写文件名代替 -",
    "no_memory": "可用内存不足；请关闭其他程序，或减少一次分析的文件数",
    "unexpected": "{kind}，位置 {place}（dupcharge {version}，Python {python}）："
    "这是 dupcharge 自身的错误，不是您的文件有问题。请原样反馈这一行，其中不含账单内容。"
    "加 --debug 可查看更多信息，但可能包含您的账单内容，发送前请先检查",
    # 打开文件与识别文件种类。
    "no_such_file": "找不到该文件；请检查文件名和所在文件夹",
    "is_directory": "这是一个文件夹；请写出其中的文件，例如 {file}/*",
    "not_regular": "这不是普通文件（而是管道或设备）；请通过标准输入传入数据：… | dupcharge scan -",
    "no_permission": "没有读取该文件的权限；请修改权限，或将它复制到自己的文件夹",
    "cannot_open": "无法读取：{reason}",
    "no_standard_input": "此处没有标准输入；请写文件名代替 -",
    "empty_file": "文件是空的，可能下载失败；请重新导出",
    "too_large": "文件超过 {limit} MB，这是此类文件的上限；请缩短导出的时间段",
    "not_a_statement": "这是{what}，不是可以读取的账单。{how}",
    "no_line_end": "一百万字节内没有换行，不是表格；请重新导出为 CSV 或 Excel",
    "no_statement_inside": "这个 {kind} 文件里没有账户交易；请选择有交易的时间段重新导出",
    "bank_error": "银行在文件里写入的是错误信息而不是交易：{reason}。请重新导出",
    # XML。
    "broken_xml": "XML 在此处损坏或被截断；请重新下载该文件",
    "doctype": "文件含有 DOCTYPE 声明；账单不需要它，它却可能被用于攻击，因此不予读取。请重新导出为 CSV 或 Excel",
    # 工作簿。
    "broken_workbook": "工作簿已损坏或不完整；请用表格软件打开，另存为 .xlsx 后再试",
    "workbook_without_sheet": "工作簿里没有含单元格的工作表；请重新导出账单",
    "workbook_bomb": "工作簿解压后远大于文件本身，不予打开；请重新导出，或另存为 CSV",
    "sheet_too_wide": "工作表 {sheet} 一直延伸到单元格 {cell}，远超正常表格；请删除那里的内容，保存后再试（或将该表另存为 CSV）",
    "cannot_decrypt": "无法打开这种加密方式的工作簿；请用表格软件打开，另存为不带密码的文件",
    "encrypted_ods": "这个 OpenDocument 工作簿已加密，无法在此打开；请另存为不带密码的文件或 .xlsx",
    # 密码与压缩包。
    "password_needed": "需要密码；请用 --password-file 文件 或 --password 密码 提供",
    "wrong_password": "密码不正确（或文件已损坏）；请核对，密码一般在发送文件的消息或邮件中",
    "broken_archive": "压缩包已损坏或不完整；请重新下载",
    "archive_bomb": "压缩包内文件超过 {entries} 个，或解压后超过 {size} MB 或其大小的 200 倍，不予打开；请自行解压后指定账单文件",
    "archive_method": "无法解压这种压缩方式；请自行解压后指定账单文件",
    "archive_empty": "压缩包里没有文件；请重新下载",
    "archive_without_statement": "压缩包里没有账单，只有：{names}。请将账单导出为 CSV 或 Excel",
    # Options about finding, and the files that carry decisions and earlier reports.
    "window": "无法将 {value} 理解为时间长度；请写整数加 s、m、h 或 d，例如 90s、10m、24h、3d",
    "date": "{option}：无法将 {value} 理解为日期；请写成 2024-03-31 的形式",
    "confidence": "{value} 不是可信度；请选择 strong、likely 或 possible",
    "decisions_unreadable": "无法读取决定文件：{reason}",
    "decisions_toml": "该决定文件不是有效的 TOML：{reason}",
    "decisions_key": "决定文件中不认识 {value}；每个 [[group]] 包含 key、verdict、reason，若为“这一笔是我的”还需 mine",
    "decisions_no_key": "第 {n} 条决定没有写明是哪一组；请从报告中复制 key",
    "decisions_verdict": '第 {key} 组：{value} 不是有效的结论；请写 "not a duplicate"（不是重复）或 "mine is this one"（这一笔是我的）',
    "decisions_no_mine": "第 {key} 组：请用 mine = 写明哪一笔是您的，可写交易号或时间",
    "decisions_mine": "第 {key} 组：有 {n} 笔扣款符合 {value}；请按报告所示写明其中一笔的交易号或时间",
    "decisions_twice": "第 {key} 组有两条决定；请只保留一条",
    "report_unreadable": "无法读取先前的报告：{reason}",
    "report_not_ours": "这不是 dupcharge 的 JSON 报告；请提供用 -o report.json 生成的文件",
    # 文本。
    "unknown_encoding": "没有名为 {encoding} 的文本编码；常见的有 utf-8、gb18030、big5、cp1252、utf-16",
    "encoding_misfit": "此处的文本不是 {encoding} 编码；请去掉 --encoding，或换一种编码",
    "no_columns": "这是没有分列的文本，不是交易表格；请将账单导出为 CSV 或 Excel",
    # 表格
    "no_table": "没有找到交易表格：没有同时含日期和金额的行。请将账单导出为 CSV 或 Excel，或用 --map 指明各列",
    "no_table_columns": "没有找到交易表格。看到的列：{known}。请用 --map 指明，例如 --map time=列名 --map amount=列名",
    "no_amount_column": "没有找到金额列。看到的列：{known}。若其中一列是金额，请用 --map amount=列名（或 debit=列名 和 credit=列名）",
    "no_date_column": "没有找到日期列。看到的列：{known}。若其中一列是日期，请用 --map time=列名",
    "no_files": "没有指定文件；请至少指定一个导出的账单",
    # 读取选项与格式文件
    "no_such_column": "没有名为 {name} 的列；现有的列：{known}",
    "no_such_role": "没有 {name} 这个角色；是否想用 {close}？可用：{known}",
    "no_such_order": "{name} 不是日期顺序；请从 {known} 中选择",
    "no_such_currency": "{name} 不是 ISO 4217 币种代码；是否想用 {close}？",
    "no_such_format": "没有 {name} 这种格式；是否想用 {close}？用 dupcharge formats 可列出全部",
    "no_format_file": "格式文件 {name} 无法读取；请检查文件名，并确认是 UTF-8 文本",
    "no_format_id": '此格式文件没有 id；请加一行，例如 id = "my-bank"',
    "not_toml": "此格式文件不是有效的 TOML：{reason}",
    "unknown_key": "此处（{where}）不认识 {key}；是否想用 {close}？可用：{known}",
    "several_formats": "此文件与多种格式同样相符：{names}。请用 --statement-format 选择一种",
    "schema": "内部表格与约定不符（{reason}）；这是 dupcharge 的缺陷",
    "pdf_unavailable": "这台电脑上无法生成 PDF 报告：没有适用的排版组件（typst）。请改为输出 report.html，打开后打印为 PDF",
}

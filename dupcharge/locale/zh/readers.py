"""What the readers found: kinds of files that are no statement, and what was decided, in Chinese."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # What a file is that is no statement, and the way to one that is.
    "what_image": "一张图片",
    "how_image": "照片或截图无法可靠读取。请在银行或支付平台的应用或网站里，将账单导出为 CSV 或 Excel。",
    "what_media": "音频或视频文件",
    "how_media": "请将账单导出为 CSV 或 Excel。",
    "what_packed": "压缩文件（gzip、7z、rar、tar 等）",
    "how_packed": "请先解压，再指定其中的账单；压缩包只支持 zip。",
    "what_database": "数据库文件",
    "how_database": "请从中将交易导出为 CSV。",
    "what_program": "程序文件",
    "how_program": "请指定从银行或钱包导出的账单。",
    "what_document": "文字文档或演示文稿",
    "how_document": "如果其中有交易表格，请复制到表格软件并另存为 .xlsx；最好直接将账单导出为 CSV 或 Excel。",
    "what_data_file": "数据分析程序的数据文件",
    "how_data_file": "请转换为 CSV。",
    "what_old_excel": "很旧版本的 Excel 工作簿（1995 年以前）",
    "how_old_excel": "请用表格软件打开，另存为 .xlsx。",
    "what_pdf": "PDF 文件",
    "how_pdf": "多数银行和钱包也能导出 CSV 或 Excel，请在导出时选择。也可以用办公软件将 PDF 转换为 .xlsx，但请核对合计。",
    "what_numbers": "Apple Numbers 文档",
    "how_numbers": "请在 Numbers 中选择“文件 > 导出为 > CSV 或 Excel”。",
    "what_mail": "电子邮件",
    "how_mail": "请保存邮件的附件，或下载邮件中链接的账单，再指定该文件。",
    "what_binary": "无法识别的二进制文件",
    "how_binary": "请将账单重新导出为 CSV 或 Excel。",
    "what_json": "JSON 数据",
    "how_json": "请将账单导出为 CSV 或 Excel。",
    "what_login_page": "网页，可能是银行的登录页面",
    "how_login_page": "下载时登录已失效。请重新登录后再次导出账单。",
    "what_web_page": "没有表格的网页",
    "how_web_page": "下载到的可能是出错页面。请将账单重新导出为 CSV 或 Excel。",
    "what_xml": "无法识别的 XML 文件",
    "how_xml": "XML 文件只支持 CAMT.052/053/054、OFX 和 Excel 2003。请导出为其中一种，或导出为 CSV。",
    # What a reader decided or left out.
    "merged_filled": "工作表 {sheet}：{n} 个合并单元格的内容已补到所覆盖的交易行",
    "formulas_without_value": "{n} 个单元格只有公式、没有保存的数值，按空单元格读取；请用表格软件打开工作簿并保存后再试",
    "error_cells": "{n} 个单元格是 #REF! 之类的错误值，按空单元格读取",
    "broken_entry": "第 {line} 行：该条目不符合 MT940 标准，无法读取",
    "qif_left_out": "该 QIF 文件中不含付款的部分已略过：{types}",
    "left_out": "已略过压缩包中的 {name}：它是{what}",
    "left_out_archive": "已略过压缩包中的 {name}：它本身是压缩包。请解压后指定其中的账单",
    "left_out_link": "已略过压缩包中的 {name}：它只是一个链接",
    "left_out_empty": "已略过压缩包中的 {name}：它是空文件",
}

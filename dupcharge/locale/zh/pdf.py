"""Words that only the PDF needs, in Chinese: what is attached, what is left out, missing glyphs."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    "glyphs": "本文件字体缺少的字符，以方框代替：",
    "attached": "本文件自带检查结果的数据：report.json，见 PDF 的附件栏。",
    "rest_lines": "另有 {n} 行未在此列出。",
    "rest_groups": "其中 {n} 组完全未列出。",
    "rest_annex": "全部各行见附件 charges.csv，首页金额已包含在内。以“来源”所列命令加 -o charges.csv 即可生成该文件，其 SHA-256 为",
}

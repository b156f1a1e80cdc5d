"""Words of the HTML report's controls and of its own headings, in Chinese."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    "language": "中文",
    "languages": "语言",
    "skip": "跳到报告正文",
    "contents": "目录",
    "nav_letter": "申请书",
    "how_sure": "可信度",
    "label": "{text}：",
    "group": "第{number}组",
    "table_of": "第{number}组的扣款与退款",
    "details_of": "第{number}组的明细、图示和依据",
    "overview": "各组一览",
    "claim": "请求",
    "claim_group": "请求退回第{number}组",
    "not_claimed": "本次不请求",
    "find": "查找",
    "any": "全部",
    "sort": "排序",
    "sort_listed": "按编号",
    "sort_amount": "按金额",
    "sort_time": "按时间",
    "sort_sure": "按可信度",
    "shown": "显示 {shown} 组，共 {n} 组",
    "attached": "已附",
    "scrolls": "{what}（可左右滚动）",
    "checksum": "SHA-256",
    "checked": "来源：{source}",
    "for_you": "供您使用",
    "for_you_lead": "以下内容仅供您使用，不会打印。",
    "message": "可粘贴的全文",
    "message_short": "可粘贴的短文",
    "characters": "{n} 字",
    "copy": "复制",
    "copy_what": "复制 {what}",
    "copied": "已复制",
    "copy_failed": "已选中，请按 Ctrl+C",
    "print": "打印",
}

"""Words of the HTML report's controls and of its own headings, in English."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    "language": "English",
    "languages": "Language",
    "skip": "Skip to the report",
    "contents": "Contents",
    "nav_letter": "Letter",
    "how_sure": "How sure",
    "label": "{text}: ",
    "group": "Group {number}",
    "table_of": "Charges and refunds of group {number}",
    "details_of": "Rows, picture and reasons of group {number}",
    "overview": "All groups at a glance",
    "claim": "Claim",
    "claim_group": "Claim group {number}",
    "not_claimed": "NOT CLAIMED",
    "find": "Find",
    "any": "any",
    "sort": "Order",
    "sort_listed": "as numbered",
    "sort_amount": "by amount",
    "sort_time": "by time",
    "sort_sure": "by how sure",
    "shown": ("{shown} of 1 group shown", "{shown} of {n} groups shown"),
    "attached": "Attached",
    "scrolls": "{what} (scrolls sideways)",
    "checksum": "SHA-256",
    "checked": "Source: {source}",
    "for_you": "For you",
    "for_you_lead": "This part is for you and is not printed.",
    "message": "Text to paste",
    "message_short": "Short text to paste",
    "characters": ("1 character", "{n} characters"),
    "copy": "Copy",
    "copy_what": "Copy {what}",
    "copied": "Copied",
    "copy_failed": "Selected; press Ctrl+C",
    "print": "Print",
}

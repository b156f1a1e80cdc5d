"""What speaks for and against a repeated charge, in English. Codes: rule or excuse, then case."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # Spans of time, as parts of sentences.
    "seconds": ("{n} second", "{n} seconds"),
    "minutes": ("{n} minute", "{n} minutes"),
    "hours": ("{n} hour", "{n} hours"),
    "days": ("{n} day", "{n} days"),
    # Titles of the rules.
    "title.same-order": "One merchant order charged more than once",
    "title.rapid-repeat": "The same charge again within seconds or minutes",
    "title.outage-burst": "One purchase charged again and again, as in an outage",
    "title.unrecorded-debit": "The bank debited more than the wallet recorded",
    "title.two-cards": "The same purchase on two cards or balances",
    "title.same-day": "The same charge again on the same day",
    "title.re-presented": "The same charge again on the next days",
    "title.subscription-twice": "A subscription taken twice in one cycle",
    "title.near-amount": "The same charge again with a fee, an exchange difference or a tip",
    "title.other-name": "The same charge again under another form of the merchant's name",
    "title.printed-twice": "One record printed twice in the file",
    # Titles of the excuses.
    "title.corrected": "Given back before the second charge",
    "title.same-record": "One record, printed twice",
    "title.habit": "Usual for this person at this merchant",
    "title.everyday-place": "A place where equal charges are normal",
    "title.person": "Money sent to a person",
    "title.cash": "Cash from a machine",
    "title.fee": "A fee or interest of the bank",
    "title.different-marks": "Different stores, seats, tickets, plans or parts",
    "title.seats": "As many charges in every cycle",
    "title.new-billing-day": "The billing day has moved",
    "title.split-booking": "One purchase booked in parts",
    # Evidence.
    "same-order.near": "{n} charges of {amount} carry the same merchant order number {order}: "
    "one order is paid once.",
    "same-order.far": "{n} charges of {amount} carry the same merchant order number {order}, "
    "{span} apart.",
    "same-order.chance": "{n} charges of {amount} carry the number {order}, which is so short that two of many may carry it by chance.",
    "same-order.cycle": "{n} charges of {amount} carry the same number {order} about one cycle "
    "apart; it may be a contract number.",
    "rapid-repeat.seconds": "{n} charges of {amount} at the same merchant, the closest only {gap} "
    "apart.",
    "rapid-repeat.minute": "{n} charges of {amount} at the same merchant within a minute.",
    "rapid-repeat.minutes": "{n} charges of {amount} at the same merchant, the closest {gap} apart.",
    "rapid-repeat.article": "{n} charges of {amount} at the same merchant, the closest {gap} apart.",
    "outage-burst.some": "{n} equal charges of {amount} within {within}, as when a payment repeats "
    "itself in an outage.",
    "outage-burst.many": "{n} equal charges of {amount} within {within}: nobody buys the same that "
    "often in such a time.",
    "unrecorded-debit.seconds": "The bank debited {amount} again within minutes, and the wallet's "
    "own records do not have that debit.",
    "unrecorded-debit.day": "The bank debited {amount} again on the same day, and the wallet's own "
    "records do not have that debit.",
    "unrecorded-debit.days": "The bank debited {amount} again, {gap} apart, and the wallet's own "
    "records do not have that debit.",
    "two-cards.minutes": "{n} charges of {amount} at the same merchant on different cards or "
    "balances, {gap} apart.",
    "two-cards.odd": "{n} charges of exactly {amount} at the same merchant on one day, on different "
    "cards or balances.",
    "two-cards.list-price": "{n} charges of {amount} at the same merchant on one day, on different "
    "cards or balances.",
    "same-day.odd": "{n} charges of exactly {amount} at the same merchant within a day; a sum that "
    "is no round price hardly comes twice by chance.",
    "same-day.single-visits": "{n} charges of {amount} at the same merchant on one day; all other "
    "visits here were single ones, days apart.",
    "same-day.list-price": "{n} charges of {amount} at the same merchant within a day.",
    "re-presented.odd": "{n} charges of exactly {amount} at the same merchant, {gap} apart, as when "
    "a batch of card payments is sent again.",
    "re-presented.small": "{n} charges of {amount} at the same merchant, {gap} apart.",
    "re-presented.wider": "{n} charges of {amount} at the same merchant, {gap} apart, within the "
    "window you asked for.",
    "subscription-twice.cycle": "This bill of {amount} comes once in each cycle; in this one it was "
    "taken again after {gap}.",
    "subscription-twice.year": "This yearly fee of {amount} was taken again after {gap}; its own text "
    "calls it a fee for a year.",
    "near-amount.order": "{amount} and {other} at the same merchant carry the same order, ticket or invoice number.",
    "near-amount.exchange": "{amount} and {other} at the same merchant, {gap} apart: the difference "
    "is that of a rate of exchange.",
    "near-amount.same-day": "{amount} and {other} at the same merchant on one day: the difference "
    "is that of a rate of exchange.",
    "near-amount.fee": "{amount} and {other} at the same merchant, {gap} apart: the difference is "
    "that of a card fee.",
    "near-amount.tip": "{other} is {amount} with a usual tip, charged at the same place on the same "
    "day.",
    "other-name.order": "{n} charges of {amount} carry the same order number, under different names: {names}.",
    "other-name.minutes": "{n} charges of {amount}, {gap} apart, under names that look like one "
    "merchant: {names}.",
    "other-name.odd": "{n} charges of exactly {amount} within {within}, under names that look like "
    "one merchant: {names}.",
    "other-name.list-price": "{n} charges of {amount} on one day, under names that look like one "
    "merchant: {names}.",
    "printed-twice.same": "The same record, equal in every cell and in its own number, stands {n} "
    "times in the file.",
    # Doubts.
    "same-record.printed": "Both rows are equal in every cell and carry one number of their own: the "
    "file seems to print one payment twice.",
    "habit.once": "There is another pair of charges as close together at this merchant.",
    "habit.series": "Series of equal charges happen at this merchant at other times too.",
    "habit.place": "Equal charges in quick succession are usual for you at this merchant.",
    "everyday-place.few": "At a place like this, two or three equal charges are normal.",
    "person.at-once": "This is money sent to a person; equal sums are often sent on purpose.",
    "person.name": "The name may be that of a person; equal round sums are often sent on purpose.",
    "cash.at-once": "This is cash from a machine; people often draw twice in a row.",
    "fee.at-once": "This is a fee or interest of the bank, not a purchase.",
    "different-marks.code": "The rows carry different reference numbers.",
    "new-billing-day.moved": "The later bills follow the day of the second charge; the billing day "
    "may have moved.",
    "split-booking.common": "In this file one reference often stands on several rows; the purchase "
    "may have been booked in parts.",
    "split-booking.one-payment": "Both rows carry the same transaction id: one payment, booked to two "
    "accounts.",
    "split-booking.said": "The rows call themselves parts of a split.",
    "title.same-bill": "One bill taken twice",
    "same-bill.number": "{n} charges of {amount} carry the same document number in their text, such as "
    "that of an order, a ticket or an invoice: it is paid once.",
    "same-bill.far": "{n} charges of {amount} carry the same document number in their text, {span} "
    "apart.",
    "same-bill.cycle": "{n} charges of {amount} carry the same number in their text about one cycle "
    "apart; it may be that of a contract.",
    "same-bill.name": "{n} charges of {amount} are for the renewal of the same name, as their text "
    "says: it is renewed once.",
    "same-bill.moment": "{n} charges of {amount} carry the same text with the same moment to the "
    "second.",
    "re-presented.hold": "A hold of {amount} was booked as a charge, and the final charge of {amount} "
    "came {gap} apart from it.",
    "re-presented.batch": "{n} charges of {amount} at the same merchant, {gap} apart, and another "
    "sum of that merchant came again after the same time, as when a day's payments are sent twice.",
    "same-bill.text": "{n} charges of {amount} carry the same bill number or period in their text.",
    "same-day.small": "{n} charges of {amount} at the same merchant within a day.",
    "two-cards.small": "{n} charges of {amount} at the same merchant on one day, on different cards or balances.",
    "other-name.small": "{n} charges of {amount} on one day, under names that look like one merchant: {names}.",
    "title.different-text": "Different goods, people or purposes",
    "different-text.at-once": "The texts of the rows differ; they may be different purchases.",
    "title.small-change": "A very small sum",
    "small-change.few": "This is a very small sum beside your other payments; such sums are often paid one after the other.",
    "title.different-contract": "Two contracts with one merchant",
    "outage-burst.day": "{n} equal charges of {amount} on one day; the file does not say how close together.",
    "currency.lent": "A statement of these charges names no currency; it is read as {currency}, the currency of the other statement with the same merchants.",
    "outage-burst.few": "{n} charges of exactly {amount} within {within}; a sum that is no round price hardly comes that often by chance.",
}

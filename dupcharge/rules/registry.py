"""Every rule and every excuse, in the order in which a group names them.

Owns: the two tuples. Does not own: what a rule does. A new one is added here and nowhere else.
"""

from __future__ import annotations

from dupcharge.rules import (
    near_amount,
    other_name,
    outage_burst,
    printed_twice,
    rapid_repeat,
    re_presented,
    same_bill,
    same_day,
    same_order,
    subscription_twice,
    two_cards,
    unrecorded_debit,
)
from dupcharge.rules.excuses import (
    cash,
    corrected,
    different_contract,
    different_marks,
    different_text,
    everyday_place,
    fee,
    habit,
    new_billing_day,
    person,
    same_record,
    seats,
    small_change,
    split_booking,
)
from dupcharge.rules.rule import Excuse, Rule

RULES: tuple[Rule, ...] = (
    same_order.RULE,
    same_bill.RULE,
    rapid_repeat.RULE,
    outage_burst.RULE,
    unrecorded_debit.RULE,
    two_cards.RULE,
    same_day.RULE,
    re_presented.RULE,
    subscription_twice.RULE,
    near_amount.RULE,
    other_name.RULE,
    printed_twice.RULE,
)

EXCUSES: tuple[Excuse, ...] = (
    corrected.EXCUSE,
    habit.EXCUSE,
    seats.EXCUSE,
    everyday_place.EXCUSE,
    small_change.EXCUSE,
    person.EXCUSE,
    cash.EXCUSE,
    fee.EXCUSE,
    new_billing_day.EXCUSE,
    same_record.EXCUSE,
    different_marks.EXCUSE,
    different_text.EXCUSE,
    different_contract.EXCUSE,
    split_booking.EXCUSE,
)
"""What is learned from the person's own rows comes first, what is read in texts last."""

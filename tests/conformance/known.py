"""Faults of the engine the suite has found and that are not mended yet: (check, issue) → what is right.

Each is a strict expected failure: a mended one fails the suite until it is struck out here.
"""

from typing import Final

KNOWN: Final[dict[tuple[str, str], str]] = {
    ("every_text_is_printed_once", "long-names"): "J-14: only the first line of a long attribution is printed",
    ("every_text_is_printed_once", "long-study"): "J-14: only the first line of a long attribution is printed",
    ("heads_of_tables_are_repeated_with_a_mark", "long-names"): "J-14: it is printed over the report's last line",
    ("heads_of_tables_are_repeated_with_a_mark", "long-study"): "J-14: it is printed over the report's last line",
    ("nothing_stands_outside_the_type_area", "recipients"): "P-04, J-19: a long entry of 报尾 should be turned",
    ("no_two_lines_of_text_share_a_place", "secret"): "7.2.6: 签发人 is printed over a long number line",
    ("names_of_recipients_begin_where_their_turned_lines_do", "recipients"):
        "P-54: squeezing and stretching must leave the label and its colon alone",
    ("spread_names_are_not_parted", "name-lists"): "T-53: no line ends inside a spread name",
    ("last_lines_hold_two_hanzi", "name-lists"): "T-53, T-60: half a spread name is left on a line",
    ("names_on_two_lines_are_parted_by_sense", "plan"): "J-03, T-71: a name is parted in its middle, not by sense",
    ("no_line_of_a_title_is_lost_beside_the_others", "long-names"): "P-30: 地区 and title are the best place",
    ("no_line_of_a_title_is_lost_beside_the_others", "rare-names"): "P-30: a last line of three Han in quotes",
    ("the_foot_stands_on_an_even_page", "photos"): "P-56: 报尾 alone on an odd page",
    ("the_foot_stands_on_an_even_page", "recipients"): "P-56: the rest of a long 报尾 on an odd page",
    ("the_foot_stands_on_an_even_page", "secret"): "P-56: 报尾 alone on an odd page",
    ("the_foot_stands_on_an_even_page", "traditional"): "P-56: 报尾 alone on an odd page",
    ("copies_have_no_ruled_line_to_themselves", "photos"): "J-18: the copies close the line of 发",
    ("copies_have_no_ruled_line_to_themselves", "plan"): "J-18: the copies close the line of 发",
    ("decimals_of_a_column_stand_under_each_other", "tables"): "T-81: narrow columns are centred instead",
    ("white_parts_the_red_rule_from_what_follows", "long-study"): "J-10: 编者按 hangs on the red rule",
    ("lines_begin_at_their_indent", "latin"): "§5: ≈ is taken for a Han sign and stands in the middle of an em",
    ("justified_lines_end_at_the_measure", "latin"): "§10: widths in the file are rounded, those measured are not",
}  # fmt: skip

UNSEEN: Final[dict[str, str]] = {}
"""Checks that measure nothing in the corpus yet, and why."""

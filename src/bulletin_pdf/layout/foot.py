"""What gives way where a figure or table meets the foot of a page: set smaller, or cut in two.

One that can do neither goes to the next page. Text never passes it: what a reader of the
file extracts keeps the order in which the editor wrote it.
"""

from bulletin_pdf.layout.galley import Row


def fit_foot(rows: list[Row], start: int, room: int) -> None:
    """Rearrange the rows of the page of `room` lines that begins at row `start`."""
    filled = 0
    for index in range(start, len(rows)):
        row = rows[index]
        if row.starts_page and index > start:
            return
        if filled + row.lines > room:
            if row.elastic is not None and (given := row.elastic.within(room - filled)):
                rows[index : index + 1] = given
            return
        filled += row.lines

"""The default design, ready to set from."""

from bulletin_pdf.compose.design import design_of, usual_area
from bulletin_pdf.design.shipped import shipped

DESIGN = design_of(shipped())
GRID, AREA = DESIGN.grid, usual_area()
BODY, KAI, TITLE_TYPE, INDENT = DESIGN.body, DESIGN.text("number"), DESIGN.title.text, DESIGN.paragraph.indent

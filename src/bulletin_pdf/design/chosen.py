"""The design of an issue: a shipped one directly, an office's own read from YAML."""

from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.shipped import names, shipped
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.fields import Fields


def house_style(fields: Fields, problems: Problems) -> HouseStyle:
    """Read `design` of an issue: a name, a file, or a mapping over what its bulletin.yaml says."""
    node = fields.value("design")
    if node is None:
        return shipped()
    if node.kind == "text":
        found = names().get(node.value.strip())
        if found is not None:
            return shipped(found)
    # Only designs of an office's own are read from YAML.
    from bulletin_pdf.design.chain import read_house_style

    return read_house_style(node, fields, problems)

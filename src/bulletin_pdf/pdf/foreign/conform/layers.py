"""Layers of an existing PDF: which are visible when it is opened (ISO 32000-1, 8.11)."""

from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfReference, PdfValue


class Layers:
    """The default configuration of a file's layers."""

    def __init__(self, foreign: ForeignPdf) -> None:
        """Read it from the catalog."""
        self.foreign = foreign
        properties = foreign.follow(foreign.root().get("OCProperties"))
        found = foreign.follow(properties.get("D")) if isinstance(properties, dict) else None
        default = found if isinstance(found, dict) else {}
        self.base_off = foreign.follow(default.get("BaseState")) == "OFF"
        self.on = self._listed(default.get("ON"))
        self.off = self._listed(default.get("OFF"))

    def _listed(self, value: PdfValue) -> frozenset[PdfReference]:
        found = self.foreign.follow(value)
        items = found if isinstance(found, list) else []
        return frozenset(item for item in items if isinstance(item, PdfReference))

    def hidden(self, value: PdfValue) -> bool:
        """Whether a layer, or a group of layers with its policy, is not seen."""
        found = self.foreign.follow(value)
        if not isinstance(found, dict):
            return False
        if found.get("Type") != "OCMD":
            return isinstance(value, PdfReference) and self._is_off(value)
        groups = found.get("OCGs")
        listed = self.foreign.follow(groups)
        members = listed if isinstance(listed, list) else [groups]
        states = [not self._is_off(item) for item in members if isinstance(item, PdfReference)]
        if not states:
            return False
        policy = str(self.foreign.follow(found.get("P")) or "AnyOn")
        seen = {"AllOn": all(states), "AnyOff": not all(states), "AllOff": not any(states)}
        return not seen.get(policy, any(states))

    def _is_off(self, layer: PdfReference) -> bool:
        return layer not in self.on if self.base_off else layer in self.off

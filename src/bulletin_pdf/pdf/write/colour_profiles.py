"""Colour profiles in a file: the output intent (R-05), and what colours of another kind of device are meant by (A-05)."""

import os

from bulletin_pdf.fonts.shipped import icc_directory
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, reference, text_string
from bulletin_pdf.pdf.profile import OutputIntent, Profile
from bulletin_pdf.plain_files import open_plain


def default_spaces(profile: Profile, table: ObjectTable) -> dict[str, Ref]:
    """Return by which profile colours of the other kind of device are meant: RGB in print, CMYK on a screen (A-05)."""
    if profile.intent is None:
        return {}
    key, file, components = (
        ("DefaultRGB", _SCREEN_ICC, 3) if profile.intent.components == 4 else ("DefaultCMYK", _PRESS_ICC, 4)
    )
    icc = _add_icc(file, components, table)
    return {key: table.add(array(("/ICCBased", reference(icc))))}


_SCREEN_ICC, _PRESS_ICC = "sRGB.icc", "FOGRA47L.icc"


def write_intent(intent: OutputIntent, table: ObjectTable) -> str:
    """Write the output intent with its profile embedded (R-05)."""
    if intent.data:
        icc = table.add_stream(intent.data, {"N": str(intent.components)})
    else:
        icc = _add_icc(intent.profile, intent.components, table)
    return dictionary(
        {
            "Type": "/OutputIntent",
            "S": f"/{intent.kind}",
            "OutputConditionIdentifier": text_string(intent.condition),
            "OutputCondition": text_string(intent.condition),
            **({"RegistryName": text_string("http://www.color.org")} if intent.registered else {}),
            "Info": text_string(intent.info),
            "DestOutputProfile": reference(icc),
        }
    )


def _add_icc(profile: str, components: int, table: ObjectTable) -> Ref:
    """Write a profile; a shipped one from its packed copy, as small as it gets and no work for each file."""
    entries = {"N": str(components)}
    if os.path.isabs(profile):
        with open_plain(profile) as file:
            return table.add_stream(file.read(), entries)
    with open(os.path.join(icc_directory(), f"{profile}.z"), "rb") as file:
        return table.add_packed(file.read(), entries)

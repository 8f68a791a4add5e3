"""The options of the print office, and the profile that follows from them."""

from typing import Literal, get_args

from bulletin_pdf.inks import OFFICIAL_RED, Cmyk
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.press.intents import INTENTS, output_intent
from bulletin_pdf.problems import Problems

Red = Literal["process", "gb", "spot"]
"""Mixed 0/100/100/0 (R-33) or 0/80/80/0, the least of GB/T 9704 (R-32); or its own plate (R-34)."""

REDS: tuple[Red, ...] = get_args(Red)

_GB_RED = Cmyk(0, 0.8, 0.8, 0)


class Copy(NamedTuple):
    """One numbered copy (份) and who gets it."""

    number: str
    recipient: str = ""


class PrintOptions(NamedTuple):
    """How an edition for the press is to be made; editions for the screen ask for a certificate at most."""

    red: Red = "process"
    intent: str = "fogra47"
    marks: bool = False
    registration: bool = False
    """The sheet that shows how a printer is off, in place of the pages."""
    offset: tuple[float, float] = (0.0, 0.0)
    """Where the office's printer needs the overprint edition moved to, mm right and down."""
    copies: tuple[Copy, ...] = ()
    ticket: bool = False
    """A job ticket next to the file (付印单)."""
    copies_from: str = ""
    """A CSV file that lists them instead."""
    certificate: bool = False
    """A certificate of the text next to the file, whatever the edition."""
    lang: Language = "zh"
    """Language of the ticket and of the notes on a proof."""


def option_files(options: PrintOptions) -> tuple[str, ...]:
    """Return the files that options name: the printer's own ICC profile, the list of recipients."""
    profile = "" if options.intent.lower() in INTENTS else options.intent
    return tuple(path for path in (profile, options.copies_from) if path)


def is_for_press(profile: Profile) -> bool:
    """Whether print options concern this kind of file."""
    return profile.x_version != ""


def is_numbered(options: PrintOptions) -> bool:
    """Whether copies with numbers are requested."""
    return bool(options.copies or options.copies_from)


def press_profile(profile: Profile, options: PrintOptions, problems: Problems) -> Profile:
    """Return the profile of an edition with the options applied."""
    if not is_for_press(profile):
        return profile
    return profile._replace(
        intent=output_intent(options.intent, problems),
        spot_plates=options.red == "spot",
        mixtures=((OFFICIAL_RED.name, _GB_RED),) if options.red == "gb" else (),
    )

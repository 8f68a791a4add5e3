"""The page of the Python API, made from docstrings by mkdocstrings."""

from bulletin_pdf.messages import Language

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("一期", "An issue", ("Issue", "Result", "Checked", "Fixed", "SetPages", "Outcome", "Change")),
    ("一年", "A year", ("Volume", "VolumeResult", "VolumeOutcome")),
    ("印刷", "For the printer", ("PrintOptions", "Copy", "numbered_copies")),
    ("反复排版", "Setting again and again", ("Session", "Document")),
    (
        "现成的 PDF",
        "PDFs that exist",
        (
            "preflight",
            "PreflightReport",
            "impose",
            "ImposedPdf",
            "compare",
            "ComparedPdfs",
            "verify",
            "VerifyReport",
            "sign",
        ),
    ),
    (
        "归档文件",
        "Archive files",
        ("audit", "catalogue", "find", "recognise", "transfer", "verify_folder", "unpack", "UnpackedArchive"),
    ),
    ("导入", "Older material", ("import_file", "ImportedIssue", "propose_design", "ProposedDesign")),
    (
        "问题和校对",
        "Problems and proofreading",
        ("BulletinError", "Problem", "Span", "Level", "Finding", "Fix"),
    ),
    ("审签", "A review", ("Review", "ReviewDecision")),
    ("前后各期", "Issues before and after", ("Neighbourhood",)),
)
_OPTIONS = """\
    options:
      show_root_heading: true
      heading_level: 3
      show_source: false
      members_order: source
      separate_signature: true
      show_signature_annotations: true
      signature_crossrefs: false
      show_root_full_path: false
      filters: ["!^_"]
      inherited_members: false
"""


def api_page(lang: Language) -> str:
    """Return the page: every public name below the heading of its group."""
    english = lang == "en"
    parts = [
        "# The Python API, name by name" if english else "# Python 接口逐项",
        "Made from the program. [From Python](python.md) shows how they are used together."
        if english
        else "由程序生成，说明和源代码里的一样，是英文的。怎样一起用，见[Python 接口](python.md)。",
    ]
    for chinese_title, english_title, names in GROUPS:
        parts.append(f"## {english_title if english else chinese_title}")
        parts += [f"::: bulletin_pdf.{name}\n{_OPTIONS}" for name in names]
    return "\n\n".join(parts) + "\n"

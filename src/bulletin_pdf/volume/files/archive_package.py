"""The archive package of a volume: a BagIt bag with file, sources, metadata and log (A-50).

The same volume gives the same bytes: dates come from the volume, names are sorted, and
nothing is said of the machine.
"""

import hashlib
import os
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from bulletin_pdf.compose.archive_record import PLACE, record_of
from bulletin_pdf.fonts.face import file_digest
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.model import Change
from bulletin_pdf.pages import Document, FaceId, RecordField
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problems import Problem, Problems, show
from bulletin_pdf.review.evidence import PAGE_ENDING, RECORD_ENDING, ReviewEvidence, evidence_of
from bulletin_pdf.safe_files import new_directory
from bulletin_pdf.version import __version__
from bulletin_pdf.volume.files.enclosed_files import attachments_of, home_of, name_below
from bulletin_pdf.volume.files.workbook import as_xlsx
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.file_list import catalogue_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES

_ALGORITHMS = ("sha256", "sha512")
_SYSTEM = "由 YAML 源文件排版的工作简报合订本；源文件、日志随包保存"
_SPACE = "urn:bulletin-pdf:gwjb:1"


class ArchivePackage:
    """What a package is made of, besides the finished file."""

    def __init__(
        self,
        plan: VolumePlan,
        issues: Sequence[BoundIssue],
        document: Document,
        book: FontBook,
        faces: Collection[FaceId],
    ) -> None:
        """Take a bound volume and the faces it is set in."""
        self.plan, self.issues, self.document, self.book = plan, issues, document, book
        self.faces = faces
        self.reviews: dict[int, ReviewEvidence] = {}
        """By the place of the issue."""

    def files(
        self, pdfs: Mapping[str, bytes], problems: Problems, changes: Iterable[Change]
    ) -> dict[str, bytes]:
        """Return the whole bag: path → bytes; `pdfs` are the books of the volume. What is open in reviews is reported."""
        evidence = self._evidence(problems)
        payload = {**pdfs, **self._sources(), **evidence}
        payload["metadata.xml"] = self._metadata(pdfs, payload).encode("utf-8")
        payload["build.log"] = self._log(problems, changes).encode("utf-8")
        return _bag(payload, self._info(payload))

    def _sources(self) -> dict[str, bytes]:
        """All that the volume is made from besides faces, and the catalogue as CSV and XLSX."""
        files = {f"source/{file.name}": file.data for file in attachments_of(self.plan, self.issues)}
        files["catalogue.csv"] = files.pop("source/catalogue.csv")
        rows = catalogue_of(self.plan, self.issues)
        files["catalogue.xlsx"] = as_xlsx(rows, PART_TITLES["catalogue"], self.plan.date.iso)
        return files

    def _evidence(self, problems: Problems) -> dict[str, bytes]:
        """Return the record of each issue's review and the page set from it, below review/."""
        files: dict[str, bytes] = {}
        home = home_of(self.plan)
        for place, issue in enumerate(self.issues):
            if issue.member.foreign is not None or issue.member.archived is not None:
                continue
            found = evidence_of(issue.member.issue, problems)
            if found is not None:
                self.reviews[place] = found
                stem = os.path.splitext(name_below(home, issue.member.path))[0]
                files[f"review/{stem}{RECORD_ENDING}"] = found.record
                files[f"review/{stem}{PAGE_ENDING}"] = found.page
        return files

    def _info(self, payload: Mapping[str, bytes]) -> list[tuple[str, str]]:
        plan = self.plan
        code = f"{plan.archive.fonds}-{plan.archive.category}·{plan.year}" if plan.archive else ""
        fields = [
            ("Source-Organization", "、".join(publisher.text for publisher in plan.publishers)),
            ("External-Identifier", code),
            ("External-Description", self.document.title),
            ("Bagging-Date", plan.date.iso),
            ("Payload-Oxum", f"{sum(map(len, payload.values()))}.{len(payload)}"),
            ("Bag-Count", "1 of 1"),
            ("Bag-Software-Agent", f"bulletin_pdf {__version__}"),
        ]
        return [(key, value) for key, value in fields if value]

    def _metadata(self, pdfs: Mapping[str, bytes], payload: Mapping[str, bytes]) -> str:
        """Write the record of the volume and of each issue under the names of DA/T 46 (docs/rules/archive.md §5)."""
        body = _group("来源", self._origin(), 1)
        digest = _hash("sha256", b"".join(pdfs.values()))
        body += _element("电子文件号", f"urn:sha256:{digest}", 1)
        if (archive := self.plan.archive) is not None:
            shared = {"全宗号": archive.fonds, "类别号": archive.category, "年度": str(self.plan.year)}
            shared |= {"保管期限": archive.retention, "机构或问题": archive.office}
            body += _group("档号", shared, 1)
        body += _elements((field for field in self.document.record if field.name not in PLACE), 1)
        body += _element("文件组合类型", "组合文件", 1)
        for name, pdf in pdfs.items():
            electronic = {"格式信息": "PDF/A-3a", "计算机文件名": name, "文件大小": str(len(pdf))}
            electronic |= {"创建程序": f"bulletin_pdf {__version__}", "系统描述": _SYSTEM}
            electronic |= {"SHA-256": _hash("sha256", pdf)}
            body += _group("电子属性", electronic, 1)
        home = home_of(self.plan)
        for place, issue in enumerate(self.issues):
            name = f"source/{name_below(home, issue.member.path)}"
            body += self._item(place, issue, name, payload[name])
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<卷 xmlns="{_SPACE}">\n{body}</卷>\n'

    def _origin(self) -> dict[str, str]:
        """M2 to M6: where the records come from; who issued them unless it is said otherwise."""
        archive = self.plan.archive
        issuer = "、".join(publisher.text for publisher in self.plan.publishers)
        given = {"档案馆名称": "", "档案馆代码": "", "全宗名称": issuer, "立档单位名称": issuer}
        if archive is not None:
            named = (archive.repository, archive.repository_code, archive.fonds_name, archive.creator)
            given |= {key: value for key, value in zip(given, named, strict=True) if value}
        return {key: value for key, value in given.items() if value}

    def _item(self, place: int, bound: BoundIssue, name: str, source: bytes) -> str:
        issue, document = bound.member.issue, bound.document
        record = document.record or record_of(issue, document.title, len(bound.pages), document.lang)
        own = {"电子文件号": f"urn:sha256:{_hash('sha256', source)}"}
        if (archive := self.plan.archive) is not None:
            own |= {"档号": archive.of(self.plan.year, place), "件号": f"{archive.first + place:04d}"}
            own |= {"保管期限": archive.retention}
        own |= {"文件组合类型": "单件", "文档序号": str(place + 1)}
        own |= {"页号": f"{bound.first}—{bound.last}" if bound.last > bound.first else str(bound.first)}
        own |= {"格式信息": _format_of(name), "计算机文件名": name, "文件大小": str(len(source))}
        own |= {"SHA-256": _hash("sha256", source)}
        inside = _elements((field for field in record if field.name not in own), 2) + "".join(
            _element(key, value, 2) for key, value in own.items() if value
        )
        if (review := self.reviews.get(place)) is not None:
            stem = os.path.splitext(name.removeprefix("source/"))[0]
            files = "、".join(f"review/{stem}{ending}" for ending in (RECORD_ENDING, PAGE_ENDING))
            done = {"业务行为": "审签", "行为时间": review.day, "行为描述": f"{review.said}；见{files}"}
            inside += _group("业务实体", done, 2)
        return f" <件>\n{inside} </件>\n"

    def _log(self, problems: Iterable[Problem], changes: Iterable[Change]) -> str:
        """Return with what the volume was made, what was found, and every character changed."""
        home = os.path.dirname(os.path.realpath(self.plan.path))
        entries = {self.book.entry(face) for face in self.faces}
        lines = [f"bulletin_pdf {__version__}"]
        fonts = sorted((os.path.basename(e.path), e.digest or file_digest(e.path)) for e in entries)
        lines += [f"font {name} sha256 {digest}" for name, digest in fonts]
        lines += [_relative(show(problem, "zh"), home) for problem in problems]
        for change in changes:
            at = change.place
            path = os.path.relpath(os.path.realpath(at.path), home)
            lines.append(f"{path}:{at.line}:{at.column}: {change.before} → {change.after} ({change.rule})")
        return "\n".join(lines) + "\n"


def _format_of(name: str) -> str:
    return "PDF" if name.lower().endswith(".pdf") else "YAML"


def _relative(text: str, home: str) -> str:
    """A log says nothing of where on a machine the files lay."""
    return text.replace(home + os.sep, "").replace(os.path.relpath(home) + os.sep, "")


def write_package(directory: str, files: Mapping[str, bytes]) -> None:
    """Write the bag; it stands whole under its name or not at all. `OSError` when the name is taken."""
    with new_directory(directory) as place:
        for name, data in files.items():
            path = os.path.join(place, *name.split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(data)


# BagIt (RFC 8493) ---------------------------------------------------------------------------


def _bag(payload: Mapping[str, bytes], info: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    bag = {f"data/{unicodedata.normalize('NFC', name)}": data for name, data in payload.items()}
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in info).encode(),
    }
    tags |= {f"manifest-{name}.txt": _manifest(name, bag) for name in _ALGORITHMS}
    tags |= {f"tagmanifest-{name}.txt": _manifest(name, tags) for name in _ALGORITHMS}
    return {**tags, **bag}


def _manifest(algorithm: str, files: Mapping[str, bytes]) -> bytes:
    names = sorted(name for name in files if not name.startswith("tagmanifest"))
    lines = (f"{_hash(algorithm, files[name])}  {_written(name)}\n" for name in names)
    return "".join(lines).encode()


def _written(name: str) -> str:
    """RFC 8493, 2.1.3: line ends in names, and the sign that stands for them."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _hash(algorithm: str, data: bytes) -> str:
    return hashlib.new(algorithm, data).hexdigest()


def _read(path: str) -> bytes:
    with open_plain(path) as file:
        return file.read()


# XML ----------------------------------------------------------------------------------------


def _elements(record: Iterable[RecordField], depth: int) -> str:
    return "".join(_element(field.name, value, depth) for field in record for value in field.values if value)


def _element(name: str, value: str, depth: int) -> str:
    return f"{' ' * depth}<{name}>{escape(value)}</{name}>\n"


def _group(name: str, fields: Mapping[str, str], depth: int) -> str:
    inside = "".join(_element(key, value, depth + 1) for key, value in fields.items() if value)
    return f"{' ' * depth}<{name}>\n{inside}{' ' * depth}</{name}>\n"

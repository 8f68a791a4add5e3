"""Check of a bag (BagIt, RFC 8493) against its manifests.

Files are read piece by piece. A manifest that is itself damaged, as the others show, is named instead of the files in it.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems

BAG_FILE = "bagit.txt"
_NAME = pattern(r"(tag)?manifest-([a-z0-9]{2,12})\.txt")
_LINE = pattern(r"([0-9a-fA-F]{32,128})[ \t]+\*?(\S.*)")
_VERSION = pattern(r"BagIt-Version: ?[0-9]+\.[0-9]+\r?\nTag-File-Character-Encoding: ?UTF-8\r?\n?")
_OXUM = pattern(r"^Payload-Oxum: ?([0-9]+)\.([0-9]+)\s*$")
_BLOCK = 1 << 20
_MAX_TAG = 64 << 20
"""Bytes of a manifest; one of a hundred thousand files has twenty million."""


class BagChecked(NamedTuple):
    """What was found of a bag."""

    problems: tuple[Problem, ...]
    files: int
    """Files whose digests were compared."""
    size: int
    """Their bytes."""
    payload: Mapping[str, str]
    """Files of the payload that are as they should be, by path → SHA-256."""
    digest: str
    """Stands for the whole bag."""
    algorithms: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    """Algorithms of manifests that this machine does not have."""


class _Manifest(NamedTuple):
    name: str
    algorithm: str
    digests: Mapping[str, str]


def check_bag(directory: str) -> BagChecked:
    """Check every file of a bag against every manifest; raises `OSError` when the machine fails."""
    return _Check(directory).run()


class _Check:
    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.problems = Problems()
        self.size = 0
        self.found: dict[str, dict[str, str]] = {}
        """Path in the bag → algorithm → digest."""

    def run(self) -> BagChecked:
        present = set(self._present())
        payload, tags, unknown = self._manifests()
        self._check_declaration()
        if not payload:
            self._say(Code.BAG_MALFORMED, "", what=Term("bag no manifest"))
        algorithms = tuple(sorted({one.algorithm for one in (*payload, *tags)}))
        for name in sorted(present):
            self.found[name] = self._digests(name, {*algorithms, "sha256"})
        # The manifests of tags first: they say which of the others may be believed.
        distrusted = self._compare(tags, present, set())
        self._compare([one for one in payload if one.name not in distrusted], present, distrusted)
        self._look_for_extra(payload, tags, present)
        self._check_oxum(present)
        wrong = {str(dict(one.details).get("file")) for one in self.problems}
        good = {
            os.path.join(self.directory, *name.split("/")): self.found[name]["sha256"]
            for name in sorted(present)
            if name.startswith("data/")
        }
        broken = {dict(one.details)["file"] for one in self.problems if one.code == Code.FIXITY_BROKEN}
        # What a damaged file says badly is no damage of its own.
        told = [
            one
            for one in self.problems
            if one.code != Code.BAG_MALFORMED or dict(one.details)["file"] not in broken
        ]
        whole = "\n".join(f"{self.found[name]['sha256']}  {name}" for name in sorted(present))
        return BagChecked(
            tuple(told),
            len(present),
            self.size,
            {path: digest for path, digest in good.items() if path not in wrong},
            hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest(),
            algorithms,
            unknown,
        )

    def _say(self, code: str, name: str, **details: object) -> None:
        path = os.path.join(self.directory, *name.split("/")) if name else self.directory
        self.problems.add(code, None, file=path, **details)  # type: ignore[arg-type]

    def _present(self) -> Iterator[str]:
        for home, inside, names in os.walk(self.directory):
            inside.sort()
            below = os.path.relpath(home, self.directory)
            for name in sorted(names):
                yield name if below == os.curdir else "/".join((*below.split(os.sep), name))

    def _manifests(self) -> tuple[list[_Manifest], list[_Manifest], tuple[str, ...]]:
        payload: list[_Manifest] = []
        tags: list[_Manifest] = []
        unknown: list[str] = []
        for name in sorted(os.listdir(self.directory)):
            named = _NAME.fullmatch(name)
            if named is None:
                continue
            if named[2] not in hashlib.algorithms_available:
                unknown.append(named[2])
                continue
            manifest = _Manifest(name, named[2], self._read_manifest(name))
            (tags if named[1] else payload).append(manifest)
        return payload, tags, tuple(dict.fromkeys(unknown))

    def _read_manifest(self, name: str) -> dict[str, str]:
        digests: dict[str, str] = {}
        # Lines end as RFC 8493 says; `splitlines` would also part them where a damaged byte happens to be a separator.
        lines = self._text(name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        odd = 0
        for line in lines:
            found = _LINE.fullmatch(line)
            if found is None or not (found[1].islower() or found[1].isupper() or found[1].isdigit()):
                odd += bool(line.strip())
                continue
            digests[found[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")] = found[1].lower()
        if odd:
            self._say(Code.BAG_MALFORMED, name, what=Term("bag manifest line"))
        return digests

    def _text(self, name: str) -> str:
        with open_plain(os.path.join(self.directory, name)) as file:
            return file.read(_MAX_TAG).decode("utf-8", "replace")

    def _check_declaration(self) -> None:
        if not _VERSION.fullmatch(self._text(BAG_FILE)):
            self._say(Code.BAG_MALFORMED, BAG_FILE, what=Term("bag declaration"))

    def _digests(self, name: str, algorithms: set[str]) -> dict[str, str]:
        hashes = {algorithm: hashlib.new(algorithm) for algorithm in algorithms}
        with open_plain(os.path.join(self.directory, *name.split("/"))) as file:
            while block := file.read(_BLOCK):
                self.size += len(block)
                for each in hashes.values():
                    each.update(block)
        return {algorithm: each.hexdigest() for algorithm, each in hashes.items()}

    def _compare(self, manifests: list[_Manifest], present: set[str], distrusted: set[str]) -> set[str]:
        """Compare what manifests of one kind say; return the manifests that are wrong themselves."""
        listed = dict.fromkeys(name for one in manifests for name in one.digests)
        wrong: set[str] = set()
        for name in listed:
            if name in distrusted:
                continue
            by = {one.name: one.digests[name] for one in manifests if name in one.digests}
            if name not in present:
                if len(by) == len(manifests):
                    self._say(Code.BAG_FILE_MISSING, name, manifest=next(iter(by)))
                else:
                    wrong.update(by)
                continue
            kind = {one.name: one.algorithm for one in manifests}
            failed = [one for one, said in by.items() if self.found[name][kind[one]] != said]
            if failed and len(failed) == len(manifests):
                self._say(Code.FIXITY_BROKEN, name, manifest=failed[0])
                wrong.add(name)
            else:
                # Two manifests contradict each other: one algorithm cannot fail alone by a change of the file.
                wrong.update(failed)
        for name in sorted(wrong & {one.name for one in manifests}):
            self._say(Code.MANIFEST_CONTRADICTED, name)
        return wrong

    def _look_for_extra(self, payload: list[_Manifest], tags: list[_Manifest], present: set[str]) -> None:
        named = {name for one in (*payload, *tags) for name in one.digests}
        for name in sorted(present):
            is_tag = not name.startswith("data/")
            if name not in named and not (is_tag and (_NAME.fullmatch(name) or name == BAG_FILE or not tags)):
                self._say(Code.BAG_FILE_EXTRA, name)

    def _check_oxum(self, present: set[str]) -> None:
        path = "bag-info.txt"
        said = next((found for line in self._text(path).splitlines() if (found := _OXUM.match(line))), None) \
            if path in present else None  # fmt: skip
        if said is None:
            return
        payload = [name for name in present if name.startswith("data/")]
        size = sum(os.path.getsize(os.path.join(self.directory, *name.split("/"))) for name in payload)
        told = any(
            one.code in (Code.BAG_FILE_MISSING, Code.BAG_FILE_EXTRA, Code.FIXITY_BROKEN)
            for one in self.problems
        )
        if (int(said[1]), int(said[2])) != (size, len(payload)) and not told:
            self._say(Code.BAG_MALFORMED, path, what=Term("bag oxum"))

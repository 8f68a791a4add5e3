"""四性检测: every damage of a store is named and nothing else, in the first run and in later ones; stopped runs go on."""

import io
import json
import random
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from archive.conftest import Store, issue_of, write_issue
from bulletin_pdf.api.archives import audit
from bulletin_pdf.archive.audit.active_content import has_active_content
from bulletin_pdf.archive.audit.audit_items import ITEM_OF, ITEMS, items_of
from bulletin_pdf.archive.audit.audit_log import opened_log
from bulletin_pdf.archive.audit.file_facts import FileFacts
from bulletin_pdf.archive.audit.judge_file import AuditTask, judge_file
from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding
from bulletin_pdf.archive.audit.publish_audit import PublishedAudit
from bulletin_pdf.archive.audit.run_audit import AuditOutcome, run_audit
from bulletin_pdf.archive.audit.store_checks import store_problems
from bulletin_pdf.cli.main import main
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.press.preflight.judge import judge
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from support.verapdf import verdicts

NOW = datetime(2026, 11, 30, 9, 0)


def audited(store: Store, log: Path, **options: Any) -> AuditOutcome:
    with opened_log(str(log)) as opened:
        return run_audit(opened, [str(store.root)], "keeping", lambda: "2026-11-30T09:00:00", **options)


def named(outcome: AuditOutcome, store: Store) -> set[tuple[str, str]]:
    """Code and file of each finding."""
    return {
        (one.code, Path(str(dict(one.details)["file"])).relative_to(store.root).as_posix())
        for _, one in outcome.findings
    }


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << at % 8
    path.chmod(path.stat().st_mode | stat.S_IWUSR)
    path.write_bytes(data)


def swap(one: Path, other: Path) -> None:
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)


def test_a_sound_store_has_no_findings(store: Store, tmp_path: Path) -> None:
    outcome = audited(store, tmp_path / "log")
    assert outcome.findings == ()
    assert dict(outcome.kinds) == {"archive": 3, "bag": 1, "issue": 3}
    assert {result.item.number for result in outcome.items if not result.judged} == {"3-3", "4-2", "4-4"}


def test_every_damage_is_named_and_nothing_else(store: Store, tmp_path: Path) -> None:
    """In the very first run: there is nothing to compare with but the files themselves."""
    flip(store.archived / "2015-2.pdf", 40_000)
    flip(store.bag / "data/year.pdf", 30_000)
    (store.bag / "data/source/2.yaml").unlink()
    (store.bag / "data/more.txt").write_text("who put this here?", "utf-8")
    flip(store.bag / "manifest-sha512.txt", 700)
    (store.yaml / "2014-2.yaml").unlink()
    write_issue(store.yaml / "extra.yaml", issue_of(2014, 3, theme="另一份"))
    shutil.copy(store.archived / "2015-1.pdf", store.archived / "copy.pdf")
    (store.root / "note.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    assert named(audited(store, tmp_path / "log"), store) == {
        (Code.FILE_NOT_FROM_SOURCE, "2015/2015-2.pdf"),
        (Code.FIXITY_BROKEN, "2016-bag/data/year.pdf"),
        (Code.BAG_FILE_MISSING, "2016-bag/data/source/2.yaml"),
        (Code.BAG_FILE_EXTRA, "2016-bag/data/more.txt"),
        (Code.FIXITY_BROKEN, "2016-bag/manifest-sha512.txt"),
        (Code.NUMBER_GAP, "2014"),
        (Code.NUMBER_DOUBLED, "2014/extra.yaml"),
        (Code.SAME_CONTENT, "2015/copy.pdf"),
        (Code.HOLDING_DAMAGED, "note.pdf"),
    }


def test_what_has_changed_since_the_first_run_is_named_until_it_is_accepted(
    store: Store, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    audited(store, log)
    swap(store.archived / "2015-1.pdf", store.archived / "2015-3.pdf")
    (store.archived / "2015-2.pdf").unlink()
    write_issue(store.yaml / "2014-1.yaml", issue_of(2014, 1, theme="改过"))
    wanted = {
        (Code.FILE_SWAPPED, "2015/2015-1.pdf"),
        (Code.FILE_SWAPPED, "2015/2015-3.pdf"),
        (Code.FILE_GONE, "2015/2015-2.pdf"),
        (Code.NUMBER_GAP, "2015"),
        (Code.FILE_CHANGED, "2014/2014-1.yaml"),
    }
    second = audited(store, log)
    assert named(second, store) == wanted
    assert len(second.new) == 5 and second.mended == ()
    third = audited(store, log, accept=True)
    assert named(third, store) == wanted and third.new == ()
    fourth = audited(store, log)
    assert named(fourth, store) == {(Code.NUMBER_GAP, "2015")}
    assert len(fourth.mended) == 4
    assert [run.findings for run in fourth.runs] == [0, 5, 5, 1]


def test_swapped_files_are_named_by_their_names_in_a_first_run() -> None:
    def facts(named: int, number: int) -> FileFacts:
        head = HeldIssue("青河简报", "", False, 2015, number, f"第{number}期")
        return FileFacts(f"/store/2015-{named:02d}.pdf", "archive", f"{named}-{number}", (head,), False)

    files = [facts(number, number) for number in range(1, 9)]
    assert list(store_problems(files, {})) == []
    files[2:4] = [facts(3, 4), facts(4, 3)]
    found = [dict(one.details) for one in store_problems(files, {}) if one.code == Code.NAME_CONTRADICTS]
    assert [(one["named"], one["number"]) for one in found] == [(3, 4), (4, 3)]
    assert len(list(store_problems(files, {}))) == 2


@pytest.mark.parametrize("seed", range(3))
def test_any_flipped_bit_of_an_archive_file_is_seen(store: Store, seed: int) -> None:
    path = store.archived / "2015-1.pdf"
    flip(path, random.Random(seed).randrange(path.stat().st_size))
    assert judge_file(AuditTask(str(path))).problems


def test_any_flipped_bit_of_a_bag_is_seen_where_it_is(store: Store) -> None:
    chance = random.Random(7)
    for path in sorted(path for path in store.bag.rglob("*") if path.is_file()):
        before = path.read_bytes()
        flip(path, chance.randrange(len(before)))
        found = judge_file(AuditTask(str(store.bag))).problems
        assert {dict(one.details)["file"] for one in found} == {str(path)}, path
        path.write_bytes(before)


def test_a_run_that_was_stopped_goes_on(store: Store, tmp_path: Path) -> None:
    """What was judged before the stop is not judged again; the end is as if there had been none."""

    class Stop(Exception):
        pass

    def stopped(results: Iterator[JudgedHolding], _total: int) -> Iterator[JudgedHolding]:
        for count, result in enumerate(results):
            if count == 4:
                raise Stop
            yield result

    totals = []

    def counted(results: Iterator[JudgedHolding], total: int) -> Iterator[JudgedHolding]:
        totals.append(total)
        return results

    flip(store.archived / "2015-2.pdf", 9_000)
    with pytest.raises(Stop):
        audited(store, tmp_path / "log", watched=stopped)
    resumed = audited(store, tmp_path / "log", watched=counted)
    assert totals == [3]
    assert (resumed.run.number, len(resumed.runs)) == (1, 1)
    assert resumed.findings == audited(store, tmp_path / "whole").findings
    assert audited(store, tmp_path / "log", watched=counted).run.number == 2
    assert totals == [3, 7]


def test_several_processes_find_the_same(store: Store, tmp_path: Path) -> None:
    flip(store.archived / "2015-2.pdf", 9_000)
    assert audited(store, tmp_path / "a").findings == audited(store, tmp_path / "b", jobs=2).findings


def test_metadata_that_lie_are_named(store: Store) -> None:
    """Manifests made anew over a changed record: only the record itself tells."""
    bagit = import_module("bagit")
    metadata = store.bag / "data/metadata.xml"
    metadata.write_text(metadata.read_text("utf-8").replace("<文件大小>", "<文件大小>9", 1), "utf-8")
    bagit.Bag(str(store.bag)).save(manifests=True)
    found = judge_file(AuditTask(str(store.bag))).problems
    assert {one.code for one in found} == {Code.METADATA_DIFFERS}
    metadata.write_text("<卷>", "utf-8")
    bagit.Bag(str(store.bag)).save(manifests=True)
    assert {one.code for one in judge_file(AuditTask(str(store.bag))).problems} == {Code.METADATA_UNREADABLE}


def test_claims_go_to_verapdf_where_it_is(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that answers in veraPDF's words; it finds fault with one file by one standard."""
    command = tmp_path / "bin" / "verapdf"
    command.parent.mkdir()
    command.write_text(
        "#!/bin/sh\nshift 3; flavour=$1; shift\necho '<report><jobs>'\nfor file; do ok=true\n"
        "case $flavour-$file in ua1-*2015-3.pdf) ok=false;; esac\n"
        'echo "<job><item><name>$file</name></item><validationReport isCompliant=\\"$ok\\"/></job>"\n'
        "done\necho '</jobs></report>'\n",
        "utf-8",
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}:/usr/bin:/bin")
    outcome = audited(store, tmp_path / "log")
    assert [(number, dict(one.details)["standard"]) for number, one in outcome.findings] == [
        ("3-3", "PDF/UA-1")
    ]
    (claims,) = [result for result in outcome.items if result.item.number == "3-3"]
    assert claims.judged and claims.evidence.startswith("4个文件")


def test_what_acts_is_named(store: Store) -> None:
    path = store.root / "odd.pdf"
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in action.items()}
    )
    writer.write(path)
    codes = {one.code for one in judge_file(AuditTask(str(path))).problems}
    assert codes == {Code.ACTIVE_CONTENT, Code.FORMAT_NOT_KEPT}
    writer.encrypt("secret")
    writer.write(path)
    assert {one.code for one in judge_file(AuditTask(str(path))).problems} == {Code.FILE_ENCRYPTED}


def acting(path: Path, *, action: str = "/JavaScript", text: str = "", objects: bool = False) -> Path:
    """A PDF that runs something, or only says so in a text."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    said = DecodedStreamObject()
    said.set_data(text.encode())
    writer.root_object[NameObject("/Said")] = writer._add_object(said)
    if action:
        entries = {"/S": NameObject(action), "/JS": TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in entries.items()}
        )
    writer.write(path)
    if objects:
        subprocess.run(["qpdf", "--object-streams=generate", path, "--replace-input"], check=True)
    return path


@pytest.mark.parametrize("action", ["/JavaScript", "/Launch", "/SubmitForm", "/GoToR"])
@pytest.mark.parametrize("objects", [False, True])
def test_actions_are_found_also_in_packed_objects(tmp_path: Path, action: str, objects: bool) -> None:
    path = acting(tmp_path / "odd.pdf", action=action, objects=objects)
    assert (b"/OpenAction" in path.read_bytes()) is not objects
    assert has_active_content(ForeignPdf(path.read_bytes()))


def test_names_of_actions_written_in_numbers_are_found(tmp_path: Path) -> None:
    path = acting(tmp_path / "odd.pdf")
    path.write_bytes(path.read_bytes().replace(b"/JavaScript", b"/J#61vaScr").replace(b"/JS ", b"/J#53 "))
    assert has_active_content(ForeignPdf(path.read_bytes(), lenient=True))


@pytest.mark.parametrize("text", ["how to use /JS and /Launch", "/JavaScript"])
def test_texts_and_packed_bytes_that_look_like_actions_are_none(tmp_path: Path, text: str) -> None:
    """Of 144 archive files four had `/JS` in their packed bytes by chance."""
    path = acting(tmp_path / "plain.pdf", action="", text=text)
    assert text.encode() in path.read_bytes()
    assert not has_active_content(ForeignPdf(path.read_bytes()))


def held(year: int, number: int, serial: int = 0, series: str = "") -> HeldIssue:
    return HeldIssue("青河简报", series, False, year, number, f"第{number}期", "", serial)


def of_kind(kind: str, *heads: HeldIssue, directory: str = "/store") -> list[FileFacts]:
    return [
        FileFacts(
            f"{directory}/{kind}{head[1]}-{head.year}-{head.number}", kind, f"{kind} {head}", (head,), False
        )
        for head in heads
    ]


def gaps(files: list[FileFacts]) -> list[object]:
    return [dict(one.details)["label"] for one in store_problems(files, {}) if one.code == Code.NUMBER_GAP]


def test_total_numbers_tell_the_lost_end_of_a_year() -> None:
    """Nothing else says that the last numbers were there once: no neighbour behind them."""
    first = [held(2014, number, 100 + number) for number in range(1, 11)]
    second = [held(2015, number, 112 + number) for number in range(1, 9)]
    assert gaps(of_kind("issue", *first, *second)) == ["2014年第11期", "2014年第12期"]
    # What took those total numbers is known, or total numbers do not go along with the year's.
    assert gaps(of_kind("issue", *first, *second, held(2014, 1, 112, "专刊"))) == []
    odd = [*first[:-1], held(2014, 10, 111)]
    assert gaps(of_kind("issue", *odd, *second)) == []
    assert gaps(of_kind("issue", *first)) == []


def test_a_volume_tells_which_single_file_of_its_year_is_gone() -> None:
    year = [held(2014, number) for number in range(1, 25)]
    bound = [FileFacts("/store/bag", "bag", "bag", tuple(year), False)]
    singles = of_kind("archive", *(one for one in year if one.number not in (5, 24)), directory="/store/pdf")
    found = [one for one in store_problems([*bound, *singles], {}) if one.code == Code.NUMBER_GAP]
    assert [(dict(one.details)["file"], dict(one.details)["label"]) for one in found] == [
        ("/store/pdf", "2014年第5期"),
        ("/store/pdf", "2014年第24期"),
    ]
    # Half a year beside its volume was never meant to be all of it.
    assert gaps([*bound, *singles[:12]]) == []


def test_a_file_with_another_name_is_renamed_and_not_gone(store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    audited(store, log)
    (store.archived / "2015-2.pdf").rename(store.root / "two.pdf")
    found = audited(store, log)
    assert named(found, store) == {(Code.FILE_RENAMED, "two.pdf")}
    details = [dict(one.details) for one in found.new]
    assert [one["other"] for one in details] == [str(store.archived / "2015-2.pdf")]


def test_what_a_volume_lists_and_is_not_there_is_named(store: Store) -> None:
    """Its other files are described as before: one gone or damaged makes no doubt of the rest."""
    plan = store.archived / "volume.yaml"
    entry = {"number": 4, "date": "2015-04-14", "contents": [{"title": "长沙市：老戏台"}]}
    (store.archived / "5.pdf").write_bytes(b"%PDF-1.7 cut off")
    members = ["2015-*.pdf", "9.yaml", {"pdf": "4.pdf"} | entry, {"pdf": "5.pdf"} | entry | {"number": 5}]
    write_issue(plan, {"title": "青河简报", "year": 2015, "issues": members})
    judged = judge_file(AuditTask(str(plan)))
    assert [dict(one.details)["name"] for one in judged.problems] == ["9.yaml", "4.pdf"]
    assert {one.code for one in judged.problems} == {Code.LISTED_FILE_GONE}
    assert [(head.year, head.number, Path(head.path).name) for head in judged.heads] == [
        (2015, 4, "4.pdf"),
        (2015, 5, "5.pdf"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"\n", b"\x0b"), (b"  manifest", b" \x00manifest"), (b"a", b"A"), (b"manifest", b"manifesT")],
)
def test_any_change_of_a_manifest_of_manifests_is_seen(store: Store, before: bytes, after: bytes) -> None:
    """Digests in capitals say the same, in some capitals they were damaged; a line ends where the rules say."""
    path = store.bag / "tagmanifest-sha256.txt"
    data = path.read_bytes()
    path.chmod(0o644)
    assert before in data
    path.write_bytes(data.replace(before, after, 1))
    assert judge_file(AuditTask(str(store.bag))).problems


def test_scans_that_a_volume_describes_count_as_issues(built_store: Store, tmp_path: Path) -> None:
    with opened_log(str(tmp_path / "log")) as log:
        outcome = run_audit(log, [str(built_store.root / "2022")], "keeping", lambda: "2026-11-30T09:00:00")
    gaps = [dict(one.details)["label"] for _, one in outcome.findings if one.code == Code.NUMBER_GAP]
    assert gaps == ["2022年第7期"]
    assert {one.code for _, one in outcome.findings} == {Code.NUMBER_GAP, Code.FORMAT_NOT_KEPT}


# Items and reports --------------------------------------------------------------------------


def test_items_are_numbered_once_and_every_finding_has_one() -> None:
    numbers = [item.number for item in ITEMS]
    assert len(set(numbers)) == len(numbers)
    assert len(ITEM_OF) == sum(len(item.codes) for item in ITEMS)
    assert {item.property for item in ITEMS} == {"真实性", "完整性", "可用性", "安全性"}
    for stage in ("archiving", "transfer", "keeping"):
        assert {item.property for item in items_of(stage)} == {"真实性", "完整性", "可用性", "安全性"}


@pytest.fixture(scope="module")
def reported(built_store: Store, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PublishedAudit]:
    place = tmp_path_factory.mktemp("audit")
    root = place / "store"
    shutil.copytree(built_store.root, root, ignore=shutil.ignore_patterns("2022"))
    audit(root, output=place / "log", now=NOW)
    (root / "2014" / "2014-2.yaml").unlink()
    return place, audit(root, output=place / "log", now=NOW)


def test_the_report_conforms(reported: tuple[Path, PublishedAudit]) -> None:
    path = reported[0] / "log" / "audit.pdf"
    for verdict in verdicts([path]):
        assert verdict.compliant, verdict
    assert [one.code for one in judge(str(path), path.read_bytes()).problems] == []


def test_reports_say_the_same(reported: tuple[Path, PublishedAudit]) -> None:
    place, made = reported
    record = json.loads((place / "log" / "audit.json").read_text("utf-8"))
    assert [one["code"] for one in record["findings"]] == [Code.NUMBER_GAP, Code.FILE_GONE] or {
        one["code"] for one in record["findings"]
    } == {Code.NUMBER_GAP, Code.FILE_GONE}
    assert len(record["new"]) == 2 and len(record["runs"]) == 2
    book = load_workbook(io.BytesIO((place / "log" / "audit.xlsx").read_bytes()))
    assert book["检测项目"].max_row == len(made.outcome.items) + 1
    assert [row[1] for row in book["发现的问题"].iter_rows(min_row=2, values_only=True)] == [
        one["code"] for one in record["findings"]
    ]
    with closing(sqlite3.connect(place / "log" / "audit.sqlite")) as log:
        assert log.execute("SELECT findings FROM run ORDER BY id").fetchall() == [(0,), (2,)]


def test_the_same_audit_gives_the_same_report(built_store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        audit(built_store.yaml, output=tmp_path / name, now=NOW)
    for end in ("pdf", "xlsx", "json"):
        assert (tmp_path / "a" / f"audit.{end}").read_bytes() == (
            tmp_path / "b" / f"audit.{end}"
        ).read_bytes()


def test_the_command(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}
    where = ["-o", str(tmp_path / "log"), "--lang", "zh"]
    assert main(["audit", str(store.yaml), *where, "--stage", "归档"]) == 0
    assert "第 1 次检测：3 个文件，0 处问题" in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}
    (store.yaml / "2014-2.yaml").unlink()
    assert main(["audit", str(store.yaml), *where, "--format", "json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["new"] == 2
    assert main(["audit", str(tmp_path / "log"), *where]) == 1
    assert main(["audit", str(store.yaml), "--stage", "some"]) == 2
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "audit.sqlite").write_bytes(b"no log" * 200)
    with pytest.raises(BulletinError) as caught:
        audit(store.yaml, output=tmp_path / "other")
    assert [one.code for one in caught.value.problems] == [Code.AUDIT_LOG_UNUSABLE]

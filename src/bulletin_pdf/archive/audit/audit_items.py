"""The items of DA/T 70-2018 by property, and which of them each stage requires."""

from collections.abc import Mapping
from typing import Final, Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code

AuditStage = Literal["archiving", "transfer", "keeping"]
STAGES: Final[Mapping[AuditStage, str]] = {
    "archiving": "归档",
    "transfer": "移交与接收",
    "keeping": "长期保存",
}

Judge = Literal["program", "verapdf", "hand"]
JUDGES: Final[Mapping[Judge, str]] = {"program": "程序检测", "verapdf": "veraPDF 检测", "hand": "人工检查"}

_ALL: Final = frozenset(STAGES)
_MOVED: Final = frozenset[AuditStage](("archiving", "transfer"))
_KEPT: Final = frozenset[AuditStage](("transfer", "keeping"))


class AuditItem(NamedTuple):
    """One item of the test."""

    number: str
    property: str
    name: str
    judge: Judge
    how: str
    """How it is judged, in words for the report."""
    stages: frozenset[AuditStage]
    codes: tuple[str, ...] = ()
    """Problems that are findings of this item."""


TRUE, WHOLE, USABLE, SAFE = "真实性", "完整性", "可用性", "安全性"

ITEMS: Final = (
    AuditItem("1-1", TRUE, "固化信息有效性", "program",
        "逐个文件重算摘要，和包内清单、归档文件里的锁定清单、上次检测时的记录比对；有电子签名的，验证签名、证书和签名以后的改动", _ALL,
        (Code.FIXITY_BROKEN, Code.MANIFEST_CONTRADICTED, Code.FILE_CHANGED, Code.FILE_SWAPPED, Code.FILE_RENAMED,
         Code.SIGNATURE_BROKEN, Code.CHANGED_AFTER_SIGNING, Code.NOT_VALID_WHEN_SIGNED, Code.SIGNATURE_EXPIRED,
         Code.SIGNER_UNTRUSTED, Code.SIGNATURE_NOT_CHECKED)),
    AuditItem("1-2", TRUE, "内容数据来源真实性", "program",
        "用归档文件里带的稿件重排一遍，和文件逐字节比对（程序版本相同时）", _ALL, (Code.FILE_NOT_FROM_SOURCE,)),
    AuditItem("1-7", TRUE, "档号、期号规范性", "program", "期号、日期能读出，文件名里的年份、期号和内容一致", _ALL,
        (Code.NAME_CONTRADICTS, Code.HOLDING_UNPLACED)),
    AuditItem("1-8", TRUE, "元数据项数据重复性", "program", "同一刊名、年度、期号只有一件；没有逐字节相同的两个文件", _ALL,
        (Code.NUMBER_DOUBLED, Code.SAME_CONTENT)),
    AuditItem("1-10", TRUE, "内容数据电子属性一致性", "program",
        "元数据所记的文件名、大小、摘要和文件实际比对", _ALL, (Code.METADATA_DIFFERS,)),
    AuditItem("1-12", TRUE, "说明文件和目录文件规范性", "program", "按格式读包内的声明、包信息和清单", _ALL, (Code.BAG_MALFORMED,)),
    AuditItem("1-13", TRUE, "信息包目录结构规范性", "program", "包内没有清单以外的文件", _MOVED | _KEPT, (Code.BAG_FILE_EXTRA,)),
    AuditItem("2-1", WHOLE, "总件数相符性", "program", "清单、合订本稿件所列文件都在；上次检测时有的文件都在", _ALL,
        (Code.BAG_FILE_MISSING, Code.FILE_GONE, Code.LISTED_FILE_GONE)),
    AuditItem("2-2", WHOLE, "总字节数相符性", "program", "包信息所记字节数和实际比对（同 1-12）", _ALL),
    AuditItem("2-6", WHOLE, "连续性元数据项", "program", "各刊各年的期号从头连续，总期号跨年连续；单期、稿件和合订本所存期数相符", _ALL, (Code.NUMBER_GAP,)),
    AuditItem("2-8", WHOLE, "附件数据完整性", "program", "归档文件里附带的稿件、图片和锁定清单一致", _ALL, (Code.ENCLOSED_DAMAGED,)),
    AuditItem("3-1", USABLE, "元数据可读性", "program", "包内元数据 XML、归档文件里的 XMP 能解析", _ALL, (Code.METADATA_UNREADABLE,)),
    AuditItem("3-3", USABLE, "内容数据格式", "verapdf",
        "文件自称 PDF/A、PDF/UA 的，请 veraPDF 检测是否符合", _ALL, (Code.CLAIM_NOT_KEPT,)),
    AuditItem("3-4", USABLE, "内容数据可读性", "program", "打开每个文件，逐页读出内容、字体和图片", _ALL, (Code.HOLDING_DAMAGED,)),
    AuditItem("3-5", USABLE, "内容数据格式长期可用性", "program", "PDF 应为 PDF/A；其他 PDF 列出", _KEPT, (Code.FORMAT_NOT_KEPT,)),
    AuditItem("3-8", USABLE, "没有加密和口令", "program", "文件没有加密", _ALL, (Code.FILE_ENCRYPTED,)),
    AuditItem("4-1", SAFE, "没有可执行的内容", "program", "PDF 里没有脚本、启动命令和包外引用", _ALL, (Code.ACTIVE_CONTENT,)),
    AuditItem("4-2", SAFE, "病毒检测", "hand", "用本单位的杀毒软件检测，结果写在备注里", _ALL),
    AuditItem("4-4", SAFE, "载体外观和读取速度", "hand", "检查载体有无划痕、霉变，试读", _MOVED | _KEPT),
    AuditItem("4-7", SAFE, "检测过程安全性", "program", "检测只读不写；每次检测都留记录", _ALL),
)  # fmt: skip

ITEM_OF: Final = {code: item for item in ITEMS for code in item.codes}


def items_of(stage: AuditStage) -> tuple[AuditItem, ...]:
    """Return the items a stage asks for."""
    return tuple(item for item in ITEMS if stage in item.stages)

"""An item as an EEP (电子文件封装包) by DA/T 48-2009: its DA/T 46 elements and its file, in one XML file.

The same volume gives the same package: the time it was made is the day of the volume.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bulletin_pdf.archive.transfer.eep_schema import EEP_SPACE
from bulletin_pdf.archive.transfer.transfer_items import TransferItem
from bulletin_pdf.archive.transfer.transfer_xml import values_of
from bulletin_pdf.issue.archival_code import RETENTION_WORDS
from bulletin_pdf.version import __version__

EEP_FOLDER: Final = "其他/EEP"
EEP_SCHEMA_NAME: Final = "其他/EEP/eep.xsd"
EEP_ENDING: Final = ".eep"

_FORMAT: Final = "本EEP根据中华人民共和国档案行业标准DA/T 48-2009《基于XML的电子文件封装规范》生成"
_ORIGINAL: Final = "本封装包包含电子文件数据及其元数据，原始封装，未经修改"
_CODING: Final = (
    "本封装包中“编码数据”元素存储的是计算机文件二进制流的Base64编码（IETF RFC 2045）。"
    "提取文件时对Base64编码进行反编码，依据“反编码关键字”还原计算机文件的扩展名。"
)
_KEYWORD: Final = "base64-pdf"
_NOT_SAID: Final = "未标注"
"""密级 may not be left out; an issue that bears none is not said to be public."""
_ONCE: Final = (
    "题名", "说明题名文字", "关键词", "文件编号", "责任者", "日期", "文种", "紧急程度", "主送", "抄送", "密级", "保密期限",
)  # fmt: skip
_NEEDED: Final = frozenset(("题名", "责任者", "日期", "密级"))
_LANGUAGES: Final = {"zh-CN": "汉语", "zh-Hant": "汉语", "zh-Hans": "汉语"}
_SHORT_LINE: Final = 57
"""Bytes that make a line of 76 characters of Base64 (RFC 2045, 6.8)."""


def eep_path(item: TransferItem) -> str:
    """Return where the package of an item lies in the folder that is handed over."""
    return f"{EEP_FOLDER}/{item.plan.year}/{item.code}{EEP_ENDING}"


def eep_package(item: TransferItem, digests: Mapping[str, str]) -> Iterator[str]:
    """Write the package of an item piece by piece; `digests` are those of its file."""
    values = values_of(item)
    issuer = _joined(values["立档单位名称"])
    day = item.plan.date.iso or f"{item.plan.year}-12-31"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<电子文件封装包 xmlns="{EEP_SPACE}">\n'
    yield _element("封装包格式描述", _FORMAT) + _element("版本", "2009") + '<被签名对象 eep版本="2009">\n'
    yield _element("封装包类型", "原始型") + _element("封装包类型描述", _ORIGINAL)
    yield _element("封装包创建时间", f"{day}T00:00:00+08:00") + _element("封装包创建单位", issuer)
    yield "<封装内容>\n<文件实体块>\n<文件实体>\n"
    yield _element("聚合层次", "文件")
    yield from _group("来源", values, ("档案馆名称", "档案馆代码", "全宗名称", "立档单位名称"))
    yield _element("电子文件号", f"urn:sha256:{digests['SHA-256']}")
    yield _code(item, values)
    yield from _content(values)
    form = {**values, "语种": tuple(_LANGUAGES.get(text, text) for text in values.get("语种", ()))}
    yield from _group("形式特征", form, ("文件组合类型", "页数", "语种", "稿本"))
    yield "<存储位置><脱机载体编号></脱机载体编号></存储位置>\n<权限管理></权限管理>\n"
    yield _element("信息系统描述", f"bulletin_pdf {__version__}")
    yield from _file(item, values)
    yield "</文件实体>\n</文件实体块>\n"
    yield from _acts(item, values)
    yield "</封装内容>\n</被签名对象>\n</电子文件封装包>\n"


def _code(item: TransferItem, values: Mapping[str, tuple[str, ...]]) -> str:
    """档号: the code itself, then its parts."""
    archive = item.archive
    parts = _element("全宗号", archive.fonds) + _element("年度", str(item.plan.year))
    parts += _element("保管期限", RETENTION_WORDS[archive.retention])
    parts += "".join(
        _element(name, _joined(values[name])) for name in ("机构或问题", "类别号") if any(values[name])
    )
    return f"<档号>{escape(item.code)}\n{parts}{_element('室编件号', str(item.number))}</档号>\n"


def _content(values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """内容描述: every element once, several values joined; what may not be left out stands empty where it is not known."""
    yield "<内容描述>\n"
    for name in _ONCE:
        text = _joined(values.get(name, ()))
        if name == "密级":
            text = text or _NOT_SAID
        if text or name in _NEEDED:
            yield _element(name, text)
    yield "</内容描述>\n"


def _file(item: TransferItem, values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """文件数据: one document in one version as one computer file."""
    yield "<文件数据>\n<文档>\n" + _element("文档标识符", "修改0-文档1")
    yield _element("文档序号", "1") + _element("文档主从声明", "主文档")
    yield f"<文档数据 文档数据ID={quoteattr('修改0-文档1-文档数据1')}>\n"
    yield f"<编码 编码ID={quoteattr('修改0-文档1-文档数据1-编码1')}>\n"
    yield from _group("电子属性", values, ("格式信息", "计算机文件名", "计算机文件大小", "文档创建程序"))
    yield _element("编码描述", _CODING) + _element("反编码关键字", _KEYWORD)
    yield f"<编码数据 编码数据ID={quoteattr('修改0-文档1-文档数据1-编码1-编码数据1')}>\n"
    for at in range(0, len(item.data), _SHORT_LINE * 1000):
        block = item.data[at : at + _SHORT_LINE * 1000]
        yield from (
            b64encode(block[line : line + _SHORT_LINE]).decode("ascii") + "\n"
            for line in range(0, len(block), _SHORT_LINE)
        )
    yield "</编码数据>\n</编码>\n</文档数据>\n</文档>\n</文件数据>\n"


def _acts(item: TransferItem, values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """业务实体块 and 机构人员实体块: the issue was issued, by whom and when."""
    day = _joined(values.get("日期", ()))
    act = {
        "业务标识符": "业务1", "机构人员标识符": "机构1", "文件标识符": item.code, "业务状态": "历史行为",
        "业务行为": "印发", "行为时间": day, "行为描述": "印发简报",
    }  # fmt: skip
    yield "<业务实体块>\n<业务实体>\n" + "".join(_element(name, text) for name, text in act.items())
    yield "</业务实体>\n</业务实体块>\n<机构人员实体块>\n<机构人员实体>\n"
    yield _element("机构人员标识符", "机构1") + _element("机构人员类型", "单位")
    yield _element("机构人员名称", _joined(values["责任者"])) + "</机构人员实体>\n</机构人员实体块>\n"


def _group(name: str, values: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> Iterator[str]:
    yield f"<{name}>\n"
    for each in names:
        if text := _joined(values.get(each, ())):
            yield _element(each, text)
    yield f"</{name}>\n"


def _joined(values: Iterable[str]) -> str:
    return "；".join(value for value in values if value)


def _element(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>\n"

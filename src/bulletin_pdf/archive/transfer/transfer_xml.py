"""文件目录.XML: the transferred items with the elements of DA/T 46-2009 in its order, and its schema.

The standard gives names and order of the elements, not a schema: the one here is written from its table (docs/rules/archive.md §5).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bulletin_pdf.archive.transfer.transfer_items import TransferItem

SPACE: Final = "urn:bulletin-pdf:transfer:1"

_ORIGIN: Final = ("档案馆名称", "档案馆代码", "全宗名称", "立档单位名称")
_CODE: Final = ("档号", "全宗号", "类别号", "年度", "保管期限", "机构或问题", "件号")
_CONTENT: Final = (
    "题名", "说明题名文字", "关键词", "文件编号", "责任者", "日期", "文种", "紧急程度", "主送", "抄送", "密级", "保密期限",
)  # fmt: skip
_FORM: Final = ("文件组合类型", "页数", "语种", "稿本")
_ELECTRONIC: Final = ("格式信息", "计算机文件名", "计算机文件大小", "文档创建程序")
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "来源": _ORIGIN, "档号信息": _CODE, "内容描述": _CONTENT, "形式特征": _FORM, "电子属性": _ELECTRONIC,
}  # fmt: skip
_SEVERAL: Final = frozenset(("关键词", "责任者", "主送", "抄送"))
_NEEDED: Final = frozenset(
    (
        "全宗名称",
        "立档单位名称",
        "档号",
        "全宗号",
        "年度",
        "保管期限",
        "件号",
        "题名",
        "责任者",
        "文件组合类型",
        "语种",
        "稿本",
    )
    + _ELECTRONIC[:3]
)
"""What may not be left out; 日期 is not known of every issue that survives as a PDF."""
_PATTERNS: Final = {
    "档号": r"[^\s]+", "年度": r"[0-9]{4}", "保管期限": "(Y|D30|D10)", "件号": r"[0-9]{4,}",
    "日期": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "页数": "[0-9]+", "计算机文件大小": "[0-9]+",
}  # fmt: skip


def written_list(items: Iterable[tuple[TransferItem, Mapping[str, str]]]) -> Iterator[str]:
    """Write 文件目录.XML piece by piece; with each item come the digests of its file."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<电子档案目录 xmlns="{SPACE}">\n'
    for number, (item, digests) in enumerate(items, start=1):
        yield _written(number, item, digests)
    yield "</电子档案目录>\n"


def _written(number: int, item: TransferItem, digests: Mapping[str, str]) -> str:
    values = values_of(item)
    lines = [f' <电子档案 序号="{number}">']
    lines += [_element("电子档案名称", item.path.rpartition("/")[2], 2), _element("存放路径", item.path, 2)]
    lines += [_element("聚合层次", "件", 2)]
    lines += [_element("电子文件号", f"urn:sha256:{digests['SHA-256']}", 2)]
    for group, names in _GROUPS.items():
        inside = [_element(name, value, 3) for name in names for value in values.get(name, ()) if value]
        lines += [f"  <{group}>", *inside, f"  </{group}>"]
    lines += [f"  <摘要 算法={quoteattr(name)}>{digest}</摘要>" for name, digest in digests.items()]
    return "\n".join([*lines, " </电子档案>", ""])


def values_of(item: TransferItem) -> dict[str, tuple[str, ...]]:
    """Return the DA/T 46 elements of an item, by name."""
    archive, plan = item.archive, item.plan
    issuer = "、".join(publisher.text for publisher in plan.publishers)
    own = {field.name: field.values for field in item.record}
    own |= {
        "档案馆名称": (archive.repository,),
        "档案馆代码": (archive.repository_code,),
        "全宗名称": (archive.fonds_name or issuer,),
        "立档单位名称": (archive.creator or issuer,),
        "档号": (item.code,),
        "全宗号": (archive.fonds,),
        "类别号": (archive.category,),
        "年度": (str(plan.year),),
        "保管期限": (archive.retention,),
        "机构或问题": (archive.office,),
        "件号": (f"{item.number:04d}",),
        "题名": (item.title,),
        "文件组合类型": ("单件",),
        "格式信息": (item.format,),
        "计算机文件名": (item.path.rpartition("/")[2],),
        "计算机文件大小": (str(len(item.data)),),
        "文档创建程序": (item.maker,),
    }
    if not any(own.get("责任者", ())):
        own["责任者"] = (issuer,)
    return own


def _element(name: str, value: str, depth: int) -> str:
    return f"{' ' * depth}<{name}>{escape(value)}</{name}>"


# The schema ---------------------------------------------------------------------------------


def list_schema() -> str:
    """Return the XML schema of 文件目录.XML."""
    own = ["电子档案名称", "存放路径", "聚合层次", "电子文件号"]
    inside = [f'     <xs:element name="{name}" type="t:文字"/>' for name in own]
    inside += [f'     <xs:element name="{group}" type="t:{group}类型"/>' for group in _GROUPS]
    inside.append('     <xs:element name="摘要" type="t:摘要类型" maxOccurs="unbounded"/>')
    types = [_group_type(group, names) for group, names in _GROUPS.items()]
    types += [_pattern_type(name, shape) for name, shape in _PATTERNS.items()]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="{SPACE}" targetNamespace="{SPACE}" elementFormDefault="qualified">',
            ' <xs:element name="电子档案目录"><xs:complexType><xs:sequence>',
            '  <xs:element name="电子档案" maxOccurs="unbounded"><xs:complexType>',
            "    <xs:sequence>",
            *inside,
            "    </xs:sequence>",
            '    <xs:attribute name="序号" type="xs:positiveInteger" use="required"/>',
            "  </xs:complexType></xs:element>",
            " </xs:sequence></xs:complexType>",
            '  <xs:unique name="档号不重"><xs:selector xpath="t:电子档案/t:档号信息"/><xs:field xpath="t:档号"/></xs:unique>',
            '  <xs:unique name="路径不重"><xs:selector xpath="t:电子档案"/><xs:field xpath="t:存放路径"/></xs:unique>',
            " </xs:element>",
            ' <xs:simpleType name="文字"><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType>',
            ' <xs:complexType name="摘要类型"><xs:simpleContent><xs:extension base="t:十六进制">',
            '  <xs:attribute name="算法" use="required"><xs:simpleType><xs:restriction base="xs:string">',
            '   <xs:enumeration value="SHA-256"/><xs:enumeration value="SM3"/></xs:restriction></xs:simpleType></xs:attribute>',
            " </xs:extension></xs:simpleContent></xs:complexType>",
            ' <xs:simpleType name="十六进制"><xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction></xs:simpleType>',
            *types,
            "</xs:schema>",
            "",
        ]
    )


def _group_type(group: str, names: Iterable[str]) -> str:
    lines = [f' <xs:complexType name="{group}类型"><xs:sequence>']
    for name in names:
        kind = f"t:{name}类型" if name in _PATTERNS else "t:文字"
        occurs = "" if name in _NEEDED else ' minOccurs="0"'
        occurs += ' maxOccurs="unbounded"' if name in _SEVERAL else ""
        lines.append(f'  <xs:element name="{name}" type="{kind}"{occurs}/>')
    return "\n".join([*lines, " </xs:sequence></xs:complexType>"])


def _pattern_type(name: str, shape: str) -> str:
    restriction = f'<xs:restriction base="xs:string"><xs:pattern value="{escape(shape)}"/></xs:restriction>'
    return f' <xs:simpleType name="{name}类型">{restriction}</xs:simpleType>'

"""The XML schema of an EEP (电子文件封装包), DA/T 48-2009.

Written from the elements that the standard names, their order and how often each stands, as public programs have its
schema; docs/rules/archive.md (§5) says which parts are put together from what. What is only in packages that were revised (修改型) is left
out: such packages are not made here.
"""

from collections.abc import Iterator, Mapping
from typing import Final

EEP_SPACE: Final = "http://www.saac.gov.cn/standards/ERM/encapsulation"

_Children = tuple[str, ...]
"""Elements in order; `?` behind a name: it may be left out, `*`: so and any number, `+`: one or more."""

_GROUPS: Final[Mapping[str, _Children]] = {
    "封装内容": ("文件实体块", "业务实体块", "机构人员实体块"),
    "文件实体块": ("文件实体", "文件实体关系*"),
    "文件实体": (
        "聚合层次", "来源", "电子文件号", "档号", "内容描述", "形式特征", "存储位置", "权限管理", "信息系统描述*", "附注*",
        "文件数据",
    ),
    "来源": ("档案馆名称?", "档案馆代码?", "全宗名称?", "立档单位名称"),
    "内容描述": (
        "题名", "并列题名?", "副题名?", "说明题名文字?", "主题词*", "关键词?", "人名?", "摘要?", "分类号?", "文件编号?", "责任者",
        "日期", "文种?", "紧急程度?", "主送?", "抄送?", "密级", "保密期限?",
    ),
    "形式特征": ("文件组合类型", "页数?", "语种?", "稿本?"),
    "存储位置": ("当前位置?", "脱机载体编号+", "脱机载体存址*", "缩微号?"),
    "权限管理": ("知识产权说明?", "授权*", "控制标识?"),
    "授权": ("授权对象", "授权行为"),
    "文件数据": ("文档+",),
    "文档": ("文档标识符", "文档序号?", "文档主从声明?", "题名?", "文档数据+"),
    "电子属性": ("格式信息?", "计算机文件名", "计算机文件大小", "文档创建程序?"),
    "文件实体关系": ("文件标识符", "被关联文件标识符", "关系类型?", "关系?", "关系描述?"),
    "业务实体块": ("业务实体+",),
    "业务实体": (
        "业务标识符", "机构人员标识符", "文件标识符", "业务状态", "业务行为", "行为时间", "行为依据?", "行为描述?",
    ),
    "机构人员实体块": ("机构人员实体+", "机构人员实体关系*"),
    "机构人员实体": ("机构人员标识符", "机构人员类型?", "机构人员名称", "组织机构代码?", "个人职位?"),
    "机构人员实体关系": ("机构人员标识符", "被关联机构人员标识符", "关系类型?", "关系?", "关系描述?"),
    "电子签名块": ("电子签名+",),
    "电子签名": ("签名标识符", "签名规则", "签名时间?", "签名人?", "签名结果", "证书块+", "签名算法标识"),
    "证书块": ("证书+", "证书引证?"),
    "锁定签名": ("被锁定签名标识符", "签名规则", "签名时间?", "签名人?", "签名结果", "证书块+", "签名算法标识"),
}  # fmt: skip
_CODE: Final = ("全宗号?", "目录号?", "年度", "保管期限", "机构或问题?", "类别号?", "室编案卷号?", "馆编案卷号?", "室编件号", "馆编件号?", "页号?")  # fmt: skip
"""档号 has its own text as well."""
_TYPES: Final[Mapping[str, str]] = {
    "封装包创建时间": "dateTime", "年度": "gYear", "室编件号": "positiveInteger", "馆编件号": "positiveInteger",
    "页数": "positiveInteger", "文档标识符": "ID", "签名标识符": "ID", "签名时间": "dateTime", "签名结果": "base64Binary",
    "证书": "base64Binary", "证书引证": "anyURI", "被锁定签名标识符": "IDREF",
}  # fmt: skip
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "封装包类型": ("原始型", "修改型"),
    "聚合层次": ("文件",),
    "文件组合类型": ("单件", "组合文件"),
    "文档主从声明": ("主文档", "附属文档"),
    "业务状态": ("历史行为", "计划任务"),
    "机构人员类型": ("单位", "内设机构", "个人"),
}
_TOP: Final = ("封装包格式描述", "版本", "封装包类型", "封装包类型描述", "封装包创建时间", "封装包创建单位", "编码描述", "反编码关键字")  # fmt: skip


def eep_schema() -> str:
    """Return the schema."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{EEP_SPACE}" targetNamespace="{EEP_SPACE}"'
        ' elementFormDefault="qualified">'
    )
    yield from _complex("电子文件封装包", ("封装包格式描述", "版本", "被签名对象"), signed=True)
    yield from _complex(
        "被签名对象",
        ("封装包类型", "封装包类型描述", "封装包创建时间", "封装包创建单位", "封装内容"),
        attribute='<xs:attribute name="eep版本" type="xs:gYear" use="required" fixed="2009"/>',
    )
    yield from _complex("档号", _CODE, mixed=True)
    yield from _complex("文档数据", ("编码+",), attribute=_id("文档数据ID"))
    yield from _complex("编码", ("电子属性", "编码描述", "反编码关键字", "编码数据"), attribute=_id("编码ID"))
    yield (
        ' <xs:element name="编码数据"><xs:complexType><xs:simpleContent><xs:extension base="xs:base64Binary">'
        f'{_id("编码数据ID")}<xs:attribute name="引用编码数据ID" type="xs:IDREF"/>'
        "</xs:extension></xs:simpleContent></xs:complexType></xs:element>"
    )
    for name, children in _GROUPS.items():
        yield from _complex(name, children)
    defined = {"档号", "文档数据", "编码", "编码数据", "被签名对象", *_GROUPS}
    used = {child.rstrip("?*+") for children in (*_GROUPS.values(), _CODE, _TOP) for child in children}
    for name in sorted(used - defined):
        yield _simple(name)
    yield "</xs:schema>"


def _id(name: str) -> str:
    return f'<xs:attribute name="{name}" type="xs:ID" use="required"/>'


def _complex(
    name: str, children: _Children, *, attribute: str = "", mixed: bool = False, signed: bool = False
) -> Iterator[str]:
    yield f' <xs:element name="{name}"><xs:complexType{" mixed=" + chr(34) + "true" + chr(34) if mixed else ""}><xs:sequence>'
    yield from (f"  {_reference(child)}" for child in children)
    if signed:
        yield '  <xs:sequence minOccurs="0"><xs:element ref="电子签名块"/><xs:element ref="锁定签名" minOccurs="0"/></xs:sequence>'
    yield f" </xs:sequence>{attribute}</xs:complexType></xs:element>"


def _reference(child: str) -> str:
    name, sign = child.rstrip("?*+"), child[-1]
    least = ' minOccurs="0"' if sign in "?*" else ""
    most = ' maxOccurs="unbounded"' if sign in "*+" else ""
    return f'<xs:element ref="{name}"{least}{most}/>'


def _simple(name: str) -> str:
    if name == "版本":
        return ' <xs:element name="版本" type="xs:gYear" fixed="2009"/>'
    if words := _WORDS.get(name):
        values = "".join(f'<xs:enumeration value="{word}"/>' for word in words)
        inside = f'<xs:simpleType><xs:restriction base="xs:string">{values}</xs:restriction></xs:simpleType>'
        return f' <xs:element name="{name}">{inside}</xs:element>'
    return f' <xs:element name="{name}" type="xs:{_TYPES.get(name, "string")}"/>'

"""Pages as content systems of government sites make them, around one article and one bulletin."""

from collections.abc import Callable, Sequence

TITLE = "临江市推行“板凳议事” 把难题解在家门口"
PARAS = (
    "今年以来，临江市坚持把群众议事作为基层治理的切入点，在城乡社区全面推行“板凳议事”，共组织议事1200余场次，解决难题860件。",
    "一、搭好台子，让群众有处说。",
    "依托村（社区）文明实践站设立议事点312个，每月5日、20日定期开放；对行动不便的老人，由网格员上门听取意见。",
    "二、立好规矩，让议事有章循。",
    "制定《“板凳议事”工作规程》，明确“提、议、办、评”四步流程，议题提前3天公示，结果7天内答复。",
    "“以前找人要跑三趟，现在坐下来一次就说清楚了。”桥头村村民周大爷说。",
)
BY = "临江市委社会工作部"
ARTICLE = (*PARAS, f"（{BY}）")
WORDS = (
    "首页",
    "上一篇",
    "下一篇",
    "打印",
    "关闭",
    "浏览次数",
    "责任编辑",
    "分享到",
    "版权所有",
    "备案",
    "无障碍",
)
"""What a page has around its text and no draft may have in it."""


def _page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head><title>{title}_临江市人民政府</title>{head}</head>\n<body>{body}</body></html>"


def _lines(paras: Sequence[str], before: str, after: str) -> str:
    return "".join(before + text + after for text in paras)


MENU = (
    '<div class="top"><a href="#">无障碍</a> | <a href="#">长者模式</a> | <a href="#">繁體</a></div>'
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li>'
    '<li><a href="/fw">政务服务</a></li><li><a href="/hd">互动交流</a></li></ul></div>'
)
FOOT = (
    '<div class="footer"><p>版权所有：临江市人民政府　主办：临江市人民政府办公室</p>'
    "<p>网站标识码：4300000001　湘ICP备10000001号-1　湘公网安备 43000002000001号</p>"
    '<p><a href="/map">网站地图</a> | <a href="/us">联系我们</a></p></div>'
)


def trs(title: str, paras: Sequence[str]) -> str:
    """拓尔思: TRS_Editor, its comments, and a bar of sizes above."""
    style = "<style>.TRS_Editor P{line-height:2}</style>"
    return _page(
        title,
        f"{MENU}<div class='dqwz'>当前位置：<a href='../'>首页</a> &gt; <a href='./'>基层动态</a></div>"
        f"<div class='xl-title'>{title}</div>"
        "<div class='xl-info'>发布时间：2024-03-12 09:15　信息来源：临江日报　作者：　浏览次数：<span id='hits'>208</span>"
        "　字体：【<a>大</a> <a>中</a> <a>小</a>】　<a href='javascript:window.print()'>打印</a></div>"
        f"<div class='view TRS_UEDITOR trs_paper_default'>{style}<!--StartFragment-->"
        + _lines(paras, "<p style='text-align: justify; text-indent: 2em;'>", "</p>\r\n")
        + "<!--EndFragment--></div>"
        "<div class='fj'>附件：<a href='./P020240312.docx'>板凳议事工作规程.docx</a></div>"
        "<div class='bdsharebuttonbox'>分享到：<a>微信</a><a>微博</a></div>"
        "<div class='xg'><h3>相关阅读</h3><ul><li><a href='1.html'>临江市召开基层治理工作推进会并安排部署下一阶段任务</a></li></ul></div>"
        f"<div>【<a>打印本页</a>】【<a>关闭窗口</a>】</div>{FOOT}",
    )


def ucap(title: str, paras: Sequence[str]) -> str:
    """UCAP: meta elements name everything, the text stands in #zoom, its head in a table."""
    meta = (
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2024-03-12 09:15">'
        '<meta name="ContentSource" content="临江日报">'
    )
    row = "<tr><td>索引号：</td><td>000014349/2024-00021</td><td>主题分类：</td><td>社会治理</td></tr>"
    row += (
        "<tr><td>发布机构：</td><td>临江市人民政府办公室</td><td>成文日期：</td><td>2024年03月12日</td></tr>"
    )
    return _page(
        title,
        f"{MENU}<div class=crumb>您现在的位置：<a>首页</a>-&gt;<a>政务动态</a>-&gt;正文</div>"
        f"<table width=980 class=bd1>{row}</table><h1 id=ti>{title}</h1>"
        "<div class=pages-date>2024-03-12 09:15 <span>来源： 临江日报</span> <span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></div>"
        "<div class=pages_content id=UCAP-CONTENT><div id=zoom>"
        + _lines(paras, "<p>&emsp;&emsp;", "</p>")
        + "</div></div><div class=editor>责任编辑：王某某</div><div class=share>扫一扫在手机打开当前页</div>"
        + FOOT,
        meta,
    )


def wechat(title: str, paras: Sequence[str]) -> str:
    """公众号: the text hidden until a script shows it, sections in sections, spans in spans."""
    sections = "".join(
        '<section style="margin: 0px 8px;line-height: 1.75em;"><section><span style="font-size: 15px;">'
        f'<span leaf="">{text[:7]}</span><span leaf="">{text[7:]}</span></span></section></section>'
        '<section><span leaf=""><br></span></section>'
        for text in paras
    )
    return _page(
        title,
        f'<h1 class="rich_media_title" id="activity-name">\n  {title}\n</h1>'
        '<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">原创</span>'
        '<a href="javascript:void(0);" id="js_name">临江发布</a><em id="publish_time">2024年03月12日 09:15</em>'
        '<em>湖南</em></div><div class="rich_media_content js_underline_content" id="js_content" '
        f'style="visibility: hidden; opacity: 0; ">{sections}<p style="display: none;"><mp-style-type data-value="3"></mp-style-type></p></div>'
        "<script>var biz='MzA';</script><div class='rich_media_tool'><div>阅读 1024</div><div>分享 收藏 点赞 在看</div></div>"
        "<div id='js_pc_qr_code'><p>微信扫一扫<br>关注该公众号</p></div>"
        "<div style='display:none'><div>继续滑动看下一个</div><div>轻触阅读原文</div></div>",
    )


def dedecms(title: str, paras: Sequence[str]) -> str:
    """dedecms in GBK: tables in tables, upper case, unclosed cells, links to the neighbours."""
    return (
        f"<HTML><HEAD><META http-equiv=Content-Type content='text/html; charset=gb2312'><TITLE>{title}-临江文明网</TITLE></HEAD>"
        "<BODY bgColor=#ffffff><TABLE width=960 align=center><TR><TD colSpan=2><A href=/>首页</A> | <A href=/>文明创建</A> | <A href=/>志愿服务</A>"
        "<TR><TD width=200 vAlign=top><TABLE><TR><TD><B>栏目导航</B><TR><TD><A href=1>通知公告</A><TR><TD><A href=2>工作简报</A></TABLE>"
        "<TD vAlign=top><TABLE width='100%'><TR><TD>位置： <A href=/>主页</A> &gt; <A href=2>工作简报</A> &gt; </TD></TR>"
        f"<TR><TD align=center><FONT size=5><STRONG>{title}</STRONG></FONT></TD></TR>"
        "<TR><TD align=center>时间:2024-03-12 09:15 来源:未知 作者:admin 点击: <SCRIPT src=count.php></SCRIPT>次</TD></TR>"
        "<TR><TD class=content>"
        + _lines(paras, "<P>　　", "")
        + "<TR><TD>(责任编辑：admin)</TD></TR><TR><TD>------分隔线----------------------------</TD></TR>"
        "<TR><TD>上一篇：<A href=3>临江市部署清明文明祭扫工作</A><BR>下一篇：没有了</TD></TR></TABLE></TABLE>"
        "<CENTER>版权所有 临江市文明办<BR>湘ICP备05000000号</CENTER></BODY></HTML>"
    )


def word(title: str, paras: Sequence[str]) -> str:
    """Saved by Word: mso- styles, o:p, conditional comments, numbers in list comments."""
    paras = "".join(
        f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span\nstyle='font-size:16.0pt;"
        f"font-family:仿宋_GB2312'>{text}<span lang=EN-US><o:p></o:p></span></span></p>\n\n"
        for text in paras
    )
    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n<meta name=Generator content="Microsoft Word 15">\n'
        "<!--[if gte mso 9]><xml>\n <o:DocumentProperties>\n  <o:Author>user</o:Author>\n </o:DocumentProperties>\n</xml><![endif]-->\n"
        '<style>\n<!--\n p.MsoNormal {mso-style-parent:"";}\n-->\n</style>\n<!--[if gte mso 10]>\n<style>\n table.MsoNormalTable {}\n'
        "</style>\n<![endif]--></head>\n<body lang=ZH-CN style='tab-interval:21.0pt'>\n<div class=WordSection1>\n"
        f"<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt;font-family:方正小标宋简体'>{title}"
        "<span lang=EN-US><o:p></o:p></span></span></b></p>\n\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n\n"
        f"{paras}</div>\n</body>\n</html>\n"
    )


def breaks(title: str, paras: Sequence[str]) -> str:
    """One element, lines parted by breaks and indented by blanks of every kind."""
    return _page(
        title,
        f"{MENU}<div id='Con'><div id='Title'><b>{title}</b></div><p id=from>更新时间：2024/3/12 9:15:00　来源：临江文明网</p>"
        "<div id='zoom' class='font-size:16px'>"
        + "<br />\n".join("&ensp;&ensp;&nbsp;　" + text for text in paras)
        + "<br /></div></div><div id=page><a>[打印]</a> <a>[关闭]</a> <a>[收藏]</a></div>"
        + FOOT,
    )


def centred(title: str, paras: Sequence[str]) -> str:
    """Headings are bold type in centred or plain paragraphs; the first page of three."""
    body = "".join(
        f"<p><strong>{text}</strong></p>"
        if text[1:2] == "、"
        else f"<p><span>&nbsp; &nbsp; {text}</span></p>"
        for text in paras[:-1]
    )
    return _page(
        title,
        f'{MENU}<p style="text-align:center"><strong><span style="font-size:22px">{title}</span></strong></p>'
        '<p style="text-align: center;">2024-03-12　　来源：临江市委宣传部</p>'
        f'<div class="article-content">{body}<p style="text-align: right;">{paras[-1]}</p></div>'
        '<div class="function"><span>点赞(3)</span><span>收藏</span><span>打印</span></div>'
        '<div class="prenext"><p>上一篇：<a href="1">我市三个社区入选全省示范</a></p><p>下一篇：<a href="2">春耕里的红马甲</a></p></div>'
        + FOOT,
    )


def modern(title: str, paras: Sequence[str]) -> str:
    """HTML5: header, nav, main, article, aside; times and comments; hidden dialogs."""
    return _page(
        title,
        "<noscript>您的浏览器不支持JavaScript，请打开后浏览。</noscript><header><a href='/'>临江文明网</a><nav><a>首页</a><a>要闻</a></nav>"
        "<button>搜索</button></header><main><nav aria-label=breadcrumb><ol><li><a>首页</a></li><li><a>要闻</a></li><li>正文</li></ol></nav>"
        f"<article><header><h1>{title}</h1><p><time datetime=2024-03-12>2024-03-12 09:15</time> 来源：临江文明网</p></header>"
        "<div class=content><!-- 正文开始 -->"
        + _lines(paras, "<p>", "</p>")
        + "<!-- 正文结束 --></div><footer><p>责任编辑：李某</p></footer></article>"
        "<aside><h2>热门推荐</h2><ol><li><a>临江市发布2024年民生实事清单，涉及十个方面二十二项任务</a></li></ol></aside></main>"
        "<dialog>登录后才能评论。</dialog><div hidden>弹出的广告内容，请忽略。</div>" + FOOT,
    )


def spans(title: str, paras: Sequence[str]) -> str:
    """Pasted from WPS into a web editor: every few characters in spans of their own."""

    def cut(text: str) -> str:
        return "".join(
            f'<span style="font-family:仿宋;mso-ascii-font-family:Calibri;font-size:21px">{text[at : at + 9]}</span>'
            for at in range(0, len(text), 9)
        )

    return _page(
        title,
        f'<div class="location">当前所在栏目：<a>工作动态</a></div><h2 class="title">{title}</h2>'
        '<div class="time">发布日期:2024-03-12 点击数:<script>getHits()</script> 编辑:管理员</div><div class="con">'
        + "".join(f'<p style="text-indent:43px">{cut(text)}</p>' for text in paras)
        + "</div><div>用手机扫描二维码打开</div>"
        + FOOT,
    )


def entities(title: str, paras: Sequence[str]) -> str:
    """Every hanzi a reference, quotation marks by name, nothing closed."""

    def coded(text: str) -> str:
        marks = {"“": "&ldquo;", "”": "&rdquo;", "、": "&#12289;"}
        return "".join(
            marks.get(char, f"&#{ord(char)};" if ord(char) % 2 else f"&#x{ord(char):X};") for char in text
        )

    return (
        f"<html><head><title>{coded(title)}</title><body><h1>{coded(title)}<div>{coded('发布时间：')}2024-03-12 9:15"
        "<div id=zoom>" + "".join(f"<p>&nbsp;&nbsp;{coded(text)}" for text in paras)
    )


def framed(title: str, paras: Sequence[str]) -> str:
    """A portal of the nineties: the text in a table in a form, everything in fonts."""
    return (
        f"<html><head><title>{title}</title></head><body><form name=form1><table><tbody><tr><td><font color=red>临江市政务网</font></td></tr>"
        "<tr><td><marquee>欢迎访问临江市政务网</marquee></td></tr><tr><td><select><option>友情链接</option><option>中国政府网</option></select></td></tr></tbody></table>"
        f"<table><tr><td align=middle><font size=4 face=黑体>{title}</font></td></tr><tr><td align=middle>发布时间：2024-3-12</td></tr><tr><td><font face=宋体>"
        + _lines(paras, "<div>　　", "</div>")
        + "</font></td></tr><tr><td><iframe src=hits.asp></iframe></td></tr></table><table><tr><td><a href=1>返回首页</a></td><td><a href=2>关闭窗口</a></td></tr></table></form></body></html>"
    )


def wide(title: str, paras: Sequence[str]) -> str:
    """Carriage returns, tabs and indents of the file inside every paragraph."""

    def cut(text: str) -> int:
        return next((at for at in range(9, len(text)) if text[at - 1 : at + 1].isalpha()), 0)

    return _page(
        title,
        f"<h3 style='text-align:center'>\r\n\t\t{title}\r\n\t</h3><div class=info>\r\n\t\t\t发布时间：2024-03-12\r\n\t\t</div>"
        + "".join(
            f"\r\n\t<p>\r\n\t\t　　{text[: cut(text)]}\r\n\t\t{text[cut(text) :]}\r\n\t</p>" for text in paras
        )
        + FOOT,
    )


LAYOUTS: dict[str, Callable[[str, Sequence[str]], str]] = {
    layout.__name__: layout
    for layout in (trs, ucap, wechat, dedecms, word, breaks, centred, modern, spans, entities, framed, wide)
}
ENCODINGS = {"dedecms": "gb18030", "framed": "gb18030", "wide": "utf-16", "spans": "utf-8-sig"}

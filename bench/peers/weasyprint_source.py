"""The material as HTML and CSS for paged media, set by WeasyPrint."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.material import NAME, PUBLISHER, YEAR, Article, Bulletin

_FACES = {
    "latin": ("latin/LiberationSerif-Regular.ttf", "U+0000-024F"),
    "fangsong": ("fangsong/LXGWZhuqueFangsong-Regular.ttf", "U+0000-10FFFF"),
    "kai": ("kai/LXGWWenKaiGBLite-Regular.ttf", "U+0000-10FFFF"),
    "hei": ("hei/NotoSansSC_500Medium.ttf", "U+0000-10FFFF"),
    "song": ("song/NotoSerifSC_400Regular.ttf", "U+0000-10FFFF"),
    "xbs": ("xbs/NotoSerifSC_700Bold.ttf", "U+0000-10FFFF"),
}

_STYLE = """
@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm; }
@page :left { margin: 37mm 28mm 35mm 26mm; }
@page issue { FOOTERS }
@page opening { FOOTERS }
@page opening:left { OWN-LEFT }
@page opening:right { OWN-RIGHT }
@page issue:left { OWN-LEFT }
@page issue:right { OWN-RIGHT }
@page :nth(1 of opening) { counter-reset: page 0 own 0; }
@page :nth(1 of issue) { counter-reset: own 0; }
@page front { @bottom-center { FOLIO content: "· " counter(page, lower-roman) " ·"; } }
html { font: 15.795pt/28.99pt latin, fangsong; font-feature-settings: "fwid"; lang: zh-CN; }
body { margin: 0; }
p, h1, h2, ul { margin: 0; font-weight: normal; font-size: inherit; orphans: 2; widows: 2; }
p { text-align: justify; text-indent: 2em; }
b { font: inherit; font-family: hei; }
.front { page: front; } .front h1 { font: 22pt/86.9pt xbs; text-align: center; bookmark-level: none; }
.front ul { list-style: none; padding: 0; font: 14pt/19.9pt latin, kai; text-align: left; }
.front li { padding-left: 1em; } .front .issue-line { font-family: hei; font-feature-settings: normal; padding-left: 0; }
.front a::after { content: leader("· ") target-counter(attr(href), page); }
.issue { page: issue; break-before: right; }
.issue.opening { page: opening; }
.head { height: 173.9pt; text-align: center; border-bottom: 0.7mm solid red; box-sizing: border-box; }
.name { font: 41.5pt/50pt xbs; color: red; padding-top: 18mm; bookmark-level: 1; bookmark-label: attr(title); }
.head p { text-align: center; text-indent: 0; }
.label { font-family: hei; text-align: center; text-indent: 0; line-height: 57.9pt; }
.contents { list-style: none; padding: 0; font-family: latin, kai; border-bottom: 0.5mm solid; margin-bottom: 14pt; }
.contents a::after { content: leader("· ") target-counter(attr(href), page); }
a { color: inherit; text-decoration: none; }
.title { font: 22pt/37pt latin, xbs; text-align: center; padding: 25pt 0; bookmark-level: 2; break-after: avoid; }
.by { text-align: right; text-indent: 0; padding-right: 2em; }
"""

_FOLIOS = {
    "FOOTERS": 'counter-increment: page own; @bottom-center { FOLIO content: "· " counter(page) " ·"; }',
    "OWN-LEFT": '@bottom-left { FOLIO padding-left: 15.8pt; content: "— " counter(own) " —"; }',
    "OWN-RIGHT": '@bottom-right { FOLIO padding-right: 15.8pt; content: "— " counter(own) " —"; }',
    "FOLIO": "font: 14pt song; font-feature-settings: normal;",
}


def html_issue(bulletin: Bulletin, fonts: Path) -> str:
    """Give one issue as a page of HTML."""
    return _document(f"{NAME}第{bulletin.number}期", [_issue(bulletin, 0)], fonts)


def html_volume(bulletins: Sequence[Bulletin], fonts: Path) -> str:
    """Give a volume: contents, and each issue from a right-hand page on."""
    lines = ['<section class="front"><h1>总目录</h1><ul>']
    for bulletin in bulletins:
        number = bulletin.number
        lines.append(f'<li class="issue-line"><a href="#i{number}">第{number}期（{bulletin.day}）</a></li>')
        for place, article in enumerate(bulletin.articles):
            lines.append(f'<li><a href="#r{number}-{place}">{escape(article.entry)}</a></li>')
    lines.append("</ul></section>")
    return _document(
        f"{NAME}{YEAR}年合订本",
        [*lines, *(_issue(bulletin, place) for place, bulletin in enumerate(bulletins))],
        fonts,
    )


def _document(title: str, body: Sequence[str], fonts: Path) -> str:
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url({(fonts / file).as_uri()}); unicode-range: {span}; }}\n"
        for name, (file, span) in _FACES.items()
    )
    style = _STYLE
    for word, meaning in _FOLIOS.items():
        style = style.replace(word, meaning)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{faces}{style}</style>'
    return f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{"".join(body)}</body></html>'


def _issue(bulletin: Bulletin, place: int) -> str:
    classes = "issue" if place else "issue opening"
    number = bulletin.number
    entries = "".join(
        f'<li><a href="#r{number}-{place}">{escape(article.entry)}</a></li>'
        for place, article in enumerate(bulletin.articles)
    )
    return "".join(
        (
            f'<section class="{classes}" id="i{number}"><div class="head">',
            f'<h1 class="name" title="第{number}期（{bulletin.day}）">{NAME}</h1>',
            f"<p>第{number}期</p><p>{PUBLISHER}　{bulletin.day}</p></div>",
            f'<p class="label">本期要目</p><ul class="contents">{entries}</ul>',
            *(_article(article, f"r{number}-{place}") for place, article in enumerate(bulletin.articles)),
            "</section>",
        )
    )


def _article(article: Article, mark: str) -> str:
    passages = (
        "<p>" + (f"<b>{escape(passage.lead)}</b>" if passage.lead else "") + escape(passage.text) + "</p>"
        for passage in article.passages
    )
    title = f'<h2 class="title" id="{mark}">{escape(article.headline)}</h2>'
    return f'{title}{"".join(passages)}<p class="by">（{escape(article.by)}）</p>'

"""The material as Typst markup: the page and the styles are ours, the markup is what a user of Typst would write."""

from collections.abc import Sequence

from bench.material import NAME, PUBLISHER, TITLE_LINE, YEAR, Article, Bulletin

_PREAMBLE = """\
#let cell = 156mm / 28
#let pitch = 225mm / 22
#let lead = pitch - cell
#let zhuque = ((name: "Liberation Serif", covers: "latin-in-cjk"), "Zhuque Fangsong (technical preview)")
#let xbs = ((name: "Liberation Serif", covers: "latin-in-cjk"), "Noto Serif SC")
#let kai = ((name: "Liberation Serif", covers: "latin-in-cjk"), "LXGW WenKai GB Lite")
#let own = counter("own folio")
#let folio = text.with(14pt, font: "Noto Serif SC", features: (fwid: 0))
#let issue-folio() = folio[— #own.display() —]
#let outside(body) = if calc.odd(here().page()) { align(right, pad(right: cell, body)) } else {
  align(left, pad(left: cell, body)) }
#set page(
  paper: "a4", margin: (top: 37mm, bottom: 35mm, inside: 28mm, outside: 26mm), footer-descent: 7mm,
  header: own.step(), footer: context { place(block(width: 100%, outside(issue-folio()))); VOLUME-FOLIO },
)
#set text(cell, font: zhuque, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em, features: ("fwid",))
#set par(justify: true, leading: lead, spacing: lead, first-line-indent: (amount: 2em, all: true))
#set heading(numbering: none)
#show heading: set text(weight: "regular")
#show heading: set block(above: lead, below: lead)
#let gap(lines) = v(lines * pitch, weak: false)
#let flush = par.with(first-line-indent: 0pt)
#let title(lines, body) = {
  show heading: it => block(width: 100%, height: (2 * lines + 1) * pitch - lead, align(center + horizon,
    text(22pt, font: xbs, weight: 700, flush(leading: 1.3 * pitch - 22pt, justify: false, it.body))))
  heading(level: LEVEL, body)
}
#let lead-in(body) = text(font: "Noto Sans SC", weight: 500, body)
#let by(body) = [#box(width: 1fr)#box[（#body）]#box(width: 2em)]
#let entry(mark, body) = flush(hanging-indent: 2em, text(font: kai)[#body
  #box(width: 1fr, repeat(gap: 0.3em)[·]) #context own.at(mark).first()])
#let masthead(number, day, name, publisher) = {
  set align(center)
  v(20mm - 0.2em)
  block(below: 0pt, text(41.5pt, fill: cmyk(0%, 100%, 100%, 0%), font: xbs, weight: 700, flush(name)))
  v(1fr)
  block(flush[第#(number)期])
  block(flush[#publisher#h(1em)#day])
  v(4mm - lead)
  line(length: 100%, stroke: 0.7mm + cmyk(0%, 100%, 100%, 0%))
}
#let head(number, day, name, publisher) = block(height: 6 * pitch, masthead(number, day, name, publisher))
#let contents-label = block(height: 2 * pitch - lead, width: 100%, align(center + horizon,
  text(font: "Noto Sans SC", weight: 500, flush[本期要目])))
#let contents-rule = block(height: pitch - lead, width: 100%, align(horizon, line(length: 100%, stroke: 0.5mm)))
"""

_CONTENTS = """\
#let volume-folio = context { let at = counter(page).display(); place(center, folio[· #at ·]) }
#let volume-contents = {
  block(height: 3 * pitch - lead, width: 100%, align(center + horizon, text(22pt, font: xbs, weight: 700, flush[总目录])))
  set outline.entry(fill: box(width: 1fr, repeat(gap: 0.3em)[·]))
  show outline.entry.where(level: 1): set text(font: "Noto Sans SC", weight: 500, features: (fwid: 0))
  set text(14pt, font: kai)
  set par(leading: 225mm / 32 - 14pt, spacing: 225mm / 32 - 14pt)
  outline(title: none, depth: 2)
}
"""

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\#*_`$<>@[]~\"'"})


def typst_issue(bulletin: Bulletin) -> str:
    """Give the source of one issue."""
    preamble = _preamble(volume=False)
    return "\n".join((preamble, f'#set document(title: "{NAME}第{bulletin.number}期")', _issue(bulletin)))


def typst_volume(bulletins: Sequence[Bulletin]) -> str:
    """Give the source of a volume: contents, and each issue from a right-hand page on."""
    parts = [
        _preamble(volume=True),
        f'#set document(title: "{NAME}{YEAR}年合订本")',
        '#set page(numbering: "i", header: none, footer: volume-folio)',
        "#volume-contents",
        '#pagebreak(to: "odd")',
        '#set page(numbering: "1", header: own.step(), footer: context { place(block(width: 100%, outside(issue-folio()))); volume-folio })',
        "#counter(page).update(1)",
    ]
    for place, bulletin in enumerate(bulletins):
        if place:
            parts.append('#pagebreak(to: "odd")')
        parts += ["#own.update(1)", _issue(bulletin, heading=True)]
    return "\n".join(parts)


def _preamble(*, volume: bool) -> str:
    text = _PREAMBLE.replace("LEVEL", "2" if volume else "1")
    text = text.replace("; VOLUME-FOLIO", "")
    return text + (_CONTENTS if volume else "")


def _issue(bulletin: Bulletin, *, heading: bool = False) -> str:
    number = bulletin.number
    label = f"第{number}期（{bulletin.day}）"
    parts = [f"#hide(place(heading(level: 1)[{label}]))"] if heading else []
    parts += [
        f"#head({number})[{bulletin.day}][{NAME}][{PUBLISHER}]",
        "#contents-label",
        *(
            f"#entry(<r{number}-{place}>)[{_marked(article.entry)}]"
            for place, article in enumerate(bulletin.articles)
        ),
        "#contents-rule",
        *(_article(article, f"r{number}-{place}") for place, article in enumerate(bulletin.articles)),
    ]
    return "\n\n".join(parts)


def _article(article: Article, mark: str) -> str:
    lines = -(-len(article.headline) // TITLE_LINE)
    passages = [
        (f"#lead-in[{_marked(passage.lead)}]" if passage.lead else "") + _marked(passage.text)
        for passage in article.passages
    ]
    return (
        "\n\n".join((f"#title({lines})[{_marked(article.headline)}] <{mark}>", *passages))
        + f"#by[{_marked(article.by)}]"
    )


def _marked(text: str) -> str:
    return text.translate(_SPECIAL)

// A text of the YAML as paragraphs, and back: lines that are not edited come back as they were written.

import { Fragment, Schema } from "prosemirror-model";
import type { Node } from "prosemirror-model";

export const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: {
      content: "text*",
      // `raw` is the line as it is written, `before` the number of empty lines above it.
      attrs: { raw: { default: null }, before: { default: null } },
      parseDOM: [{ tag: "p" }, { tag: "div" }, { tag: "li" }, { tag: "h1" }, { tag: "h2" }, { tag: "h3" }, { tag: "h4" }],
      toDOM: () => ["p", 0],
    },
    text: {},
  },
  marks: {
    lead: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    dots: { parseDOM: [{ tag: "em.dots" }], toDOM: () => ["em", { class: "dots" }, 0] },
  },
});

const SIGNS: Record<string, "lead" | "dots"> = { "**": "lead", "==": "dots" };

type Piece = { text: string; marks: ("lead" | "dots")[] };

/** A line without its signs, each stretch with what the signs around it say. */
export function pieces(line: string): Piece[] {
  const found: Piece[] = [];
  const open: ("lead" | "dots")[] = [];
  let rest = line;
  const put = (text: string) => {
    if (text) found.push({ text, marks: [...open] });
  };
  for (;;) {
    const at = rest.search(/\*\*|==/);
    if (at < 0) break;
    const sign = rest.slice(at, at + 2);
    const mark = SIGNS[sign] as "lead" | "dots";
    const closes = open.includes(mark);
    if (!closes && !rest.slice(at + 2).includes(sign)) {
      // A sign that is never closed is text.
      put(rest.slice(0, at + 2));
      rest = rest.slice(at + 2);
      continue;
    }
    put(rest.slice(0, at));
    if (closes) open.splice(open.indexOf(mark), 1);
    else open.push(mark);
    rest = rest.slice(at + 2);
  }
  put(rest);
  return found;
}

function content(line: string): Fragment {
  return Fragment.from(
    pieces(line).map(({ text, marks }) => schema.text(text, marks.map((name) => schema.mark(name)))),
  );
}

/** The paragraphs of a text. */
export function toDoc(value: string): Node {
  const paragraphs: Node[] = [];
  let before = 0;
  for (const line of value.replace(/\n+$/, "").split("\n")) {
    if (line.trim() === "") {
      before += 1;
      continue;
    }
    paragraphs.push(schema.node("paragraph", { raw: line, before }, content(line)));
    before = 0;
  }
  return schema.node("doc", null, paragraphs.length ? paragraphs : [schema.node("paragraph")]);
}

function written(paragraph: Node): string {
  const raw: string | null = paragraph.attrs.raw;
  if (raw !== null && content(raw).eq(paragraph.content)) return raw;
  let line = "";
  let open: string[] = [];
  paragraph.forEach((child) => {
    const wanted: string[] = child.marks.map((mark) => (mark.type.name === "lead" ? "**" : "=="));
    const closing = open.filter((sign) => !wanted.includes(sign)).reverse();
    const opening = wanted.filter((sign) => !open.includes(sign));
    line += closing.join("") + opening.join("") + (child.text ?? "");
    open = wanted;
  });
  return line + open.reverse().join("");
}

/** The text of paragraphs; a new one stands as far from the one above as the others do. */
export function toValue(doc: Node): string {
  const gaps: number[] = [];
  doc.forEach((paragraph, _offset, index) => {
    if (index > 0 && paragraph.attrs.before !== null) gaps.push(paragraph.attrs.before);
  });
  const usual = gaps.length ? gaps.sort((a, b) => a - b)[gaps.length >> 1]! : 1;
  const lines: string[] = [];
  doc.forEach((paragraph, _offset, index) => {
    const line = written(paragraph);
    if (line.trim() === "") return;
    const above = index === 0 ? (paragraph.attrs.before ?? 0) : (paragraph.attrs.before ?? usual);
    if (lines.length || index === 0) for (let gap = 0; gap < above; gap += 1) lines.push("");
    lines.push(line);
  });
  return lines.join("\n");
}

/** The place in the document of a character of the text it was made from; null when it stands in no paragraph. */
export function placeOf(doc: Node, value: string, index: number): number | null {
  const lines = value.slice(0, index).split("\n");
  const column = lines[lines.length - 1]!.length;
  const line = value.split("\n")[lines.length - 1] ?? "";
  const number = lines.slice(0, -1).filter((each) => each.trim() !== "").length;
  if (number >= doc.childCount || line.trim() === "") return null;
  let start = 0;
  for (let at = 0; at < number; at += 1) start += doc.child(at).nodeSize;
  const signs = signsBefore(line, column);
  return start + 1 + Math.min(column - signs, doc.child(number).content.size);
}

function signsBefore(line: string, column: number): number {
  const shown = pieces(line)
    .map((piece) => piece.text)
    .join("");
  let at = 0;
  let seen = 0;
  // Walk line and shown text side by side; what is not shown is a sign.
  for (; at < column && at < line.length; at += 1) if (shown[seen] === line[at]) seen += 1;
  return at - seen;
}

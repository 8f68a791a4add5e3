// What comes from the clipboard: paragraphs, run-in heads and tables, and nothing else of its formatting.

import { Slice } from "prosemirror-model";
import type { PastedCell } from "./api";
import { toDoc } from "./text";

/** HTML without its style sheets, and its style attributes under another name: the policy of the page would complain of both. */
const withoutStyles = (html: string) =>
  html.replace(/<style[\s\S]*?(<\/style>|$)/gi, "").replace(/(<[a-z][^<>]*?\s)style(\s*=)/gi, "$1data-style$2");

const words = (part: Element) => (part.textContent ?? "").replace(/[\s\u00a0]+/g, " ").trim();

const RAISED: Record<string, string> = Object.fromEntries([..."0123456789+-n"].map((char, at) => [char, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"][at]!]));
const LOWERED: Record<string, string> = Object.fromEntries([..."0123456789+-"].map((char, at) => [char, [..."₀₁₂₃₄₅₆₇₈₉₊₋"][at]!]));

/** Say in characters what formatting alone says, as an import does: numbers and bullets of Word, m², text that is struck. */
function sayInCharacters(parsed: Document): void {
  for (const mark of parsed.querySelectorAll("[data-style]")) {
    const style = mark.getAttribute("data-style") ?? "";
    if (/mso-list:\s*ignore/i.test(style)) {
      const bullet = /wingdings|symbol|courier/i.test(mark.outerHTML) && !/[0-9a-z一-鿿][.、)）]/i.test(words(mark));
      mark.textContent = bullet ? "" : words(mark);
    } else if (/text-decoration[a-z-]*:[^;]*line-through/i.test(style)) mark.remove();
    else if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) {
      const bold = parsed.createElement("strong");
      bold.append(...mark.childNodes);
      mark.append(bold);
    }
  }
  for (const struck of parsed.querySelectorAll("s, strike, del")) struck.remove();
  for (const script of parsed.querySelectorAll("sup, sub")) {
    const known = script.tagName === "SUP" ? RAISED : LOWERED;
    const chars = [...words(script)];
    if (chars.length > 0 && chars.every((char) => known[char])) script.textContent = chars.map((char) => known[char]).join("");
  }
}

function read(html: string): Document {
  const parsed = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  sayInCharacters(parsed);
  for (const each of parsed.querySelectorAll("script, meta, title")) each.remove();
  return parsed;
}

/** Whether a table holds cells, and does not merely place text beside text. */
function isTable(table: HTMLTableElement): boolean {
  return table.rows.length > 1 && (table.rows[0]?.cells.length ?? 0) > 1 && !table.querySelector("table") && !table.parentElement?.closest("table");
}

const cells = (table: HTMLTableElement): PastedCell[][] =>
  [...table.rows].map((row) => [...row.cells].map((cell) => ({ text: words(cell), colspan: cell.colSpan, rowspan: cell.rowSpan })));

/** The cells of a table that was pasted by itself; null for anything else, and for tables that only place text. */
export function pastedTable(html: string): PastedCell[][] | null {
  if (!/<table\b/i.test(html)) return null;
  const parsed = read(html);
  const tables = parsed.querySelectorAll("table");
  const table = tables[0];
  return table && tables.length === 1 && words(parsed.body) === words(table) && isTable(table) ? cells(table) : null;
}

/** What stands in a text for table `number` until that is put there. */
const stand = (number: number) => `\ue000${number}\ue001`;
export const STAND = /\ue000(\d+)\ue001/;

/** HTML with something standing for each of its tables, and the tables; null when it has none. */
export function withoutTables(html: string): { html: string; tables: PastedCell[][][] } | null {
  if (!/<table\b/i.test(html)) return null;
  const parsed = read(html);
  const tables = [...parsed.querySelectorAll("table")].filter(isTable);
  if (tables.length === 0) return null;
  tables.forEach((table, number) => {
    const line = parsed.createElement("p");
    line.textContent = stand(number);
    table.replaceWith(line);
  });
  return { html: parsed.body.innerHTML, tables: tables.map(cells) };
}

/** Whether a line ends as none of a text does that ends a paragraph. */
export function isBroken(line: string): boolean {
  return line.trim() !== "" && !/[。！？：；…”’）.!?:;]$/.test(line.trim());
}

/**
 * Pasted HTML with a paragraph for each row of a table, cells apart by wide spaces, and for each line of a paragraph:
 * a text has no tables, and words of two cells must not run together.
 */
export function plainBlocks(html: string): string {
  const parsed = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  sayInCharacters(parsed);
  for (const each of parsed.querySelectorAll("script")) each.remove();
  for (const row of parsed.querySelectorAll("tr")) {
    if (row.querySelector("tr")) continue;
    for (const inner of row.querySelectorAll("p, div, li, br")) inner.after(" ");
    const line = parsed.createElement("p");
    const words = (cell: Element) => (cell.textContent ?? "").replace(/[ \t\r\n\u00a0]+/g, " ").trim();
    line.textContent = [...row.cells].map(words).join("\u3000\u3000");
    row.replaceWith(line);
  }
  // What is left of tables, such as those around another, would lose its order when it is read again without them.
  for (const part of [...parsed.querySelectorAll("table, thead, tbody, tfoot, tr, td, th, caption")].reverse()) {
    const block = parsed.createElement("div");
    block.append(...part.childNodes);
    part.replaceWith(block);
  }
  for (const end of parsed.querySelectorAll("p br, div br, li br")) {
    const block = end.closest("p, div, li")!;
    const above = parsed.createRange();
    above.setStartBefore(block);
    above.setEndBefore(end);
    block.before(above.extractContents());
    end.remove();
  }
  return parsed.body.innerHTML;
}

export function pasted(text: string, _marks: string[]): Slice {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/^[ \t\u3000]+|[ \t]+$/g, ""));
  const doc = toDoc(lines.filter((line) => line !== "").join("\n\n") || text.trim());
  return new Slice(doc.content, 1, 1);
}

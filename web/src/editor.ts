// A text as paragraphs one can type in. Nothing from outside touches it while an input method composes.

import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Slice } from "prosemirror-model";
import { EditorState, Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import type { Finding } from "./api";
import { placeOf, schema, toDoc, toValue } from "./text";

const marks = new PluginKey<DecorationSet>("findings");

export type Changed = (value: string) => void;

export class TextEditor {
  readonly view: EditorView;
  private value: string;
  private waiting: Finding[] | null = null;

  constructor(place: HTMLElement, value: string, label: string, changed: Changed, editable: () => boolean) {
    this.value = value;
    this.view = new EditorView(place, {
      state: EditorState.create({ doc: toDoc(value), plugins: this.plugins() }),
      editable,
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, spellcheck: "false" },
      transformPastedHTML: plainBlocks,
      clipboardTextParser: (text, context) => pasted(text, context.marks().map((mark) => mark.type.name)),
      dispatchTransaction: (transaction) => {
        this.view.updateState(this.view.state.apply(transaction));
        if (transaction.docChanged && !this.view.composing) this.tell(changed);
      },
      handleDOMEvents: {
        compositionend: () => {
          // The last characters reach the document after this event.
          setTimeout(() => {
            this.tell(changed);
            if (this.waiting) this.show(this.waiting);
          }, 20);
          return false;
        },
      },
    });
  }

  private plugins(): Plugin[] {
    return [
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo, "Mod-b": toggleMark(schema.marks.lead!) }),
      keymap(baseKeymap),
      new Plugin({
        key: marks,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, held) =>
            transaction.getMeta(marks) ?? held.map(transaction.mapping, transaction.doc),
        },
        props: { decorations: (state) => marks.getState(state) ?? null },
      }),
    ];
  }

  private tell(changed: Changed): void {
    const now = toValue(this.view.state.doc);
    if (now === this.value.replace(/\n+$/, "")) return;
    this.value = now;
    changed(now);
  }

  /** Put another text in its place, as one step that can be undone. */
  take(value: string): void {
    if (value.replace(/\n+$/, "") === this.value.replace(/\n+$/, "") || this.view.composing) return;
    this.value = value;
    const old = this.view.state.doc;
    const doc = toDoc(value);
    const start = old.content.findDiffStart(doc.content);
    const end = old.content.findDiffEnd(doc.content);
    if (start === null || end === null) return;
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    const transaction = this.view.state.tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap));
    this.view.updateState(this.view.state.apply(transaction));
  }

  /** Mark the words that findings speak of. */
  show(findings: Finding[]): void {
    if (this.view.composing) {
      this.waiting = findings;
      return;
    }
    this.waiting = null;
    const doc = this.view.state.doc;
    const found: Decoration[] = [];
    for (const finding of findings) {
      const from = placeOf(doc, this.value, finding.start);
      const to = placeOf(doc, this.value, finding.end);
      if (from === null || to === null) continue;
      found.push(
        Decoration.inline(from, Math.max(to, from + 1), {
          class: `finding ${finding.level}`,
          "data-finding": finding.id,
        }),
      );
    }
    this.view.dispatch(this.view.state.tr.setMeta(marks, DecorationSet.create(doc, found)).setMeta("addToHistory", false));
  }

  /** Show where a finding stands and put the caret there. */
  goTo(finding: Finding): void {
    const place = placeOf(this.view.state.doc, this.value, finding.start);
    if (place !== null) this.putCaret(place);
  }

  /** The characters of the text as `plain` has them, and the place of each in the document. */
  characters(plain: (char: string) => string): { text: string; places: number[] } {
    let text = "";
    const places: number[] = [];
    this.view.state.doc.descendants((node, at) => {
      [...(node.text ?? "")].forEach((char, index) => {
        for (const each of plain(char)) {
          text += each;
          places.push(at + index);
        }
      });
    });
    return { text, places };
  }

  /** Put the caret at a place and show it. */
  putCaret(place: number): void {
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, place)).scrollIntoView());
    this.view.focus();
    const coords = this.view.coordsAtPos(place);
    this.view.dom.closest("main")?.scrollBy({ top: coords.top - window.innerHeight / 2 });
  }

  /** How far below the top of an element a finding stands, in px; null when it is not marked. */
  offsetOf(id: string, top: number): number | null {
    const mark = this.view.dom.querySelector(`[data-finding="${CSS.escape(id)}"]`);
    return mark ? mark.getBoundingClientRect().top - top : null;
  }

  destroy(): void {
    this.view.destroy();
  }
}

/**
 * Pasted HTML with a paragraph for each row of a table, cells apart by wide spaces, and for each line of a paragraph:
 * a text has no tables, and words of two cells must not run together.
 */
function plainBlocks(html: string): string {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const each of parsed.querySelectorAll("style, script")) each.remove();
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

function pasted(text: string, _marks: string[]): Slice {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/^[ \t\u3000]+|[ \t]+$/g, ""));
  const doc = toDoc(lines.filter((line) => line !== "").join("\n\n") || text.trim());
  return new Slice(doc.content, 1, 1);
}

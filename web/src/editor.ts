// A text as paragraphs one can type in. Nothing from outside touches it while an input method composes.

import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import type { PastedCell } from "./api";
import { isBroken, pasted, pastedTable, plainBlocks, STAND, withoutTables } from "./paste";
import { caretGone, caretMoved } from "./places";
import { placeOf, schema, toDoc, toValue } from "./text";

const marks = new PluginKey<DecorationSet>("findings");

/** Words that something is said about. */
export type Marked = { id: string; level: string; start: number; end: number };

export type Changed = (value: string) => void;

/** What the page does with what the text alone cannot. */
export type Outside = {
  changed: Changed;
  editable: () => boolean;
  /** Pictures were put in behind the paragraph that ends at this character of the text. */
  pictures: (files: File[], split: number) => void;
  /** Tables were put in, each behind the paragraph that ends at a character of the text. */
  tables: (tables: PlacedTable[]) => void;
  /** Pasted text had pictures that the clipboard does not give. */
  picturesLost: () => void;
  /** Pasted lines look as if they had been broken by the end of a page's line. */
  broken: () => void;
};

export type PlacedTable = { rows: PastedCell[][]; split: number };

/** Texts that are not shown now, with what can be undone in them. */
const kept = new Map<string, EditorState>();
const MOST_KEPT = 60;
const same = (one: string, other: string) => one.replace(/\n+$/, "") === other.replace(/\n+$/, "");

export class TextEditor {
  readonly view: EditorView;
  private value: string;
  private waiting: Marked[] | null = null;
  /** While a change has several steps, only the last is told. */
  private quiet = false;

  /** `key` names the text among all of the folder. */
  constructor(
    place: HTMLElement,
    readonly key: string,
    value: string,
    label: string,
    private readonly outside: Outside,
  ) {
    this.value = value;
    const before = kept.get(key);
    kept.delete(key);
    const state =
      before && same(toValue(before.doc), value)
        ? before.reconfigure({ plugins: this.plugins() })
        : EditorState.create({ doc: toDoc(value), plugins: this.plugins() });
    this.view = new EditorView(place, {
      state,
      editable: outside.editable,
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, spellcheck: "false" },
      transformPastedHTML: plainBlocks,
      clipboardTextParser: (text, context) => pasted(text, context.marks().map((mark) => mark.type.name)),
      handlePaste: (_view, event) => this.pastes(event),
      dispatchTransaction: (transaction) => {
        this.view.updateState(this.view.state.apply(transaction));
        if (transaction.docChanged && !this.view.composing && !this.quiet) this.tell();
        if (transaction.docChanged || transaction.selectionSet) caretMoved(this, !transaction.docChanged && this.view.hasFocus());
      },
      handleDOMEvents: {
        focus: () => {
          caretMoved(this, true);
          return false;
        },
        compositionend: () => {
          // The last characters reach the document after this event.
          setTimeout(() => {
            this.tell();
            if (this.waiting) this.show(this.waiting);
          }, 20);
          return false;
        },
      },
    });
  }

  private pastes(event: ClipboardEvent): boolean {
    const data = event.clipboardData;
    const pictures = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    const html = data?.getData("text/html") ?? "";
    if (pictures.length > 0 && !/<(p|table)\b/i.test(html)) {
      this.outside.pictures(pictures, this.endOfParagraph());
      return true;
    }
    const table = pastedTable(html);
    if (table) {
      this.outside.tables([{ rows: table, split: this.endOfParagraph() }]);
      return true;
    }
    const mixed = withoutTables(html);
    if (mixed) {
      if (/<img\b|<v:imagedata\b/i.test(html)) this.outside.picturesLost();
      this.pasteAround(mixed.html, mixed.tables);
      return true;
    }
    if (/<img\b|<v:imagedata\b/i.test(html)) this.outside.picturesLost();
    const lines = (data?.getData("text/plain") ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");
    if (html === "" && lines.length > 3 && lines.filter(isBroken).length > lines.length / 2) this.outside.broken();
    return false;
  }

  /** Put pasted paragraphs in, then the tables where something stands for them. */
  private pasteAround(html: string, tables: PastedCell[][][]): void {
    this.quiet = true;
    this.view.pasteHTML(html);
    const { tr, doc } = this.view.state;
    const stands: { number: number; from: number; to: number }[] = [];
    doc.descendants((node, at) => {
      const found = node.isText && STAND.exec(node.text ?? "");
      if (found) stands.push({ number: Number(found[1]), from: at + found.index, to: at + found.index + found[0].length });
    });
    // From the last to the first, so that those before keep their places.
    const places = stands.reverse().map(({ number, from, to }) => {
      const place = doc.resolve(from);
      const isAfterWords = from > place.start();
      const isBeforeWords = to < place.end();
      const alone = !isAfterWords && !isBeforeWords && doc.childCount > 1;
      if (alone) tr.delete(place.before(), place.after());
      else tr.delete(from, to);
      if (isAfterWords && isBeforeWords) tr.split(from);
      return { number, at: alone ? place.before() : from, isAfterWords, steps: tr.steps.length };
    });
    this.view.dispatch(tr);
    this.quiet = false;
    this.tell();
    const placed = places.reverse().map(({ number, at, isAfterWords, steps }) => {
      const index = tr.doc.resolve(tr.mapping.slice(steps).map(at, -1)).index(0);
      return { rows: tables[number]!, split: this.endOf(isAfterWords ? index : index - 1) };
    });
    this.outside.tables(placed);
  }

  /** The character of the text at which the paragraph with the caret ends, or the one at a place of the window. */
  endOfParagraph(point?: { left: number; top: number }): number {
    const at = (point && this.view.posAtCoords(point)?.pos) ?? this.view.state.selection.head;
    return this.endOf(this.view.state.doc.resolve(at).index(0));
  }

  /** The character of the text at which a paragraph ends; 0 before the first. */
  private endOf(number: number): number {
    if (number < 0) return 0;
    let end = 0;
    let seen = -1;
    for (const line of this.value.split("\n")) {
      if (line.trim() !== "") seen += 1;
      end += line.length + 1;
      if (seen === number) break;
    }
    return end - 1;
  }

  /** Join paragraphs that are lines of one, in the selection or in all of the text. */
  joinLines(): void {
    const { state } = this.view;
    const { from, to, empty } = state.selection;
    const transaction = state.tr;
    const joins: number[] = [];
    state.doc.forEach((paragraph, at, index) => {
      const end = at + paragraph.nodeSize;
      if (index + 1 === state.doc.childCount || !isBroken(paragraph.textContent)) return;
      if (empty || (at >= from - paragraph.nodeSize && end < to)) joins.push(end);
    });
    for (const place of joins.reverse()) {
      const before = transaction.doc.resolve(place).nodeBefore?.textContent ?? "";
      const behind = transaction.doc.resolve(place).nodeAfter?.textContent ?? "";
      const apart = /[A-Za-z0-9,]$/.test(before) && /^[A-Za-z0-9]/.test(behind);
      transaction.join(place);
      if (apart) transaction.insertText(" ", place - 1);
    }
    if (joins.length) this.view.dispatch(transaction);
    this.view.focus();
  }

  /** Make the words that are selected a run-in head, or plain again. */
  toggleLead(): void {
    toggleMark(schema.marks.lead!)(this.view.state, this.view.dispatch);
    this.view.focus();
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

  private tell(): void {
    const now = toValue(this.view.state.doc);
    if (now === this.value.replace(/\n+$/, "")) return;
    this.value = now;
    this.outside.changed(now);
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

  /** Mark the words that something is said about. */
  show(findings: Marked[]): void {
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

  /** Show where marked words stand and put the caret there. */
  goTo(finding: Marked): void {
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
    kept.set(this.key, this.view.state);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    caretGone(this);
    this.view.destroy();
  }
}

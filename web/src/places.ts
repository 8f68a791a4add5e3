// From a character on a page to the same character in a text and back: found by the characters around it.

import type { TextEditor } from "./editor";

/** The editors that are open, in the order of the issue. */
export const editors = new Set<TextEditor>();

const LONGEST = 14;
const SHORTEST = 3;
const QUOTES: Record<string, string> = { "“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": ",", "——": "-" };

/** A character as both sides have it: reading makes marks full width and leaves white out. */
function plain(char: string): string {
  return (QUOTES[char] ?? char).normalize("NFKC").trim();
}

/** The characters of a page in reading order, and the place of the one that was clicked. */
function around(target: SVGTextElement, x: number, y: number): { chars: string[]; at: number } | null {
  const matrix = target.getScreenCTM();
  const svg = target.ownerSVGElement;
  if (!matrix || !svg) return null;
  const point = new DOMPoint(x, y).matrixTransform(matrix.inverse());
  const found = target.getCharNumAtPosition(point);
  const chars: string[] = [];
  let at = -1;
  for (const element of svg.querySelectorAll("text")) {
    [...(element.textContent ?? "")].forEach((char, index) => {
      if (element === target && index === Math.max(found, 0)) at = chars.length;
      if (plain(char) !== "") chars.push(plain(char));
    });
  }
  return at < 0 ? null : { chars, at };
}

/** Puts the caret before the character that was clicked on a page; false when it stands in no text that is open. */
export function followClick(event: MouseEvent): boolean {
  const target = event.target;
  if (!(target instanceof SVGTextElement)) return false;
  const clicked = around(target, event.clientX, event.clientY);
  if (!clicked) return false;
  const texts = [...editors].map((editor) => ({ editor, ...editor.characters(plain) }));
  for (let length = LONGEST; length >= SHORTEST; length -= 1) {
    const before = Math.min(length, clicked.at);
    const wanted = clicked.chars.slice(clicked.at - before, clicked.at + length + 1).join("");
    for (const { editor, text, places } of texts) {
      const start = text.indexOf(wanted);
      if (start >= 0) {
        editor.putCaret(places[start + before]!);
        return true;
      }
    }
  }
  return false;
}

let caret: { editor: TextEditor; scrolls: boolean } | null = null;
let pause = 0;

/** Notes that the caret stands elsewhere in a text; the page is scrolled to it unless that came of typing. */
export function caretMoved(editor: TextEditor, scrolls: boolean): void {
  shownWords = "";
  caret = { editor, scrolls: scrolls || (caret?.scrolls ?? false) };
  window.clearTimeout(pause);
  pause = window.setTimeout(showCaret, 60);
}

export function caretGone(editor: TextEditor): void {
  if (caret?.editor === editor) caret = null;
}

/** The text that the caret was in last, while it is open. */
export function lastEditor(): TextEditor | null {
  return caret?.editor ?? null;
}

type Drawn = { text: string; owners: { element: SVGTextElement; index: number }[] };
const read = new WeakMap<Element, Drawn>();

/** The characters of a page, each with where it stands. */
function drawn(svg: Element): Drawn {
  let known = read.get(svg);
  if (!known) {
    known = { text: "", owners: [] };
    for (const element of svg.querySelectorAll("text")) {
      [...(element.textContent ?? "")].forEach((char, index) => {
        const shown = plain(char);
        if (shown === "") return;
        known!.text += shown;
        for (let times = 0; times < shown.length; times += 1) known!.owners.push({ element, index });
      });
    }
    read.set(svg, known);
  }
  return known;
}

type PlaceOnPage = { page: HTMLElement; element: SVGTextElement; index: number; behind: boolean };

/** Where on the pages the caret stands: the character behind it, or the one before. */
function placeOnPage(): PlaceOnPage | null {
  if (!caret) return shownWords ? placeOfWords(shownWords) : null;
  const { text, places } = caret.editor.characters(plain);
  const head = caret.editor.view.state.selection.head;
  const found = places.findIndex((place) => place >= head);
  const at = found < 0 ? places.length : found;
  const pages = [...document.querySelectorAll<HTMLElement>(".sheets .page")].flatMap((page) => {
    const svg = page.querySelector("svg");
    return svg ? [{ page, drawn: drawn(svg) }] : [];
  });
  for (let length = LONGEST; length >= SHORTEST; length -= 1) {
    // Words on both sides, then those before and those behind alone, for lines at the end of a page.
    for (const [before, behind] of [[length, length], [length, 0], [0, length]] as const) {
      const start = Math.max(at - before, 0);
      const wanted = text.slice(start, at + behind);
      if (wanted.length < Math.min(SHORTEST, text.length)) continue;
      for (const { page, drawn: shown } of pages) {
        const place = shown.text.indexOf(wanted);
        if (place < 0) continue;
        const isBehind = at - start === wanted.length;
        const owner = shown.owners[place + (at - start) - (isBehind ? 1 : 0)];
        if (owner) return { page, ...owner, behind: isBehind };
      }
    }
  }
  return null;
}

/** Words that are shown on the page while no text has the caret. */
let shownWords = "";

/** Shows words on the page; false when they stand on none. */
export function showWords(words: string): boolean {
  shownWords = [...words.slice(0, 40)].map(plain).join("");
  const place = shownWords && placeOfWords(shownWords);
  if (!place) return false;
  caret = null;
  const box = document.querySelector<HTMLElement>(".sheets")!;
  showCaret();
  const mark = box.querySelector<HTMLElement>(".caret")!;
  box.scrollTop = parseFloat(mark.style.top) - box.clientHeight / 3;
  return true;
}

function placeOfWords(wanted: string): PlaceOnPage | null {
  for (const page of document.querySelectorAll<HTMLElement>(".sheets .page")) {
    const svg = page.querySelector("svg");
    const shown = svg && drawn(svg);
    const at = shown ? shown.text.indexOf(wanted) : -1;
    if (at < 0) continue;
    return { page, ...shown!.owners[at]!, behind: false };
  }
  return null;
}

/** Draws the caret on the page. */
export function showCaret(): void {
  const box = document.querySelector<HTMLElement>(".sheets");
  const mark = document.querySelector<HTMLElement>(".sheets > .caret");
  if (!box || !mark) return;
  const place = placeOnPage();
  mark.hidden = place === null;
  if (!place) return;
  const matrix = place.element.getScreenCTM();
  if (!matrix || place.index >= place.element.getNumberOfChars()) {
    mark.hidden = true;
    return;
  }
  const point = place.behind ? place.element.getEndPositionOfChar(place.index) : place.element.getStartPositionOfChar(place.index);
  const size = parseFloat(place.element.getAttribute("font-size") ?? "16");
  const top = new DOMPoint(point.x, point.y - size * 0.95).matrixTransform(matrix);
  const foot = new DOMPoint(point.x, point.y + size * 0.25).matrixTransform(matrix);
  const frame = box.getBoundingClientRect();
  mark.style.left = `${top.x - frame.left + box.scrollLeft}px`;
  mark.style.top = `${top.y - frame.top + box.scrollTop}px`;
  mark.style.height = `${foot.y - top.y}px`;
  if (caret?.scrolls) {
    caret.scrolls = false;
    if (top.y < frame.top + 20 || foot.y > frame.bottom - 20) box.scrollTop += top.y - frame.top - frame.height / 3;
  }
}

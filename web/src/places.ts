// From a character on a page to the same character in a text: found by the characters around it.

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

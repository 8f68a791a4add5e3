// The fonts of the pages, as the server cuts them: each brings characters that none before it had.

import type { Font, Fonts } from "./api";

let next = 0;

/** The number of the first font that is not here. */
export const nextFont = () => next;

/** Takes fonts in; pages that need them are swapped in when they are there. Null when there is nothing to wait for. */
export function load(answer: Fonts): Promise<unknown> | null {
  next = Math.max(next, answer.nextFont);
  if (answer.fonts.length === 0) return null;
  // Should a font fail, the browser has other faces, and every character has its place.
  return Promise.all(answer.fonts.map((font) => face(font).load().catch(() => null)));
}

function face({ family, range, data, address }: Font): FontFace {
  const source = data ? Uint8Array.from(atob(data), (char) => char.charCodeAt(0)) : `url(${address})`;
  const made = new FontFace(family, source, { unicodeRange: range });
  document.fonts.add(made);
  return made;
}

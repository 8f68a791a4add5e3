// What the browser tells of the whole page: text being composed, files dropped, the page being left.

import type { MutableRef } from "preact/hooks";
import { useEffect, useRef, useState } from "preact/hooks";

/** Notes whether an input method is composing. */
export function useComposing(composing: MutableRef<boolean>) {
  useEffect(() => {
    const begins = () => (composing.current = true);
    // The last characters reach the text a moment after the event.
    const ends = () => window.setTimeout(() => (composing.current = false), 50);
    document.addEventListener("compositionstart", begins);
    document.addEventListener("compositionend", ends);
    return () => {
      document.removeEventListener("compositionstart", begins);
      document.removeEventListener("compositionend", ends);
    };
  }, []);
}

const takers: ((files: File[]) => void)[] = [];

/** Gives files that are dropped to a dialog while it is open; returns what ends that. */
export function takesDropped(take: (files: File[]) => void): () => void {
  takers.push(take);
  return () => void takers.splice(takers.indexOf(take), 1);
}

/** Takes files that are dropped anywhere on the page. */
export function useDropped(setDragged: (dragged: boolean) => void, take: (files: File[], event: DragEvent) => void) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      setDragged(takers.length === 0);
    };
    const out = (event: DragEvent) => event.relatedTarget === null && setDragged(false);
    const dropped = (event: DragEvent) => {
      setDragged(false);
      if (!carries(event)) return;
      event.preventDefault();
      const files = [...event.dataTransfer!.files];
      const dialog = takers.at(-1);
      if (dialog) dialog(files);
      else latest.current(files, event);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", out);
    document.addEventListener("drop", dropped, true);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", out);
      document.removeEventListener("drop", dropped, true);
    };
  }, []);
}

/** Whether the page is shown large, which this browser remembers. */
export function useLarge(): [boolean, (large: boolean) => void] {
  const [large, setLarge] = useState(() => localStorage.getItem("large") === "yes");
  useEffect(() => {
    document.documentElement.classList.toggle("large", large);
    localStorage.setItem("large", large ? "yes" : "no");
  }, [large]);
  return [large, setLarge];
}

/** Asks before the page is left with something unsaved; the browser's own key for printing opens our dialog. */
export function useLeaving(unsaved: () => boolean, print: () => void) {
  const latest = useRef({ unsaved, print });
  latest.current = { unsaved, print };
  useEffect(() => {
    const asks = (event: BeforeUnloadEvent) => {
      if (latest.current.unsaved()) event.preventDefault();
    };
    const prints = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p" || event.isComposing) return;
      event.preventDefault();
      latest.current.print();
    };
    window.addEventListener("beforeunload", asks);
    document.addEventListener("keydown", prints);
    return () => {
      window.removeEventListener("beforeunload", asks);
      document.removeEventListener("keydown", prints);
    };
  }, []);
}

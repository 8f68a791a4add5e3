// The pages as they will be printed: drawn from the marks the PDF is written from, in the very glyphs it holds.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Font, ShownPage } from "./api";
import { followClick, showCaret } from "./places";
import { say } from "./words";

const STEPS = [40, 50, 60, 70, 80, 90, 100, 120, 150, 200];

/** Loads the fonts of pages that are about to be shown; the page is swapped in when they are there. */
export async function load(fonts: Font[]): Promise<void> {
  const waiting = fonts
    .filter((font) => !loaded.has(font.address))
    .map(async (font) => {
      const face = new FontFace(font.family, `url(${font.address})`, { unicodeRange: font.range });
      loaded.add(font.address);
      // Pages are shown all the same: the browser has other faces, and every character has its place.
      const read = await face.load().catch(() => null);
      if (read) document.fonts.add(read);
    });
  await Promise.all(waiting);
}

const loaded = new Set<string>();

type Props = { pages: ShownPage[]; drawn: Map<string, string>; stale: boolean; openPdf: () => void };

export function Preview({ pages, drawn, stale, openPdf }: Props) {
  const [chosen, setChosen] = useState(() => Number(localStorage.getItem("zoom") ?? 0));
  const [room, setRoom] = useState(0);
  const [current, setCurrent] = useState(0);
  const column = useRef<HTMLDivElement>(null);
  useEffect(() => localStorage.setItem("zoom", String(chosen)), [chosen]);
  useEffect(() => {
    const watch = new ResizeObserver(() => setRoom((column.current?.clientWidth ?? 0) - 24));
    watch.observe(column.current!);
    return () => watch.disconnect();
  }, []);
  // Until a size is chosen a page is as wide as there is room for it.
  const fitting = pages[0] ? Math.max(20, Math.floor((room * 75) / pages[0].width)) : 80;
  const zoom = chosen || Math.min(fitting, 150);

  const scrolled = () => {
    const box = column.current;
    if (!box) return;
    const middle = box.getBoundingClientRect().top + box.clientHeight / 3;
    const sheets = [...box.querySelectorAll(".page")];
    const at = sheets.findIndex((sheet) => sheet.getBoundingClientRect().bottom > middle);
    setCurrent(at < 0 ? 0 : at);
  };
  useEffect(showCaret);
  const goTo = (at: number) => column.current?.querySelectorAll(".page")[at]?.scrollIntoView({ block: "start" });
  const step = (by: number) => {
    const other = by > 0 ? STEPS.find((each) => each > zoom) : STEPS.findLast((each) => each < zoom);
    setChosen(other ?? zoom);
  };

  return (
    <section class="preview" aria-label={say("truth")}>
      <header>
        <span>{pages.length ? say("page", { n: current + 1, pages: pages.length }) : ""}</span>
        {stale && pages.length > 0 && <span class="stale">{say("stale")}</span>}
        <span class="tools">
          <button type="button" title={say("zoomOut")} aria-label={say("zoomOut")} onClick={() => step(-1)}>
            −
          </button>
          <button type="button" class="plain" title={say("fit")} onClick={() => setChosen(0)}>
            {zoom} %
          </button>
          <button type="button" title={say("zoomIn")} aria-label={say("zoomIn")} onClick={() => step(1)}>
            +
          </button>
          <button type="button" onClick={openPdf}>
            {say("realPdf")}
          </button>
        </span>
      </header>
      <div class="desk-top">
        <nav class="thumbs">
          {pages.map((page, at) => (
            <button
              type="button"
              key={at}
              class={at === current ? "thumb current" : "thumb"}
              title={say("page", { n: at + 1, pages: pages.length })}
              onClick={() => goTo(at)}
            >
              <Sheet page={page} drawn={drawn} width={56} hidden />
              <span>{page.label}</span>
            </button>
          ))}
        </nav>
        <div class="sheets" ref={column} onScroll={scrolled} tabIndex={0}>
          <div class="caret" hidden aria-hidden="true" />
          {pages.length === 0 && stale && <p class="empty">{say("noPages")}</p>}
          {pages.map((page, at) => (
            <div class="page" key={at} data-page={at + 1} onClick={followClick}>
              <Sheet page={page} drawn={drawn} width={(page.width * 4 * zoom) / 300} />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

type SheetProps = { page: ShownPage; drawn: Map<string, string>; width: number; hidden?: boolean };

function Sheet({ page, drawn, width, hidden }: SheetProps) {
  const height = (width * page.height) / page.width;
  return (
    <div
      class="sheet"
      aria-hidden={hidden}
      style={{ width: `${width}px`, height: `${height}px` }}
      // The server draws pages itself and escapes every text in them.
      dangerouslySetInnerHTML={{ __html: drawn.get(page.digest) ?? "" }}
    />
  );
}

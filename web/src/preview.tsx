// The pages as they will be printed: drawn from the marks the PDF is written from, in the very glyphs it holds.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ShownPage } from "./api";
import { followClick, showCaret } from "./places";
import { Thumb } from "./thumb";
import { say } from "./words";

/** ms without a new page until the small ones are drawn. */
const PAUSE = 400;

const STEPS = [40, 50, 60, 70, 80, 90, 100, 120, 150, 200];

type Props = { pages: ShownPage[]; stale: boolean; openPdf: () => void };

export function Preview({ pages, stale, openPdf }: Props) {
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
  // What is typed comes first; the small pages follow once it pauses.
  const [small, setSmall] = useState(pages);
  useEffect(() => {
    const timer = window.setTimeout(() => setSmall(pages), small.length === pages.length ? PAUSE : 0);
    return () => window.clearTimeout(timer);
  }, [pages]);
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
          {small.map((page, at) => (
            <button
              type="button"
              key={at}
              class={at === current ? "thumb current" : "thumb"}
              title={say("page", { n: at + 1, pages: small.length })}
              onClick={() => goTo(at)}
            >
              <Thumb page={page} width={56} />
              <span>{page.label}</span>
            </button>
          ))}
        </nav>
        <div class="sheets" ref={column} onScroll={scrolled} tabIndex={0}>
          <div class="caret" hidden aria-hidden="true" />
          {pages.length === 0 && stale && <p class="empty">{say("noPages")}</p>}
          {pages.map((page, at) => (
            <div class="page" key={at} data-page={at + 1} onClick={followClick}>
              <Sheet page={page} width={(page.width * 4 * zoom) / 300} />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

type SheetProps = { page: ShownPage; width: number };

function Sheet({ page, width }: SheetProps) {
  const height = (width * page.height) / page.width;
  // The very same element is left alone, whatever else is drawn anew.
  return useMemo(
    () => (
      <div
        class="sheet"
        style={{ width: `${width}px`, height: `${height}px` }}
        // The server draws pages itself and escapes every text in them.
        dangerouslySetInnerHTML={{ __html: page.svg ?? "" }}
      />
    ),
    [page.digest, width, height],
  );
}

// What the page says around the form: banners, messages, problems without a place, facts about the pages.

import type { Issue, Pages, Problem, Saving } from "./api";
import { say } from "./words";

type BannersProps = {
  saving: Saving;
  holder: Issue["holder"];
  resolve: (keep: "mine" | "theirs") => void;
  takeOver: () => void;
};

/** Says that somebody else has written the file, removed it, or works on it. */
export function Banners({ saving, holder, resolve, takeOver }: BannersProps) {
  return (
    <>
      {saving === "changed-elsewhere" && (
        <div class="banner" role="alert">
          {say("elsewhereLong")}
          <button type="button" onClick={() => resolve("mine")}>
            {say("mine")}
          </button>
          <button type="button" onClick={() => resolve("theirs")}>
            {say("theirs")}
          </button>
        </div>
      )}
      {saving === "missing" && (
        <div class="banner" role="alert">
          {say("missingLong")}
          <button type="button" onClick={() => resolve("mine")}>
            {say("writeAgain")}
          </button>
        </div>
      )}
      {holder && (
        <div class="banner" role="alert">
          {say(holder.own ? "heldByOneself" : "held", { who: holder.who, since: holder.since })}
          <button type="button" onClick={takeOver}>
            {say("takeOver")}
          </button>
        </div>
      )}
    </>
  );
}

/** Something that can be done about what was just done; one that `passes` goes with the next change. */
export type Offer = { text: string; button: string; act: () => void; passes: boolean };

type MessagesProps = { message: string; offered: Offer | null; dismiss: () => void; unplaced: readonly Problem[] };

export function Messages({ message, offered, dismiss, unplaced }: MessagesProps) {
  return (
    <>
      {message && (
        <p class="message" role="status">
          {message}
        </p>
      )}
      {offered && (
        <div class="message offer" role="status">
          {offered.text}
          {offered.button && (
            <button
              type="button"
              onClick={() => {
                dismiss();
                offered.act();
              }}
            >
              {offered.button}
            </button>
          )}
          <button type="button" onClick={dismiss}>
            {say("dismiss")}
          </button>
        </div>
      )}
      {unplaced.map((problem) => (
        <div class="message error" key={problem.code + problem.message}>
          {problem.message}
          {problem.hint && <p>{problem.hint}</p>}
          {problem.source && (
            <details>
              <summary>{say("details")}</summary>
              <pre>{problem.source}</pre>
            </details>
          )}
        </div>
      ))}
    </>
  );
}

type FactsProps = { facts: Pages["facts"]; pages: number; stale: boolean; source: (() => void) | null };

/** The line below: how many pages and sheets, and whether the pages are those of the text. */
export function Facts({ facts, pages, stale, source }: FactsProps) {
  return (
    <footer class="facts">
      {facts && (
        <>
          <span>{say("pages", { n: pages, sheets: facts.sheets })}</span>
          <span>{say("lastLines", { n: facts.lastLines })}</span>
          <span>{say("rare", { n: facts.rare })}</span>
        </>
      )}
      <span class="end truth">{pages > 0 && !stale && say("truth")}</span>
      {source && (
        <button type="button" title={say("sourceLong")} onClick={source}>
          {say("source")}
        </button>
      )}
      <span>{say("local")}</span>
    </footer>
  );
}

// The bar above: what can be done with the issue, and whether it is saved.

import type { RefObject } from "preact";
import type { Finding, Issue, Saving } from "./api";
import type { IconName } from "./icons";
import { Icon } from "./icons";
import { count, say } from "./words";
import type { Word } from "./words";

/** The dialogs that buttons open. */
export type DialogName = "next" | "history" | "design" | "print" | "archive" | "volume" | "source" | "review";

type BarProps = {
  issue: Issue | null;
  saving: Saving;
  savedAt: string;
  /** Why the file could not be written; empty when it could. */
  why: string;
  findings: readonly Finding[];
  stale: boolean;
  listed: boolean;
  list: () => void;
  large: boolean;
  enlarge: () => void;
  chooser: RefObject<HTMLInputElement>;
  chosen: (papers: File[]) => void;
  ask: (which: DialogName) => void;
  toFinding: () => void;
  quit: () => void;
};

export function Bar(props: BarProps) {
  const { issue, saving, stale, ask } = props;
  const counts = { error: 0, warning: 0, note: 0 };
  for (const finding of props.findings) counts[finding.level] += 1;
  return (
    <header class="bar">
      <button type="button" class="quiet year-button" title={say("yearList")} aria-label={say("yearList")} aria-expanded={props.listed} onClick={props.list}>
        <Icon name="list" />
      </button>
      <h1>{issue?.title || issue?.file || ""}</h1>
      <span class={`saving ${saving === "saving" ? "busy" : saving}`} role="status">
        {say(savingWord(saving))} {saving === "saved" ? props.savedAt : ""}
        {saving === "failed" && props.why && <small>{props.why}</small>}
      </span>
      <span class="tools">
        <Action icon="import" word="import" act={() => props.chooser.current?.click()} />
        <input
          ref={props.chooser}
          type="file"
          multiple
          hidden
          aria-label={say("import")}
          onChange={(event) => {
            const chosen = event.target as HTMLInputElement;
            props.chosen([...(chosen.files ?? [])]);
            chosen.value = "";
          }}
        />
        <Action icon="next" word="next" off={!issue} act={() => ask("next")} />
        <Action icon="design" word="design" off={!issue} act={() => ask("design")} />
        <Action icon="review" word="review" off={!issue} act={() => ask("review")} />
        <Action icon="history" word="history" off={!issue} act={() => ask("history")} />
        <button type="button" onClick={props.toFinding} disabled={!issue}>
          <Icon name="check" />
          <span class="word">{say("check")}</span>
          <span class="counts">
            {counts.error > 0 && <b class="error">{count(counts.error, "errors")}</b>}
            {counts.warning > 0 && <b class="warning">{count(counts.warning, "doubts")}</b>}
            {counts.note > 0 && <b class="note">{count(counts.note, "notes")}</b>}
          </span>
        </button>
        <Action icon="archive" word="archive" off={!issue || stale} act={() => ask("archive")} />
        <Action icon="print" word="print" main off={!issue || stale} act={() => ask("print")} />
        <button type="button" class="quiet" aria-pressed={props.large} title={say("large")} aria-label={say("large")} onClick={props.enlarge}>
          <Icon name="large" />
        </button>
        <button type="button" class="quiet" title={say("quit")} aria-label={say("quit")} onClick={props.quit}>
          <Icon name="quit" />
        </button>
      </span>
    </header>
  );
}

function savingWord(saving: Saving): Word {
  return saving === "changed-elsewhere" ? "elsewhere" : saving;
}

type ActionProps = { icon: IconName; word: Word; act: () => void; off?: boolean; main?: boolean };

/** A button of the bar: an icon and its word. */
function Action({ icon, word, act, off = false, main = false }: ActionProps) {
  return (
    <button type="button" class={main ? "main" : ""} disabled={off} title={say(word)} onClick={act}>
      <Icon name={icon} />
      <span class="word">{say(word)}</span>
    </button>
  );
}

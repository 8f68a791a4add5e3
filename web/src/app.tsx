// The page of the desk: the year, the issue, its pages.

import { render } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Edit, Finding, Issue, Pages, Path, Problem, Saving, ShownPage, YearEntry } from "./api";
import { api, Refused } from "./api";
import { Gallery, History, Import, Next } from "./dialogs";
import { Form } from "./form";
import { load, Preview } from "./preview";
import { count, language, say } from "./words";
import type { Word } from "./words";

/** Runs one thing at a time; of those that wait only the newest. */
function newest(run: (signal: AbortSignal) => Promise<void>): () => void {
  let running: AbortController | null = null;
  let again = false;
  const start = () => {
    if (running) {
      again = true;
      return;
    }
    running = new AbortController();
    run(running.signal)
      .catch(() => undefined)
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          start();
        }
      });
  };
  return start;
}

const key = (path: Path) => path.join("/");

/** Every value of an issue that can be typed into. */
function values(issue: Issue): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, value } of issue.fields) found.set(key(path), value);
  for (const report of issue.reports) {
    for (const { path, value } of report.fields) found.set(key(path), value);
    for (const block of report.blocks) if (block.kind === "text") found.set(key(block.path), block.value);
  }
  return found;
}

/** An issue as it is once these edits are made. */
function withEdits(issue: Issue, edits: Edit[]): Issue {
  const typed = new Map(edits.flatMap((each) => (each.op === "set" ? [[key(each.path), shown(each.value)] as const] : [])));
  const put = <Part extends { path: Path }>(part: Part) => (typed.has(key(part.path)) ? { ...part, value: typed.get(key(part.path))! } : part);
  return {
    ...issue,
    fields: issue.fields.map(put),
    reports: issue.reports.map((report) => ({ ...report, fields: report.fields.map(put), blocks: report.blocks.map(put) })),
  };
}

const shown = (value: Extract<Edit, { op: "set" }>["value"]) => (Array.isArray(value) ? value.join("\n") : String(value));

function Desk() {
  const [entries, setEntries] = useState<YearEntry[]>([]);
  const [year, setYear] = useState("");
  const [issue, setIssue] = useState<Issue | null>(null);
  const [pages, setPages] = useState<ShownPage[]>([]);
  const [stale, setStale] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [facts, setFacts] = useState<Pages["facts"]>(null);
  const [findings, setFindings] = useState<Finding[]>([]);
  const [saving, setSaving] = useState<Saving>("saved");
  const [savedAt, setSavedAt] = useState("");
  const [message, setMessage] = useState("");
  const [ended, setEnded] = useState(false);
  const [dialog, setDialog] = useState<"next" | "history" | "design" | null>(null);
  const [papers, setPapers] = useState<File[]>([]);
  const [dragged, setDragged] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const drawn = useRef(new Map<string, string>());
  const version = useRef(0);
  const file = useRef("");
  const holder = useRef<Issue["holder"]>(null);
  const queue = useRef<Edit[]>([]);
  const sending = useRef(false);
  const composing = useRef(false);
  // What the file had of each value when it was last heard of.
  const held = useRef(new Map<string, string>());
  const flying = useRef<Edit[]>([]);
  const [why, setWhy] = useState("");

  const refreshPages = useRef(
    newest(async (signal) => {
      const answer = await api.pages(file.current, [...drawn.current.keys()], signal);
      await load(answer.fonts);
      setProblems(answer.problems);
      if (answer.pages === null) {
        setStale(true);
        return;
      }
      for (const page of answer.pages) if (page.svg !== undefined) drawn.current.set(page.digest, page.svg);
      const shown = new Set(answer.pages.map((page) => page.digest));
      for (const digest of [...drawn.current.keys()]) if (!shown.has(digest)) drawn.current.delete(digest);
      setPages(answer.pages);
      setFacts(answer.facts);
      setStale(false);
    }),
  );
  const pause = useRef(0);
  const check = useRef(
    newest(async (signal) => {
      const answer = await api.check(file.current, signal);
      if (answer.version === version.current) setFindings(answer.findings);
    }),
  );
  const checkSoon = () => {
    window.clearTimeout(pause.current);
    pause.current = window.setTimeout(() => check.current(), 400);
  };

  const taken = useCallback((next: Issue) => {
    version.current = next.version;
    holder.current = next.holder;
    const now = values(next);
    const before = held.current;
    const waits = (each: Edit) => each.op !== "set" || now.get(key(each.path)) === before.get(key(each.path));
    const clashed = !queue.current.every(waits);
    queue.current = queue.current.filter(waits);
    held.current = new Map(now);
    // What is on its way was made from what was known then: should it be refused, that is what counts.
    for (const { path } of flying.current) if (before.has(key(path))) held.current.set(key(path), before.get(key(path))!);
    setIssue(withEdits(next, [...flying.current, ...queue.current]));
    if (clashed) setMessage(say("clash"));
  }, []);

  const failed = useCallback((error: unknown) => {
    setMessage(error instanceof Refused ? error.message : say("noServer"));
  }, []);

  /** Waits until all that was typed has been taken; false, with a word about it, when that cannot be. */
  const flushed = useCallback(async (): Promise<boolean> => {
    const waiting = () => sending.current || composing.current || queue.current.length > 0;
    for (let times = 0; times < 100 && waiting(); times += 1) await new Promise((done) => window.setTimeout(done, 50));
    if (waiting()) setMessage(say("noServer"));
    return !waiting();
  }, []);

  const open = useCallback(async (name: string) => {
    try {
      if (!(await flushed())) return;
      const next = await api.issue(name);
      file.current = name;
      taken(next);
      drawn.current.clear();
      setFindings([]);
      setMessage("");
      refreshPages.current();
      check.current();
    } catch (error) {
      failed(error);
    }
  }, []);

  /**
   * The text has moved on elsewhere: values that nobody else has touched are sent again, the others are taken from
   * there and what was typed can be taken back with Ctrl+Z. Returns whether there was anything newer.
   */
  const reconcile = async (edits: Edit[]): Promise<boolean> => {
    const next = await api.issue(file.current);
    if (next.version === version.current) return false;
    const now = values(next);
    const waiting = [...edits, ...queue.current];
    queue.current = waiting.filter((each) => each.op === "set" && now.get(key(each.path)) === held.current.get(key(each.path)));
    const clashed = queue.current.length < waiting.length;
    flying.current = [];
    taken(next);
    setMessage(clashed ? say("clash") : "");
    return true;
  };

  /** Sends what was typed, in order; what comes in meanwhile goes with the next. */
  const send = useCallback(async () => {
    if (sending.current || queue.current.length === 0) return;
    sending.current = true;
    const edits = queue.current;
    flying.current = edits;
    queue.current = [];
    try {
      const answer = await api.edit(file.current, version.current, edits);
      version.current = answer.version;
      flying.current = [];
      setSaving(answer.saving);
      for (const each of edits) if (each.op === "set") held.current.set(key(each.path), shown(each.value));
      if (answer.issue && queue.current.length === 0) taken(answer.issue);
      setMessage("");
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) {
        // Nothing is lost when the program does not answer or the disk fails: it is sent again when that is over.
        queue.current = [...edits, ...queue.current];
        failed(error);
        setSaving("failed");
        return;
      }
      if (error.status !== 409 || !(await reconcile(edits).catch(() => false))) {
        failed(error);
        setSaving("failed");
      }
    } finally {
      sending.current = false;
      flying.current = [];
    }
    refreshPages.current();
    checkSoon();
    void send();
  }, []);

  const edit = useCallback((edits: Edit[]) => {
    for (const each of edits) {
      const last = queue.current[queue.current.length - 1];
      // Of several texts typed into one field before the first was sent only the last matters.
      if (last?.op === "set" && each.op === "set" && last.path.join("/") === each.path.join("/")) queue.current.pop();
      queue.current.push(each);
    }
    setSaving("saving");
    void send();
  }, []);

  const resolved = async (work: () => Promise<Issue>) => {
    try {
      if (!(await flushed())) return;
      taken(await work());
      refreshPages.current();
      check.current();
    } catch (error) {
      failed(error);
    }
  };

  /** Takes what the server has, unless somebody has typed meanwhile. */
  const reload = async () => {
    const next = await api.issue(file.current);
    if (sending.current || composing.current || queue.current.length > 0) return;
    taken(next);
    refreshPages.current();
    check.current();
  };

  const refreshYear = useCallback(async () => {
    const answer = await api.year();
    setEntries(answer.entries);
    setYear(answer.year);
    return answer.entries;
  }, []);

  /** What a dialog has made is opened. */
  const made = useCallback((name: string) => {
    setDialog(null);
    setPapers([]);
    void refreshYear().catch(failed);
    void open(name);
  }, []);

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

  useEffect(() => {
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      setDragged(true);
    };
    const out = (event: DragEvent) => event.relatedTarget === null && setDragged(false);
    const dropped = (event: DragEvent) => {
      setDragged(false);
      if (!carries(event)) return;
      event.preventDefault();
      setPapers([...event.dataTransfer!.files]);
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

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    refreshYear()
      .then((found) => {
        const first = found.find((entry) => entry.kind === "issue");
        const named = decodeURIComponent(location.hash.slice(1));
        if (named || first?.kind === "issue") void open(named || (first as { file: string }).file);
      })
      .catch(failed);
  }, []);

  useEffect(() => {
    const timer = window.setInterval(async () => {
      if (!file.current || ended) return;
      try {
        const state = await api.saved(file.current);
        if (queue.current.length > 0) void send();
        if (sending.current || composing.current) return;
        setSaving(state.saving);
        setWhy(state.why);
        setSavedAt(state.at);
        // Somebody else has written the file, or has taken the issue over.
        if (state.version > version.current || state.holder?.who !== holder.current?.who) await reload();
      } catch {
        setSaving("failed");
      }
    }, 1000);
    return () => window.clearInterval(timer);
  }, [ended]);

  useEffect(() => {
    if (issue) document.title = issue.title || issue.file;
  }, [issue]);

  const counts = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.level] += 1;
  const unplaced = problems.filter((problem) => problem.level === "error" && !findings.some((f) => f.path && f.code === problem.code));

  const publish = async (edition: "print" | "archive") => {
    try {
      if (!(await flushed())) return;
      setMessage("…");
      const made = await api.publish(file.current, edition);
      setMessage(say(made.good ? "made" : "madeWith", { name: made.name, n: made.pages }));
      window.open(made.address, "_blank", "noopener");
    } catch (error) {
      failed(error);
    }
  };

  if (ended) return <p class="empty ended">{say("ended")}</p>;
  return (
    <div class="desk">
      <header class="bar">
        <h1>{issue?.title || issue?.file || ""}</h1>
        <span class={`saving ${saving === "saving" ? "busy" : saving}`} role="status">
          {say(savingWord(saving))} {saving === "saved" ? savedAt : ""}
          {saving === "failed" && why && <small>{why}</small>}
        </span>
        <span class="tools">
          <button type="button" onClick={() => chooser.current?.click()}>
            {say("import")}
          </button>
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label={say("import")}
            onChange={(event) => {
              const chosen = event.target as HTMLInputElement;
              setPapers([...(chosen.files ?? [])]);
              chosen.value = "";
            }}
          />
          <button type="button" disabled={!issue} onClick={() => setDialog("next")}>
            {say("next")}
          </button>
          <button type="button" disabled={!issue} onClick={() => setDialog("design")}>
            {say("design")}
          </button>
          <button type="button" disabled={!issue} onClick={() => setDialog("history")}>
            {say("history")}
          </button>
          <button type="button" onClick={() => check.current()}>
            {say("check")}
            <span class="counts">
              {counts.error > 0 && <b class="error">{count(counts.error, "errors")}</b>}
              {counts.warning > 0 && <b class="warning">{count(counts.warning, "doubts")}</b>}
              {counts.note > 0 && <b class="note">{count(counts.note, "notes")}</b>}
            </span>
          </button>
          <button type="button" disabled={!issue || stale} onClick={() => publish("archive")}>
            {say("archive")}
          </button>
          <button type="button" class="main" disabled={!issue || stale} onClick={() => publish("print")}>
            {say("print")}
          </button>
          <button
            type="button"
            onClick={async () => {
              if (saving === "saving") await flushed();
              if (!["saved", "saving"].includes(saving) && !window.confirm(say("unsavedQuit"))) return;
              setEnded(true);
              void api.leave().catch(() => undefined);
            }}
          >
            {say("quit")}
          </button>
        </span>
      </header>
      {saving === "changed-elsewhere" && (
        <div class="banner" role="alert">
          {say("elsewhereLong")}
          <button type="button" onClick={() => void resolved(() => api.resolve(file.current, "mine"))}>
            {say("mine")}
          </button>
          <button type="button" onClick={() => void resolved(() => api.resolve(file.current, "theirs"))}>
            {say("theirs")}
          </button>
        </div>
      )}
      {saving === "missing" && (
        <div class="banner" role="alert">
          {say("missingLong")}
          <button type="button" onClick={() => void resolved(() => api.resolve(file.current, "mine"))}>
            {say("writeAgain")}
          </button>
        </div>
      )}
      {issue?.holder && (
        <div class="banner" role="alert">
          {say("held", issue.holder)}
          <button type="button" onClick={() => void resolved(() => api.takeOver(file.current))}>
            {say("takeOver")}
          </button>
        </div>
      )}
      {dragged && <div class="drop">{say("drop")}</div>}
      {papers.length > 0 && <Import papers={papers} current={issue?.file ?? ""} done={made} close={() => setPapers([])} />}
      {dialog === "next" && <Next file={file.current} done={made} close={() => setDialog(null)} />}
      {dialog === "design" && (
        <Gallery
          file={file.current}
          close={() => setDialog(null)}
          choose={(design) => {
            setDialog(null);
            void resolved(() => api.chooseDesign(file.current, version.current, design).then((answer) => answer.issue));
          }}
        />
      )}
      {dialog === "history" && (
        <History
          file={file.current}
          close={() => setDialog(null)}
          restore={(state) => {
            setDialog(null);
            void resolved(() => api.restore(file.current, version.current, state).then((answer) => answer.issue));
          }}
        />
      )}
      <div class="columns">
        <Year entries={entries} year={year} current={issue?.file ?? ""} open={open} />
        <main>
          {message && (
            <p class="message" role="status">
              {message}
            </p>
          )}
          {unplaced.map((problem) => (
            <div class="message error" key={problem.code + problem.message}>
              {problem.line !== null && problem.source !== "" && `${say("lineOf", { n: problem.line })} `}
              {problem.message}
              {problem.source && <pre>{problem.source}</pre>}
              {problem.hint && <p>{problem.hint}</p>}
            </div>
          ))}
          {issue && (
            <Form
              issue={issue}
              findings={findings}
              acts={{
                edit,
                editable: () => issue.readable,
                accept: (accepted) => void resolved(() => api.apply(file.current, version.current, accepted.map((finding) => finding.id)).then((answer) => answer.issue)),
                ignore: (finding, reason) => void resolved(() => api.ignore(file.current, version.current, finding.id, reason).then((answer) => answer.issue)),
              }}
            />
          )}
        </main>
        <Preview pages={pages} drawn={drawn.current} stale={stale} openPdf={() => window.open(`/pdf?file=${encodeURIComponent(file.current)}`, "_blank", "noopener")} />
      </div>
      <footer class="facts">
        {facts && (
          <>
            <span>{say("pages", { n: pages.length, sheets: facts.sheets })}</span>
            <span>{say("lastLines", { n: facts.lastLines })}</span>
            <span>{say("rare", { n: facts.rare })}</span>
          </>
        )}
        <span class="end">{say("local")}</span>
      </footer>
    </div>
  );
}

function savingWord(saving: Saving): Word {
  return saving === "changed-elsewhere" ? "elsewhere" : saving;
}

type YearProps = { entries: YearEntry[]; year: string; current: string; open: (file: string) => void };

function Year({ entries, year, current, open }: YearProps) {
  const [wanted, setWanted] = useState("");
  const shown = entries.filter((entry) => entry.kind === "gap" || `${entry.name}${entry.title}`.includes(wanted));
  return (
    <nav class="year" aria-label={year}>
      <h2>{year}</h2>
      <input type="search" placeholder={say("search")} aria-label={say("search")} value={wanted} onInput={(event) => setWanted((event.target as HTMLInputElement).value)} />
      {entries.length === 0 && <p class="empty">{say("noIssues")}</p>}
      <ul>
        {shown.map((entry) =>
          entry.kind === "gap" ? (
            <li class="gap" key={`gap ${entry.name}`}>
              {say("gap")} {entry.name}
            </li>
          ) : (
            <li key={entry.file}>
              <button type="button" class={entry.file === current ? "current" : ""} aria-current={entry.file === current} onClick={() => open(entry.file)}>
                <strong>{entry.name}</strong>
                <small>{entry.state}</small>
                <span>
                  {entry.date} {entry.title}
                </span>
              </button>
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

render(<Desk />, document.getElementById("app")!);

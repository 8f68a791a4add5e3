// The page of the desk: the year, the issue, its pages.

import { render } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { actsOn } from "./acts";
import type { Edit, Finding, Issue, Known, Pages, Path, Problem, Saving, ShownPage, YearEntry } from "./api";
import { api, Refused } from "./api";
import { Bar } from "./bar";
import type { DialogName } from "./bar";
import { Import } from "./dialogs";
import { load, nextFont } from "./fonts";
import { Form } from "./form";
import { Icon } from "./icons";
import { Banners, Facts, Messages } from "./messages";
import type { Offer } from "./messages";
import { newest } from "./newest";
import { OpenDialog } from "./open-dialog";
import { useComposing, useDropped, useLarge, useLeaving } from "./page-events";
import { editors } from "./places";
import { Preview } from "./preview";
import { Reviewed, Strip } from "./review";
import { useReview } from "./review-state";
import { undoIn } from "./undo";
import { key, shown, values, withEdits } from "./values";
import { language, say } from "./words";
import { Year } from "./year";

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
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [listed, setListed] = useState(false);
  const [others, setOthers] = useState<string[]>([]);
  const [offered, setOffered] = useState<Offer | null>(null);
  const [large, setLarge] = useLarge();
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

  /** The issue and its version that the pages show. */
  const shownOf = useRef({ file: "", version: -1 });
  const here = (): Known => ({ known: [...drawn.current.keys()], fonts: nextFont() });
  /** Shows pages, unless newer ones are there already. */
  const show = async (of: string, answer: Pages) => {
    const fonts = load(answer);
    if (fonts) await fonts;
    if (of !== file.current || (of === shownOf.current.file && answer.version < shownOf.current.version)) return;
    shownOf.current = { file: of, version: answer.version };
    setProblems(answer.problems);
    if (answer.pages === null) {
      setStale(true);
      return;
    }
    const whole = answer.pages.map((page) => ({ ...page, svg: page.svg ?? drawn.current.get(page.digest) }));
    drawn.current = new Map(whole.flatMap(({ digest, svg }) => (svg === undefined ? [] : [[digest, svg] as const])));
    // A page that was let go meanwhile is asked for again.
    if (drawn.current.size < new Set(whole.map((page) => page.digest)).size) {
      refreshPages.current();
      return;
    }
    setPages(whole);
    setFacts(answer.facts);
    setStale(false);
    // Once the pages stand, what may be typed into them is made ready.
    if (readyFor.current !== of) {
      readyFor.current = of;
      window.setTimeout(() => of === file.current && void api.commonFonts(of, here()).then(load, () => undefined), 1500);
    }
  };
  const readyFor = useRef("");
  const refreshPages = useRef(
    newest(async (signal) => {
      const of = file.current;
      await show(of, await api.pages(of, here(), signal));
    }),
  );
  const refreshReview = useRef(async () => undefined as void);
  const pause = useRef(0);
  const check = useRef(
    newest(async (signal) => {
      const answer = await api.check(file.current, signal);
      if (answer.version !== version.current) return;
      setFindings(answer.findings);
      await refreshReview.current();
      // Nothing is left to be said: the year shows it.
      if (answer.findings.every((finding) => finding.level === "note")) await refreshYear();
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

  const clearReview = useRef(() => undefined as void);
  const open = useCallback(async (name: string) => {
    try {
      if (!(await flushed())) return;
      const next = await api.issue(name);
      file.current = name;
      undoIn(name);
      taken(next);
      drawn.current.clear();
      setFindings([]);
      clearReview.current();
      setMessage("");
      setOffered(null);
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
      const answer = await api.edit(file.current, version.current, edits, here());
      version.current = answer.version;
      flying.current = [];
      setSaving(answer.saving);
      for (const each of edits) if (each.op === "set") held.current.set(key(each.path), shown(each.value));
      if (answer.issue && queue.current.length === 0) taken(answer.issue);
      if (edits.length === 1 && edits[0]!.op === "remove") offerUndo.current();
      setMessage("");
      void show(file.current, answer.pages);
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
      refreshPages.current();
    } finally {
      sending.current = false;
      flying.current = [];
    }
    checkSoon();
    void send();
  }, []);

  const offerUndo = useRef(() => undefined as void);
  const edit = useCallback((edits: Edit[]) => {
    for (const each of edits) {
      const last = queue.current[queue.current.length - 1];
      // Of several texts typed into one field before the first was sent only the last matters.
      if (last?.op === "set" && each.op === "set" && last.path.join("/") === each.path.join("/")) queue.current.pop();
      queue.current.push(each);
    }
    setSaving("saving");
    setOffered((now) => (now?.passes ? null : now));
    void send();
  }, []);

  const resolved = async (work: () => Promise<Issue>): Promise<boolean> => {
    try {
      if (!(await flushed())) return false;
      taken(await work());
      setMessage("");
      refreshPages.current();
      check.current();
      return true;
    } catch (error) {
      failed(error);
      return false;
    }
  };

  const editable = issue?.readable ?? false;
  const review = useReview(editable, {
    file,
    version,
    resolved,
    flushed,
    failed,
    offer: (text, act) => setOffered({ text, button: say("undo"), act, passes: true }),
  });
  refreshReview.current = review.refresh.current;
  clearReview.current = review.clear;

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
    setOthers(answer.others);
    return answer.entries;
  }, []);

  /** What a dialog has made is opened. */
  const made = useCallback((name: string) => {
    setDialog(null);
    setPapers([]);
    void refreshYear().catch(failed);
    void open(name);
  }, []);

  useComposing(composing);
  useDropped(setDragged, (files, event) => {
    if (files.length > 0 && files.every((each) => each.type.startsWith("image/"))) pictures.current(files, event);
    else setPapers(files);
  });

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

  // Closing the page must not lose what is in no file yet.
  const unsaved = useRef(false);
  unsaved.current = !ended && saving !== "saved";
  useLeaving(
    () => unsaved.current || sending.current || composing.current || queue.current.length > 0,
    () => file.current && setDialog("print"),
  );

  useEffect(() => {
    if (issue) document.title = issue.title || issue.file;
  }, [issue]);

  const unplaced = problems.filter((problem) => problem.level === "error" && !findings.some((f) => f.path && f.code === problem.code));

  const undo = () => {
    setOffered(null);
    void resolved(() => api.undo(file.current, version.current).then((answer) => answer.issue));
  };
  // Until something else is changed the last change can be taken back.
  offerUndo.current = () => {
    const offer = { text: say("changedText"), button: say("undo"), act: undo, passes: true };
    setOffered(offer);
    window.setTimeout(() => setOffered((now) => (now === offer ? null : now)), 15_000);
  };
  const acts = actsOn({
    file: () => file.current,
    version: () => version.current,
    editable: () => issue?.readable ?? false,
    edit,
    change: (work) => void resolved(() => work().then((answer) => answer.issue)).then((done) => done && offerUndo.current()),
    offer: (offer) => setOffered(offer),
  });
  /** Pictures that were dropped go where they fell: into a figure, or below a paragraph. */
  const pictures = useRef<(files: File[], event: DragEvent) => void>(() => undefined);
  pictures.current = (files, event) => {
    const target = event.target as Element;
    const figure = target.closest<HTMLElement>("[data-figure]");
    if (figure) return acts.replacePicture(JSON.parse(figure.dataset.figure!) as Path, files);
    const editor = [...editors].find((each) => each.view.dom.contains(target));
    if (!issue || !editor) return setMessage(say("dropOnText"));
    for (const report of issue.reports) {
      const at = report.blocks.findIndex((block) => editor.key === `${issue.file}\n${key(block.path)}`);
      if (at >= 0) acts.insertBlock(report.path, at, editor.endOfParagraph({ left: event.clientX, top: event.clientY }), "figure", files);
    }
  };
  /** A dialog that works on the file waits until all that was typed is in it. */
  const ask = async (which: DialogName) => {
    if (await flushed()) setDialog(which);
  };

  const placed = findings.filter((finding) => finding.path !== null);
  const nth = useRef(-1);
  /** Judges again and goes to the next finding. */
  const toFinding = () => {
    check.current();
    const cards = [...document.querySelectorAll<HTMLElement>(".finding-card .words, .field .remark")];
    if (cards.length === 0 || placed.length === 0) return;
    nth.current = (nth.current + 1) % cards.length;
    const card = cards[nth.current]!;
    card.scrollIntoView({ block: "center" });
    if (card.matches("button")) card.click();
  };

  // New pages leave the form as it is: what it shows and does hangs on these two alone.
  const form = useMemo(() => issue && <Form issue={issue} findings={findings} acts={acts} />, [issue, findings]);

  if (ended) return <p class="empty ended">{say("ended")}</p>;
  return (
    <div class="desk">
      <Bar
        issue={issue}
        saving={saving}
        savedAt={savedAt}
        why={why}
        findings={findings}
        stale={stale}
        listed={listed}
        list={() => setListed(!listed)}
        large={large}
        enlarge={() => setLarge(!large)}
        chooser={chooser}
        chosen={setPapers}
        ask={(which) => void ask(which)}
        toFinding={toFinding}
        quit={async () => {
          if (saving === "saving") await flushed();
          if (!["saved", "saving"].includes(saving) && !window.confirm(say("unsavedQuit"))) return;
          setEnded(true);
          void api.leave().catch(() => undefined);
        }}
      />
      <Banners
        saving={saving}
        holder={issue?.holder ?? null}
        resolve={(keep) => void resolved(() => api.resolve(file.current, keep))}
        takeOver={() => void resolved(() => api.takeOver(file.current))}
      />
      {dragged && <div class="drop">{say("drop")}</div>}
      {papers.length > 0 && (
        <Import
          papers={papers}
          current={issue?.file ?? ""}
          done={made}
          returned={(keys) => {
            setPapers([]);
            void review.take(keys);
          }}
          close={() => setPapers([])}
        />
      )}
      <OpenDialog
        dialog={dialog}
        file={file.current}
        version={() => version.current}
        close={() => setDialog(null)}
        published={() => void refreshYear().catch(failed)}
        made={made}
        change={(work) => void resolved(() => work().then((answer) => answer.issue))}
        taken={(next) => void resolved(async () => next).then((done) => done && offerUndo.current())}
        proposals={review.proposals}
        takeReview={(files) => void review.takeFiles(files)}
      />
      <div class={listed ? "columns listed" : "columns"} onClick={(event) => (event.target as Element).closest(".year li button") && setListed(false)}>
        <Year entries={entries} others={others} year={year} current={issue?.file ?? ""} open={open} volume={() => setDialog("volume")} />
        <main>
          <Messages message={message} offered={offered} dismiss={() => setOffered(null)} unplaced={unplaced} />
          {!issue && entries.length === 0 && (
            <div class="empty start">
              <Icon name="import" />
              <p>{say("firstIssue")}</p>
              <button type="button" class="main" onClick={() => chooser.current?.click()}>
                {say("import")}
              </button>
            </div>
          )}
          <Reviewed.Provider value={review.shown}>
            <Strip proposals={review.proposals} groups={review.groups} told={review.told} compare={review.compare} dismiss={review.dismiss} />
            {form}
          </Reviewed.Provider>
        </main>
        <Preview pages={pages} stale={stale} openPdf={() => window.open(`/pdf?file=${encodeURIComponent(file.current)}`, "_blank", "noopener")} />
      </div>
      <p class="print-note">{say("printNote")}</p>
      <Facts facts={facts} pages={pages.length} stale={stale} source={issue ? () => void ask("source") : null} />
    </div>
  );
}

if (!("tooOld" in window)) render(<Desk />, document.getElementById("app")!);

// What is shown before it is done: an import, the next issue, a return to an earlier state.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Difference, Edit, NextIssue, Proposal, State } from "./api";
import { api } from "./api";
import { takesDropped } from "./page-events";
import { say } from "./words";

type DialogProps = {
  title: string;
  close: () => void;
  /** Takes files that are dropped while it is open; without it they are imported, as elsewhere on the page. */
  dropped?: (files: File[]) => void;
  children: ComponentChildren;
};

export function Dialog({ title, close, dropped, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  useEffect(() => (dropped ? takesDropped(dropped) : undefined), [dropped]);
  return (
    <dialog ref={box} aria-label={title} onClose={close}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

type ImportProps = {
  papers: File[];
  current: string;
  done: (file: string) => void;
  /** Papers that came back from a review of the issue that is open. */
  returned: (keys: string[]) => void;
  close: () => void;
};

/** Papers that were dropped: where they go, then what was read of them. */
export function Import({ papers, current, done, returned, close: closed }: ImportProps) {
  const mayBeReturned = current !== "" && papers.some((paper) => /\.(docx|docm|pdf)$/i.test(paper.name));
  const [state, setState] = useState<"looking" | "asking" | "reading" | "shown">(mayBeReturned ? "looking" : "asking");
  const keys = useRef<string[]>([]);
  const sent = async () => {
    if (keys.current.length === 0) for (const paper of papers) keys.current.push(await api.upload(paper));
    return keys.current;
  };
  const close = () => {
    if (keys.current.length > 0 && proposal === null) void api.forget(keys.current);
    closed();
  };
  useEffect(() => {
    if (!mayBeReturned) return;
    void sent()
      .then((here) => api.returned(here))
      .then(
        (answer) => (answer.returned.some(Boolean) ? returned(keys.current) : setState("asking")),
        (error: Error) => {
          setFault(error.message);
          setState("asking");
        },
      );
  }, []);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [fault, setFault] = useState("");
  const changes = useRef(new Map<number, Edit>());
  const read = async (into: string) => {
    setState("reading");
    try {
      setProposal(await api.propose(await sent(), into, current));
      setState("shown");
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  const confirm = async () => {
    try {
      done((await api.confirm(proposal!.key, [...changes.current.values()])).file);
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <Dialog title={say("import")} close={close}>
      {fault && <p class="message error">{fault}</p>}
      {state === "looking" && <p role="status">{say("looking")}</p>}
      {state === "asking" && (
        <>
          <ul class="rows">
            {papers.map((paper) => (
              <li key={paper.name}>{paper.name}</li>
            ))}
          </ul>
          <div class="tools">
            <button type="button" class="main" onClick={() => void read("")}>
              {say("asNew")}
            </button>
            {current && (
              <button type="button" onClick={() => void read(current)}>
                {say("intoThis")}
              </button>
            )}
            {mayBeReturned && (
              <button type="button" onClick={() => void sent().then(returned)}>
                {say("asReturned")}
              </button>
            )}
            <button type="button" onClick={close}>
              {say("cancel")}
            </button>
          </div>
        </>
      )}
      {state === "reading" && !fault && <p>{say("reading")}</p>}
      {state === "shown" && proposal && (
        <>
          <p>{say("proposal", { n: proposal.reports.length, guesses: proposal.guesses.length })}</p>
          <ul class="rows">
            {proposal.reports.map((report, at) => (
              <li key={at}>
                <strong>{report.city}</strong> {report.title || say("noTitle")}
                <small>{say("characters", { n: report.characters })}</small>
              </li>
            ))}
          </ul>
          {proposal.guesses.length > 0 && (
            <section class="guesses" aria-label={say("guesses")}>
              <h3>{say("guesses")}</h3>
              {proposal.guesses.map((guess, at) => (
                <Guess key={at} guess={guess} changed={(edit) => changes.current.set(at, edit)} />
              ))}
            </section>
          )}
          {proposal.problems.map((problem, at) => (
            <p class={`remark ${problem.level}`} key={at}>
              {problem.message}
            </p>
          ))}
          <div class="tools">
            <button type="button" class="main" onClick={() => void confirm()}>
              {say("ok")}
            </button>
            <button type="button" onClick={close}>
              {say("cancel")}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

type GuessProps = { guess: Proposal["guesses"][number]; changed: (edit: Edit) => void };

/** One guess: what it rests on, and the value, which can be put right at once. */
function Guess({ guess, changed }: GuessProps) {
  const { field } = guess;
  const [value, setValue] = useState(field?.value ?? "");
  const type = (text: string) => {
    setValue(text);
    const lines = text.split("\n").filter((line) => line !== "");
    changed({ op: "set", path: field!.path, value: field!.kind === "lines" && lines.length > 1 ? lines : text });
  };
  return (
    <label class="guess">
      <span>{guess.about}</span>
      <span>
        {field && <textarea rows={Math.max(1, value.split("\n").length)} value={value} onInput={(event) => type((event.target as HTMLTextAreaElement).value)} />}
        {guess.why.map((why) => (
          <small key={why}>{why}</small>
        ))}
      </span>
    </label>
  );
}

type NextProps = { file: string; done: (file: string) => void; close: () => void };

/** The issue after this one: what it takes over and what is left open. */
export function Next({ file, done, close }: NextProps) {
  const [found, setFound] = useState<NextIssue | null>(null);
  const [fault, setFault] = useState("");
  useEffect(() => {
    api.showNext(file).then(setFound, (error: Error) => setFault(error.message));
  }, [file]);
  const make = () => api.makeNext(file).then((made) => done(made.file), (error: Error) => setFault(error.message));
  return (
    <Dialog title={say("next")} close={close}>
      {fault && <p class="message error">{fault}</p>}
      {found && (
        <>
          <p>{say("nextIs", { n: found.number, file: found.file })}</p>
          <dl>
            <dt>{say("changes")}</dt>
            {found.changed.map((field) => (
              <dd key={field.label}>
                {field.label}：<del>{field.before}</del> → <ins>{field.value}</ins>
              </dd>
            ))}
            <dt>{say("keeps")}</dt>
            {found.kept.map((field) => (
              <dd key={field.label}>
                {field.label}：{field.value}
              </dd>
            ))}
            <dt>{say("blank")}</dt>
            <dd>{found.open.join("、")}</dd>
          </dl>
        </>
      )}
      <div class="tools">
        <button type="button" class="main" disabled={!found} onClick={() => void make()}>
          {say("make")}
        </button>
        <button type="button" onClick={close}>
          {say("cancel")}
        </button>
      </div>
    </Dialog>
  );
}

type HistoryProps = { file: string; restore: (state: string) => void; close: () => void };

/** Earlier states, and how the text differs from each. */
export function History({ file, restore, close }: HistoryProps) {
  const [states, setStates] = useState<State[] | null>(null);
  const [chosen, setChosen] = useState("");
  const [lines, setLines] = useState<Difference[]>([]);
  useEffect(() => {
    void api.states(file).then((answer) => setStates(answer.states));
  }, [file]);
  const choose = async (name: string) => {
    setChosen(name);
    setLines((await api.compare(file, name)).lines);
  };
  return (
    <Dialog title={say("history")} close={close}>
      {states?.length === 0 && <p class="empty">{say("noHistory")}</p>}
      {states && states.length > 0 && (
        <div class="history">
          <ul class="rows">
            {states.map((state) => (
              <li key={state.name}>
                <button type="button" aria-pressed={state.name === chosen} onClick={() => void choose(state.name)}>
                  {state.at}
                </button>
              </li>
            ))}
          </ul>
          <div class="lines" tabIndex={0}>
            {!chosen && <p class="empty">{say("chooseState")}</p>}
            {chosen && lines.length === 0 && <p>{say("same")}</p>}
            {lines.map((line, at) => (line.kind === "apart" ? <hr key={at} /> : <p class={line.kind} key={at}>{line.text}</p>))}
          </div>
        </div>
      )}
      <div class="tools">
        {states && states.length > 0 && (
          <button type="button" class="main" disabled={!chosen || lines.length === 0} onClick={() => restore(chosen)}>
            {say("restore")}
          </button>
        )}
        <button type="button" onClick={close}>
          {say(states?.length === 0 ? "done" : "cancel")}
        </button>
      </div>
    </Dialog>
  );
}

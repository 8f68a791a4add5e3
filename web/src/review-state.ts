// The round of the issue that is open: read with its findings, changed by what is decided and taken back.

import { useMemo, useRef, useState } from "preact/hooks";
import type { Issue, ReviewProposal, Round, Told } from "./api";
import { api } from "./api";
import { editors, showWords } from "./places";
import type { ReviewActs } from "./review";
import { groupId, grouped } from "./review";
import { key } from "./typed";
import { say } from "./words";

type Around = {
  file: { current: string };
  version: { current: number };
  /** Does work that returns the issue anew, once all that was typed is in the file; whether it was done. */
  resolved: (work: () => Promise<Issue>) => Promise<boolean>;
  flushed: () => Promise<boolean>;
  failed: (error: unknown) => void;
  offer: (text: string, undo: () => void) => void;
};

export function useReview(editable: boolean, around: Around) {
  const [proposals, setProposals] = useState<ReviewProposal[]>([]);
  const [told, setTold] = useState<Told[]>([]);
  const [waiting, setWaiting] = useState<string[]>([]);
  const held = useRef(around);
  held.current = around;

  /** Takes a round that was read, unless the text has moved on; one that cannot be read now leaves what is shown. */
  const taken = (of: string, round: Round) => {
    const { file, version } = held.current;
    if (of !== file.current || round.version !== version.current || round.proposals === null) return;
    const now = round.proposals;
    setProposals((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
  };
  const refresh = useRef(async () => {
    const of = held.current.file.current;
    taken(of, await api.review(of));
  });

  const clear = () => {
    setProposals([]);
    setTold([]);
    setWaiting([]);
  };

  const take = async (keys: string[], foreign = false) => {
    const { file, flushed, failed } = held.current;
    try {
      if (!(await flushed())) return;
      const answer = await api.takeReview(file.current, keys, foreign);
      setTold(answer.problems);
      setWaiting(answer.taken || !answer.mayCompare ? [] : keys);
      if (answer.taken) taken(file.current, answer);
      else if (!answer.mayCompare) void api.forget(keys);
      document.querySelector("main")?.scrollTo({ top: 0 });
    } catch (error) {
      failed(error);
    }
  };
  const takeFiles = async (files: File[]) => {
    try {
      const keys: string[] = [];
      for (const each of files) keys.push(await api.upload(each));
      await take(keys);
    } catch (error) {
      held.current.failed(error);
    }
  };

  const undo = () => {
    const { file, version, resolved } = held.current;
    let round: Round | null = null;
    void resolved(async () => {
      const answer = await api.undoReview(file.current, version.current);
      round = answer;
      return answer.issue;
    }).then((done) => done && round && taken(file.current, round));
  };
  const decide: ReviewActs["decide"] = (accept, refuse) => {
    const { file, version, resolved, offer } = held.current;
    let answer: Awaited<ReturnType<typeof api.decideReview>> | null = null;
    void resolved(async () => {
      answer = await api.decideReview(file.current, version.current, accept, refuse);
      return answer.issue;
    }).then((done) => {
      if (!done || !answer) return;
      taken(file.current, answer);
      setTold(answer.problems);
      if (answer.accepted + answer.refused > 0) offer(say("decided", { accepted: answer.accepted, refused: answer.refused }), undo);
    });
  };

  const groups = useMemo(() => grouped(proposals), [proposals]);
  const acts = useMemo<ReviewActs>(
    () => ({ decide, editable, show: (proposal) => show(held.current.file.current, proposal) }),
    [editable],
  );
  const shown = useMemo(() => ({ groups, acts }), [groups, acts]);
  const compare = waiting.length > 0 ? () => void take(waiting, true) : null;
  const dismiss = () => {
    if (waiting.length > 0) void api.forget(waiting);
    setTold([]);
    setWaiting([]);
  };
  return { proposals, groups, shown, told, compare, dismiss, refresh, clear, take, takeFiles };
}

/** Puts the caret at the place of a proposal, in its text or field, and shows it on the page. */
function show(file: string, proposal: ReviewProposal): void {
  const { path } = proposal;
  if (!path) {
    if (!showWords(proposal.was)) document.querySelector<HTMLElement>(".sheets")?.scrollTo({ top: 0 });
    return;
  }
  const editor = [...editors].find((each) => each.key === `${file}\n${key(path)}`);
  if (editor) {
    editor.goTo({ ...proposal, id: groupId([proposal]), level: "review" });
    return;
  }
  const field = document.getElementById(key(path)) as HTMLInputElement | HTMLTextAreaElement | null;
  if (!field) {
    showWords(proposal.was);
    return;
  }
  field.closest("details")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  field.focus();
  if ("setSelectionRange" in field) field.setSelectionRange(proposal.start, proposal.end);
  showWords(field.value.replace(/\*\*|==/g, "")) || showWords(proposal.was);
}

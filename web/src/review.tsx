// What reviewers ask for, beside the words it is about: each proposal with who, when, what was and what is to be.

import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import type { Path, ReviewProposal, Told } from "./api";
import { Icon } from "./icons";
import { pieces } from "./text";
import { key } from "./typed";
import { say } from "./words";

/** Proposals that contradict each other, or one that contradicts none. */
export type Group = ReviewProposal[];

export type ReviewActs = {
  decide: (accept: number[] | "all", refuse: number[]) => void;
  /** Shows the place of a proposal in its text or field, and on the page. */
  show: (proposal: ReviewProposal) => void;
  editable: boolean;
};

type Shown = { groups: Group[]; acts: ReviewActs };

export const Reviewed = createContext<Shown>({ groups: [], acts: { decide: () => undefined, show: () => undefined, editable: false } });

/** The groups whose first place is the value at a path; with `inside` those of all values below it too. */
export function useGroups(path: Path, inside: (path: string) => boolean = () => false): Group[] {
  const { groups } = useContext(Reviewed);
  const name = key(path);
  return groups.filter(([first]) => first?.path && (key(first.path) === name || inside(key(first.path))));
}

/** Open proposals, those together that contradict each other. */
export function grouped(proposals: ReviewProposal[]): Group[] {
  const open = proposals.filter((each) => each.state === "open");
  const groups: Group[] = [];
  const seen = new Set<number>();
  for (const first of open) {
    if (seen.has(first.id)) continue;
    const group = [first];
    seen.add(first.id);
    for (const member of group)
      for (const other of open)
        if (!seen.has(other.id) && (member.contradicts.includes(other.id) || other.contradicts.includes(member.id))) {
          seen.add(other.id);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

export const groupId = (group: Group) => `review-${group[0]!.id}`;

/** One proposal, or all that contradict each other, side by side. */
export function GroupCard({ group }: { group: Group }) {
  const [first] = group;
  if (group.length === 1) return <ProposalCard proposal={first!} others={[]} />;
  return (
    <section class="against" aria-label={say("contradict", { ids: group.map((each) => each.id).join("、") })}>
      <p class="why">{say("contradict", { ids: group.map((each) => each.id).join("、") })}</p>
      <div class="sides">
        {group.map((each) => (
          <ProposalCard key={each.id} proposal={each} others={group.filter((other) => each.contradicts.includes(other.id))} />
        ))}
      </div>
    </section>
  );
}

function ProposalCard({ proposal, others }: { proposal: ReviewProposal; others: ReviewProposal[] }) {
  const { acts } = useContext(Reviewed);
  const when = proposal.when.replace("T", " ").replace(/(:\d\d)(:\d\d)?Z?$/, "$1");
  const by = proposal.who.join("、") || say("somebody");
  const picture = proposal.picture && <img src={proposal.picture} alt={proposal.now || proposal.note || proposal.kindName} />;
  return (
    <article class="proposal" data-proposal={proposal.id} aria-label={say("proposalOf", { id: proposal.id, who: by })}>
      <header>
        <strong>{proposal.id}</strong> {by} <small>{when}</small>
        <small class="kind">{proposal.kindName}</small>
      </header>
      <button type="button" class="words" title={say("showPlace")} onClick={() => acts.show(proposal)}>
        {proposal.changes ? <Change proposal={proposal} /> : proposal.was ? <q>{short(proposal.was)}</q> : proposal.note || proposal.kindName}
      </button>
      {picture}
      {proposal.note && (proposal.changes || proposal.was) && <p>{proposal.note}</p>}
      {proposal.unfit && <p class="remark warning">{say("unfit", { why: proposal.unfit })}</p>}
      {proposal.shared && <p class="remark warning">{say("sharedChange")}</p>}
      {acts.editable && (
        <div class="tools">
          {proposal.changes && !proposal.unfit && (
            <button type="button" class="main" onClick={() => acts.decide([proposal.id], [])}>
              {say("accept")}
            </button>
          )}
          {proposal.changes && !proposal.unfit && others.length > 0 && (
            <button type="button" onClick={() => acts.decide([proposal.id], others.map((each) => each.id))}>
              {say("acceptOnly", { ids: others.map((each) => each.id).join("、") })}
            </button>
          )}
          {!proposal.changes && (
            <button type="button" class="main" onClick={() => acts.decide([proposal.id], [])}>
              {say("dealtWith")}
            </button>
          )}
          <button type="button" onClick={() => acts.decide([], [proposal.id])}>
            {say("refuse")}
          </button>
        </div>
      )}
    </article>
  );
}

/** What was and what is to be; of a move what goes elsewhere, of a changed look the words in it. */
function Change({ proposal }: { proposal: ReviewProposal }) {
  const { kind, was, now } = proposal;
  if (kind === "move") return <span>{short(was)}</span>;
  if (kind === "format")
    return (
      <>
        <Look text={was} /> → <Look text={now} />
      </>
    );
  return (
    <>
      {was && <del>{short(was)}</del>}
      {was && now && " → "}
      {now && <ins>{short(now)}</ins>}
    </>
  );
}

function Look({ text }: { text: string }) {
  return (
    <span>
      {pieces(short(text)).map(({ text: words, marks }, at) =>
        marks.includes("lead") ? <strong key={at}>{words}</strong> : <span key={at} class={marks.includes("dots") ? "dots" : ""}>{words}</span>,
      )}
    </span>
  );
}

const LONGEST = 120;

function short(text: string): string {
  const line = text.replace(/\n/g, " ¶ ").trim() || "¶";
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 30)}……${line.slice(-28)}`;
}

/** Groups that stand at a field, a table or a picture. */
export function Beside({ groups }: { groups: Group[] }) {
  if (groups.length === 0) return null;
  return (
    <div class="beside-field">
      {groups.map((group) => (
        <GroupCard key={groupId(group)} group={group} />
      ))}
    </div>
  );
}

type StripProps = { proposals: ReviewProposal[]; groups: Group[]; told: Told[]; compare: (() => void) | null; dismiss: () => void };

/** What is to be said of the round: how many proposals are open, all at once, the next, and those without a place in the form. */
export function Strip({ proposals, groups, told, compare, dismiss }: StripProps) {
  const { acts } = useContext(Reviewed);
  const [at, setAt] = useState(-1);
  const open = groups.flat();
  if (open.length === 0 && told.length === 0) return null;
  const clashing = groups.filter((group) => group.length > 1).length;
  const changing = open.filter((each) => each.changes && !each.unfit && each.contradicts.length === 0 && !each.shared);
  const apart = groups.filter(([first]) => !first!.path);
  const toNext = () => {
    // In the order in which they stand.
    const cards = [...document.querySelectorAll<HTMLElement>("main .proposal")];
    if (cards.length === 0) return;
    const next = (at + 1) % cards.length;
    setAt(next);
    cards[next]!.scrollIntoView({ block: "center" });
    cards[next]!.querySelector<HTMLElement>(".words")?.click();
    cards[next]!.querySelector<HTMLElement>(".tools button")?.focus();
  };
  return (
    <section class="card round" aria-label={say("review")}>
      {open.length > 0 && (
        <header>
          <strong>
            <Icon name="review" /> {say("review")}
          </strong>
          <span role="status">
            {say("openOf", { open: open.length, n: proposals.length })}
            {clashing > 0 && say("clashing", { n: clashing })}
          </span>
          <span class="tools">
            <button type="button" onClick={toNext}>
              {say("nextProposal")}
            </button>
            {acts.editable && changing.length > 0 && (
              <button type="button" class="main" onClick={() => acts.decide("all", [])}>
                {say("acceptEvery", { n: changing.length })}
              </button>
            )}
            {acts.editable && (
              <button type="button" onClick={() => acts.decide([], open.map((each) => each.id))}>
                {say("refuseEvery", { n: open.length })}
              </button>
            )}
          </span>
        </header>
      )}
      {told.length > 0 && (
        <div class="told" role="alert">
          {told.map((each, number) => (
            <p key={number} class={`remark ${each.level}`}>
              {each.about && `${each.about}：`}
              {each.message} {each.hint}
            </p>
          ))}
          <span class="tools">
            {compare && (
              <button type="button" onClick={compare}>
                {say("compareTexts")}
              </button>
            )}
            <button type="button" onClick={dismiss}>
              {say("dismiss")}
            </button>
          </span>
        </div>
      )}
      {apart.length > 0 && (
        <div class="apart">
          {apart.map((group) => (
            <GroupCard key={groupId(group)} group={group} />
          ))}
        </div>
      )}
    </section>
  );
}

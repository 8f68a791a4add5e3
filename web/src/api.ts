// What the page and the server say to each other. The server is the only one that reads and writes files.

export type Path = (string | number)[];
export type Level = "error" | "warning" | "note";

export type Field = {
  path: Path;
  name: string;
  label: string;
  kind: "line" | "lines" | "text" | "date" | "number" | "flag";
  value: string;
  /** Given by the bulletin.yaml that the issues share; what is typed here goes into this issue alone. */
  shared: boolean;
};

/** `place` is the path of the cell, `path` that of its text; rows and columns count from 0, merged ones included. */
export type Cell = { path: Path; place: Path; value: string; row: number; column: number; colspan: number; rowspan: number };

export type TextBlock = { kind: "text"; path: Path; value: string };
export type RichBlock = {
  kind: "figure" | "table" | "words";
  path: Path;
  label: string;
  fields: Field[];
  more: Field[];
  rows: Cell[][];
  pictures: string[];
};
export type Block = TextBlock | RichBlock | { kind: "other"; path: Path; label: string; summary: string };
export type BlockKind = "figure" | "table" | "heading" | "quote" | "verse" | "right" | "note";
/** A cell of a table that was pasted. */
export type PastedCell = { text: string; colspan: number; rowspan: number };
export type TableAction = "add-row" | "remove-row" | "add-column" | "remove-column" | "merge-right" | "merge-down" | "split";

export type Report = { path: Path; fields: Field[]; more: Field[]; blocks: Block[] };
export type Section = { name: string; label: string; fields: Field[] };

export type Issue = {
  file: string;
  title: string;
  version: number;
  readable: boolean;
  fields: Field[];
  /** Fields that the issue does not have and may have. */
  more: Field[];
  reports: Report[];
  sections: Section[];
  /** Who else works on it; it can then only be read. */
  holder: Holder | null;
  /** The keys of this file are Chinese. */
  chinese: boolean;
};

/** `own` is a desk of this very person, in another window or on another machine. */
export type Holder = { who: string; since: string; own: boolean };

export type Proposal = {
  key: string;
  file: string;
  isNew: boolean;
  /** `field` holds what was guessed, where it is a value and no text. */
  guesses: { about: string; why: string[]; field: Field | null }[];
  reports: { city?: string; title?: string; by?: string; characters: number }[];
  problems: Problem[];
};

export type NextIssue = { file: string; number: number; changed: { label: string; before: string; value: string }[]; kept: { label: string; value: string }[]; open: string[] };
export type State = { name: string; at: string; size: number };
export type Difference = { kind: "gone" | "come" | "apart"; text: string };

export type Design = { name: string; title: string; about: string; current: boolean; deviations: { about: string; found: string; wanted: string }[] };
export type DesignPage = Fonts & { svg: string | null; width: number; height: number };

/** A design measured in old papers, before it is saved. */
export type MeasuredSetting = { about: string; value: string; why: string };
export type DesignProposal = {
  key: string;
  name: string;
  papers: string[];
  extends: string;
  text: string;
  /** Address of the first page of the old paper, where that is a PDF. */
  oldPage: string;
  page: DesignPage;
  values: MeasuredSetting[];
  doubts: MeasuredSetting[];
  questions: { about: string; asks: string }[];
  faces: { font: string; role: string; characters: number }[];
  problems: { level: Level; message: string }[];
};

export type MadeFile = { name: string; kind: string; address: string; pages: number; good: boolean; problems: Problem[] };
export type Order = { what: "print" | "pair" | "archive"; ticket: boolean; copies: string; scheme: "" | "saddle" | "perfect" | "nup" };

export type Bound = {
  state: "none" | "binding" | "done" | "cancelled" | "failed";
  stage: "" | "reading" | "setting" | "writing";
  seconds: number;
  files: { name: string; address: string }[];
  problems: string[];
};
export type Volume = { file: string; title: string; year: number | null; parts: string[]; isNew: boolean; bound: Bound };

export type Source = { text: string; version: number; writable: boolean };
export type SourceFault = { line: number; message: string; hint: string };

/** What a reviewer asks for; `path`, `start` and `end` are its place in the form, nothing where it has none there. */
export type ReviewProposal = {
  id: number;
  state: "open" | "accepted" | "refused" | "unfit";
  stateName: string;
  decided: string;
  kind: "insert" | "delete" | "replace" | "move" | "format" | "picture" | "comment" | "unread";
  kindName: string;
  /** Accepting it changes the text. */
  changes: boolean;
  who: string[];
  when: string;
  from: string;
  was: string;
  now: string;
  note: string;
  /** Why it cannot be put into the text as it is now. */
  unfit: string;
  contradicts: number[];
  shared: boolean;
  path: Path | null;
  start: number;
  end: number;
  picture: string;
};
/** `proposals` is null while the text has errors. */
export type Round = { version: number; proposals: ReviewProposal[] | null };
/** What is to be said about a file or a decision. */
export type Told = { level: Level; message: string; hint: string; about: string };

export type Found = { file: string; before: string; words: string; after: string };

export type Edit =
  | { op: "set"; path: Path; value: string | string[] | { [key: string]: string } }
  | { op: "insert"; path: Path; value: string | { [key: string]: string } }
  | { op: "remove"; path: Path }
  | { op: "move"; path: Path; to: number };

export type Saving = "saved" | "saving" | "changed-elsewhere" | "missing" | "failed";

export type Problem = {
  code: string;
  level: Level;
  message: string;
  hint: string;
  /** The line of the file it stands in, with problems of pages. */
  source?: string;
  path: Path | null;
  start: number;
  end: number;
};

export type Finding = Problem & { id: string; fix: { before: string; after: string; same: number } | null };

export type ShownPage = { digest: string; svg?: string; label: string; width: number; height: number };
/** `data` is the file in base64, else `address` is where it is. */
export type Font = { family: string; range: string; data: string; address: string };
/** Fonts cut since the page asked last; `nextFont` is the number to ask from the next time. */
export type Fonts = { fonts: Font[]; nextFont: number };

export type Pages = Fonts & {
  version: number;
  pages: ShownPage[] | null;
  problems: Problem[];
  facts: { sheets: number; lastLines: number; rare: number } | null;
};

export type YearEntry =
  | { kind: "issue"; file: string; name: string; date: string; title: string; state: string; done: boolean }
  | { kind: "gap"; name: string };

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function call<Answer>(address: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const init: RequestInit = { credentials: "same-origin" };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.method = "POST";
    init.headers = { "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const answer = await fetch(address, init);
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({ message: answer.statusText }));
    throw new Refused(answer.status, said.message ?? answer.statusText);
  }
  return answer.json();
}

/** What is here already: names of drawn pages, and the number of the first font that is not. */
export type Known = { known: string[]; fonts: number };

type Answer = { version: number; issue: Issue };

const query = (file: string) => `file=${encodeURIComponent(file)}`;

export const api = {
  year: () => call<{ entries: YearEntry[]; year: string; others: string[] }>("/api/year"),
  search: (words: string) => call<{ found: Found[] }>(`/api/search?words=${encodeURIComponent(words)}`),
  issue: (file: string) => call<Issue>(`/api/issue?${query(file)}`),
  edit: (file: string, version: number, edits: Edit[], known: Known) =>
    call<{ version: number; saving: Saving; issue: Issue | null; pages: Pages }>("/api/edit", { file, version, edits, ...known }),
  pages: (file: string, known: Known, signal: AbortSignal) => call<Pages>("/api/pages", { file, ...known }, signal),
  commonFonts: (file: string, known: Known) => call<Fonts>("/api/common_fonts", { file, ...known }),
  check: (file: string, signal: AbortSignal) =>
    call<{ version: number; findings: Finding[] }>("/api/check", { file }, signal),
  apply: (file: string, version: number, ids: string[]) =>
    call<{ version: number; issue: Issue }>("/api/apply", { file, version, ids }),
  ignore: (file: string, version: number, id: string, reason: string) =>
    call<{ version: number; issue: Issue }>("/api/ignore", { file, version, id, reason }),
  undo: (file: string, version: number) => call<Answer>("/api/undo", { file, version }),
  saved: (file: string) => call<{ saving: Saving; why: string; at: string; version: number; holder: Holder | null }>(`/api/saved?${query(file)}`),
  resolve: (file: string, keep: "mine" | "theirs") => call<Issue>("/api/resolve", { file, keep }),
  publish: (file: string, order: Order) => call<{ files: MadeFile[] }>("/api/publish", { file, ...order }),
  changeTable: (file: string, version: number, path: Path, action: TableAction, row: number, column: number) =>
    call<Answer>("/api/change_table", { file, version, path, action, row, column }),
  insertBlock: (file: string, version: number, wish: { report: Path; at: number; split: number | null; kind: BlockKind; keys: string[]; rows?: PastedCell[][] }) =>
    call<Answer>("/api/insert_block", { file, version, ...wish }),
  replacePicture: (file: string, version: number, path: Path, keys: string[]) =>
    call<Answer>("/api/replace_picture", { file, version, path, keys }),
  volumes: () => call<{ volumes: Volume[]; parts: { name: string; title: string }[] }>("/api/volumes"),
  bind: (file: string, parts: string[]) => call<Bound>("/api/bind", { file, parts }),
  bound: (file: string) => call<Bound>(`/api/bound?${query(file)}`),
  cancel: (file: string) => call<Bound>("/api/cancel", { file }),
  takeOver: (file: string) => call<Issue>("/api/take_over", { file }),
  upload: async (paper: File): Promise<string> => {
    const answer = await fetch(`/api/upload?name=${encodeURIComponent(paper.name)}`, {
      method: "PUT",
      credentials: "same-origin",
      headers: { "Content-Type": "application/octet-stream" },
      body: paper,
    });
    const said = await answer.json();
    if (!answer.ok) throw new Refused(answer.status, said.message);
    return said.key;
  },
  propose: (keys: string[], into: string, beside: string) => call<Proposal>("/api/propose", { keys, into, beside }),
  confirm: (key: string, edits: Edit[]) => call<{ file: string }>("/api/confirm", { key, edits }),
  showNext: (file: string) => call<NextIssue>("/api/show_next", { file }),
  makeNext: (file: string) => call<{ file: string }>("/api/make_next", { file }),
  states: (file: string) => call<{ states: State[] }>(`/api/states?${query(file)}`),
  compare: (file: string, state: string) => call<{ lines: Difference[] }>("/api/compare", { file, state }),
  restore: (file: string, version: number, state: string) =>
    call<{ version: number; issue: Issue }>("/api/restore", { file, version, state }),
  designs: (file: string) => call<{ designs: Design[] }>("/api/designs", { file }),
  showDesign: (file: string, design: string, fonts: number) => call<DesignPage>("/api/show_design", { file, design, fonts }),
  proposeDesign: (file: string, keys: string[], fonts: number) => call<DesignProposal>("/api/propose_design", { file, keys, fonts }),
  saveDesign: (file: string, version: number, key: string, name: string, use: boolean) =>
    call<{ name: string; version: number; issue: Issue | null }>("/api/save_design", { file, version, key, name, use }),
  dropDesign: (key: string) => call<object>("/api/drop_design", { key }),
  chooseDesign: (file: string, version: number, design: string) =>
    call<{ version: number; issue: Issue }>("/api/choose_design", { file, version, design }),
  source: (file: string) => call<Source>(`/api/source?${query(file)}`),
  replaceSource: (file: string, version: number, text: string) =>
    call<{ problems: SourceFault[]; version: number; issue: Issue | null }>("/api/replace_source", { file, version, text }),
  review: (file: string) => call<Round>(`/api/review?${query(file)}`),
  reviewPapers: (file: string, forms: ("docx" | "pdf")[]) => call<{ files: { name: string; address: string }[] }>("/api/review_papers", { file, forms }),
  reviewReport: (file: string) => call<{ files: { name: string; address: string }[] }>("/api/review_report", { file }),
  returned: (keys: string[]) => call<{ returned: boolean[] }>("/api/returned", { keys }),
  forget: (keys: string[]) => call<object>("/api/forget", { keys }),
  takeReview: (file: string, keys: string[], foreign: boolean) =>
    call<Round & { taken: boolean; problems: Told[]; mayCompare: boolean }>("/api/take_review", { file, keys, foreign }),
  decideReview: (file: string, version: number, accept: number[] | "all", refuse: number[]) =>
    call<Round & { accepted: number; refused: number; problems: Told[]; issue: Issue }>("/api/decide_review", { file, version, accept, refuse }),
  undoReview: (file: string, version: number) => call<Round & { issue: Issue }>("/api/undo_review", { file, version }),
  leave: () => call<object>("/api/quit", {}),
};

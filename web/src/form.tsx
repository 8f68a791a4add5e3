// The issue as a form: fields of the masthead, reports with their texts, and findings beside their words.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { BlockKind, Edit, Finding, Issue, Path, Report, Section, TableAction, TextBlock } from "./api";
import { RichBlockCard, Tool } from "./blocks";
import type { PlacedTable } from "./editor";
import { TextEditor } from "./editor";
import type { IconName } from "./icons";
import { Icon } from "./icons";
import { editors, lastEditor } from "./places";
import type { Group } from "./review";
import { GroupCard, groupId, useGroups } from "./review";
import { Fields, FieldInput, key, same } from "./typed";
import { say } from "./words";
import type { Word } from "./words";

export type Acts = {
  edit: (edits: Edit[]) => void;
  accept: (findings: Finding[]) => void;
  ignore: (finding: Finding, reason: string) => void;
  changeTable: (path: Path, action: TableAction, row: number, column: number) => void;
  /** Puts a block behind block `at` of a report, or into its text before a character. */
  insertBlock: (report: Path, at: number, split: number | null, kind: BlockKind, pictures: File[]) => void;
  /** Puts tables into text block `at` of a report. */
  insertTables: (report: Path, at: number, tables: PlacedTable[]) => void;
  replacePicture: (path: Path, pictures: File[]) => void;
  offer: (word: Word, button?: Word, act?: () => void) => void;
  editable: () => boolean;
};

export function Form({ issue, findings, acts }: { issue: Issue; findings: Finding[]; acts: Acts }) {
  const common = { findings, edit: acts.edit, editable: acts.editable() };
  return (
    <div class="form">
      {issue.fields.length > 0 && (
        <section class="card fields">
          <Fields fields={issue.fields} more={issue.more} {...common} />
        </section>
      )}
      {issue.reports.map((report, at) => (
        <ReportCard
          key={`${issue.file}/${at}/${issue.reports.length}`}
          file={issue.file}
          report={report}
          last={at === issue.reports.length - 1}
          findings={findings}
          acts={acts}
        />
      ))}
      {issue.readable && (
        <button
          type="button"
          class="add"
          onClick={() => acts.edit([{ op: "insert", path: [issue.reports[0]?.path[0] ?? (issue.chinese ? "报告" : "reports"), issue.reports.length], value: newReport(issue) }])}
        >
          <Icon name="add" />
          {say("addReport")}
        </button>
      )}
      {issue.sections.map((section) => (
        <SectionCard key={`${issue.file}/${section.name}`} section={section} findings={findings}>
          <summary>
            {section.label}
            <small>{section.fields.filter((field) => field.value !== "").map((field) => field.label).join("、")}</small>
          </summary>
          <div class="fields">
            {section.fields.map((field) => (
              <FieldInput key={key(field.path)} field={field} {...common} />
            ))}
          </div>
        </SectionCard>
      ))}
    </div>
  );
}

/** What stands at the end of an issue; open while something is to be said about it. */
function SectionCard({ section, findings, children }: { section: Section; findings: Finding[]; children: ComponentChildren }) {
  const path = section.fields[0]?.path.slice(0, 1) ?? [];
  const asked = useGroups(path, (other) => other.startsWith(`${key(path)}/`));
  return (
    <details class="card" open={asked.length > 0 || findings.some((finding) => finding.path?.[0] === path[0])}>
      {children}
    </details>
  );
}

function newReport(issue: Issue): { [key: string]: string } {
  return issue.chinese ? { 地区: "", 标题: "", 正文: "" } : { city: "", title: "", text: "" };
}

type ReportProps = { file: string; report: Report; last: boolean; findings: Finding[]; acts: Acts };

const INSERTED: [BlockKind, IconName, Word][] = [
  ["table", "table", "table"],
  ["heading", "heading", "heading"],
];
const MORE_INSERTED: [BlockKind, Word][] = [
  ["quote", "quote"],
  ["verse", "verse"],
  ["right", "right"],
  ["note", "note"],
];

function ReportCard({ file, report, last, findings, acts }: ReportProps) {
  const at = report.path[report.path.length - 1] as number;
  const texts = report.blocks.filter((block) => block.kind === "text");
  const chooser = useRef<HTMLInputElement>(null);
  const editable = acts.editable();
  /** Behind the paragraph the caret was in last, else at the end. */
  const insert = (kind: BlockKind, pictures: File[] = []) => {
    const editor = lastEditor();
    const place = report.blocks.findIndex((block) => block.kind === "text" && editor?.key === textKey(file, block.path));
    if (place >= 0) acts.insertBlock(report.path, place, editor!.endOfParagraph(), kind, pictures);
    else acts.insertBlock(report.path, report.blocks.length - 1, null, kind, pictures);
  };
  const editor = () => lastEditor() ?? [...editors].find((each) => each.key.startsWith(`${file}\n${key(report.path)}/`));
  const inBody = (path: Path) => typeof path[path.length - 1] === "number";
  const length = report.blocks.filter((block) => inBody(block.path)).length;
  return (
    <section class="card report" aria-label={report.fields.find((field) => field.name === "title")?.value ?? ""}>
      <header class="fields">
        <Fields fields={report.fields} more={report.more} findings={findings} edit={acts.edit} editable={editable} />
        {editable && (
          <div class="tools">
            <Tool icon="up" word="up" off={at === 0} act={() => acts.edit([{ op: "move", path: report.path, to: at - 1 }])} />
            <Tool icon="down" word="down" off={last} act={() => acts.edit([{ op: "move", path: report.path, to: at + 1 }])} />
            <Tool icon="remove" word="removeReport" act={() => acts.edit([{ op: "remove", path: report.path }])} />
          </div>
        )}
      </header>
      {editable && (
        // The caret stays where it is: the buttons work on its paragraph.
        <div class="text-tools" role="toolbar" aria-label={say("text")} onMouseDown={(event) => (event.target as Element).closest("button") && event.preventDefault()}>
          <button type="button" title="Ctrl+B" onClick={() => editor()?.toggleLead()}>
            <Icon name="bold" />
            {say("lead")}
          </button>
          <button type="button" onClick={() => chooser.current?.click()}>
            <Icon name="picture" />
            {say("picture")}
          </button>
          {INSERTED.map(([kind, icon, word]) => (
            <button type="button" key={kind} onClick={() => insert(kind)}>
              <Icon name={icon} />
              {say(word)}
            </button>
          ))}
          <select
            aria-label={say("moreBlocks")}
            value=""
            onChange={(event) => {
              const select = event.target as HTMLSelectElement;
              insert(select.value as BlockKind);
              select.value = "";
            }}
          >
            <option value="">{say("moreBlocks")}</option>
            {MORE_INSERTED.map(([kind, word]) => (
              <option key={kind} value={kind}>
                {say(word)}
              </option>
            ))}
          </select>
          <button type="button" onClick={() => editor()?.joinLines()}>
            <Icon name="join" />
            {say("joinLines")}
          </button>
          <input
            ref={chooser}
            type="file"
            accept="image/*"
            multiple
            hidden
            aria-label={say("picture")}
            onChange={(event) => {
              const chosen = event.target as HTMLInputElement;
              if (chosen.files?.length) insert("figure", [...chosen.files]);
              chosen.value = "";
            }}
          />
        </div>
      )}
      {report.blocks.map((block, number) => {
        if (block.kind === "text")
          return (
            <TextRow
              key={key(block.path)}
              id={textKey(file, block.path)}
              block={block}
              findings={findings.filter((finding) => same(finding.path, block.path))}
              all={findings}
              acts={acts}
              insert={(kind, split, pictures) => acts.insertBlock(report.path, number, split, kind, pictures)}
              insertTables={(tables) => acts.insertTables(report.path, number, tables)}
              label={texts.length > 1 ? `${say("text")} ${texts.indexOf(block) + 1}` : say("text")}
            />
          );
        if (block.kind === "other")
          return (
            <p class="other" key={key(block.path)}>
              {say("other", { label: block.label, summary: block.summary })}
            </p>
          );
        const place = block.path[block.path.length - 1];
        return <RichBlockCard key={key(block.path)} block={block} file={file} findings={findings} acts={acts} last={place === length - 1} />;
      })}
    </section>
  );
}

const textKey = (file: string, path: Path) => `${file}\n${key(path)}`;

type TextProps = {
  id: string;
  block: TextBlock;
  findings: Finding[];
  all: Finding[];
  acts: Acts;
  label: string;
  insert: (kind: BlockKind, split: number, pictures: File[]) => void;
  insertTables: (tables: PlacedTable[]) => void;
};

function TextRow({ id, block, findings, all, acts, label, insert, insertTables }: TextProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor | null>(null);
  const sends = useRef({ acts, insert, insertTables });
  sends.current = { acts, insert, insertTables };
  useEffect(() => {
    const opened: TextEditor = new TextEditor(place.current!, id, block.value, label, {
      changed: (value) => sends.current.acts.edit([{ op: "set", path: block.path, value }]),
      editable: () => sends.current.acts.editable(),
      pictures: (files, split) => sends.current.insert("figure", split, files),
      tables: (tables) => sends.current.insertTables(tables),
      picturesLost: () => sends.current.acts.offer("picturesLost"),
      broken: () => sends.current.acts.offer("broken", "joinLines", () => opened.joinLines()),
    });
    editor.current = opened;
    editors.add(opened);
    return () => {
      editors.delete(opened);
      opened.destroy();
    };
  }, []);
  useEffect(() => editor.current?.take(block.value), [block]);
  // Findings stand at the height of their words, which moves with every change of the text's size.
  const [, moved] = useState(0);
  const groups = useGroups(block.path);
  const asked = useMemo(() => groups.flatMap((group) => group.map((each) => ({ ...each, id: groupId(group), level: "review" }))), [groups.map(groupKey).join()]);
  useEffect(() => {
    editor.current?.show([...findings, ...asked]);
    moved((times) => times + 1);
  }, [findings, asked]);
  useEffect(() => {
    const watch = new ResizeObserver(() => moved((times) => times + 1));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return (
    <div class="text-row">
      <div class="text" ref={place} />
      <Cards findings={findings} groups={groups} all={all} editor={editor} acts={acts} />
    </div>
  );
}

const groupKey = (group: Group) => group.map((each) => `${each.id}:${each.start}-${each.end}`).join("/");

type CardProps = { findings: Finding[]; groups: Group[]; all: Finding[]; editor: { current: TextEditor | null }; acts: Acts };

/** Findings and what reviewers ask for, each as near to the height of its words as those above it allow. */
function Cards({ findings, groups, all, editor, acts }: CardProps) {
  const column = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = column.current;
    if (!box) return;
    const top = box.getBoundingClientRect().top;
    let free = 0;
    for (const card of box.children as Iterable<HTMLElement> & HTMLCollection) {
      const wanted = editor.current?.offsetOf(card.dataset.id ?? "", top) ?? free;
      const height = Math.max(wanted, free);
      card.style.top = `${height}px`;
      free = height + card.offsetHeight + 8;
    }
    box.style.minHeight = `${free}px`;
  });
  return (
    <div class="cards" ref={column}>
      {inOrder(findings, groups).map((each) =>
        Array.isArray(each) ? (
          <div key={groupId(each)} class="finding-card review" data-id={groupId(each)}>
            <GroupCard group={each} />
          </div>
        ) : (
          <FindingCard key={each.id} finding={each} alike={like(each, all)} editor={editor} acts={acts} />
        ),
      )}
    </div>
  );
}

/** Findings and groups of proposals in the order of their words. */
function inOrder(findings: Finding[], groups: Group[]): (Finding | Group)[] {
  const start = (each: Finding | Group) => (Array.isArray(each) ? each[0]!.start : each.start);
  return groups.length === 0 ? findings : [...groups, ...findings].sort((one, other) => start(one) - start(other));
}

/** Findings that propose the same change as this one. */
function like(finding: Finding, all: Finding[]): Finding[] {
  const { fix } = finding;
  return fix ? all.filter((each) => each.fix?.before === fix.before && each.fix.after === fix.after) : [];
}

type OneProps = { finding: Finding; alike: Finding[] } & Omit<CardProps, "findings" | "groups" | "all">;

function FindingCard({ finding, alike, editor, acts }: OneProps) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState(say("reasonGiven"));
  return (
    <article class={`finding-card ${finding.level}`} data-id={finding.id}>
      <button type="button" class="words" onClick={() => editor.current?.goTo(finding)}>
        {finding.fix ? (
          <>
            <del>{finding.fix.before}</del> → <ins>{finding.fix.after}</ins>
          </>
        ) : (
          finding.message
        )}
      </button>
      {finding.fix && <p>{finding.message}</p>}
      {finding.hint && <p class="hint">{finding.hint}</p>}
      {asking ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            acts.ignore(finding, reason);
          }}
        >
          <input value={reason} aria-label={say("reason")} autoFocus onInput={(event) => setReason((event.target as HTMLInputElement).value)} />
          <button type="submit">{say("ok")}</button>
          <button type="button" onClick={() => setAsking(false)}>
            {say("cancel")}
          </button>
        </form>
      ) : (
        <div class="tools">
          {finding.fix && (
            <button type="button" class="main" onClick={() => acts.accept([finding])}>
              {say("accept")}
            </button>
          )}
          {alike.length > 1 && (
            <button type="button" onClick={() => acts.accept(alike)}>
              {say("acceptAll", { n: alike.length })}
            </button>
          )}
          <button type="button" onClick={() => setAsking(true)}>
            {say("ignore")}
          </button>
        </div>
      )}
    </article>
  );
}

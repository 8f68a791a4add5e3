// The issue as a form: fields of the masthead, reports with their texts, and findings beside their words.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Block, Edit, Field, Finding, Issue, Path, Report } from "./api";
import { TextEditor } from "./editor";
import { editors } from "./places";
import { say } from "./words";

export type Acts = {
  edit: (edits: Edit[]) => void;
  accept: (findings: Finding[]) => void;
  ignore: (finding: Finding, reason: string) => void;
  editable: () => boolean;
};

const same = (a: Path | null, b: Path) => a !== null && a.length === b.length && a.every((step, at) => step === b[at]);
const key = (path: Path) => path.join("/");

export function Form({ issue, findings, acts }: { issue: Issue; findings: Finding[]; acts: Acts }) {
  return (
    <div class="form">
      {issue.fields.length > 0 && <section class="card fields">
        {issue.fields.map((field) => (
          <FieldInput key={key(field.path)} field={field} acts={acts} findings={findings} />
        ))}
      </section>}
      {issue.reports.map((report, at) => (
        <ReportCard
          key={`${issue.file}/${at}/${issue.reports.length}`}
          report={report}
          last={at === issue.reports.length - 1}
          findings={findings}
          acts={acts}
        />
      ))}
      {issue.readable && <button
        type="button"
        class="add"
        onClick={() => acts.edit([{ op: "insert", path: ["reports", issue.reports.length], value: newReport(issue) }])}
      >
        + {say("addReport")}
      </button>}
    </div>
  );
}

function newReport(issue: Issue): { [key: string]: string } {
  return issue.chinese ? { 地区: "", 标题: "", 正文: "" } : { city: "", title: "", text: "" };
}

function FieldInput({ field, acts, findings }: { field: Field; acts: Acts; findings: Finding[] }) {
  const [value, setValue] = useState(field.value);
  const composing = useRef(false);
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  // What comes from the file is shown; what was typed and is not there yet has been put into it.
  useEffect(() => {
    if (!composing.current) setValue(field.value);
  }, [field]);
  const send = (text: string) => {
    if (composing.current) return;
    const lines = text.split("\n").filter((line) => line !== "");
    acts.edit([{ op: "set", path: field.path, value: field.kind === "lines" && lines.length > 1 ? lines : text }]);
  };
  const here = findings.filter((finding) => same(finding.path, field.path));
  const props = {
    ref: box,
    id: key(field.path),
    value,
    readOnly: !acts.editable(),
    "aria-invalid": here.some((finding) => finding.level === "error"),
    onCompositionStart: () => (composing.current = true),
    onCompositionEnd: (event: CompositionEvent) => {
      composing.current = false;
      send((event.target as HTMLInputElement).value);
    },
    onInput: (event: Event) => {
      const text = (event.target as HTMLInputElement).value;
      setValue(text);
      send(text);
    },
  };
  return (
    <div class={`field ${field.name} ${here[0]?.level ?? ""}`}>
      <label for={key(field.path)}>
        {field.label}
        {field.shared && <small> {say("shared")}</small>}
      </label>
      {field.kind === "lines" ? (
        <textarea rows={Math.max(1, value.split("\n").length)} {...props} />
      ) : (
        <input type="text" inputMode={field.kind === "number" ? "numeric" : "text"} {...props} />
      )}
      {here.map((finding) => (
        <p class={`remark ${finding.level}`} key={finding.id}>
          {finding.message}
        </p>
      ))}
    </div>
  );
}

type ReportProps = { report: Report; last: boolean; findings: Finding[]; acts: Acts };

function ReportCard({ report, last, findings, acts }: ReportProps) {
  const at = report.path[report.path.length - 1] as number;
  const texts = report.blocks.filter((block) => block.kind === "text");
  return (
    <section class="card report" aria-label={report.fields.find((field) => field.name === "title")?.value ?? ""}>
      <header class="fields">
        {report.fields.map((field) => (
          <FieldInput key={key(field.path)} field={field} acts={acts} findings={findings} />
        ))}
        <div class="tools">
          <button type="button" disabled={at === 0} title={say("up")} aria-label={say("up")} onClick={() => acts.edit([{ op: "move", path: report.path, to: at - 1 }])}>
            ↑
          </button>
          <button type="button" disabled={last} title={say("down")} aria-label={say("down")} onClick={() => acts.edit([{ op: "move", path: report.path, to: at + 1 }])}>
            ↓
          </button>
          <button type="button" title={say("removeReport")} aria-label={say("removeReport")} onClick={() => acts.edit([{ op: "remove", path: report.path }])}>
            ×
          </button>
        </div>
      </header>
      {report.blocks.map((block) =>
        block.kind === "text" ? (
          <TextBlock
            key={key(block.path)}
            block={block}
            findings={findings.filter((finding) => same(finding.path, block.path))}
            acts={acts}
            label={texts.length > 1 ? `${say("text")} ${texts.indexOf(block) + 1}` : say("text")}
          />
        ) : (
          <p class="other" key={key(block.path)}>
            {say("other", { label: block.label, summary: block.summary })}
          </p>
        ),
      )}
    </section>
  );
}

type TextProps = { block: Extract<Block, { kind: "text" }>; findings: Finding[]; acts: Acts; label: string };

function TextBlock({ block, findings, acts, label }: TextProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<TextEditor | null>(null);
  const sends = useRef(acts);
  sends.current = acts;
  useEffect(() => {
    editor.current = new TextEditor(
      place.current!,
      block.value,
      label,
      (value) => sends.current.edit([{ op: "set", path: block.path, value }]),
      () => sends.current.editable(),
    );
    const opened = editor.current;
    editors.add(opened);
    return () => {
      editors.delete(opened);
      opened.destroy();
    };
  }, []);
  useEffect(() => editor.current?.take(block.value), [block]);
  // Findings stand at the height of their words, which moves with every change of the text's size.
  const [, moved] = useState(0);
  useEffect(() => {
    editor.current?.show(findings);
    moved((times) => times + 1);
  }, [findings]);
  useEffect(() => {
    const watch = new ResizeObserver(() => moved((times) => times + 1));
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return (
    <div class="text-row">
      <div class="text" ref={place} />
      <Cards findings={findings} editor={editor} acts={acts} />
    </div>
  );
}

type CardProps = { findings: Finding[]; editor: { current: TextEditor | null }; acts: Acts };

/** Findings, each as near to the height of its words as those above it allow. */
function Cards({ findings, editor, acts }: CardProps) {
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
      {findings.map((finding) => (
        <FindingCard key={finding.id} finding={finding} editor={editor} acts={acts} />
      ))}
    </div>
  );
}

function FindingCard({ finding, editor, acts }: { finding: Finding } & Omit<CardProps, "findings">) {
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
          <button type="button" onClick={() => setAsking(true)}>
            {say("ignore")}
          </button>
        </div>
      )}
    </article>
  );
}

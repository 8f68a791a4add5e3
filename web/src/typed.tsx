// Values that are typed: nothing is sent while an input method composes.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Edit, Field, Finding, Path } from "./api";
import { Beside, useGroups } from "./review";
import { noteTyped, undone } from "./undo";
import { say } from "./words";

export const same = (a: Path | null, b: Path) => a !== null && a.length === b.length && a.every((step, at) => step === b[at]);
export const key = (path: Path) => path.join("/");

/** What an input needs to show a value, to send what is typed, and to take it back. */
export function useTyped(given: { path: Path; value: string }, send: (text: string) => void) {
  const [value, setValue] = useState(given.value);
  const composing = useRef(false);
  const typedHere = useRef(false);
  const before = useRef("");
  const name = key(given.path);
  // What comes from the file is shown; what was typed and is not there yet has been put into it.
  useEffect(() => {
    if (!composing.current) setValue(given.value);
  }, [given]);
  return {
    value,
    /** Whether what is there was typed here. */
    touched: () => typedHere.current,
    onCompositionStart: () => {
      composing.current = true;
      before.current = value;
    },
    onCompositionEnd: (event: CompositionEvent) => {
      composing.current = false;
      noteTyped(name, before.current);
      send((event.target as HTMLInputElement).value);
    },
    onInput: (event: Event) => {
      const text = (event.target as HTMLInputElement).value;
      typedHere.current = true;
      setValue(text);
      if (composing.current) return;
      noteTyped(name, value);
      send(text);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if ((event.target as HTMLInputElement).readOnly) return;
      const text = undone(event, name, value);
      if (text === null) return;
      setValue(text);
      send(text);
    },
  };
}

type Props = { field: Field; findings: Finding[]; edit: (edits: Edit[]) => void; editable: boolean };

export function FieldInput({ field, findings, edit, editable }: Props) {
  const typed = useTyped(field, (text) => {
    const lines = text.split("\n").filter((line) => line !== "");
    edit([{ op: "set", path: field.path, value: field.kind === "lines" && lines.length > 1 ? lines : text }]);
  });
  // A number that was taken out is no number: the file does without the field.
  const emptied = () => {
    if (typed.value === "" && typed.touched() && field.kind === "number" && field.name !== "number") edit([{ op: "remove", path: field.path }]);
  };
  const here = findings.filter((finding) => same(finding.path, field.path));
  const id = key(field.path);
  // A name of a list of names is one of the field's lines.
  const asked = useGroups(field.path, (path) => field.kind === "lines" && path.startsWith(`${id}/`));
  const { touched: _touched, ...input } = typed;
  const props = { ...input, onBlur: emptied, id, readOnly: !editable, "aria-invalid": here.some((finding) => finding.level === "error") };
  return (
    <div class={`field ${field.name} ${field.kind} ${here[0]?.level ?? ""}`}>
      <label for={id}>
        {field.label}
        {field.shared && <small> {say("shared")}</small>}
      </label>
      {field.kind === "flag" ? (
        <select id={id} value={/^(true|yes|on|是|真)$/i.test(typed.value) ? "true" : "false"} disabled={!editable} onInput={typed.onInput}>
          <option value="true">{say("yes")}</option>
          <option value="false">{say("no")}</option>
        </select>
      ) : field.kind === "lines" || field.kind === "text" ? (
        <textarea rows={Math.max(1, typed.value.split("\n").length)} {...props} />
      ) : (
        <input type="text" inputMode={field.kind === "number" ? "numeric" : "text"} {...props} />
      )}
      {here.map((finding) => (
        <p class={`remark ${finding.level}`} key={finding.id}>
          {finding.message}
          {finding.hint && ` ${finding.hint}`}
        </p>
      ))}
      <Beside groups={asked} />
    </div>
  );
}

type MoreProps = { fields: Field[]; chosen: (field: Field) => void };

/** Fields that may be added. */
export function More({ fields, chosen }: MoreProps) {
  if (fields.length === 0) return null;
  return (
    <select
      class="more"
      aria-label={say("moreFields")}
      value=""
      onChange={(event) => {
        const select = event.target as HTMLSelectElement;
        const field = fields.find((each) => each.name === select.value);
        select.value = "";
        if (field) chosen(field);
      }}
    >
      <option value="">{say("moreFields")}</option>
      {fields.map((field) => (
        <option key={field.name} value={field.name}>
          {field.label}
        </option>
      ))}
    </select>
  );
}

type FieldsProps = { fields: Field[]; more: Field[]; findings: Finding[]; edit: (edits: Edit[]) => void; editable: boolean };

/** Fields, and those that were added and are still empty: the file has them once something is typed. */
export function Fields({ fields, more, findings, edit, editable }: FieldsProps) {
  const [added, setAdded] = useState<string[]>([]);
  const shown = [...fields, ...more.filter((field) => added.includes(field.name))];
  return (
    <>
      {shown.map((field) => (
        <FieldInput key={key(field.path)} field={field} findings={findings} edit={edit} editable={editable} />
      ))}
      {editable && <More fields={more.filter((field) => !added.includes(field.name))} chosen={(field) => setAdded([...added, field.name])} />}
    </>
  );
}

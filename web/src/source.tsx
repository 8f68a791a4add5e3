// The file of an issue as it is written, for those who know YAML.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Issue, Source, SourceFault } from "./api";
import { api } from "./api";
import { Dialog } from "./dialogs";
import { say } from "./words";

type Props = { file: string; taken: (issue: Issue) => void; close: () => void };

export function SourceView({ file, taken, close }: Props) {
  const [source, setSource] = useState<Source | null>(null);
  const [text, setText] = useState("");
  const [faults, setFaults] = useState<SourceFault[]>([]);
  const [failure, setFailure] = useState("");
  const place = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    api.source(file).then(
      (found) => {
        setSource(found);
        setText(found.text);
      },
      (error: Error) => setFailure(error.message),
    );
  }, [file]);
  const put = async () => {
    try {
      const answer = await api.replaceSource(file, source!.version, text);
      setFaults(answer.problems);
      if (answer.problems[0]) goTo(answer.problems[0].line);
      if (answer.issue) taken(answer.issue);
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  const goTo = (line: number) => {
    const start = text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    place.current?.setSelectionRange(start, start);
    // The line is scrolled to when the text is entered anew.
    place.current?.blur();
    place.current?.focus();
  };
  return (
    <Dialog title={say("source")} close={close}>
      {failure && <p class="message error">{failure}</p>}
      <textarea
        class="source"
        ref={place}
        aria-label={say("source")}
        spellcheck={false}
        readOnly={!source?.writable}
        value={text}
        onInput={(event) => setText((event.target as HTMLTextAreaElement).value)}
      />
      {faults.map((fault, at) => (
        <p class="remark error" key={at}>
          <button type="button" class="line" onClick={() => goTo(fault.line)}>
            {say("line", { n: fault.line })}
          </button>{" "}
          {fault.message}
          {fault.hint && <small>{fault.hint}</small>}
        </p>
      ))}
      <div class="tools">
        {source?.writable && (
          <button type="button" class="main" disabled={text === source.text} onClick={() => void put()}>
            {say("putSource")}
          </button>
        )}
        <button type="button" onClick={close}>
          {say(source?.writable && text !== source.text ? "cancel" : "done")}
        </button>
      </div>
    </Dialog>
  );
}

// A round of review: papers out, marked files back, and what became of every proposal.

import { useRef, useState } from "preact/hooks";
import type { ReviewProposal } from "./api";
import { api } from "./api";
import { Dialog } from "./dialogs";
import { Icon } from "./icons";
import { say } from "./words";

type Props = { file: string; proposals: ReviewProposal[]; take: (files: File[]) => void; close: () => void };
type Made = { name: string; address: string };

export function ReviewDialog({ file, proposals, take, close }: Props) {
  const [forms, setForms] = useState({ docx: true, pdf: true });
  const [made, setMade] = useState<Made[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  const run = async (work: () => Promise<{ files: Made[] }>) => {
    setBusy(true);
    setFault("");
    try {
      setMade((await work()).files);
    } catch (error) {
      setFault((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const wanted = (["docx", "pdf"] as const).filter((form) => forms[form]);
  return (
    <Dialog title={say("review")} close={close}>
      {fault && <p class="message error" role="alert">{fault}</p>}
      <h3>{say("reviewOut")}</h3>
      <fieldset class="choices" disabled={busy}>
        {(["docx", "pdf"] as const).map((form) => (
          <label key={form}>
            <input type="checkbox" checked={forms[form]} onChange={() => setForms({ ...forms, [form]: !forms[form] })} />
            <span>
              {say(form === "docx" ? "wordPaper" : "pdfPaper")}
              <small>{say(form === "docx" ? "wordPaperLong" : "pdfPaperLong")}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="row-tools">
        <button type="button" class="main" disabled={busy || wanted.length === 0} onClick={() => void run(() => api.reviewPapers(file, wanted))}>
          {say("makePapers")}
        </button>
        {proposals.length > 0 && (
          <button type="button" disabled={busy} onClick={() => void run(() => api.reviewReport(file))}>
            {say("makeReport")}
          </button>
        )}
        {busy && <span role="status">{say("makingPapers")}</span>}
      </div>
      {made.length > 0 && (
        <ul class="rows made" role="status">
          {made.map((each) => (
            <li key={each.name}>
              <Icon name="pdf" />
              <span>{each.name}</span>
              <a href={each.address} target="_blank" rel="noopener">
                {say("open")}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h3>{say("reviewBack")}</h3>
      <p class="quiet">{say("reviewBackLong")}</p>
      <div class="row-tools">
        <button type="button" onClick={() => chooser.current?.click()}>
          <Icon name="import" />
          {say("chooseReturned")}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".docx,.pdf"
          multiple
          hidden
          aria-label={say("chooseReturned")}
          onChange={(event) => {
            const chosen = event.target as HTMLInputElement;
            if (chosen.files?.length) take([...chosen.files]);
            chosen.value = "";
          }}
        />
      </div>
      {proposals.length > 0 && (
        <>
          <h3>{say("reviewRecord")}</h3>
          <div class="record" tabIndex={0} role="region" aria-label={say("reviewRecord")}>
            <table>
              <thead>
                <tr>
                  {(["recordNumber", "recordWho", "recordWas", "recordNow", "recordState"] as const).map((word) => (
                    <th key={word} scope="col">
                      {say(word)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {proposals.map((each) => (
                  <tr key={each.id}>
                    <td>{each.id}</td>
                    <td>
                      {each.who.join("、")}
                      <small>{each.from}</small>
                    </td>
                    <td>{each.was}</td>
                    <td>{[each.now, each.note].filter(Boolean).join("；") || each.kindName}</td>
                    <td>
                      {each.stateName} <small>{each.decided}</small>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <div class="tools">
        <button type="button" onClick={close}>
          {say("done")}
        </button>
      </div>
    </Dialog>
  );
}

// Files for the printer, the archive and the shelf: what is to be made, how it went, and the files to open.

import { useEffect, useState } from "preact/hooks";
import type { Bound, MadeFile, Order, Volume } from "./api";
import { api } from "./api";
import { Dialog } from "./dialogs";
import { Icon } from "./icons";
import { say } from "./words";
import type { Word } from "./words";

type PublishProps = { file: string; what: "print" | "archive"; close: () => void };

/** The printer's file with its choices; the archive's file has none and is made at once. */
export function Publish({ file, what, close }: PublishProps) {
  const [order, setOrder] = useState<Order>({ what, ticket: false, copies: "", scheme: "" });
  const [state, setState] = useState<"asking" | "making" | "made">("asking");
  const [files, setFiles] = useState<MadeFile[]>([]);
  const [fault, setFault] = useState("");
  const make = async () => {
    setState("making");
    setFault("");
    try {
      setFiles((await api.publish(file, order)).files);
      setState("made");
    } catch (error) {
      setFault((error as Error).message);
      setState("asking");
    }
  };
  useEffect(() => {
    if (what === "archive") void make();
  }, []);
  const choose = (part: Partial<Order>) => setOrder({ ...order, ...part });
  return (
    <Dialog title={say(what)} close={close}>
      {fault && <p class="message error">{fault}</p>}
      {state !== "made" && what === "print" && (
        <fieldset class="choices" disabled={state === "making"}>
          <label>
            <input type="radio" name="what" checked={order.what === "print"} onChange={() => choose({ what: "print" })} />
            <span>
              {say("wholePages")}
              <small>{say("wholePagesLong")}</small>
            </span>
          </label>
          <label>
            <input type="radio" name="what" checked={order.what === "pair"} onChange={() => choose({ what: "pair" })} />
            <span>
              {say("pair")}
              <small>{say("pairLong")}</small>
            </span>
          </label>
          <label class="apart">
            <input type="checkbox" checked={order.ticket} onChange={() => choose({ ticket: !order.ticket })} />
            <span>{say("ticket")}</span>
          </label>
          <label class="beside">
            <span>{say("copies")}</span>
            <input value={order.copies} placeholder="1-300" onInput={(event) => choose({ copies: (event.target as HTMLInputElement).value.trim() })} />
          </label>
          <label class="beside">
            <span>{say("scheme")}</span>
            <select value={order.scheme} onChange={(event) => choose({ scheme: (event.target as HTMLSelectElement).value as Order["scheme"] })}>
              {(["", "saddle", "perfect", "nup"] as const).map((scheme) => (
                <option key={scheme} value={scheme}>
                  {say(scheme === "" ? "schemenone" : `scheme${scheme}`)}
                </option>
              ))}
            </select>
          </label>
        </fieldset>
      )}
      {state === "making" && <p role="status">{say(what === "archive" ? "archiving" : "making")}</p>}
      {state === "made" && <Results files={files} />}
      <div class="tools">
        {state !== "made" && what === "print" && (
          <button type="button" class="main" disabled={state === "making"} onClick={() => void make()}>
            <Icon name="print" />
            {say("makeFile")}
          </button>
        )}
        <button type="button" onClick={close}>
          {say(state === "made" ? "done" : "cancel")}
        </button>
      </div>
    </Dialog>
  );
}

function Results({ files }: { files: MadeFile[] }) {
  return (
    <ul class="rows made" role="status">
      {files.map((made) => (
        <li key={made.name}>
          <span class={made.good ? "verdict good" : "verdict bad"}>{say(made.good ? "sound" : "unsound")}</span>
          <span>
            <strong>{say(`kind${made.kind}` as Word)}</strong>
            <small>
              {made.name} · {say(made.kind === "sheets" ? "sheetsOf" : "pagesOf", { n: made.pages })}
            </small>
            {made.problems.map((problem, at) => (
              <p class={`remark ${problem.level}`} key={at}>
                {problem.message}
              </p>
            ))}
          </span>
          <button type="button" onClick={() => window.open(made.address, "_blank", "noopener")}>
            <Icon name="pdf" />
            {say("open")}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Volumes of the folder: which parts they have, and binding them. */
export function Volumes({ close }: { close: () => void }) {
  const [volumes, setVolumes] = useState<Volume[] | null>(null);
  const [parts, setParts] = useState<{ name: string; title: string }[]>([]);
  const [fault, setFault] = useState("");
  const load = () =>
    api.volumes().then(
      (answer) => {
        setVolumes(answer.volumes);
        setParts(answer.parts);
      },
      (error: Error) => setFault(error.message),
    );
  useEffect(() => void load(), []);
  return (
    <Dialog title={say("volume")} close={close}>
      {fault && <p class="message error">{fault}</p>}
      {volumes?.length === 0 && <p class="empty">{say("noVolumes")}</p>}
      {volumes?.map((volume) => (
        <VolumeCard key={volume.file} volume={volume} parts={parts} fault={setFault} />
      ))}
      <div class="tools">
        <button type="button" onClick={close}>
          {say("done")}
        </button>
      </div>
    </Dialog>
  );
}

type VolumeProps = { volume: Volume; parts: { name: string; title: string }[]; fault: (said: string) => void };

function VolumeCard({ volume, parts, fault }: VolumeProps) {
  const [chosen, setChosen] = useState(volume.parts);
  const [bound, setBound] = useState<Bound>(volume.bound);
  const failed = (error: Error) => fault(error.message);
  const isBinding = bound.state === "binding";
  useEffect(() => {
    if (!isBinding) return;
    const timer = window.setInterval(() => void api.bound(volume.file).then(setBound, failed), 700);
    return () => window.clearInterval(timer);
  }, [isBinding]);
  return (
    <section class="volume-card" aria-label={volume.title}>
      <h3>
        {volume.title} {volume.year && say("yearOf", { n: volume.year })}
        {volume.isNew && <small>{say("notYet")}</small>}
      </h3>
      <fieldset class="parts" disabled={isBinding}>
        {parts.map((part) => (
          <label key={part.name}>
            <input
              type="checkbox"
              checked={chosen.includes(part.name)}
              disabled={part.name === "issues"}
              onChange={() => setChosen(chosen.includes(part.name) ? chosen.filter((name) => name !== part.name) : [...chosen, part.name])}
            />
            {part.title}
          </label>
        ))}
      </fieldset>
      {bound.problems.map((problem) => (
        <p class="remark error" key={problem}>
          {problem}
        </p>
      ))}
      <div class="tools">
        <span role="status">
          {bound.state !== "none" && say(isBinding && bound.stage !== "" ? `stage${bound.stage}` : `bound${bound.state}`, { n: bound.seconds })}
        </span>
        {bound.files.map((made) => (
          <button type="button" key={made.name} onClick={() => window.open(made.address, "_blank", "noopener")}>
            <Icon name="pdf" />
            {say(made.name.endsWith(".archive.pdf") ? "kindarchive" : "kindprint")}
          </button>
        ))}
        {isBinding ? (
          <button type="button" onClick={() => void api.cancel(volume.file).then(setBound, failed)}>
            {say("cancel")}
          </button>
        ) : (
          <button type="button" class="main" onClick={() => void api.bind(volume.file, chosen).then(setBound, failed)}>
            <Icon name="volume" />
            {say("bind")}
          </button>
        )}
      </div>
    </section>
  );
}

// The design that was measured in old papers, beside the first page of the old paper: saved, used, or dropped.

import { useEffect, useRef, useState } from "preact/hooks";
import type { DesignProposal, Issue, MeasuredSetting } from "./api";
import { api } from "./api";
import { load, nextFont } from "./fonts";
import { say } from "./words";

type Props = {
  file: string;
  version: () => number;
  papers: File[];
  /** The design is in a file; with an issue, that issue has it now. */
  saved: (name: string, issue: Issue | null) => void;
  dropped: () => void;
};

export function ProposedDesign({ file, version, papers, saved, dropped }: Props) {
  const [found, setFound] = useState<DesignProposal | null>(null);
  const [name, setName] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(true);
  const heading = useRef<HTMLHeadingElement>(null);
  const held = useRef("");
  const leave = () => {
    if (held.current) void api.dropDesign(held.current).catch(() => undefined);
    held.current = "";
  };
  useEffect(() => {
    let open = true;
    void (async () => {
      try {
        const keys: string[] = [];
        for (const paper of papers) keys.push(await api.upload(paper));
        const made = await api.proposeDesign(file, keys, nextFont());
        held.current = made.key;
        if (!open) return leave();
        await load(made.page);
        setFound(made);
        setName(made.name);
        heading.current?.focus();
      } catch (error) {
        if (open) setFault((error as Error).message);
      } finally {
        if (open) setBusy(false);
      }
    })();
    return () => {
      open = false;
      leave();
    };
  }, [papers]);
  const save = async (use: boolean) => {
    setBusy(true);
    setFault("");
    try {
      const answer = await api.saveDesign(file, version(), found!.key, name, use);
      held.current = "";
      saved(answer.name, answer.issue);
    } catch (error) {
      setFault((error as Error).message);
      setBusy(false);
    }
  };
  return (
    <section class="measured" aria-label={say("proposedDesign")}>
      <h3 ref={heading} tabIndex={-1}>
        {say("proposedFrom", { papers: papers.map((paper) => paper.name).join("、") })}
      </h3>
      {fault && (
        <p class="message error" role="alert">
          {fault}
        </p>
      )}
      {busy && !found && <p role="status">{say("measuring")}</p>}
      {found && (
        <>
          <div class="beside">
            {found.oldPage && (
              <figure>
                <img class="sheet" src={found.oldPage} alt={say("oldPage")} />
                <figcaption>{say("oldPage")}</figcaption>
              </figure>
            )}
            <figure>
              {found.page.svg ? (
                <div class="sheet" role="img" aria-label={say("inProposed")} style={{ aspectRatio: `${found.page.width} / ${found.page.height}` }} dangerouslySetInnerHTML={{ __html: found.page.svg }} />
              ) : (
                <p class="empty">{say("noPages")}</p>
              )}
              <figcaption>{say("inProposed")}</figcaption>
            </figure>
            <div class="values" tabIndex={0} role="region" aria-label={say("measuredValues")}>
              <p>{say("overNearest", { name: found.extends, n: found.values.length })}</p>
              <Settings settings={found.values} />
              {found.doubts.length > 0 && (
                <>
                  <h4>{say("doubtful")}</h4>
                  <Settings settings={found.doubts} />
                </>
              )}
              {found.questions.length > 0 && (
                <>
                  <h4>{say("openQuestions")}</h4>
                  <ul>
                    {found.questions.map((each) => (
                      <li key={each.about}>
                        {each.about}：{each.asks}
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {found.faces.length > 0 && (
                <>
                  <h4>{say("missingFaces")}</h4>
                  <ul>
                    {found.faces.map((each) => (
                      <li key={each.font}>{say("missingFace", each)}</li>
                    ))}
                  </ul>
                </>
              )}
              {found.problems.map((each) => (
                <p class={`remark ${each.level}`} key={each.message}>
                  {each.message}
                </p>
              ))}
              <details>
                <summary>{say("designFile")}</summary>
                <pre tabIndex={0}>{found.text}</pre>
              </details>
            </div>
          </div>
          <label class="named">
            {say("designName")}
            <input value={name} maxLength={40} onInput={(event) => setName((event.target as HTMLInputElement).value)} />
          </label>
        </>
      )}
      <div class="tools">
        {found && (
          <>
            <button type="button" class="main" disabled={busy || !name.trim()} onClick={() => void save(true)}>
              {say("saveAndUse")}
            </button>
            <button type="button" disabled={busy || !name.trim()} onClick={() => void save(false)}>
              {say("saveDesign")}
            </button>
          </>
        )}
        <button
          type="button"
          onClick={() => {
            leave();
            dropped();
          }}
        >
          {say(found ? "dropDesign" : "back")}
        </button>
      </div>
    </section>
  );
}

function Settings({ settings }: { settings: MeasuredSetting[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say("setting")}</th>
          <th scope="col">{say("measuredValue")}</th>
          <th scope="col">{say("evidence")}</th>
        </tr>
      </thead>
      <tbody>
        {settings.map((each) => (
          <tr key={each.about}>
            <td>{each.about}</td>
            <td>{each.value}</td>
            <td>{each.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// The designs, each with the first page of this very issue; an old paper dropped here proposes one more.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Design, DesignPage, Issue } from "./api";
import { api } from "./api";
import { Dialog } from "./dialogs";
import { load, nextFont } from "./fonts";
import { Icon } from "./icons";
import { ProposedDesign } from "./proposed-design";
import { say } from "./words";

type GalleryProps = {
  file: string;
  version: () => number;
  choose: (design: string) => void;
  /** The issue has the design that was proposed. */
  used: (issue: Issue) => void;
  close: () => void;
};

export function Gallery({ file, version, choose, used, close }: GalleryProps) {
  const [designs, setDesigns] = useState<Design[]>([]);
  const [pages, setPages] = useState<Record<string, DesignPage>>({});
  const [papers, setPapers] = useState<File[]>([]);
  const [note, setNote] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (papers.length > 0) return;
    let open = true;
    void (async () => {
      const found = (await api.designs(file)).designs;
      setDesigns(found);
      for (const each of found) {
        if (!open) return;
        const page = await api.showDesign(file, each.name, nextFont());
        await load(page);
        setPages((known) => ({ ...known, [each.name]: page }));
      }
    })();
    return () => {
      open = false;
    };
  }, [file, papers]);
  const take = (files: File[]) => {
    setNote("");
    if (files.length > 0) setPapers(files);
  };
  if (papers.length > 0)
    return (
      <Dialog title={say("proposedDesign")} close={close} dropped={take}>
        <ProposedDesign
          file={file}
          version={version}
          papers={papers}
          dropped={() => setPapers([])}
          saved={(name, issue) => {
            if (issue) return used(issue);
            setNote(say("designSaved", { name }));
            setPapers([]);
          }}
        />
      </Dialog>
    );
  return (
    <Dialog title={say("design")} close={close} dropped={take}>
      {note && <p role="status">{note}</p>}
      <div class="row-tools from-old">
        <button type="button" onClick={() => chooser.current?.click()}>
          <Icon name="import" />
          {say("fromOldPaper")}
        </button>
        <span class="quiet">{say("fromOldPaperLong")}</span>
        <input
          ref={chooser}
          type="file"
          accept=".docx,.docm,.doc,.wps,.odt,.rtf,.pdf"
          multiple
          hidden
          aria-label={say("fromOldPaper")}
          onChange={(event) => {
            const chosen = event.target as HTMLInputElement;
            take([...(chosen.files ?? [])]);
            chosen.value = "";
          }}
        />
      </div>
      <div class="gallery">
        {designs.map((design) => (
          <button type="button" key={design.name} aria-pressed={design.current} onClick={() => choose(design.name)}>
            <span class="sheet" aria-hidden dangerouslySetInnerHTML={{ __html: pages[design.name]?.svg ?? "" }} />
            <strong>
              {design.title}
              {design.current && <small> {say("inUse")}</small>}
            </strong>
            <span class="about">{design.about}</span>
            <span class="about" title={design.deviations.map((each) => `${each.about}：${each.found}（${each.wanted}）`).join("\n")}>
              {design.deviations.length === 0
                ? say("standard")
                : design.deviations.map((each) => say("deviates", each)).join(say("between"))}
            </span>
          </button>
        ))}
      </div>
      <div class="tools">
        <button type="button" onClick={close}>
          {say("cancel")}
        </button>
      </div>
    </Dialog>
  );
}

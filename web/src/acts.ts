// What can be done in the form, as requests to the server.

import type { Edit, Issue } from "./api";
import { api } from "./api";
import type { PlacedTable } from "./editor";
import type { Acts } from "./form";
import type { Offer } from "./messages";
import { say } from "./words";

type Doing = {
  file: () => string;
  version: () => number;
  editable: () => boolean;
  edit: (edits: Edit[]) => void;
  /** Makes a change and offers to take it back. */
  change: (work: () => Promise<{ issue: Issue }>) => void;
  offer: (offer: Offer) => void;
};

export function actsOn({ file, version, editable, edit, change, offer }: Doing): Acts {
  const sent = async (files: File[]) => {
    const keys: string[] = [];
    for (const each of files) keys.push(await api.upload(each));
    return keys;
  };
  return {
    edit,
    editable,
    accept: (accepted) => change(() => api.apply(file(), version(), accepted.map((finding) => finding.id))),
    ignore: (finding, reason) => change(() => api.ignore(file(), version(), finding.id, reason)),
    changeTable: (path, action, row, column) => change(() => api.changeTable(file(), version(), path, action, row, column)),
    insertBlock: (report, at, split, kind, files) =>
      change(async () => api.insertBlock(file(), version(), { report, at, split, kind, keys: await sent(files) })),
    insertTables: (report, at, tables) =>
      change(async () => {
        // From the last to the first: what stands before a table stays in the block it is in.
        const [last, ...before] = [...tables].reverse();
        const put = (from: number, { rows, split }: PlacedTable) => api.insertBlock(file(), from, { report, at, split, kind: "table", keys: [], rows });
        let answer = await put(version(), last!);
        for (const table of before) answer = await put(answer.version, table);
        return answer;
      }),
    replacePicture: (path, files) => change(async () => api.replacePicture(file(), version(), path, await sent(files))),
    offer: (word, button, act) => offer({ text: say(word), button: button ? say(button) : "", act: act ?? (() => undefined), passes: false }),
  };
}

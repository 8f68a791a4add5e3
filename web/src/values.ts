// The values of an issue that can be typed into, and edits put into them.

import type { Block, Edit, Issue, Path } from "./api";

export const key = (path: Path) => path.join("/");

/** An issue with every value that can be typed into put through a function. */
function eachValue(issue: Issue, put: <Part extends { path: Path; value: string }>(part: Part) => Part): Issue {
  const inBlock = (block: Block): Block => {
    if (block.kind === "text") return put(block);
    if (block.kind === "other") return block;
    return { ...block, fields: block.fields.map(put), rows: block.rows.map((row) => row.map(put)) };
  };
  return {
    ...issue,
    fields: issue.fields.map(put),
    more: issue.more.map(put),
    sections: issue.sections.map((section) => ({ ...section, fields: section.fields.map(put) })),
    reports: issue.reports.map((report) => ({
      ...report,
      fields: report.fields.map(put),
      more: report.more.map(put),
      blocks: report.blocks.map(inBlock),
    })),
  };
}

export function values(issue: Issue): Map<string, string> {
  const found = new Map<string, string>();
  eachValue(issue, (part) => {
    found.set(key(part.path), part.value);
    return part;
  });
  return found;
}

/** An issue as it is once these edits are made. */
export function withEdits(issue: Issue, edits: Edit[]): Issue {
  const typed = new Map(edits.flatMap((each) => (each.op === "set" ? [[key(each.path), shown(each.value)] as const] : [])));
  return eachValue(issue, (part) => (typed.has(key(part.path)) ? { ...part, value: typed.get(key(part.path))! } : part));
}

export const shown = (value: Extract<Edit, { op: "set" }>["value"]) => (Array.isArray(value) ? value.join("\n") : String(value));

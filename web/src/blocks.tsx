// Pictures, tables and other blocks between the paragraphs of a report.

import { useRef, useState } from "preact/hooks";
import type { Cell, Finding, RichBlock, TableAction } from "./api";
import type { Acts } from "./form";
import type { IconName } from "./icons";
import { Icon } from "./icons";
import { Beside, useGroups } from "./review";
import { Fields, key, useTyped } from "./typed";
import { say } from "./words";
import type { Word } from "./words";

type Props = { block: RichBlock; file: string; findings: Finding[]; acts: Acts; last: boolean };

export function RichBlockCard({ block, file, findings, acts, last }: Props) {
  const editable = acts.editable();
  const at = block.path[block.path.length - 1] as number;
  const fields = new Set(block.fields.map((field) => key(field.path)));
  const asked = useGroups(block.path, (path) => path.startsWith(`${key(block.path)}/`) && !fields.has(path));
  return (
    <section class={`block ${block.kind}`} aria-label={block.label} data-figure={block.kind === "figure" ? JSON.stringify(block.path) : undefined}>
      <header>
        <span>
          <Icon name={block.kind === "figure" ? "picture" : block.kind === "table" ? "table" : "heading"} />
          {block.label}
        </span>
        {editable && (
          <span class="tools">
            <Tool icon="up" word="up" off={at === 0} act={() => acts.edit([{ op: "move", path: block.path, to: at - 1 }])} />
            <Tool icon="down" word="down" off={last} act={() => acts.edit([{ op: "move", path: block.path, to: at + 1 }])} />
            <Tool icon="remove" word="removeBlock" act={() => acts.edit([{ op: "remove", path: block.path }])} />
          </span>
        )}
      </header>
      {block.kind === "figure" && <Pictures block={block} file={file} acts={acts} />}
      {block.kind === "table" && <TableGrid block={block} acts={acts} />}
      <Beside groups={asked} />
      <div class="fields">
        <Fields fields={block.fields} more={block.more} findings={findings} edit={acts.edit} editable={editable} />
      </div>
    </section>
  );
}

export function Tool({ icon, word, act, off = false }: { icon: IconName; word: Word; act: () => void; off?: boolean }) {
  return (
    <button type="button" class="tool" disabled={off} title={say(word)} aria-label={say(word)} onClick={act}>
      <Icon name={icon} />
    </button>
  );
}

function Pictures({ block, file, acts }: { block: RichBlock; file: string; acts: Acts }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div class="pictures">
      {block.pictures.map((name) => (
        <img key={name} src={`/figure?file=${encodeURIComponent(file)}&name=${encodeURIComponent(name)}`} alt={block.fields[0]?.value || block.label} />
      ))}
      {acts.editable() && (
        <button type="button" class="replace" onClick={() => chooser.current?.click()}>
          <Icon name="picture" />
          {say("replacePicture")}
        </button>
      )}
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={say("replacePicture")}
        onChange={(event) => {
          const chosen = event.target as HTMLInputElement;
          acts.replacePicture(block.path, [...(chosen.files ?? [])]);
          chosen.value = "";
        }}
      />
    </div>
  );
}

const ACTIONS: [TableAction, Word][] = [
  ["add-row", "addRow"],
  ["add-column", "addColumn"],
  ["remove-row", "removeRow"],
  ["remove-column", "removeColumn"],
  ["merge-right", "mergeRight"],
  ["merge-down", "mergeDown"],
  ["split", "split"],
];

function TableGrid({ block, acts }: { block: RichBlock; acts: Acts }) {
  const cells = block.rows.flat();
  const [chosen, setChosen] = useState<[number, number]>([0, 0]);
  const current = cells.find((cell) => cell.row === chosen[0] && cell.column === chosen[1]) ?? cells[0];
  const height = block.rows.length;
  const width = Math.max(...cells.map((cell) => cell.column + cell.colspan));
  const off = (action: TableAction) => {
    if (!current) return true;
    if (action === "remove-row") return height < 2;
    if (action === "remove-column") return width < 2;
    if (action === "split") return current.colspan === 1 && current.rowspan === 1;
    if (action === "merge-right")
      return !cells.some((cell) => cell.row === current.row && cell.column === current.column + current.colspan && cell.rowspan === current.rowspan);
    if (action === "merge-down")
      return !cells.some((cell) => cell.column === current.column && cell.row === current.row + current.rowspan && cell.colspan === current.colspan);
    return false;
  };
  const act = (action: TableAction) => {
    if (!current) return;
    const adds = action.startsWith("add");
    acts.changeTable(block.path, action, current.row + (adds ? current.rowspan - 1 : 0), current.column + (adds ? current.colspan - 1 : 0));
  };
  return (
    <>
      {acts.editable() && (
        <div class="table-tools" role="toolbar" aria-label={block.label}>
          {ACTIONS.map(([action, word]) => (
            <button type="button" key={action} disabled={off(action)} onMouseDown={(event) => event.preventDefault()} onClick={() => act(action)}>
              {say(word)}
            </button>
          ))}
        </div>
      )}
      <div class="grid">
        <table>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell) => (
                  <CellInput
                    key={key(cell.place)}
                    cell={cell}
                    acts={acts}
                    current={cell === current}
                    chosen={() => setChosen([cell.row, cell.column])}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type CellProps = { cell: Cell; acts: Acts; current: boolean; chosen: () => void };

function CellInput({ cell, acts, current, chosen }: CellProps) {
  const { touched: _touched, ...typed } = useTyped(cell, (text) => acts.edit([{ op: "set", path: cell.path, value: text.replace(/\n/g, " ") }]));
  return (
    <td colSpan={cell.colspan} rowSpan={cell.rowspan} class={current ? "current" : ""}>
      <div class="grow" data-value={`${typed.value} `}>
        <textarea
          id={key(cell.path)}
          rows={1}
          aria-label={say("cell", { row: cell.row + 1, column: cell.column + 1 })}
          readOnly={!acts.editable()}
          onFocus={chosen}
          {...typed}
        />
      </div>
    </td>
  );
}

// What can be undone in fields and cells: kept for each issue, also after what was typed has been saved.

type Steps = { past: string[]; future: string[]; at: number };

/** ms within which what is typed is one step. */
const TOGETHER = 700;
const MOST_STEPS = 100;

const issues = new Map<string, Map<string, Steps>>();
let steps = new Map<string, Steps>();

/** Names the issue that is worked on. */
export function undoIn(issue: string): void {
  steps = issues.get(issue) ?? new Map();
  issues.set(issue, steps);
}

function of(field: string): Steps {
  let found = steps.get(field);
  if (!found) steps.set(field, (found = { past: [], future: [], at: 0 }));
  return found;
}

/** Notes that something is typed into a field that had this value. */
export function noteTyped(field: string, before: string): void {
  const here = of(field);
  const now = performance.now();
  if (here.past.length === 0 || now - here.at > TOGETHER) here.past.push(before);
  if (here.past.length > MOST_STEPS) here.past.shift();
  here.future = [];
  here.at = now;
}

/** The value that Ctrl+Z, Ctrl+Y or Ctrl+Shift+Z gives a field; null for other keys and when there is none. */
export function undone(event: KeyboardEvent, field: string, value: string): string | null {
  const letter = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || !(letter === "z" || letter === "y")) return null;
  event.preventDefault();
  const here = of(field);
  const [from, to] = letter === "y" || event.shiftKey ? [here.future, here.past] : [here.past, here.future];
  const found = from.pop();
  if (found === undefined) return null;
  to.push(value);
  here.at = 0;
  return found;
}

// The words of the page, Chinese and English.

const WORDS = {
  import: ["导入稿件", "Import"],
  next: ["下一期", "Next issue"],
  check: ["校对", "Proofread"],
  archive: ["归档", "Archive"],
  print: ["付印", "Print"],
  quit: ["退出", "Quit"],
  saved: ["已保存", "Saved"],
  saving: ["正在保存", "Saving"],
  failed: ["未能保存", "Not saved"],
  elsewhere: ["文件在别处改过", "Changed elsewhere"],
  missing: ["文件不见了", "File gone"],
  missingLong: [
    "这个文件已被删除或移走。这里的文字还在，没有写进任何文件。",
    "The file was deleted or moved away. Its text is still here and is in no file.",
  ],
  writeAgain: ["重新写入", "Write it again"],
  clash: [
    "这一处刚在别处改过，现在显示的是别处的文字。这里刚打的字没有写进文件，在正文里按 Ctrl+Z 可以取回。",
    "This was just changed elsewhere, and what is shown is from there. What was typed here is not in the file; Ctrl+Z in the text brings it back.",
  ],
  lineOf: ["第 {n} 行", "line {n}"],
  unsavedQuit: ["还有文字没有写进文件，退出就会丢失。仍然退出？", "Some text is in no file yet and would be lost. Quit all the same?"],
  errors: ["错误", "errors"],
  doubts: ["疑似", "doubts"],
  notes: ["提示", "notes"],
  search: ["查标题和正文", "Search"],
  noIssues: ["这个文件夹里还没有简报。", "There is no issue in this folder yet."],
  gap: ["缺", "missing"],
  page: ["第 {n} 页，共 {pages} 页", "Page {n} of {pages}"],
  noPages: ["改好左边的错误，这里就会排出版面。", "The pages appear once the errors on the left are mended."],
  stale: ["有错误，版面没有更新", "errors: not up to date"],
  zoomIn: ["放大", "Zoom in"],
  fit: ["按宽度", "Fit the width"],
  zoomOut: ["缩小", "Zoom out"],
  realPdf: ["真实 PDF", "The PDF"],
  accept: ["采纳", "Accept"],
  acceptAll: ["同类 {n} 处", "All {n}"],
  ignore: ["忽略", "Ignore"],
  reason: ["为什么忽略？", "Why?"],
  reasonGiven: ["原文如此", "as in the original"],
  ok: ["确定", "OK"],
  cancel: ["取消", "Cancel"],
  addReport: ["加一篇", "Add a report"],
  removeReport: ["删去这一篇", "Remove this report"],
  up: ["上移", "Move up"],
  down: ["下移", "Move down"],
  shared: ["各期共有", "shared by all issues"],
  text: ["正文", "Text"],
  pages: ["{n} 页 · {sheets} 张", "{n} pages · {sheets} sheets"],
  lastLines: ["末页 {n} 行", "last page {n} lines"],
  rare: ["生僻字 {n}", "rare characters {n}"],
  local: ["离线 · 本机", "offline · this machine"],
  truth: ["预览与 PDF 一致", "The preview is the PDF"],
  mine: ["用这里的", "Keep what is here"],
  theirs: ["用文件里的", "Take the file"],
  elsewhereLong: [
    "这个文件在别处改过了。两个版本都在：这里的还没有写进文件，文件里的还没有载入。",
    "The file was changed elsewhere. Both versions are kept: what is here is not written yet, what is in the file not loaded.",
  ],
  made: ["{name}：{n} 页，检查通过", "{name}: {n} pages, checked and sound"],
  madeWith: ["{name}：{n} 页，检查有话要说", "{name}: {n} pages; the checks have remarks"],
  open: ["打开", "Open"],
  ended: ["已经退出，可以关上这一页了。", "The desk has ended; this page can be closed."],
  noServer: ["和程序的连接断了。请重新打开简报台。", "The program does not answer. Start the desk again."],
  design: ["版式", "Design"],
  inUse: ["正在用", "in use"],
  history: ["历史", "History"],
  noHistory: ["还没有更早的版本。每写几分钟会留下一份。", "No earlier state yet. One is kept every few minutes of work."],
  restore: ["恢复成这一份", "Restore this state"],
  same: ["和现在的一样。", "The same as now."],
  drop: ["松开鼠标，导入这些稿件", "Drop the papers to import them"],
  reading: ["正在读稿件…", "Reading the papers…"],
  proposal: ["读出 {n} 篇，有 {guesses} 处要核对", "{n} reports, {guesses} things to confirm"],
  intoThis: ["加进当前这一期", "Add to this issue"],
  asNew: ["做成新的一期", "Make a new issue"],
  characters: ["{n} 字", "{n} characters"],
  noTitle: ["（没有标题）", "(no title)"],
  nextIs: ["下一期：第 {n} 期，文件 {file}", "The next issue: number {n}, file {file}"],
  keeps: ["照旧", "Kept"],
  blank: ["空着，等填", "Left open"],
  make: ["新建", "Make it"],
  held: ["{who} 自 {since} 起在编辑这一期，这里只能看。", "{who} has been working on this issue since {since}; it can only be read here."],
  takeOver: ["接手", "Take over"],
  other: ["{label}：{summary}", "{label}: {summary}"],
} as const;

export type Word = keyof typeof WORDS;

const english = navigator.language.toLowerCase().startsWith("en");

export function say(word: Word, details: Record<string, string | number> = {}): string {
  const text = WORDS[word][english ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_all, name) => String(details[name] ?? ""));
}

/** A number with its word; English words in -s lose that for one. */
export function count(number: number, word: Word): string {
  return `${number} ${english && number === 1 ? say(word).replace(/s$/, "") : say(word)}`;
}

export const language = english ? "en" : "zh";

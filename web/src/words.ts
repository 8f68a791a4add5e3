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
  errors: ["错误", "errors"],
  doubts: ["疑似", "doubts"],
  notes: ["提示", "notes"],
  search: ["查标题和正文", "Search"],
  noIssues: ["这个文件夹里还没有简报。", "There is no issue in this folder yet."],
  missing: ["缺", "missing"],
  page: ["第 {n} 页，共 {pages} 页", "Page {n} of {pages}"],
  noPages: ["改好左边的错误，这里就会排出版面。", "The pages appear once the errors on the left are mended."],
  stale: ["稿件有错误，这里是改错以前的版面", "The text has errors; these pages are from before"],
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
  other: ["{label}：{summary}", "{label}: {summary}"],
} as const;

export type Word = keyof typeof WORDS;

const english = navigator.language.toLowerCase().startsWith("en");

export function say(word: Word, details: Record<string, string | number> = {}): string {
  const text = WORDS[word][english ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (_all, name) => String(details[name] ?? ""));
}

export const language = english ? "en" : "zh";

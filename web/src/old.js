// Runs first, in any browser: says what is needed where the page would not work. 109 is the last Chromium for Windows 7.
(function () {
  if ("inert" in HTMLElement.prototype && "noModule" in HTMLScriptElement.prototype) return;
  window.tooOld = true;
  document.getElementById("app").innerHTML =
    "<p class='ended empty'>这个浏览器太旧，简报台打不开。请用 Chrome 或 Edge 109 以上、Firefox 115 以上打开。文件没有动过。<br><br>" +
    "This browser is too old. Chrome or Edge 109, Firefox 115, or a later one is needed. No file was changed.</p>";
})();

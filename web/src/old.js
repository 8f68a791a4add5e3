// For browsers that do not know modules: says what is needed.
document.getElementById("app").innerHTML =
  "<p style='font:16px sans-serif;margin:3em;max-width:40em'>这个浏览器太旧，简报台打不开。请用 Chrome 或 Edge 109 以上、Firefox 115 以上打开这个地址。文件没有动过。<br><br>" +
  "This browser is too old. Chrome or Edge 109, or Firefox 115, or a later one is needed.</p>";

// Bundles the page of the desk into the package: node build.mjs TARGET
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const target = process.argv[2] ?? "../src/bulletin_pdf/desk/static";
mkdirSync(target, { recursive: true });
const made = await build({
  entryPoints: ["src/app.tsx", "src/style.css"],
  outdir: target,
  bundle: true,
  external: ["/face/*"],
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox115"],
  jsx: "automatic",
  jsxImportSource: "preact",
  metafile: true,
  legalComments: "none",
});
for (const name of ["index.html", "old.js"]) copyFileSync(`src/${name}`, `${target}/${name}`);

// The licences of what is bundled go with it.
const packages = new Set(
  Object.keys(made.metafile.inputs)
    .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter((name) => name !== undefined),
);
const notices = [...packages].sort().map((name) => {
  const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${name} ${about.version} (${about.license})\n\n${text}\n`;
});
writeFileSync(`${target}/NOTICE`, `The page of the desk contains these programs.\n\n${notices.join("\n---\n\n")}`);

// Lints files with zhlint and writes how many it read and what it found: node run_zhlint.mjs ZHLINT TARGET FILE…
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [library, target, ...paths] = process.argv.slice(2)
const { run } = await import(pathToFileURL(library))
const told = { files: 0, characters: 0, findings: 0 }
for (const path of paths) {
  const text = readFileSync(path, 'utf-8')
  const { result, validations } = run(text, { rules: { preset: 'default' } })
  told.files += result ? 1 : 0
  told.characters += text.length
  told.findings += validations.length
}
writeFileSync(target, JSON.stringify(told))

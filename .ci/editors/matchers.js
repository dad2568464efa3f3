// The problem matchers as the engines of VS Code and GitHub's runner read them: JavaScript's. Arguments: repository, output of `compact`,
// output of the watch task, report in ndjson.
const fs = require("fs");
const [repository, compact, watched, ndjson] = process.argv.slice(2);
const parse = path => JSON.parse(fs.readFileSync(path, "utf8"));
const lines = path => fs.readFileSync(path, "utf8").split(/\r?\n/).filter(line => line !== "");
const findings = lines(ndjson).map(line => JSON.parse(line)).filter(line => line.rule);
const fail = message => { console.error(message); process.exit(1); };

function read(matcher, line, last) {
  const pattern = Array.isArray(matcher.pattern) ? matcher.pattern[0] : matcher.pattern;
  const match = new RegExp(pattern.regexp).exec(line);
  return match && [match[pattern.file], +match[pattern.line], +match[pattern.column], match[pattern.code], match[pattern.message]].join("|");
}

const expected = findings.map(one => [one.path, one.line, one.column, one.rule, one.title].join("|"));
const tasks = parse(`${repository}/editors/vscode/tasks.json`).tasks;
const github = parse(`${repository}/editors/github-problem-matcher.json`).problemMatcher;
const check = (name, read) => {
  const found = lines(compact).map(read);
  if (found.join("\n") !== expected.join("\n")) fail(`${name}:\n${found.join("\n")}\ninstead of\n${expected.join("\n")}`);
};
for (const task of tasks) check(task.label, line => read(task.problemMatcher, line));
check("github", line => github.map(matcher => read(matcher, line)).find(found => found));

const watch = tasks.find(task => task.isBackground);
const { beginsPattern, endsPattern } = watch.problemMatcher.background;
const states = lines(watched).map(line =>
  new RegExp(beginsPattern).test(line) ? "begins" : new RegExp(endsPattern).test(line) ? "ends" : read(watch.problemMatcher, line) ? "finding" : line);
const wanted = ["begins", ...expected.map(() => "finding"), "ends"];
if (expected.length === 0 || states.join() !== wanted.join()) fail(`watch task: ${states}`);
console.log(`VS Code and GitHub read ${expected.length} findings`);

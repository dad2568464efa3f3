#!/usr/bin/env node
// Starts the binary of this platform's package; its exit code is ours.
const { spawnSync } = require("child_process");

const name = `asepsis-${process.platform}-${process.arch}`;
let binary;
try {
  binary = require.resolve(`${name}/asepsis${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`asepsis: the package ${name} is not installed: there is none for this platform, or optional dependencies were left out`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(binary, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`asepsis: ${error.message}`);
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 4);

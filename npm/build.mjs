// Lays out the npm packages: `asepsis`, which holds a launcher only, and one package a platform with the binary in it, of which npm
// installs the one that fits (`os`, `cpu`). Version and description are those of Cargo.toml. Nothing runs when they are installed.
//
//     node npm/build.mjs OUT PLATFORM=BINARY…      such as linux-x64=target/release/asepsis
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
const here = dirname(fileURLToPath(import.meta.url));
const cargo = readFileSync(join(here, "../Cargo.toml"), "utf8");
const value = key => cargo.match(new RegExp(`^${key} = "(.*)"$`, "m"))[1];
const shared = { version: value("version"), description: value("description"), license: value("license") };
const [out, ...binaries] = process.argv.slice(2);

const lay = (name, manifest, files) => {
  const folder = join(out, name);
  for (const [path, from] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(from, join(folder, path));
    chmodSync(join(folder, path), 0o755);
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...shared, ...manifest }, null, 2) + "\n");
};

const optionalDependencies = Object.fromEntries(PLATFORMS.map(platform => [`asepsis-${platform}`, shared.version]));
lay("asepsis", { bin: { asepsis: "asepsis.cjs" }, engines: { node: ">=18" }, optionalDependencies }, { "asepsis.cjs": join(here, "asepsis.cjs") });
for (const binary of binaries) {
  const [platform, path] = binary.split("=");
  if (!PLATFORMS.includes(platform)) throw new Error(`no such platform: ${platform}; there are ${PLATFORMS.join(", ")}`);
  const [os, cpu] = platform.split("-");
  lay(`asepsis-${platform}`, { os: [os], cpu: [cpu] }, { [os === "win32" ? "asepsis.exe" : "asepsis"]: path });
}

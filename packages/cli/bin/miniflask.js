#!/usr/bin/env node
// Plain JavaScript with nothing newer than Node 12 up to the check: an old Node must get to say what is wrong.
import { existsSync } from "node:fs";

const WANTED = [22, 19];
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1])) {
  console.error(
    `miniflask needs Node ${WANTED.join(".")} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      "Install a newer one from https://nodejs.org, or with a version manager.",
  );
  process.exitCode = 1;
} else {
  start().catch((error) => {
    console.error(error);
    process.exit(1);
  });
}

async function start() {
  const { registerHooks } = await import("node:module");
  const { register } = await import("tsx/esm/api");
  const source = new URL("../src/main.ts", import.meta.url);
  const in_repository = existsSync(source);
  // In the repository every package is run from its sources: nothing has to be built first.
  if (in_repository) registerHooks({ resolve: resolve_to_source });
  // Apps are TypeScript, with standard decorators, which Node does not run by itself.
  register();
  process.setSourceMapsEnabled(true);
  const { main } = await import(
    in_repository ? source.href : new URL("../dist/main.js", import.meta.url).href
  );
  await main(process.argv.slice(2));
}

function resolve_to_source(specifier, context, next_resolve) {
  return next_resolve(specifier, { ...context, conditions: ["@miniflask/source", ...context.conditions] });
}

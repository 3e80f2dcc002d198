import { execFile, spawn } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { code_blocks } from "./code_blocks.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = {
  jinja: "@miniflask/jinja",
  session: "@miniflask/session",
  core: "@miniflask/core",
  cli: "miniflask",
};
const folder = mkdtempSync(join(tmpdir(), "miniflask-packed-"));
const site = join(folder, "site");
afterAll(() => rmSync(folder, { recursive: true }));

const APP = `
import { Flask, render_template_string, request, session } from "miniflask";
import { CSRFProtect } from "miniflask/csrf";
import { MultiDict } from "miniflask/datastructures";
import { NotFound } from "miniflask/exceptions";
import { parse_cookie } from "miniflask/http";
import { URLSafeTimedSerializer } from "miniflask/itsdangerous";
import { Environment } from "miniflask/jinja";
import { ProxyFix } from "miniflask/middleware";
import { Rule } from "miniflask/routing";
import { safe_join } from "miniflask/security";
import { SessionInterface } from "miniflask/sessions";
import { request_started } from "miniflask/signals";
import { FlaskClient } from "miniflask/testing";
import { iri_to_uri } from "miniflask/urls";
import { secure_filename } from "miniflask/utils";
import { MethodView } from "miniflask/views";
import { standard_decorators } from "miniflask/vitest";

declare module "miniflask" {
  interface SessionData {
    visits?: number;
  }
}

const doors = [CSRFProtect, MultiDict, NotFound, parse_cookie, URLSafeTimedSerializer, Environment, ProxyFix, Rule, safe_join, SessionInterface, request_started, FlaskClient, iri_to_uri, secure_filename, MethodView, standard_decorators];

export const app = new Flask(import.meta.url);
app.secret_key = "a key for tests only";

class Views {
  @app.route("/")
  static index() {
    session.visits = (session.visits ?? 0) + 1;
    return render_template_string("Hello, {{ name }}!", { name: request.args.get("name", "World") });
  }
}
void Views;

app.get("/doors/<int:id>", function show({ id }) {
  const more: number = id + 1;
  return { more, doors: doors.filter((door) => door !== undefined).length };
});
`;

/** The pnpm that runs the tests, or, when they were started in another way, one that npx finds. */
function pnpm(args: string[], cwd: string) {
  const { npm_execpath = "" } = process.env;
  const options = { cwd, env: { ...process.env, CI: "true" } };
  if (!npm_execpath.includes("pnpm")) return run("npx", ["-y", "pnpm@12", ...args], options);
  if (/\.[cm]?js$/.test(npm_execpath)) return run(process.execPath, [npm_execpath, ...args], options);
  return run(npm_execpath, args, options);
}

/** Packs every package as it is published; gives the tarball of each by the package's name. */
async function pack(): Promise<Map<string, string>> {
  const tarballs = new Map<string, string>();
  for (const [name, package_name] of Object.entries(PACKAGES)) {
    const target = join(folder, name);
    mkdirSync(target);
    await pnpm(["pack", "--pack-destination", target], join(ROOT, "packages", name));
    tarballs.set(package_name, join(target, readdirSync(target)[0]!));
  }
  return tarballs;
}

function write_site(tarballs: ReadonlyMap<string, string>): void {
  mkdirSync(site);
  const dependencies = { miniflask: `file:${tarballs.get("miniflask")}` };
  writeFileSync(join(site, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  const overrides = [...tarballs].map(([name, path]) => `  "${name}": "file:${path}"\n`).join("");
  // Nothing of these versions is in the registry yet: every one is to come from its tarball.
  writeFileSync(join(site, "pnpm-workspace.yaml"), `overrides:\n${overrides}allowBuilds:\n  esbuild: true\n`);
  writeFileSync(join(site, "app.ts"), APP);
}

/** Every flag that makes the compiler stricter; the declarations of the packages are checked as well. */
const STRICTEST = {
  target: "es2024",
  lib: ["esnext"],
  module: "nodenext",
  types: ["node"],
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUncheckedSideEffectImports: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
};

/** Compiles files of the site as its author would; gives what the compiler says. */
async function compile(files: readonly string[], options: object): Promise<string> {
  const config = { compilerOptions: { ...STRICTEST, ...options }, files };
  writeFileSync(join(site, "tsconfig.json"), JSON.stringify(config));
  try {
    await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", site], { cwd: site });
    return "";
  } catch (error) {
    return (error as { readonly stdout: string }).stdout; // what a command that failed has written
  }
}

/** Serves the site by the installed command while `use` looks at it. */
async function serve_site(use: (url: string) => Promise<void>): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [join(site, "node_modules/miniflask/bin/miniflask.js"), "run", "--port", "0"],
    {
      cwd: site,
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  try {
    await expect.poll(() => output, { timeout: 120_000 }).toMatch(/Running on http/);
    await use(/Running on (\S+)/.exec(output)![1]!);
  } finally {
    child.kill("SIGINT");
  }
  return ended;
}

test("what is published installs into an empty folder, has its types, and runs an app by its command", {
  timeout: 900_000,
}, async () => {
  await run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-b", "packages/cli"], {
    cwd: ROOT,
  });
  write_site(await pack());
  await pnpm(["install", "--prefer-offline"], site);

  const code = await serve_site(async (url) => {
    const hello = await fetch(`${url}/?name=%3Cb%3E`);
    expect(await hello.text()).toBe("Hello, &lt;b&gt;!");
    expect(hello.headers.get("Set-Cookie")).toMatch(/^session=/);
    expect(await (await fetch(`${url}/doors/4`)).json()).toEqual({ doors: 16, more: 5 });
  });
  expect(code).toBe(0);

  mkdirSync(join(site, "node_modules/@types"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules/@types/node"), join(site, "node_modules/@types/node"));
  copyFileSync(join(ROOT, "tests/packed/user_types.ts"), join(site, "user_types.ts"));
  const readme = code_blocks(join(ROOT, "README.md")).filter(({ language }) => language === "ts");
  for (const [index, { code }] of readme.slice(0, 2).entries())
    writeFileSync(join(site, `readme_${index}.ts`), code);
  const readme_files = ["readme_0.ts", "readme_1.ts"];
  expect(await compile(["user_types.ts"], { noPropertyAccessFromIndexSignature: true })).toBe("");
  expect(await compile(["user_types.ts"], { noPropertyAccessFromIndexSignature: false })).toBe("");
  expect(await compile(["app.ts"], {})).toBe("");
  expect(await compile(readme_files, {})).toBe("");

  writeFileSync(join(site, "app.ts"), APP.replace("session.visits = (", "session.visits = String("));
  expect(await compile(["app.ts"], {})).toContain("not assignable to type 'number'");
});

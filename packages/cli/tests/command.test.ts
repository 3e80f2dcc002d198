import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { URLSafeTimedSerializer } from "@miniflask/session";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { answer_at } from "../../../tests/support/answer_at.ts";
import { type CommandOptions, CommandRun, SITE } from "./command.ts";

const runs: CommandRun[] = [];

function start(args: readonly string[], options?: CommandOptions): CommandRun {
  const run = new CommandRun(args, options);
  runs.push(run);
  return run;
}

/** Waits for the end of a command; gives what it printed and its exit code. */
async function finish(args: readonly string[], options?: CommandOptions) {
  const run = start(args, options);
  const code = await run.ended;
  return { code, output: run.output };
}

afterEach(async () => {
  for (const run of runs.splice(0)) await run.stop("SIGKILL");
});

const text_of = async (url: string) => (await fetch(url)).text();

// covers: CL-03, CL-04, CF-11
describe("miniflask run", () => {
  test("serves an app with decorators, prints Flask's banner, logs requests, ends cleanly on Ctrl-C", async () => {
    const run = start(["run", "--port", "0"]);
    const url = await run.url();
    expect(await text_of(url)).toBe("home from .flaskenv, debug false");
    expect(await text_of(`${url}/account`)).toBe("account");
    expect(run.output).toContain(
      " * Serving Flask app 'app'\n * Debug mode: off\nWARNING: This is a development server.",
    );
    expect(run.output).toContain("Press CTRL+C to quit\n");
    await run.printed(/127\.0\.0\.1 - - \[.*\] "GET \/account HTTP\/1\.1" 200 -/);
    expect(await run.stop("SIGINT")).toBe(0);
    expect(await answer_at(url)).not.toMatch(/^home/);
  });

  test("finishes what is under way when it is told to end (row 80)", async () => {
    const run = start(["run", "--port", "0"]);
    const url = await run.url();
    const slow = text_of(`${url}/slow`);
    await run.printed(/slow begins/);
    const ended = run.stop("SIGTERM");
    expect(await slow).toBe("slow");
    expect(await ended).toBe(0);
  });

  test("serves on, at rest, and ends when told to, where nobody reads its log any more", async () => {
    const app = `
      import { Flask } from "miniflask";
      export const app = new Flask("unread");
      let failures = 0;
      process.prependListener("uncaughtException", () => failures++);
      app.get("/failures", { endpoint: "failures" }, () => String(failures));
      app.get("/floating", { endpoint: "floating" }, () => {
        void Promise.reject(new Error("floating rejection"));
        return "floating";
      });
    `;
    const run = start(["run", "--port", "0"], { cwd: copy_of_site({ "app.ts": app }) });
    const url = await run.url();
    run.child.stdout?.destroy();
    run.child.stderr?.destroy();
    for (let times = 0; times < 3; times++) expect(await text_of(`${url}/floating`)).toBe("floating");
    await new Promise((resolve) => setTimeout(resolve, 300));
    // A failure that is logged to the broken pipe would fail again, for ever.
    expect(await text_of(`${url}/failures`)).toBe("0");
    expect(await run.stop("SIGTERM")).toBe(0);
  });

  test("row 78: an error that nobody awaited is logged and ends nothing", async () => {
    const run = start(["run", "--port", "0"]);
    const url = await run.url();
    expect(await text_of(`${url}/floating`)).toBe("floating");
    await run.printed(/An error that nobody awaited[\s\S]*floating rejection/);
    await run.printed(/An error that nobody awaited[\s\S]*late throw/);
    expect(await text_of(url)).toMatch(/^home/);
  });

  test("row 84: debug in production is warned of", async () => {
    const env = { NODE_ENV: "production", FLASK_DEBUG: "1" };
    const run = start(["run", "--no-reload", "--port", "0"], { env });
    await run.printed(/WARNING: Debug mode is on and NODE_ENV is production/);
  });

  // covers: CL-13
  test("takes its options from the environment, the command line first", async () => {
    const env = {
      FLASK_RUN_PORT: "0",
      FLASK_RUN_HOST: "localhost",
      FLASK_APP: "app.ts:app",
      FROM_DOTENV: "the real one",
    };
    const run = start(["run", "--host", "127.0.0.1"], { env });
    expect(await text_of(await run.url())).toMatch(/^home the real one/);
  });

  // covers: CL-11
  test("--debug --no-reload sets the app's debug", async () => {
    const run = start(["run", "--debug", "--no-reload", "--port", "0"]);
    expect(await text_of(await run.url())).toMatch(/debug true$/);
  });

  // covers: CL-15
  test("serves https with a certificate", async () => {
    const run = start(["run", "--port", "0", "--cert", "../tls/cert.pem", "--key", "../tls/key.pem"]);
    expect(await run.url()).toMatch(/^https:/);
    const code = `fetch(${JSON.stringify(await run.url())}).then((r) => r.text()).then(console.log)`;
    const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
    expect(execFileSync(process.execPath, ["-e", code], { env, encoding: "utf8" })).toMatch(/^home /);
  });
});

describe("says what is wrong", () => {
  const fixtures = dirname(SITE);

  test.each<[message: RegExp, args: string[], options?: CommandOptions]>([
    [/Could not locate a Flask application\. Use the 'miniflask --app' option/, ["run"], { cwd: fixtures }],
    [/Could not import 'nope': there is no such file/, ["--app", "nope", "run"]],
    [/Failed to find attribute 'nope' in 'app'\. Is it exported\?/, ["run", "--app", "app.ts:nope"]],
    [/Failed to find Flask application or factory in module 'parts'/, ["run", "-A", "parts"]],
    [/--port takes a number/, ["run", "--port", "x"]],
    [/--port takes a number up to 65535/, ["run", "--port", "70000"]],
    [/"--cert" must also be specified/, ["run", "--port", "0", "--key", "k.pem"]],
    [/--env-file does not exist/, ["-e", "none.env", "run"]],
    [/unknown command 'fly'/, ["fly"]],
    [/This is not a session cookie/, ["session", "decode", "x"]],
  ])("%s", async (message, args, options) => {
    const { code, output } = await finish(args, options);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/\n {4}at /);
    expect(code).toBe(2);
  });

  test("of what Flask's run takes and this one does not", async () => {
    const adhoc = await finish(["run", "--cert", "adhoc"]);
    expect(adhoc.output).toContain("openssl req -x509");
    const others = ["--debugger", "--no-debugger", "--with-threads", "--without-threads"];
    const ends = await Promise.all(others.map((option) => finish(["run", option])));
    expect(ends.map(({ output }) => /unknown option '(.+)'/.exec(output)?.[1])).toEqual(others);
    expect([adhoc, ...ends].map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
  });

  test("of a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const { code, output } = await finish(["run", "--port", String(port)]);
    other.close();
    expect(output).toContain(`Port ${port} is in use by another program.`);
    expect(code).toBe(1);
  });

  test("of the wrong kind of decorators", async () => {
    const folder = copy_of_site({
      "tsconfig.json": '{ "compilerOptions": { "experimentalDecorators": true } }',
    });
    const { code, output } = await finish(["run", "--port", "0"], { cwd: folder });
    expect(output).toContain('sets "experimentalDecorators"');
    expect(code).toBe(2);
  });

  test("of an old Node, in words that an old Node can say", () => {
    const bin = readFileSync(new URL("../bin/miniflask.js", import.meta.url), "utf8");
    // A module that looks like an old Node to the script: only the version is another.
    const folder = copy_of_site({});
    const script = join(folder, "miniflask.js");
    writeFileSync(script, bin.replaceAll("process.versions.node", '"20.1.0"'));
    let output = "";
    try {
      execFileSync(process.execPath, [script, "run"], { stdio: "pipe" });
    } catch (error) {
      output = String((error as { stderr: unknown }).stderr);
    }
    expect(output).toContain("miniflask needs Node 22.19 or newer; this is Node 20.1.0");
  });

  test("of an error in the app, with its place in the source", async () => {
    const folder = copy_of_site({ "broken.ts": "const x: number = 1;\nthrow new Error('broken ' + x);\n" });
    const { code, output } = await finish(["--app", "broken", "run"], { cwd: folder });
    expect(output).toMatch(/Error: broken 1[\s\S]*broken\.ts:2/);
    expect(code).toBe(1);
  });

  test("of an error of syntax, with its place and nothing of the compiler's own stack", async () => {
    const folder = copy_of_site({ "broken.ts": "export const x = (1;\n" });
    const { code, output } = await finish(["--app", "broken", "run"], { cwd: folder });
    expect(output).toMatch(/broken\.ts:1:\d+: ERROR: Expected/);
    expect(output).not.toContain("node_modules");
    expect(code).toBe(1);
  });
});

describe("the small commands", () => {
  test("routes", async () => {
    const { output } = await finish(["routes", "--sort", "rule"]);
    expect(output).toContain(
      "Endpoint  Methods  Rule                   \n--------  -------  -----------------------\nindex     GET      /                      \n",
    );
  });

  // covers: CL-12
  test("--version", async () => {
    const { output } = await finish(["--version"]);
    expect(output).toMatch(/^Node \d+\.\d+\.\d+\nminiflask \d+\.\d+\.\d+\n$/);
  });

  test("secret prints another key each time", async () => {
    const [one, two] = await Promise.all([finish(["secret"]), finish(["secret"])]);
    expect(one.output).toMatch(/^[0-9a-f]{64}\n$/);
    expect(two.output).not.toBe(one.output);
  });

  test("session decode", async () => {
    const serializer = new URLSafeTimedSerializer("any key", { salt: "cookie-session" });
    const { output } = await finish(["session", "decode", String(serializer.dumps({ user: "ann" }))]);
    expect(output).toContain('"user": "ann"');
    expect(output).toContain("not checked");
    const [, signed = "", refused = ""] =
      /Signed at: {2}(\S+)\nRefused: {4}after (\S+), where/.exec(output) ?? [];
    expect(Date.parse(refused) - Date.parse(signed)).toBe(31 * 24 * 3600 * 1000);
  });
});

// Between the moment that the command finds a free port and those at which the app takes it, another program may.
const taken = { count: 3, condition: /is in use by another program/ };

describe("--debug", () => {
  // covers: CL-05, CL-14
  test("restarts when a source file changes, also after a mistake, and leaves no process behind", {
    retry: taken,
  }, async () => {
    const folder = copy_of_site({});
    const run = start(["run", "--debug", "--port", "0"], { cwd: folder });
    const first = await run.url();
    expect(await text_of(first)).toMatch(/^home/);

    const app = join(folder, "app.ts");
    const source = readFileSync(app, "utf8");
    run.forget();
    writeFileSync(app, source.replace("return `home", "return `changed"));
    const url = await run.url();
    expect(url).toBe(first); // as Flask does, so that the page can be loaded anew
    expect(run.output).toContain("Detected change in");
    await expect.poll(() => answer_at(url)).toMatch(/^changed/); // a late event of the file may restart it once more

    run.forget();
    writeFileSync(app, "this is no TypeScript");
    await run.printed(/The app has ended/);
    run.forget();
    writeFileSync(app, source);
    const last = await run.url();
    await expect.poll(() => answer_at(last)).toMatch(/^home/);

    expect(await run.stop("SIGINT")).toBe(0);
    expect(await answer_at(last)).not.toMatch(/^home/);
  });

  test("the serving process ends when the watching one is killed", { retry: taken }, async () => {
    const run = start(["run", "--debug", "--port", "0"], { cwd: copy_of_site({}) });
    const url = await run.url();
    await run.stop("SIGKILL");
    await expect.poll(() => answer_at(url)).not.toMatch(/^home/);
  });
});

const copies = mkdtempSync(fileURLToPath(new URL("./fixtures/copy-", import.meta.url)));
afterAll(() => rmSync(copies, { recursive: true }));
let copy_count = 0;

/** A copy of the site, inside the package so that `miniflask` is found from it. */
function copy_of_site(files: Readonly<Record<string, string>>): string {
  const folder = join(copies, String(copy_count++));
  mkdirSync(folder, { recursive: true });
  cpSync(SITE, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  expect(existsSync(join(folder, "app.ts"))).toBe(true);
  return folder;
}

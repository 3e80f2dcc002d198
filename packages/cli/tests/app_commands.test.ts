import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { Flask } from "@miniflask/core";
import { afterAll, describe, expect, test } from "vitest";
import { run_shell } from "../src/shell_command.ts";
import { CommandRun, SITE } from "./command.ts";

// Inside the package, so that `miniflask` is found from it.
const folder = mkdtempSync(fileURLToPath(new URL("./fixtures/commands-", import.meta.url)));
cpSync(SITE, folder, { recursive: true });
writeFileSync(
  join(folder, "app.ts"),
  `import { Flask, current_app, g } from "miniflask";
export const app = new Flask(import.meta.url);
app.cli.command("greet", { args: ["<name>"], options: { "--loud": "In capitals." }, help: "Greet somebody." }, async ({ name, loud }) => {
  g.text = \`hello \${name} of \${current_app.name}, debug \${current_app.debug}\`;
  await Promise.resolve();
  console.log(loud ? g.text.toUpperCase() : g.text);
});
app.cli.command("fails", () => { throw new Error("broken command"); });
app.cli.command("exits", () => { process.exitCode = 3; });
app.cli.group("users", { help: "Work on users." }).command("add", { args: ["<name>"] }, ({ name }) => console.log("added " + name));
app.shell_context_processor(() => ({ answer: 42 }));
`,
);
afterAll(() => rmSync(folder, { recursive: true }));

async function finish(...args: string[]) {
  const run = new CommandRun(args, { cwd: folder });
  return { code: await run.ended, output: run.output };
}

// covers: CL-08
describe("commands of an app", () => {
  test("run by name, with arguments and options", async () => {
    expect(await finish("greet", "ann")).toEqual({ code: 0, output: "hello ann of app, debug false\n" });
    expect(await finish("--debug", "--app", "app.ts", "greet", "ann", "--loud")).toEqual({
      code: 0,
      output: "HELLO ANN OF APP, DEBUG TRUE\n",
    });
    expect(await finish("users", "add", "bob")).toEqual({ code: 0, output: "added bob\n" });
  });

  test("are listed by --help beside the built-in ones", async () => {
    const { code, output } = await finish("--help");
    expect(code).toBe(0);
    expect(output).toMatch(/run +\[?.*Run a development server/);
    expect(output).toMatch(/greet \[options\] <name> +Greet somebody\./);
    expect(output).toMatch(/users +Work on users\./);
  });

  test("end with their error, or the exit code that they set", async () => {
    const failed = await finish("fails");
    expect(failed.code).toBe(1);
    expect(failed.output).toMatch(/Error: broken command[\s\S]*app\.ts:\d+/);
    expect((await finish("exits")).code).toBe(3);
  });

  test("what is no command is said so, also where no app is", async () => {
    expect(await finish("fly")).toMatchObject({
      code: 2,
      output: expect.stringContaining("unknown command 'fly'"),
    });
    const outside = new CommandRun(["--help"], {
      cwd: fileURLToPath(new URL("./fixtures/tls", import.meta.url)),
    });
    expect(await outside.ended).toBe(0);
    expect(outside.output).toContain("Usage: miniflask");
    const wrong = await finish("--app", "nope", "--help");
    expect(wrong).toMatchObject({
      code: 0,
      output: expect.stringMatching(/Error: Could not import 'nope'[\s\S]*Usage:/),
    });
  });
});

// covers: CL-07, AP-23
describe("miniflask shell", () => {
  async function lines(app: Flask, ...typed: string[]): Promise<string> {
    const input = new PassThrough();
    const output = new PassThrough();
    let text = "";
    output.on("data", (chunk) => {
      text += String(chunk);
    });
    const shell = run_shell(app, { input, output });
    input.end(`${typed.join("\n")}\n`);
    await shell;
    return text;
  }

  test("runs in the app's context, with the shell context and await", async () => {
    const app = new Flask("site");
    const torn_down: unknown[] = [];
    app.teardown_appcontext(() => torn_down.push("torn down"));
    app.shell_context_processor(() => ({ answer: 42 }));
    const text = await lines(app, "g.x = answer", "await Promise.resolve(g.x + 1)", "app.name");
    expect(text).toMatch(/^Node \d+\.\d+\.\d+ .*\nApp: site\nInstance: .*\n/);
    expect(text).toContain("> 43\n");
    expect(text).toContain("> 'site'\n");
    expect(torn_down).toEqual(["torn down"]);
  });

  test("goes on after an error", async () => {
    const text = await lines(new Flask("site"), "nothing_here", "1 + 1");
    expect(text).toContain("nothing_here is not defined");
    expect(text).toContain("> 2\n");
  });

  test("as a command", async () => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL("../bin/miniflask.js", import.meta.url)), "shell"],
      { cwd: folder },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (output += String(chunk)));
    child.stdin.end("answer * 2\n");
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    expect(output).toContain("> 84\n");
  });
});

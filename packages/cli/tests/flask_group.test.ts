import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { current_app, Flask, has_app_context } from "@miniflask/core";
import { Command } from "commander";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { FlaskGroup, type FlaskGroupOptions } from "../src/flask_group.ts";

// Inside the package, so that `miniflask` is found from it.
const folder = mkdtempSync(fileURLToPath(new URL("./fixtures/group-", import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of ["FLASK_APP", "FLASK_DEBUG"]) vi.stubEnv(name, undefined);
  return () => vi.unstubAllEnvs();
});

function make_app(): Flask {
  const app = new Flask("wiki");
  app.cli.command("count", { args: ["<what>"] }, ({ what }) =>
    console.log(`3 ${what} in ${current_app.name}`),
  );
  return app;
}

/** What a command line printed, and the error that came out of it. */
async function run(group: FlaskGroup, ...line: string[]) {
  const printed: string[] = [];
  const take = (text: unknown) => printed.push(String(text)) > 0;
  const spies = [
    vi.spyOn(console, "log").mockImplementation(take),
    vi.spyOn(process.stdout, "write").mockImplementation(take),
    vi.spyOn(process.stderr, "write").mockImplementation(take),
  ];
  const error = await group.main(line, { standalone_mode: false }).catch((thrown: unknown) => thrown);
  for (const spy of spies) spy.mockRestore();
  return { output: printed.join(""), error };
}

// covers: CL-13
describe("a command line of one's own", () => {
  const group = (options: FlaskGroupOptions = {}) =>
    new FlaskGroup({ name: "wiki", create_app: make_app, load_dotenv: false, ...options });

  test("has the app's commands, its own, and those of every app", async () => {
    const cli = group({ help: "Keeps the wiki." });
    cli.command("wipe", { help: "Forget all pages." }, () => console.log(`wiped ${current_app.name}`));
    expect(await run(cli, "wipe")).toEqual({ output: "wiped wiki", error: undefined });
    expect(await run(cli, "count", "pages")).toEqual({ output: "3 pages in wiki", error: undefined });
    expect((await run(cli, "routes")).output).toContain("/static/<path:filename>");
    const { output, error } = await run(cli, "--help");
    expect(error).toBeUndefined();
    expect(output).toMatch(
      /^Usage: wiki[\s\S]*Keeps the wiki\.[\s\S]*--version[\s\S]*run [\s\S]*wipe +Forget[\s\S]*count/,
    );
    expect(output).not.toContain("--app");
  });

  test("without the default commands and the version there is only what was added", async () => {
    const { output } = await run(group({ add_default_commands: false, add_version_option: false }), "--help");
    expect(output).toContain("count");
    expect(output).not.toMatch(/--version|routes|secret/);
  });

  test("main takes the line by name, too, as click's does", async () => {
    const seen: unknown[] = [];
    const cli = group();
    cli.command("note", { args: ["<what>"] }, ({ what }) => seen.push(what));
    await cli.main({ args: ["note", "a"], standalone_mode: false });
    await cli.main(["note", "b"], { standalone_mode: false });
    expect(seen).toEqual(["a", "b"]);
  });

  test("the app is made once, when a command needs it, and may take its time", async () => {
    const create_app = vi.fn(async () => make_app());
    const cli = group({ create_app });
    cli.command("bare", { with_appcontext: false }, () => console.log("bare"));
    await run(cli, "bare");
    await run(cli, "secret");
    expect(create_app).not.toHaveBeenCalled();
    await run(cli, "count", "pages");
    expect(create_app).toHaveBeenCalledOnce();
  });

  test("a command that wants no context has none, the app's own too", async () => {
    const create_app = () => {
      const app = make_app();
      app.cli.command("outside", { with_appcontext: false }, () => console.log(has_app_context()));
      return app;
    };
    expect(await run(group({ create_app }), "outside")).toEqual({ output: "false", error: undefined });
  });

  test("debug mode is the flag's or the environment's, unless the group leaves it to the app", async () => {
    const apps: Flask[] = [];
    const create_app = () => {
      apps.push(make_app());
      return apps.at(-1)!;
    };
    await run(group({ create_app }), "--debug", "count", "pages");
    await run(group({ create_app }), "--no-debug", "count", "pages");
    const own = () => Object.assign(create_app(), { debug: true });
    await run(group({ create_app: own, set_debug_flag: false }), "count", "pages");
    await run(group({ create_app: own }), "count", "pages");
    expect(apps.map(({ debug }) => debug)).toEqual([true, false, true, false]);
  });

  test("an app that cannot be made costs its commands only, where help is asked for", async () => {
    const cli = group({
      create_app: () => {
        throw new Error("no database");
      },
    });
    const { output, error } = await run(cli, "--help");
    expect([error, output]).toEqual([
      undefined,
      expect.stringMatching(/Error: no database[\s\S]*Usage: wiki/),
    ]);
    expect((await run(cli, "count", "pages")).error).toEqual(new Error("no database"));
  });

  test("nests in a program of commander's", async () => {
    const printed = vi.spyOn(console, "log").mockImplementation(() => {});
    const program = new Command("manage").addCommand(await group().program());
    await program.parseAsync(["wiki", "count", "pages"], { from: "user" });
    expect(printed).toHaveBeenCalledWith("3 pages in wiki");
    printed.mockRestore();
  });

  test("as a script ends the process, with click's exit codes", async () => {
    const script = join(folder, "manage.ts");
    writeFileSync(
      script,
      `import { Flask } from "miniflask";
import { FlaskGroup } from "miniflask/cli";
const cli = new FlaskGroup({ create_app: () => new Flask(import.meta.url) });
cli.command("hi", () => console.log("hi"));
cli.command("fails", () => { throw new Error("broken command"); });
await cli.main();
console.log("never reached");
`,
    );
    const start = (...line: string[]) =>
      new Promise<[number | null, string]>((resolve) => {
        const node = ["--import", "tsx", "--conditions", "@miniflask/source", script, ...line];
        const child = spawn(process.execPath, node, { cwd: folder });
        let output = "";
        for (const stream of [child.stdout, child.stderr])
          stream.on("data", (chunk) => (output += String(chunk)));
        child.once("close", (code) => resolve([code, output]));
      });
    const [good, bad, unknown] = await Promise.all([start("hi"), start("fails"), start("fly")]);
    expect(good).toEqual([0, "hi\n"]);
    expect(bad).toEqual([1, expect.stringMatching(/Error: broken command[\s\S]*manage\.ts:5/)]);
    expect(unknown).toEqual([2, expect.stringContaining("unknown command 'fly'")]);
  });
});

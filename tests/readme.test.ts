import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import type { Flask } from "miniflask";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { code_blocks } from "./code_blocks.ts";
import { PYTHON, requires } from "./support/require.ts";

const README = new URL("../README.md", import.meta.url);
const blocks = code_blocks(README);
const [python_app] = blocks.filter((block) => block.language === "python");
const packages_blocks = ["jinja", "session"]
  .flatMap((name) => code_blocks(new URL(`../packages/${name}/README.md`, import.meta.url)))
  .filter((block) => block.language === "ts");
const typescript_apps = blocks.filter((block) => block.language === "ts");

// Inside the workspace, so that the apps' imports resolve as a reader's would.
const folder = mkdtempSync(join(import.meta.dirname, "readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function load(code: string, name: string): Promise<Flask> {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, code);
  const { app } = (await import(path)) as { app: Flask }; // the README's apps export it under Flask's own name
  return app;
}

await load(typescript_apps[0]!.code, "app");
writeFileSync(join(folder, "greeting.ts"), typescript_apps[2]!.code);
await import(join(folder, "greeting.ts")); // the README's own test, which thereby is one of this file's

/** What a visitor of the two apps at the top of the README gets. */
async function visit(app: Flask): Promise<string[]> {
  const client = app.test_client();
  const answers = [
    await client.get("/"),
    await client.get("/login"),
    await client.post("/login", { data: { user: "<ann>" } }),
    await client.get("/"),
    await client.post("/login", { data: {} }),
  ];
  return answers.map((answer) => `${answer.status_code} ${answer.text}`);
}

const VISIT_IN_PYTHON = `
import json, sys
scope = {"__name__": "app"}
exec(sys.stdin.read(), scope)
client = scope["app"].test_client()
answers = [client.get("/"), client.get("/login"), client.post("/login", data={"user": "<ann>"}), client.get("/"), client.post("/login", data={})]
print(json.dumps([f"{answer.status_code} {answer.text}" for answer in answers]))
`;

describe("the README", () => {
  test("names commands that package.json has", () => {
    const scripts = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).scripts;
    const commands = blocks
      .filter((block) => block.language === "sh")
      .flatMap(({ code }) => [...code.matchAll(/pnpm@12 (\w+)/g)]);
    expect(commands.map(([, name]) => name)).toEqual(["demo", "test"]);
    for (const [, name] of commands) expect(scripts).toHaveProperty(name!);
  });

  test("has an app of 20 lines that works", async () => {
    const app = await load(typescript_apps[0]!.code, "app");
    const [hello, form, redirected, hello_again, incomplete] = await visit(app);
    expect(hello).toBe("200 Hello stranger!");
    expect(form).toContain('<input name="user">');
    expect(redirected).toMatch(/^302 /);
    expect(hello_again).toBe("200 Hello &lt;ann&gt;!");
    expect(incomplete).toMatch(/^400 /);
    expect(
      typescript_apps[0]!.code.split("\n").filter((line) => line.trim() !== "").length,
    ).toBeLessThanOrEqual(20);
  });

  test("is right about a new folder: what it shows has its types there, and its test is found and passes", async () => {
    const root = join(import.meta.dirname, "..");
    const mine = mkdtempSync(join(root, "readme-"));
    onTestFinished(() => rmSync(mine, { recursive: true }));
    writeFileSync(join(mine, "app.ts"), typescript_apps[0]!.code);
    writeFileSync(join(mine, "account.ts"), typescript_apps[1]!.code);
    writeFileSync(join(mine, "app.test.ts"), typescript_apps[2]!.code);
    writeFileSync(
      join(mine, "tsconfig.json"),
      blocks.filter(({ language }) => language === "json").map(({ code }) => code)[0]!,
    );
    const run = (name: string, ...args: string[]) =>
      promisify(execFile)(join(root, "node_modules/.bin", name), args, { cwd: root });
    for (const [index, { code }] of packages_blocks.entries())
      writeFileSync(join(mine, `of_a_package_${index}.ts`), code);
    await run("tsc", "--project", mine);
    const { stdout } = await run("vitest", "run", "--no-color", `${basename(mine)}/`);
    expect(stdout).toMatch(/Tests +1 passed/);
  });

  test.skipIf(!requires("python"))("has a Flask original that answers the same", async () => {
    const { stdout, stderr } = spawnSync(PYTHON, ["-c", VISIT_IN_PYTHON], {
      input: python_app!.code,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(await visit(await load(typescript_apps[0]!.code, "beside_python"))).toEqual(JSON.parse(stdout));
  });

  test("shows decorators that work", async () => {
    const app = await load(typescript_apps[1]!.code, "decorators");
    expect((await app.test_client().get("/account")).headers.get("Location")).toBe("/login");
  });
});

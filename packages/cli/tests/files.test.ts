import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { check_decorators } from "../src/decorator_check.ts";
import { load_dotenv } from "../src/dotenv_files.ts";
import { standard_decorators } from "../src/vitest.ts";
import { wildcard_pattern } from "../src/wildcard_pattern.ts";

const root = mkdtempSync(join(tmpdir(), "miniflask-cli-"));
let folder = root;
let count = 0;

beforeEach(() => {
  folder = join(root, String(count++));
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

// covers: CL-10
describe("load_dotenv", () => {
  test("the real environment goes before the file given, that before .env, that before .flaskenv", () => {
    write(".flaskenv", "A=flaskenv\nB=flaskenv\nC=flaskenv\nD=flaskenv\n");
    write(".env", "B=env\nC=env\nD=env\nQUOTED='a b'\n");
    write("extra", "C=extra\nD=extra\n");
    const env: NodeJS.ProcessEnv = { D: "real" };
    const added = load_dotenv({ cwd: folder, env, env_file: "extra" });
    expect(env).toEqual({ A: "flaskenv", B: "env", C: "extra", D: "real", QUOTED: "a b" });
    expect(added.toSorted()).toEqual(["A", "B", "C", "QUOTED"]);
  });

  test("files are looked for upwards, each by itself", () => {
    write(".env", "A=1\n");
    write("below/.flaskenv", "B=2\n");
    const env: NodeJS.ProcessEnv = {};
    load_dotenv({ cwd: join(folder, "below"), env });
    expect(env).toMatchObject({ A: "1", B: "2" });
  });

  test.each([
    ["1", {}],
    ["true", {}],
    ["0", { A: "1" }],
    ["no", { A: "1" }],
  ])("FLASK_SKIP_DOTENV=%s", (value, expected) => {
    write(".env", "A=1\n");
    const env: NodeJS.ProcessEnv = { FLASK_SKIP_DOTENV: value };
    load_dotenv({ cwd: folder, env });
    expect(env).toEqual({ FLASK_SKIP_DOTENV: value, ...expected });
  });

  test("the file given is read even so, and must exist", () => {
    write("extra", "A=1\n");
    const env: NodeJS.ProcessEnv = { FLASK_SKIP_DOTENV: "1" };
    load_dotenv({ cwd: folder, env, env_file: "extra" });
    expect(env.A).toBe("1");
    expect(() => load_dotenv({ cwd: folder, env, env_file: "none" })).toThrow("does not exist");
  });
});

describe("check_decorators", () => {
  const DECORATED = 'class A {\n  @app.route("/") static a() {}\n}\n';

  test("explains experimentalDecorators, also when it is inherited and stands among comments", () => {
    write("base.json", '{ "compilerOptions": { "experimentalDecorators": true, }, }');
    write("tsconfig.json", '// "x"\n{ /* y */ "extends": "./base", "files": ["a//b"] }');
    expect(() => check_decorators(write("app.ts", DECORATED))).toThrow(
      /tsconfig\.json sets "experimentalDecorators"/,
    );
  });

  test.each([
    [
      "an app without decorators",
      "app.ts",
      "export const a = 1; // a@b.c\n",
      '{"compilerOptions":{"experimentalDecorators":true}}',
    ],
    ["JavaScript", "app.js", DECORATED, '{"compilerOptions":{"experimentalDecorators":true}}'],
    ["the option set to false", "app.ts", DECORATED, '{"compilerOptions":{"experimentalDecorators":false}}'],
    ["a broken tsconfig", "app.ts", DECORATED, "{"],
    ["a circle of extends", "app.ts", DECORATED, '{"extends":"./tsconfig.json"}'],
  ])("says nothing of %s", (_what, name, text, tsconfig) => {
    write("tsconfig.json", tsconfig);
    const path = write(name, text);
    expect(() => check_decorators(path)).not.toThrow();
  });
});

test("@app.delete is no decorator for esbuild, @app.route is", async () => {
  const parsed = (decorator: string) =>
    standard_decorators().transform(`class A { ${decorator} static a() {} }`, "a.ts");
  await expect(parsed('@app.delete("/")')).rejects.toThrow('Expected identifier but found "delete"');
  await expect(parsed('@app.route("/", { methods: ["DELETE"] })')).resolves.toBeDefined();
});

test.each([
  ["*.ts", "/a/b.ts", true],
  ["*/generated/*", "/a/generated/b/c.ts", true],
  ["/a/?.ts", "/a/b.ts", true],
  ["/a/?.ts", "/a/bc.ts", false],
  ["a.ts", "/a.ts", false],
  ["[x]", "[x]", true],
])("pattern %s on %s", (pattern, path, expected) => {
  expect(wildcard_pattern(pattern).test(path)).toBe(expected);
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommandRun } from "./command.ts";

const APP = `
import { Blueprint, Flask } from "miniflask";

export const app = new Flask(import.meta.url, { static_folder: null });
app.get("/", { endpoint: "index" }, () => "");
app.get("/users/<int:id>", { endpoint: "user" }, () => "");
const page = () => "";
app.get("/pages/<any(about, help):name>", page);
app.get("/pages", page);
app.get("/<any(red, blue):name>", { endpoint: "colour" }, () => "");
const auth = new Blueprint("auth", import.meta.url);
auth.get("/login", { endpoint: "login" }, () => "");
app.register_blueprint(auth);
`;

const USES = `
import { url_for } from "miniflask";

url_for("index");
url_for("index", { page: 2, _anchor: "top" });
url_for("user", { id: 3, _external: true, tab: "posts" });
url_for("page", { name: "about" });
url_for("page");
url_for("auth.login");
url_for(".login");
url_for("index" as string);
// @ts-expect-error a text where the rule has an int
url_for("user", { id: "3" });
// @ts-expect-error the value is missing
url_for("user");
// @ts-expect-error not one of the texts
url_for("colour", { name: "green" });
// @ts-expect-error no such endpoint
url_for("usr", { id: 3 });
`;

const TSC = join(import.meta.dirname, "../../../node_modules/.bin/tsc");

// Inside the workspace, so that "miniflask" is found.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(import.meta.dirname, "endpoint-types-"));
  writeFileSync(join(folder, "app.ts"), APP);
  writeFileSync(join(folder, "uses.ts"), USES);
  const base = "../../../../tsconfig.base.json";
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: base,
      compilerOptions: { noEmit: true, rewriteRelativeImportExtensions: false },
      include: ["*.ts"],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const compile = () => spawnSync(TSC, ["-p", folder], { encoding: "utf8" }).stdout;

describe("miniflask routes --types", () => {
  test("writes the endpoints down, and url_for is checked by them", async () => {
    expect(compile()).toContain("TS2578"); // without the file nothing is wrong, so the expected errors are missing
    const run = new CommandRun(["--app", "app.ts", "routes", "--types"], { cwd: folder });
    await run.ended;
    expect(run.output).toBe("Wrote endpoints.d.ts. Have it among the files that tsconfig.json includes.\n");
    expect(readFileSync(join(folder, "endpoints.d.ts"), "utf8")).toContain(
      '"page": PathValues<"/pages/<any(about, help):name>"> | PathValues<"/pages">;',
    );
    expect(compile()).toBe("");
  });
});

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Flask, RunningServer } from "miniflask";
import { chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { PYTHON, path_of, requires, requires_python_with } from "../../../tests/support/require.ts";
import { create_app } from "../app.ts";
import { type LegacyServer, start_legacy } from "../legacy_server.ts";

const SECRET_KEY = "shared by both runtimes, for a test";
const BROWSER_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

/** Clicks what leads to another page, and waits for the whole of it: a click ends with its first bytes. */
async function follow(page: Page, selector: string): Promise<void> {
  await page.click(selector);
  await page.waitForLoadState();
}

describe.skipIf(!requires_python_with("flask_wtf"))("one site of two apps", () => {
  let legacy: LegacyServer;
  let app: Flask;
  beforeAll(async () => {
    legacy = await start_legacy(PYTHON, SECRET_KEY);
    app = create_app({ legacy: legacy.url, secret_key: SECRET_KEY });
  });
  afterAll(() => legacy.stop());

  const token_in = (page: string) => /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const server_of = (page: string) => /Served by (\w+)\./.exec(page)?.[1];
  const flashes_in = (page: string) =>
    [...page.matchAll(/<p class="flash [^>]*>([^<]*)/g)].map(([, text]) => text);

  async function log_in(client: ReturnType<Flask["test_client"]>) {
    const csrf_token = token_in((await client.get("/login")).text);
    return client.post("/login", {
      data: { csrf_token, name: "ada", password: "lovelace" },
      follow_redirects: true,
    });
  }

  test("routes that were moved are answered here, all others by Flask", async () => {
    const client = app.test_client();
    expect(server_of((await client.get("/")).text)).toBe("Flask");
    expect((await client.get("/whoami")).json).toMatchObject({ served_by: "Flask" });
    expect((await client.get("/profile")).status_code).toBe(302);
    const missing = await client.get("/no-such-page");
    expect([missing.status_code, missing.headers.get("Server")]).toEqual([
      404,
      expect.stringMatching(/gunicorn|Werkzeug/),
    ]);
  });

  test("a log-in at Flask counts here, with its flash and in one cookie", async () => {
    const client = app.test_client();
    const profile = await log_in(client);
    expect(server_of(profile.text)).toBe("miniflask");
    expect(profile.text).toContain('<p id="user">ada</p>');
    expect(flashes_in(profile.text)).toEqual(["Welcome, ada."]);
    await client.get("/profile");
    expect((await client.get("/whoami")).json).toMatchObject({ user: "ada", visits: 2 });
  });

  test("a form from here is saved with its token, and Flask shows the flash", async () => {
    const client = app.test_client();
    const csrf_token = token_in((await log_in(client)).text);
    const home = await client.post("/profile", {
      data: { csrf_token, colour: "blue" },
      follow_redirects: true,
    });
    expect(server_of(home.text)).toBe("Flask");
    expect(flashes_in(home.text)).toEqual(["Saved."]);
    expect((await client.get("/profile")).text).toContain('<b id="colour">blue</b>');
  });

  test("a token that Flask gave is good here, and the other way round; none is good at neither", async () => {
    const client = app.test_client();
    const ours = token_in((await log_in(client)).text);
    const theirs = token_in((await client.get("/")).text);
    expect((await client.post("/profile", { data: { csrf_token: theirs, colour: "red" } })).status_code).toBe(
      302,
    );
    expect((await client.post("/profile", { data: { colour: "red" } })).status_code).toBe(400);
    expect((await client.post("/logout")).status_code).toBe(400);
    expect((await client.post("/logout", { data: { csrf_token: ours } })).status_code).toBe(302);
    expect((await client.get("/whoami")).json).toMatchObject({ user: null });
  });

  test("whoever is not logged in is sent to Flask's page, which says why", async () => {
    const page = await app.test_client().get("/profile", { follow_redirects: true });
    expect([server_of(page.text), flashes_in(page.text)]).toEqual(["Flask", ["Log in to see that page."]]);
  });

  test("a Flask that is gone is a 502 on its routes alone", async () => {
    const client = create_app({ legacy: "http://127.0.0.1:1", secret_key: SECRET_KEY }).test_client();
    expect((await client.get("/")).status_code).toBe(502);
    expect((await client.get("/profile")).status_code).toBe(302);
  });

  test("a route is moved with its methods; the others stay with Flask", async () => {
    const answer = await app.test_client().delete("/profile");
    expect([answer.status_code, answer.headers.get("Server")]).toEqual([
      404, // Flask never had this page
      expect.stringMatching(/gunicorn|Werkzeug/),
    ]);
  });

  test("a host that is not trusted is refused before Flask is asked", async () => {
    const guarded = create_app({ legacy: "http://127.0.0.1:1", secret_key: SECRET_KEY });
    guarded.config.TRUSTED_HOSTS = ["shop.example"];
    const client = guarded.test_client();
    expect((await client.get("/", { base_url: "http://evil.example" })).status_code).toBe(400);
    expect((await client.get("/", { base_url: "http://shop.example" })).status_code).toBe(502);
  });

  test("the one command leaves no Flask behind when its port is taken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "miniflask-migrate-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pids = join(folder, "pids");
    const python = join(folder, "python");
    writeFileSync(python, `#!/bin/sh\necho $$ >>'${pids}'\nexec '${PYTHON}' "$@"\n`, { mode: 0o755 });
    const other = await app.run({ port: 0 });
    onTestFinished(() => other.close());
    const start = promisify(execFile)(
      process.execPath,
      ["--conditions=@miniflask/source", join(import.meta.dirname, "../start.ts")],
      { env: { ...process.env, MINIFLASK_PYTHON: python, PORT: new URL(other.url).port } },
    );
    await expect(start).rejects.toThrow("EADDRINUSE");
    const flask = Number(readFileSync(pids, "utf8").trim().split("\n").at(-1));
    expect(() => process.kill(flask, 0)).toThrow("ESRCH");
  });

  describe.skipIf(!requires("chromium"))("in Chromium", () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await app.run({ port: 0 });
    });
    afterAll(() => server.close());

    test("log in at Flask, save here, read the message at Flask, log out", async () => {
      const browser = await chromium.launch({ executablePath: path_of("chromium"), args: BROWSER_ARGS });
      try {
        const page = await browser.newPage();
        await page.goto(`${server.url}/login`);
        await page.fill("[name=name]", "ada");
        await page.fill("[name=password]", "lovelace");
        await follow(page, "#login button");
        expect(page.url()).toBe(`${server.url}/profile`);
        expect(await page.textContent(".flash")).toBe("Welcome, ada.");
        expect(await page.textContent("footer")).toBe("Served by miniflask.");
        await page.fill("[name=colour]", "blue");
        await follow(page, "#profile button");
        expect([await page.textContent(".flash"), await page.textContent("footer")]).toEqual([
          "Saved.",
          "Served by Flask.",
        ]);
        expect((await page.context().cookies()).map(({ name }) => name)).toEqual(["session"]);
        await follow(page, "text=Log out");
        expect(await page.textContent("#user")).toBe("nobody");
        expect(await page.textContent(".flash")).toBe("You are logged out.");
      } finally {
        await browser.close();
      }
    });
  });
});

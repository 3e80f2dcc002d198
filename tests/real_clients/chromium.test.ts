import { readFileSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { path_of, requires } from "../support/require.ts";
import { DOWNLOAD_NAMES, digest, type Seen, type ServedApp, serve_app } from "./app.ts";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

/** Clicks what leads to another page, and waits for the whole of it: a click ends with its first bytes. */
async function follow(page: Page, selector: string): Promise<void> {
  await page.click(selector);
  await page.waitForLoadState();
}

describe.skipIf(!requires("chromium"))("Chromium", () => {
  let app: ServedApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await serve_app();
    // Without a locale Chromium writes "?" for the letters of a file name.
    const env = { ...process.env, LC_ALL: "C.UTF-8" };
    browser = await chromium.launch({ executablePath: path_of("chromium"), args: ARGS, env });
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  function requests_of(path: string, from: number): Seen[] {
    return app.seen.slice(from).filter(({ target }) => target === path);
  }

  test("uploads fields and several files by a form", async () => {
    const files = [
      { name: "größe «ü».txt", mimeType: "text/plain", buffer: Buffer.from("first\r\n") },
      { name: 'a "b".bin', mimeType: "application/octet-stream", buffer: app.content },
    ];
    await page.goto(`${app.url}/upload`);
    await page.fill("[name=title]", "Ünï — 図");
    await page.setInputFiles("[name=more]", files);
    await follow(page, "button");
    const described = files.map(({ name, mimeType, buffer }) => ({
      field: "more",
      filename: name,
      mimetype: mimeType,
      size: buffer.length,
      digest: digest(buffer),
    }));
    const empty = { field: "photo", filename: "", mimetype: "application/octet-stream", size: 0 };
    expect(JSON.parse((await page.textContent("body")) ?? "")).toEqual({
      fields: [
        ["title", "Ünï — 図"],
        ["tag", "one"],
        ["tag", "two"],
      ],
      files: [{ ...empty, digest: digest(Buffer.alloc(0)) }, ...described],
    });
  });

  test.each(Object.entries(DOWNLOAD_NAMES))("saves a download under its %s name", async (script, name) => {
    await page.goto(`${app.url}/downloads`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#${script}`)]);
    expect(download.suggestedFilename()).toBe(name);
    expect(readFileSync(await download.path(), "utf8")).toBe(`for ${script}`);
  });

  test("asks by ETag on reload: 304 while the page is the same, 200 and the new one after", async () => {
    app.set_page("first");
    await page.goto(`${app.url}/page`);
    const before = app.seen.length;
    await page.reload();
    expect(await page.textContent("h1")).toBe("first");
    app.set_page("second");
    await page.reload();
    expect(await page.textContent("h1")).toBe("second");
    const [unchanged, changed] = requests_of("/page", before);
    expect([unchanged?.status, changed?.status]).toEqual([304, 200]);
    expect(unchanged?.headers["If-None-Match"]).toMatch(/^"[0-9a-f]{40}"$/);
    expect(changed?.headers["If-None-Match"]).toBe(unchanged?.headers["If-None-Match"]);
  });

  test("goes back and forward from its own store, and a link to the same page asks by ETag", async () => {
    app.set_page("first");
    await page.goto(`${app.url}/page`);
    await follow(page, "a");
    expect(await page.textContent("h1")).toBe("other");
    const before = app.seen.length;
    await page.goBack();
    expect(await page.textContent("h1")).toBe("first");
    await page.goForward();
    expect(await page.textContent("h1")).toBe("other");
    expect(requests_of("/page", before).filter(({ status }) => status !== 304)).toEqual([]);
    await follow(page, "a");
    expect(await page.textContent("h1")).toBe("first");
    expect(requests_of("/page", before).at(-1)).toMatchObject({ status: 304 });
  });

  test("logs in, keeps the session from page to page and loses it by logging out", async () => {
    await page.goto(`${app.url}/other`);
    const post = `(path, fields) => fetch(path, { method: "POST", body: new URLSearchParams(fields) }).then((r) => r.text())`;
    const profile = await page.evaluate(`(${post})("/login", { user: "Łukasz" })`);
    expect(JSON.parse(String(profile))).toEqual({ user: "Łukasz", messages: ["welcome"] });
    await page.goto(`${app.url}/profile`);
    expect(JSON.parse((await page.textContent("body")) ?? "")).toEqual({ user: "Łukasz", messages: [] });
    expect(await page.evaluate("document.cookie")).toBe(""); // HttpOnly
    expect(await page.evaluate(`(${post})("/logout", {})`)).toBe("nobody");
    expect(await context.cookies()).toEqual([]);
  });

  test("reads a stream line by line, while it is being made", async () => {
    await page.goto(`${app.url}/other`);
    const read = `(async () => {
      const reader = (await fetch("/lines/chromium")).body.pipeThrough(new TextDecoderStream()).getReader();
      const first = (await reader.read()).value;
      await fetch("/open/chromium", { method: "POST" });
      return [first, (await reader.read()).value, (await reader.read()).done];
    })()`;
    expect(await page.evaluate(read)).toEqual(["first line\n", "second line\n", true]);
  });

  test("ends a stream on the server by closing the page", async () => {
    await page.goto(`${app.url}/other`);
    const closed = new Promise((resolve) => app.events.once("closed", resolve));
    await page.evaluate(`(async () => { await (await fetch("/endless")).body.getReader().read(); })()`);
    await page.close();
    expect(await closed).toBe("endless");
  });
});

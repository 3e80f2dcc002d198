import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { path_of, requires } from "../../../tests/support/require.ts";
import { KEY, PASSWORD, temp_folder } from "./demo.ts";
import { type RunningDemo, start_demo } from "./server.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const PHONE = { width: 390, height: 844 };
const PAGES = ["/", "/cookies", "/session", "/profile"];

describe.skipIf(!requires("chromium"))("in a browser, with JavaScript switched off", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path_of("chromium"), args: ARGS });
  });
  afterAll(() => browser.close());

  /** A new browser profile. */
  async function open_page(options: { viewport?: typeof PHONE } = {}): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: false, ...options });
    onTestFinished(() => context.close());
    return context.newPage();
  }

  test("register, log in, the name on every page, the session page, log out, no profile", async () => {
    const { url } = await start(join(temp_folder(), "users.sqlite"));
    const page = await open_page();
    await register_and_log_in(page, url);
    for (const path of PAGES) {
      await page.goto(url + path);
      expect(await page.textContent("header")).toContain("Logged in as ada");
    }

    await follow(page, "nav >> text=Session");
    await page.fill("#key", "colour");
    await page.fill("#value", "blue");
    await follow(page, "button:text-is('Set')");
    const session_text = await page.textContent("main");
    expect(session_text).toContain("Set colour.");
    expect(session_text).toMatch(/"colour":"blue".*"user_id":1/s);
    expect(session_text).toContain("Signed, not encrypted.");

    await follow(page, "text=Log out");
    expect(await page.textContent("main")).toContain("You are logged out.");
    await page.goto(`${url}/profile`);
    expect(page.url()).toBe(`${url}/login?next=/profile`);
    expect(await page.textContent("main")).toContain("Log in to see that page.");
  });

  test("the login leads back to the page that asked for it", async () => {
    const { url } = await start(join(temp_folder(), "users.sqlite"));
    const page = await open_page();
    await register_and_log_in(page, url);
    await follow(page, "text=Log out");
    await follow(page, "nav >> text=Profile");
    await log_in(page);
    expect(page.url()).toBe(`${url}/profile`);
  });

  test("a restart with the same key keeps the session, with another key it ends without an error", async () => {
    const database = join(temp_folder(), "users.sqlite");
    const page = await open_page();
    const first = await start(database);
    await register_and_log_in(page, first.url);
    expect(await first.stop()).toBe(0);

    const second = await start(database);
    const response = await page.goto(`${second.url}/profile`);
    expect(response?.status()).toBe(200);
    expect(await page.textContent("h1")).toBe("ada");
    await second.stop();

    const third = await start(database, "another key");
    expect((await page.goto(`${third.url}/`))?.status()).toBe(200);
    expect(await page.textContent("header")).not.toContain("Logged in as");
    await page.goto(`${third.url}/login`);
    await log_in(page);
    expect(await page.textContent("header")).toContain("Logged in as ada");
  });

  test("a tampered cookie is an empty session", async () => {
    const { url } = await start(join(temp_folder(), "users.sqlite"));
    const page = await open_page();
    await register_and_log_in(page, url);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: "session", httpOnly: true, sameSite: "Lax" });
    const value = cookie!.value.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    await page.context().addCookies([{ ...cookie!, value: `x${value}` }]);
    expect((await page.goto(`${url}/session`))?.status()).toBe(200);
    expect(await page.textContent("header")).not.toContain("Logged in as");
    expect(await page.textContent("main")).toContain("does not fit");
  });

  test("cookies: set, shown word for word, deleted", async () => {
    const { url } = await start(join(temp_folder(), "users.sqlite"));
    const page = await open_page();
    await page.goto(`${url}/cookies`);
    await page.fill("#name", "theme");
    await page.fill("#value", "dark mode");
    await page.fill("#max_age", "3600");
    await page.fill("#expires", "2030-01-31T12:00");
    await follow(page, "text=Set cookie");
    expect(await page.textContent(".message code")).toBe(
      'Set-Cookie: theme="dark mode"; Expires=Thu, 31 Jan 2030 12:00:00 GMT; Max-Age=3600; HttpOnly; Path=/; SameSite=Lax',
    );
    const kept = (await page.context().cookies()).find((cookie) => cookie.name === "theme");
    expect(kept).toMatchObject({ path: "/", httpOnly: true, sameSite: "Lax" });
    expect(kept!.expires - Date.now() / 1000).toBeCloseTo(3600, -2);

    await follow(page, "tr:has-text('theme') >> button");
    expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: "theme" }));
  });

  test("a form on another site cannot log the visitor out", async () => {
    const { url } = await start(join(temp_folder(), "users.sqlite"));
    const page = await open_page();
    await register_and_log_in(page, url);
    await page.goto(
      await serve(`<form method="post" action="${url}/logout"><button>Win a prize</button></form>`),
    );
    await Promise.all([page.waitForURL(`${url}/logout`), page.click("button")]);
    expect(await page.textContent("h1")).toBe("Forbidden");
    await page.goto(`${url}/profile`);
    expect(await page.textContent("h1")).toBe("ada");
  });

  test("on a phone no page is wider than the screen", async () => {
    const { url } = await start(join(temp_folder(), "users.sqlite"));
    const page = await open_page({ viewport: PHONE });
    for (const path of [...PAGES, "/register", "/nowhere"]) {
      await page.goto(url + path);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
    }
  });
});

/** Clicks what leads to another page, and waits for the whole of it: a click ends with its first bytes. */
async function follow(page: Page, selector: string): Promise<void> {
  await page.click(selector);
  await page.waitForLoadState();
}

/** A demo that ends with the test. */
async function start(database: string, secret_key = KEY): Promise<RunningDemo> {
  const demo = await start_demo(database, secret_key);
  onTestFinished(async () => {
    await demo.stop();
  });
  return demo;
}

async function register_and_log_in(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await follow(page, "main >> text=Register");
  await page.fill("#username", "ada");
  await page.fill("#password", PASSWORD);
  await follow(page, "main >> button");
  await log_in(page);
  expect(await page.textContent("main")).toContain("Hello, ada.");
}

async function log_in(page: Page): Promise<void> {
  await page.fill("#username", "ada");
  await page.fill("#password", PASSWORD);
  await follow(page, "main >> button");
}

/** Another site: one page on a port of its own. Returns its address. */
async function serve(html: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html").end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`; // listening on TCP: never a pipe's name
}

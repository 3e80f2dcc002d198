import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { path_of, requires } from "../../../tests/support/require.ts";
import { make_app } from "./site.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

describe.skipIf(!requires("chromium"))("in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path_of("chromium"), args: ARGS });
  });
  afterAll(() => browser.close());

  async function open_page(): Promise<Page> {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    return context.newPage();
  }

  test("register, log in, create, edit and delete a post, log out", async () => {
    const url = await serve();
    const page = await open_page();
    await page.goto(`${url}/`);
    await page.click("text=Register");
    await fill_in(page, { username: "ada", password: "correct horse" });
    expect(page.url()).toBe(`${url}/auth/login`);
    await fill_in(page, { username: "ada", password: "wrong" });
    expect(await page.textContent(".flash")).toBe("Incorrect password.");
    await fill_in(page, { username: "ada", password: "correct horse" });
    expect(await page.textContent("nav span")).toBe("ada");

    await page.click("text=New");
    await fill_in(page, { title: "First <b>post</b>", body: "one\ntwo" });
    expect(await titles(page)).toEqual(["First <b>post</b>", "test title"]);
    expect(await page.textContent(".post .about")).toMatch(/^by ada on \d{4}-\d\d-\d\d$/);
    expect(await page.locator("text=Edit").count()).toBe(1); // the other post is another's

    await page.click("text=Edit");
    expect(await page.inputValue("#body")).toBe("one\ntwo");
    await fill_in(page, { title: "Second thoughts" });
    expect(await titles(page)).toEqual(["Second thoughts", "test title"]);

    await page.click("text=Edit");
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("text=Delete");
    await page.waitForURL(`${url}/`);
    expect(await titles(page)).toEqual(["test title"]);

    await page.click("text=Log Out");
    const links = () => page.locator("nav a").allTextContents();
    await expect.poll(links).toEqual(["Flaskr", "Register", "Log In"]);
  });

  test("the style sheet is there", async () => {
    const page = await open_page();
    await page.goto(await serve());
    const colour = await page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    expect(colour).toBe("rgb(238, 238, 238)");
  });
});

/** The app on a free port, until the test ends. Returns its address. */
async function serve(): Promise<string> {
  const app = await make_app();
  const server = await app.run({ port: 0 });
  onTestFinished(() => server.close());
  return server.url;
}

/** Types into the fields and sends the page's first form. */
async function fill_in(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, text] of Object.entries(fields)) await page.fill(`#${id}`, text);
  await Promise.all([page.waitForNavigation(), page.click("form >> nth=0 >> input[type=submit]")]);
}

function titles(page: Page): Promise<string[]> {
  return page.locator(".post h1").allTextContents();
}

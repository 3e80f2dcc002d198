import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Flask, request } from "miniflask";
import { CSRFProtect, refuse_other_origins } from "miniflask/csrf";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { path_of, requires } from "../support/require.ts";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];

/** What a page may make a browser send, to `target`; each answers its status, which the server saw. */
const SENDERS: Record<string, (target: string) => string> = {
  "a form": (target) => form(target, "application/x-www-form-urlencoded"),
  "a form with a file's encoding": (target) => form(target, "multipart/form-data"),
  "a form of plain text, which may look like JSON": (target) => form(target, "text/plain"),
  "a script, with a type that needs no permission": (target) =>
    script(target, `{ body: '{"a":1}', headers: { "Content-Type": "text/plain" } }`),
  "a script, with a body of no type": (target) => script(target, "{ body: new Uint8Array([1]) }"),
  "a script, without a body": (target) => script(target, "{}"),
  "a sandboxed frame, which has no origin": (target) =>
    `const frame = document.createElement("iframe");
     frame.sandbox = "allow-scripts allow-forms";
     frame.srcdoc = ${JSON.stringify(`<script>${script(target, "{}")}</${"script"}>`)};
     document.body.append(frame);`,
};

function form(target: string, enctype: string): string {
  return `document.body.innerHTML = '<form method="post" action="${target}" enctype="${enctype}"><input name="a" value="1"></form>';
    document.forms[0].submit();`;
}

function script(target: string, options: string): string {
  return `fetch("${target}", { method: "POST", mode: "no-cors", credentials: "include", ...${options} }).catch(() => {});`;
}

/** A site whose `/change` is guarded; gives the status of each POST that reached it. */
function guarded_app(guard: (app: Flask) => unknown, seen: number[]): Flask {
  const app = new Flask(import.meta.dirname, { static_folder: null });
  app.secret_key = "a secret key of some length";
  guard(app);
  app.get("/", { endpoint: "page" }, () => "<!doctype html><body>a page");
  app.post("/change", { endpoint: "change" }, () => "changed");
  app.after_request((response) => {
    if (request.method === "POST") seen.push(response.status_code);
    return response;
  });
  return app;
}

async function listen(app: Flask): Promise<{ server: Server; port: number }> {
  const server = createServer(app.request_listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port }; // listens on a port, not on a pipe
}

const GUARDS: readonly [name: string, guard: (app: Flask) => unknown, refused: number, own: number][] = [
  ["refuse_other_origins", (app) => app.before_request(refuse_other_origins), 403, 200],
  // It knows no origins: without a token the site's own pages are refused, too.
  ["CSRFProtect", (app) => new CSRFProtect(app), 400, 400],
];

describe.skipIf(!requires("chromium")).each(GUARDS)("%s, asked by Chromium", (_name, guard, refused, own) => {
  const seen: number[] = [];
  const servers: Server[] = [];
  let browser: Browser;
  let shop: number;
  let evil: number;
  beforeAll(async () => {
    for (const app of [guarded_app(guard, seen), guarded_app(() => {}, [])]) {
      const { server, port } = await listen(app);
      servers.push(server);
      if (shop === undefined) shop = port;
      else evil = port;
    }
    browser = await chromium.launch({ executablePath: path_of("chromium"), args: ARGS });
  });
  afterAll(async () => {
    await browser.close();
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  async function status_of(page_url: string, code: string): Promise<number | undefined> {
    const page: Page = await browser.newPage();
    try {
      const before = seen.length;
      await page.goto(page_url);
      await page.evaluate(code);
      await expect.poll(() => seen.length).toBe(before + 1);
      return seen.at(-1);
    } finally {
      await page.close();
    }
  }

  test.each(Object.entries(SENDERS))("%s of another site or port changes nothing", async (_sender, make) => {
    const code = make(`http://localhost:${shop}/change`);
    expect(await status_of(`http://127.0.0.1:${evil}/`, code)).toBe(refused);
    expect(await status_of(`http://localhost:${evil}/`, code)).toBe(refused);
  });

  test("a form of the site's own", async () => {
    const code = SENDERS["a form"]?.(`http://localhost:${shop}/change`) ?? "";
    expect(await status_of(`http://localhost:${shop}/`, code)).toBe(own);
  });
});

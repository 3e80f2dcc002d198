import { deflateSync } from "node:zlib";
import { Markup } from "miniflask";
import { URLSafeTimedSerializer } from "miniflask/itsdangerous";
import { Tuple } from "miniflask/sessions";
import { describe, expect, test } from "vitest";
import { type Client, KEY, logged_in, make_app, make_client } from "./demo.ts";

function set(client: Client, key: string, value: string, kind = "text") {
  return client.post("/session/set", { data: { key, value, kind }, follow_redirects: true });
}

function cookie_of(client: Client): string {
  return client.get_cookie("session")?.value ?? "";
}

/** Not the last character: two of its bits carry nothing, so one change in sixteen there is none. */
function with_another_signature(cookie: string): string {
  const start = cookie.lastIndexOf(".") + 1;
  const first = cookie[start] === "A" ? "B" : "A";
  return `${cookie.slice(0, start)}${first}${cookie.slice(start + 1)}`;
}

describe("set", () => {
  test.each([
    ["text", "blue", "blue", "text"],
    ["text", "", "", "text"],
    ["text", "<b>", "&lt;b&gt;", "text"],
    ["number", "42", "42", "number"],
    ["number", "-2.5", "-2.5", "number"],
    ["json", "true", "True", "true or false"],
    ["json", "null", "None", "nothing"],
    ["json", '[1, "a"]', "[1, &#39;a&#39;]", "list"],
    ["json", '{"__proto__": 1}', "{&#39;__proto__&#39;: 1}", "object"],
  ])("%s %j is shown as %s", async (kind, value, shown, name) => {
    const { text } = await set(make_client(), "colour", value, kind);
    expect(text).toContain("Set colour.");
    expect(text).toContain(`<code class="value">${shown}</code>`);
    expect(text).toContain(`<td class="kind">${name}</td>`);
  });

  test.each(["items", "get", "permanent", "constructor", "then", "toString"])(
    "the key %s is a key like any other",
    async (key) => {
      const client = make_client();
      expect((await set(client, key, "blue")).text).toContain(`<code>${key}</code>`);
      expect((await client.get(`/session?key=${key}`)).text).toContain('is <code class="value">blue</code>');
      expect((await client.post("/session/pop", { data: { key }, follow_redirects: true })).text).toContain(
        `Popped ${key}.`,
      );
    },
  );

  test.each([
    ["user_id", "1", "number", "Only the server sets user_id"],
    ["_permanent", "true", "json", "keys that begin with _"],
    ["__proto__", "{}", "json", "keys that begin with _"],
    ["", "x", "text", "Use 1 to 50 characters."],
    ["k".repeat(51), "x", "text", "Use 1 to 50 characters."],
    ["k", "v".repeat(1001), "text", "Use at most 1000 characters."],
    ["k", "one", "number", "Write a number."],
    ["k", "1e999", "number", "Write a number."],
    ["k", "{", "json", "This is not JSON."],
  ])("%j = %j (%s) is refused, and nothing typed is lost", async (key, value, kind, problem) => {
    const client = make_client();
    const response = await client.post("/session/set", { data: { key, value, kind } });
    expect(response.status_code).toBe(400);
    expect(response.text).toContain(problem);
    expect(response.text).toContain(`id="key" name="key" type="text" value="${key}"`);
    expect(response.text).toContain(`id="value" name="value" type="text" value="${value}"`);
    expect(response.text).toContain(`<option value="${kind}" selected>`);
    expect(cookie_of(client)).toBe("");
  });

  test("nobody becomes somebody else by setting user_id", async () => {
    const app = make_app();
    await logged_in(app, "ada");
    const mallory = await logged_in(app, "mallory");
    await set(mallory, "user_id", "1", "number");
    expect((await mallory.get("/")).text).toContain("Logged in as <strong>mallory</strong>");
  });

  test("values that no browser would keep are refused before the cookie overflows", async () => {
    const client = make_client();
    let refused = 0;
    for (let n = 0; n < 6; n++) {
      const value = Array.from({ length: 250 }, () => Math.random().toString(36).slice(2, 6)).join("");
      if ((await set(client, `k${n}`, value)).status_code === 400) refused++;
    }
    expect(refused).toBeGreaterThan(0);
    expect(cookie_of(client).length).toBeLessThan(4000);
    const { text } = await client.get("/session");
    expect(text).toContain("<code>k0</code>");
    expect(text).not.toContain("<code>k5</code>");
  });
});

test("values that only Flask writes are shown and popped without an error", async () => {
  const client = make_client();
  const values = {
    bytes: Buffer.from("ab"),
    day: new Date(0),
    big: 2n ** 70n,
    tuple: Tuple.of<unknown>(1, "a"),
    html: new Markup("<b>"),
  };
  await client.session_transaction((session) => session.update(values));
  const { text } = await client.get("/session");
  for (const shown of ["1180591620717411303424", "(1, &#39;a&#39;)", "1970-01-01 00:00:00"])
    expect(text).toContain(shown);
  for (const key of Object.keys(values)) {
    expect((await client.get(`/session?key=${key}`)).status_code).toBe(200);
    const response = await client.post("/session/pop", { data: { key }, follow_redirects: true });
    expect(response.text).toContain(`Popped ${key}. It held `);
  }
});

test("nobody marks text of theirs as safe HTML by spelling the session's own tag", async () => {
  const client = make_client();
  await set(client, "note", '{" m": "<script>alert(1)</script>"}', "json");
  const { text } = await client.get("/session?key=note");
  expect(text).toContain("{&#39; m&#39;: &#39;&lt;script&gt;");
  expect(text).not.toContain("<script>");
});

test("a message is in the cookie that brought it, and in the session no more", async () => {
  const client = make_client();
  const { text } = await set(client, "colour", "blue");
  expect(text).toContain("_flashes&#34;:"); // the payload of the cookie
  expect(text).not.toContain("<code>_flashes</code>");
});

describe("get, pop, delete, clear", () => {
  test("get shows the value and leaves it", async () => {
    const client = make_client();
    await set(client, "colour", "blue");
    for (let round = 0; round < 2; round++) {
      expect((await client.get("/session?key=colour")).text).toContain('is <code class="value">blue</code>');
    }
  });

  test.each(["colour", "__proto__", "constructor", "get", "<b>"])(
    "get of the absent %s says so",
    async (key) => {
      const { text, status_code } = await make_client().get(`/session?key=${encodeURIComponent(key)}`);
      expect(status_code).toBe(200);
      expect(text).toContain("gives <code>undefined</code>");
    },
  );

  test("pop hands the value over and takes it out", async () => {
    const client = make_client();
    await set(client, "colour", "blue");
    const { text } = await client.post("/session/pop", { data: { key: "colour" }, follow_redirects: true });
    expect(text).toContain("Popped colour. It held &#34;blue&#34;");
    expect(text).not.toContain("<code>colour</code>");
  });

  test("delete takes it out", async () => {
    const client = make_client();
    await set(client, "colour", "blue");
    const { text } = await client.post("/session/delete", {
      data: { key: "colour" },
      follow_redirects: true,
    });
    expect(text).toContain("Deleted colour.");
    expect(text).not.toContain("<code>colour</code>");
  });

  test.each(["/session/pop", "/session/delete"])(
    "%s of an absent key is told, not an error",
    async (path) => {
      for (const key of ["colour", "__proto__", "constructor"]) {
        const response = await make_client().post(path, { data: { key }, follow_redirects: true });
        expect(response.status_code).toBe(200);
        expect(response.text).toContain(`There is no ${key} in the session.`);
      }
    },
  );

  test("clear takes everything, the login too", async () => {
    const client = await logged_in();
    await set(client, "colour", "blue");
    const { text } = await client.post("/session/clear", { follow_redirects: true });
    expect(text).toContain("Cleared the session.");
    expect(text).not.toContain("<code>colour</code>");
    expect(text).not.toContain("Logged in as");
  });

  test("popping user_id logs out", async () => {
    const client = await logged_in();
    await client.post("/session/pop", { data: { key: "user_id" } });
    expect((await client.get("/profile")).status_code).toBe(302);
  });

  test.each(["/session/set", "/session/pop", "/session/delete"])(
    "POST %s without a key is a bad request",
    async (path) => {
      expect((await make_client().post(path, { data: {} })).status_code).toBe(400);
    },
  );
});

describe("lifetime", () => {
  test("the toggle makes the session permanent and back", async () => {
    const client = make_client();
    await set(client, "colour", "blue");
    expect((await client.get("/session")).text).toContain("<strong>not permanent</strong>");
    const on = await client.post("/session/permanent");
    expect(on.headers.getlist("Set-Cookie")[0]).toContain("; Expires=");
    expect((await client.get("/session")).text).toContain("<strong>permanent</strong>");
    const off = await client.post("/session/permanent");
    expect(off.headers.getlist("Set-Cookie")[0]).not.toContain("; Expires=");
  });

  test("the page names PERMANENT_SESSION_LIFETIME", async () => {
    expect((await make_client().get("/session")).text).toContain("<strong>14 days</strong>");
  });
});

describe("the cookie taken apart", () => {
  test("payload, timestamp and signature are those of the cookie", async () => {
    const client = make_client();
    await set(client, "colour", "blue");
    const [payload, timestamp, signature] = cookie_of(client).split(".");
    const { text } = await client.get("/session");
    expect(text).toContain(
      `<span class="payload">${payload}</span>.<span class="timestamp">${timestamp}</span>`,
    );
    expect(text).toContain(`<span class="signature">${signature}</span>`);
    expect(text).toContain("<code>{&#34;colour&#34;:&#34;blue&#34;}</code>");
    const seconds = Number(BigInt(`0x${Buffer.from(timestamp ?? "", "base64url").toString("hex")}`));
    expect(text).toContain(new Date(seconds * 1000).toISOString().slice(0, 10));
    expect(text).toContain("<strong>fits</strong>");
    expect(text).toContain("Signed, not encrypted.");
  });

  test("a compressed payload is unpacked", async () => {
    const client = make_client();
    await set(client, "colour", "blue ".repeat(100));
    const { text } = await client.get("/session");
    expect(cookie_of(client)).toMatch(/^\./);
    expect(text).toContain("compressed with zlib");
    expect(text).toContain("{&#34;colour&#34;:&#34;blue blue");
  });

  test.each([
    ["a changed letter", (cookie: string) => `f${cookie.slice(1)}`],
    ["a changed signature", with_another_signature],
    ["a timestamp of nonsense", (cookie: string) => cookie.replace(/\.[^.]+\./, ".~~~~.")],
    ["an endless timestamp", (cookie: string) => cookie.replace(/\.[^.]+\./, `.${"_".repeat(400)}.`)],
    ["broken compression", () => ".AAAA.aSLQ.c2ln"],
    ["a bomb", () => `.${deflateSync(Buffer.alloc(5_000_000)).toString("base64url")}.aSLQ.c2ln`],
    ["dots only", () => "..."],
    ["no dots", () => "x"],
    [
      "another key",
      () => new URLSafeTimedSerializer("other", { salt: "cookie-session" }).dumps({ user_id: 1 }),
    ],
  ])("%s: an empty session, and no error", async (_, tamper) => {
    const app = make_app(KEY);
    const cookie = cookie_of(await logged_in(app));
    const client = make_client(app);
    client.set_cookie("session", tamper(cookie));
    const { text, status_code } = await client.get("/session");
    expect(status_code).toBe(200);
    expect(text).not.toContain("Logged in as");
    expect(text).not.toContain("<strong>fits</strong>");
    expect(text.length).toBeLessThan(30_000);
    expect((await client.get("/profile")).status_code).toBe(302);
  });
});

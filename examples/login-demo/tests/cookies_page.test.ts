import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Client, make_client } from "./demo.ts";

/** Sends the form as a browser would, with what `changes` says. */
function set(client: Client, changes: Record<string, string>) {
  const data = {
    name: "theme",
    value: "dark",
    max_age: "",
    expires: "",
    domain: "",
    path: "/",
    samesite: "",
    ...changes,
  };
  return client.post("/cookies/set", { data });
}

test("the page names the host that a cookie without a domain is for, which has no port", async () => {
  const page = await make_client().get("/cookies", { base_url: "http://localhost:5000" });
  expect(page.text).toContain("Empty: localhost alone.");
});

describe("set", () => {
  test.each([
    ["nothing more", {}, "theme=dark; Path=/"],
    ["expires", { expires: "2030-01-31T12:00" }, "theme=dark; Expires=Thu, 31 Jan 2030 12:00:00 GMT; Path=/"],
    ["domain", { domain: "cms.example.com" }, "theme=dark; Domain=cms.example.com; Path=/"],
    ["path", { path: "/cookies" }, "theme=dark; Path=/cookies"],
    ["no path", { path: "" }, "theme=dark; Path=/"],
    [
      "the flags",
      { secure: "yes", httponly: "yes", samesite: "Strict" },
      "theme=dark; Secure; HttpOnly; Path=/; SameSite=Strict",
    ],
    ["a value to quote", { value: 'a "b"; c' }, 'theme="a \\"b\\"\\073 c"; Path=/'],
    ["an umlaut", { value: "ü" }, 'theme="\\303\\274"; Path=/'],
    ["an empty value", { value: "" }, "theme=; Path=/"],
    [
      "all at once",
      { max_age: "5", expires: "2030-01-31T12:00", domain: "example.com", path: "/a", secure: "yes" },
      "theme=dark; Domain=example.com; Expires=Thu, 31 Jan 2030 12:00:00 GMT; Max-Age=5; Secure; Path=/a",
    ],
  ])("with %s: the header goes out and is shown word for word", async (_, changes, header) => {
    const client = make_client();
    const response = await set(client, changes);
    expect(response.status_code).toBe(302);
    expect(response.headers.getlist("Set-Cookie")[0]).toBe(header);
    expect(unescape_html((await client.get("/cookies")).text)).toContain(
      `<code>Set-Cookie: ${header}</code>`,
    );
  });

  test("expires is read as UTC, wherever the server stands", async () => {
    vi.stubEnv("TZ", "America/New_York");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(new Date(0).getTimezoneOffset()).toBe(300);
    const response = await set(make_client(), { expires: "2030-01-31T12:00" });
    expect(response.headers.getlist("Set-Cookie")[0]).toContain("Expires=Thu, 31 Jan 2030 12:00:00 GMT");
  });

  // Werkzeug's rule, for browsers that know no Max-Age.
  test.each([60, 0])("max_age %d is sent as the moment too", async (seconds) => {
    const before = Math.floor(Date.now() / 1000) * 1000; // as the header has no milliseconds
    const [header = ""] = (await set(make_client(), { max_age: `${seconds}` })).headers.getlist("Set-Cookie");
    const [, moment = ""] = /^theme=dark; Expires=(.+ GMT); Max-Age=\d+; Path=\/$/.exec(header) ?? [];
    expect(header).toContain(`Max-Age=${seconds};`);
    const set_at = Date.parse(moment) - seconds * 1000;
    expect([before <= set_at, set_at <= Date.now()]).toEqual([true, true]);
  });

  test.each([
    ["no name", { name: "" }, "Use letters, digits"],
    ["a name with a space", { name: "a b" }, "Use letters, digits"],
    ["a name that ends the header", { name: "a;b" }, "Use letters, digits"],
    ["a name that starts another header", { name: "a\r\nX-Y" }, "Use letters, digits"],
    ["the session's own name", { name: "session" }, "The framework writes this one"],
    ["a value too long for a browser", { value: "x".repeat(501) }, "Use at most 500 characters"],
    ["max_age in words", { max_age: "a day" }, "Use a whole number of seconds"],
    ["max_age below zero", { max_age: "-1" }, "Use a whole number of seconds"],
    ["expires in words", { expires: "tomorrow" }, "Use a date and time"],
    ["a day that does not exist", { expires: "2030-02-31T25:00" }, "Use a date and time"],
    ["a domain with a slash", { domain: "example.com/x" }, "Use a host name"],
    ["a domain with a line feed", { domain: "example.com\nX: y" }, "Use a host name"],
    ["a path without a slash", { path: "cookies" }, "Begin with /"],
    ["a path with a semicolon", { path: "/a;b" }, "Begin with /"],
    ["another samesite", { samesite: "Whatever" }, "Choose one of the list."],
  ])("%s is refused, and nothing typed is lost", async (_, changes, problem) => {
    const response = await set(make_client(), { value: "typed <b>", ...changes });
    expect(response.status_code).toBe(400);
    expect(response.headers.getlist("Set-Cookie")).toEqual([]);
    expect(response.text).toContain(problem);
    if (!("value" in changes)) expect(response.text).toContain('value="typed &lt;b&gt;"');
    expect(response.text).toContain('aria-invalid="true"');
  });

  test("a form without a name field is a bad request", async () => {
    expect((await make_client().post("/cookies/set", { data: { value: "x" } })).status_code).toBe(400);
  });

  test.each(["__proto__", "constructor", "toString"])("a cookie may be called %s", async (name) => {
    const client = make_client();
    await set(client, { name });
    expect((await client.get("/cookies")).text).toContain(`<code>${name}</code>`);
  });
});

describe("show and delete", () => {
  test("what the browser sent is listed, escaped", async () => {
    const client = make_client();
    await set(client, { value: "<script>" });
    const { text } = await client.get("/cookies");
    expect(text).toContain('<code class="value">&lt;script&gt;</code>');
    expect(text).not.toContain("<script>");
  });

  test("a browser without cookies is told so", async () => {
    expect((await make_client().get("/cookies")).text).toContain("None so far.");
  });

  test("delete sends the cookie empty and expired, and it is gone", async () => {
    const client = make_client();
    await set(client, {});
    const response = await client.post("/cookies/delete", { data: { name: "theme" } });
    expect(response.headers.getlist("Set-Cookie")[0]).toBe(
      "theme=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/",
    );
    expect((await client.get("/cookies")).text).not.toContain("<code>theme</code>");
  });

  test("another path is another cookie: deleting it leaves the first", async () => {
    const client = make_client();
    await set(client, {});
    await client.post("/cookies/delete", { data: { name: "theme", path: "/cookies" } });
    expect((await client.get("/cookies")).text).toContain("<code>theme</code>");
  });

  test("the domain goes into the header that deletes", async () => {
    const data = { name: "theme", domain: "example.com", path: "/a" };
    const response = await make_client().post("/cookies/delete", { data });
    expect(response.headers.getlist("Set-Cookie")[0]).toBe(
      "theme=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/a",
    );
  });

  test.each([
    [{ name: "a b" }, "Use letters, digits"],
    [{ name: "session" }, "The framework writes this one"],
    [{ name: "a", path: "x" }, "Begin with /"],
  ])("%j is refused with a message", async (data, problem) => {
    const response = await make_client().post("/cookies/delete", { data });
    expect(response.status_code).toBe(400);
    expect(response.text).toContain(problem);
    expect(response.text).toContain(`id="gone-name" name="name" type="text" value="${data.name}"`);
  });
});

function unescape_html(text: string): string {
  return text
    .replace(/&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

import { describe, expect, test } from "vitest";
import { Flask, make_response, redirect, request, session } from "../../src/index.ts";

function make_app(): Flask {
  const app = new Flask("site");
  app.secret_key = "a key for tests only";
  app.route("/echo", { methods: ["GET", "POST"] }, function echo() {
    const body = request.get_data({ as_text: true });
    return `${request.method} ${request.url} ${request.headers.get("X-A")} ${body}`;
  });
  app.get("/login", function login() {
    session.user = "ann";
    const response = make_response(redirect("/me"));
    response.set_cookie("other", "1");
    return response;
  });
  app.get("/me", function me() {
    return `I am ${session.user}`;
  });
  app.get("/none", function none() {
    return ["", 204];
  });
  return app;
}

describe("app.fetch", () => {
  const app = make_app();
  const send = (path: string, init?: RequestInit) =>
    app.fetch(new Request(`http://site.test:8080${path}`, init));

  test("method, address, headers and body", async () => {
    const answer = await send("/echo?a=%20b", { method: "POST", body: "body", headers: { "X-A": "1" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(await answer.text()).toBe("POST http://site.test:8080/echo?a=%20b 1 body");
  });

  test("several cookies, a session among them", async () => {
    const answer = await send("/login");
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/me"]);
    const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);
    expect(cookies).toEqual(["other=1", expect.stringMatching(/^session=/)]);
    const me = await send("/me", { headers: { Cookie: cookies.join("; ") } });
    expect(await me.text()).toBe("I am ann");
  });

  test.each([
    ["/none", "GET", 204],
    ["/echo", "HEAD", 200],
    ["/nowhere", "GET", 404],
    ["/none", "POST", 405],
  ])("%s %s", async (path, method, status) => {
    const answer = await send(path, { method });
    expect(answer.status).toBe(status);
    if (method === "HEAD" || status === 204) expect(await answer.text()).toBe("");
  });
});

describe("a streamed body", () => {
  async function stream_of(chunks: number, fails = false) {
    const events: string[] = [];
    const app = new Flask("site");
    app.get("/", function stream() {
      const response = make_response(
        (async function* () {
          try {
            for (let at = 0; at < chunks; at++) yield `${at} `;
            if (fails) throw new Error("broken stream");
          } finally {
            events.push("generator");
          }
        })(),
      );
      response.call_on_close(() => events.push("response"));
      return response;
    });
    return { answer: await app.fetch(new Request("http://a/")), events };
  }

  test("is read as it is asked for and closed behind its end", async () => {
    const { answer, events } = await stream_of(3);
    expect(await answer.text()).toBe("0 1 2 ");
    expect(events).toEqual(["generator", "response"]);
  });

  test("is closed when the reader gives up", async () => {
    const { answer, events } = await stream_of(1_000_000);
    const reader = answer.body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(events).toEqual(["generator", "response"]);
  });

  test("hands its error to the reader", async () => {
    const { answer, events } = await stream_of(1, true);
    await expect(answer.text()).rejects.toThrow("broken stream");
    expect(events).toEqual(["generator", "response"]);
  });
});

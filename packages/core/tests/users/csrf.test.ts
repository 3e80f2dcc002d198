import { Flask, session } from "@miniflask/core";
import { CSRFError, CsrfError, csrf_protect, generate_csrf, validate_csrf } from "@miniflask/core/csrf";
import { describe, expect, test } from "vitest";
import { requires_python_with } from "../../../../tests/support/require.ts";
import { type Exchange, play_flask, play_here, protected_app, type Visit } from "./support/protected_app.ts";

const has_flask_wtf = requires_python_with("flask_wtf");

/** Each gets a good token; what it is answered, with the reason or the view's text in it. */
type Case = readonly [name: string, visit: (token: string) => Visit, status: number, text: string];
const post = (path: string, rest: Omit<Visit, "method" | "path"> = {}): Visit => ({
  method: "POST",
  path,
  ...rest,
});
const HTTPS = "https://shop.example";
const CASES: readonly Case[] = [
  ["no token", () => post("/change"), 400, "The CSRF token is missing."],
  ["in the form", (token) => post("/change", { data: { csrf_token: token } }), 200, "changed"],
  ["under a prefix", (token) => post("/change", { data: { "a-csrf_token": token } }), 200, "changed"],
  ["X-CSRFToken", (token) => post("/change", { headers: { "X-CSRFToken": token } }), 200, "changed"],
  ["X-CSRF-Token", (token) => post("/change", { headers: { "X-CSRF-Token": token } }), 200, "changed"],
  ["nonsense", () => post("/change", { data: { csrf_token: "a.b.c" } }), 400, "The CSRF token is invalid."],
  [
    "the form before the header",
    (token) => post("/change", { data: { csrf_token: "x" }, headers: { "X-CSRFToken": token } }),
    400,
    "The CSRF token is invalid.",
  ],
  ["PUT", () => ({ method: "PUT", path: "/other" }), 400, "The CSRF token is missing."],
  ["PATCH", () => ({ method: "PATCH", path: "/other" }), 400, "The CSRF token is missing."],
  ["DELETE", () => ({ method: "DELETE", path: "/other" }), 400, "The CSRF token is missing."],
  ["an exempt view", () => post("/free"), 200, "free"],
  ["an exempt blueprint", () => post("/hook"), 200, "hooked"],
  ["no view", () => post("/nowhere"), 404, "Not Found"],
  [
    "under a name that only ends so",
    (token) => post("/change", { data: { xcsrf_token: token } }),
    200,
    "changed",
  ],
  ["in the query alone", (token) => post(`/change?csrf_token=${token}`), 400, "The CSRF token is missing."],
  [
    "an empty field, and a header",
    (token) => post("/change", { data: { csrf_token: "" }, headers: { "X-CSRFToken": token } }),
    200,
    "changed",
  ],
  [
    "an empty field, and a prefixed one",
    (token) => post("/change", { data: { csrf_token: "", "b-csrf_token": token } }),
    200,
    "changed",
  ],
  [
    "an empty first header, and the second",
    (token) => post("/change", { headers: { "X-CSRFToken": "", "X-CSRF-Token": token } }),
    200,
    "changed",
  ],
  [
    "in a body of JSON",
    (token) =>
      post("/change", {
        body: JSON.stringify({ csrf_token: token }),
        headers: { "Content-Type": "application/json" },
      }),
    400,
    "The CSRF token is missing.",
  ],
  ...[
    "http://shop.example/form",
    "https://shop.example:8443/",
    "https://shop.example.evil.example/",
    "https://evil.example/https://shop.example/",
    "https://evil@shop.example.evil.example/",
    "https://sub.shop.example/",
    "about:blank",
    "//shop.example/",
  ].map(
    (Referer): Case => [
      `https from ${Referer}`,
      (token) => post("/change", { base_url: HTTPS, data: { csrf_token: token }, headers: { Referer } }),
      400,
      "The referrer does not match the host.",
    ],
  ),
  [
    "https from here, by a user",
    (token) =>
      post("/change", {
        base_url: HTTPS,
        data: { csrf_token: token },
        headers: { Referer: "https://user@shop.example/form?x#y" },
      }),
    200,
    "changed",
  ],
  [
    "https without referrer",
    (token) => post("/change", { base_url: HTTPS, data: { csrf_token: token } }),
    400,
    "The referrer header is missing.",
  ],
  [
    "https from another host",
    (token) =>
      post("/change", {
        base_url: HTTPS,
        data: { csrf_token: token },
        headers: { Referer: "https://other.example/" },
      }),
    400,
    "The referrer does not match the host.",
  ],
  [
    "https from here",
    (token) =>
      post("/change", {
        base_url: HTTPS,
        data: { csrf_token: token },
        headers: { Referer: `${HTTPS}/form` },
      }),
    200,
    "changed",
  ],
];

const GET_TOKEN: Visit = { method: "GET", path: "/token" };
const token_in = ({ answers }: Exchange) => answers[0]?.[1].split(" ")[0] ?? "";

describe("CSRFProtect", () => {
  test.each(CASES)("%s", async (_name, visit, status, text) => {
    const first = await play_here({}, [GET_TOKEN]);
    const { answers } = await play_here({}, [visit(token_in(first))], first.cookie);
    expect(answers[0]?.[0]).toBe(status);
    expect(answers[0]?.[1]).toContain(text);
  });

  test("a referrer with the port that browsers leave out is of this host", async () => {
    const first = await play_here({}, [GET_TOKEN]);
    const data = { csrf_token: token_in(first) };
    const visit = post("/change", { base_url: HTTPS, data, headers: { Referer: `${HTTPS}:443/form` } });
    expect((await play_here({}, [visit], first.cookie)).answers[0]?.[0]).toBe(200);
  });

  test.skipIf(!has_flask_wtf)("answers as Flask-WTF, whoever made token and session", async () => {
    const [of_flask, of_ours] = [play_flask({}, [GET_TOKEN]), await play_here({}, [GET_TOKEN])];
    for (const first of [of_flask, of_ours]) {
      const visits = CASES.map(([, visit]) => visit(token_in(first)));
      const theirs = play_flask({}, visits, first.cookie);
      expect((await play_here({}, visits, first.cookie)).answers).toEqual(theirs.answers);
    }
  });

  const SETTINGS: readonly (readonly [config: Record<string, unknown>, visit: (token: string) => Visit])[] = [
    [{ WTF_CSRF_ENABLED: false }, () => post("/change")],
    [{ WTF_CSRF_CHECK_DEFAULT: false }, () => post("/change")],
    [{ WTF_CSRF_METHODS: ["PUT"] }, () => post("/change")],
    [{ WTF_CSRF_FIELD_NAME: "guard" }, (token) => post("/change", { data: { guard: token } })],
    [{ WTF_CSRF_HEADERS: ["X-Guard"] }, (token) => post("/change", { headers: { "X-Guard": token } })],
    [
      { WTF_CSRF_SECRET_KEY: "another key of its own" },
      (token) => post("/change", { data: { csrf_token: token } }),
    ],
    [{ WTF_CSRF_TIME_LIMIT: -1 }, (token) => post("/change", { data: { csrf_token: token } })],
    [{ WTF_CSRF_TIME_LIMIT: null }, (token) => post("/change", { data: { csrf_token: token } })],
    [
      { WTF_CSRF_SSL_STRICT: false },
      (token) => post("/change", { base_url: HTTPS, data: { csrf_token: token } }),
    ],
  ];
  test.skipIf(!has_flask_wtf).each(SETTINGS)("%o is obeyed as Flask-WTF does", async (config, visit) => {
    const first = await play_here(config, [GET_TOKEN]);
    const visits = [visit(token_in(first))];
    expect((await play_here(config, visits, first.cookie)).answers).toEqual(
      play_flask(config, visits, first.cookie).answers,
    );
  });

  test("another session's token is refused", async () => {
    const [mine, theirs] = [await play_here({}, [GET_TOKEN]), await play_here({}, [GET_TOKEN])];
    const visit = post("/change", { data: { csrf_token: token_in(theirs) } });
    expect((await play_here({}, [visit], mine.cookie)).answers[0]?.[1]).toContain(
      "The CSRF tokens do not match.",
    );
    expect((await play_here({}, [visit])).answers[0]?.[1]).toContain("The CSRF session token is missing.");
  });

  test("the meta tag carries the request's one token", async () => {
    const { answers } = await play_here({ WTF_CSRF_META_NAME: 'a"b' }, [GET_TOKEN]);
    const [token, ...tag] = answers[0]?.[1].split(" ") ?? [];
    expect(tag.join(" ")).toBe(`<meta name="a&#34;b" content="${token}">`);
  });

  test("an error handler answers in place of the page", async () => {
    const app = protected_app();
    app.errorhandler(CSRFError, (error: CSRFError) => [`refused: ${error.description}`, 418]);
    const answer = await app.test_client().post("/change");
    expect([answer.status_code, answer.text]).toEqual([418, "refused: The CSRF token is missing."]);
  });

  test("a route that streams its body has the token in a header", async () => {
    const app = protected_app();
    app.get("/plain", { endpoint: "plain" }, () => generate_csrf());
    app.post("/upload", { endpoint: "upload", stream: true }, () => "stored");
    const client = app.test_client();
    const token = (await client.get("/plain")).text;
    expect((await client.post("/upload", { data: "bytes" })).status_code).toBe(400);
    const answer = await client.post("/upload", { data: "bytes", headers: { "X-CSRFToken": token } });
    expect(answer.text).toBe("stored");
  });

  test("an app may check by itself", async () => {
    const app = new Flask(import.meta.dirname);
    app.secret_key = "shared by both runtimes";
    app.config["WTF_CSRF_CHECK_DEFAULT"] = false;
    const csrf = csrf_protect(app);
    app.post("/checked", { endpoint: "checked" }, () => {
      csrf.protect();
      return "never";
    });
    app.post("/by-hand", { endpoint: "by_hand" }, () => {
      session["csrf_token"] = "raw";
      expect(() => validate_csrf("x.y.z")).toThrow(CsrfError);
      validate_csrf(generate_csrf());
      return "checked";
    });
    const client = app.test_client();
    expect((await client.post("/checked")).status_code).toBe(400);
    expect((await client.post("/by-hand")).text).toBe("checked");
  });

  test("without a secret key set-up is at fault, by name", async () => {
    const app = new Flask(import.meta.dirname);
    app.testing = true;
    csrf_protect(app);
    app.get("/", { endpoint: "index" }, () => generate_csrf());
    await expect(app.test_client().get("/")).rejects.toThrow(/set app\.secret_key or WTF_CSRF_SECRET_KEY/);
  });

  test("exempt takes nothing else", () => {
    expect(() => csrf_protect(new Flask("x")).exempt("free" as never)).toThrow(/view or a Blueprint/);
  });
});

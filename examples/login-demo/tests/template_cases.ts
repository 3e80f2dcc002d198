/** One rendering: what the views would pass, and what Flask's globals would answer. */
export interface TemplateCase {
  readonly template: string;
  readonly endpoint: string | null;
  readonly context: Record<string, unknown>;
  readonly messages: readonly (readonly [category: string, message: string])[];
  readonly permanent: boolean;
  readonly urls: Record<string, string>;
}

const URLS = {
  index: "/",
  static: "/static",
  "auth.login": "/login",
  "auth.logout": "/logout",
  "auth.register": "/register",
  "auth.profile": "/profile",
  "cookies.show": "/cookies",
  "cookies.set_cookie": "/cookies/set",
  "cookies.delete_cookie": "/cookies/delete",
  "session.show": "/session",
  "session.set_value": "/session/set",
  "session.pop_value": "/session/pop",
  "session.delete_value": "/session/delete",
  "session.clear": "/session/clear",
  "session.toggle_permanent": "/session/permanent",
};

const ADA = {
  id: 1,
  username: "Ada & <Löve>",
  password_hash: "scrypt:32768:8:1$x$y",
  created_at: "2026-11-23",
};

const EMPTY_COOKIE = {
  name: "",
  value: "",
  max_age: "",
  expires: "",
  domain: "",
  path: "/",
  secure: false,
  httponly: true,
  samesite: "Lax",
};

const HOSTILE = `"><script>alert('x')</script>{{ 7 * 7 }}`;

function a_case(template: string, endpoint: string | null, rest: Partial<TemplateCase> = {}): TemplateCase {
  const { context = {}, messages = [], permanent = false } = rest;
  return { template, endpoint, messages, permanent, urls: URLS, context: { user: null, ...context } };
}

/** Every template in its every state, with text that must be escaped. */
export const CASES: Record<string, TemplateCase> = {
  index: a_case("index.html", "index"),
  index_with_user: a_case("index.html", "index", {
    context: { user: ADA },
    messages: [
      ["success", `Hello, ${ADA.username}.`],
      ["error", HOSTILE],
      ["header", 'Set-Cookie: a="b\\073c"; Path=/'],
    ],
  }),
  register: a_case("register.html", "auth.register", { context: { typed: {}, errors: {}, next: null } }),
  register_refused: a_case("register.html", "auth.register", {
    context: {
      typed: { username: HOSTILE },
      errors: { username: "Use letters.", password: "Longer." },
      next: null,
    },
  }),
  login: a_case("login.html", "auth.login", { context: { typed: {}, errors: {}, next: "/session?key=a&b" } }),
  login_refused: a_case("login.html", "auth.login", {
    context: {
      typed: { username: "ada", remember: true },
      errors: { form: "Wrong name or password." },
      next: null,
    },
  }),
  profile: a_case("profile.html", "auth.profile", {
    context: { user: ADA, method: "scrypt:32768:8:1", salt_length: 16 },
  }),
  profile_remembered: a_case("profile.html", "auth.profile", {
    permanent: true,
    context: { user: ADA, method: "scrypt:32768:8:1", salt_length: 16 },
  }),
  error: a_case("error.html", null, {
    context: { code: 404, name: "Not Found", description: "It is <not> here.", advice: "Look elsewhere." },
  }),
  error_without_advice: a_case("error.html", null, {
    context: { code: 418, name: "I'm a teapot", description: "Short and stout.", user: ADA },
  }),
  cookies_none: a_case("cookies.html", "cookies.show", {
    context: {
      cookies: [],
      session_name: "session",
      host: "localhost:5000",
      typed: EMPTY_COOKIE,
      errors: {},
      gone: EMPTY_COOKIE,
      gone_errors: {},
    },
  }),
  cookies_refused: a_case("cookies.html", "cookies.show", {
    context: {
      cookies: [
        { name: "session", value: "eyJ9.x.y" },
        { name: "theme", value: HOSTILE },
      ],
      session_name: "session",
      host: "localhost:5000",
      typed: { ...EMPTY_COOKIE, name: "a b", value: HOSTILE, max_age: "-1", samesite: "None", secure: true },
      errors: { name: "Not a name.", max_age: "Not a number.", samesite: "Not of the list." },
      gone: { ...EMPTY_COOKIE, name: "x;y" },
      gone_errors: { name: "Not a name." },
    },
  }),
  session_empty: a_case("session.html", "session.show", {
    context: {
      found: null,
      typed: { key: "", value: "", kind: "text" },
      errors: {},
      values: [],
      permanent: false,
      lifetime: "14 days",
      cookie: null,
    },
  }),
  session_full: a_case("session.html", "session.show", {
    permanent: true,
    context: {
      user: ADA,
      found: { key: "colour", value: "blue", is_there: true },
      typed: { key: "_x", value: "[1", kind: "json" },
      errors: { key: "Not this one.", value: "This is not JSON." },
      values: [
        { key: "user_id", value: 1, kind: "number" },
        { key: "text", value: HOSTILE, kind: "text" },
        { key: "list", value: [1, "it's", true, null, { a: 2.5 }], kind: "list" },
        { key: "nothing", value: null, kind: "nothing" },
      ],
      permanent: true,
      lifetime: "14 days",
      cookie: {
        payload: ".eJyrVg",
        timestamp: "aSLQ",
        signature: "c2ln",
        json: '{"user_id":1}',
        compressed: true,
        signed_at: "2026-11-23 12:00:00 UTC",
        ends_at: "2026-12-07 12:00:00 UTC",
        is_valid: true,
      },
    },
  }),
  session_tampered: a_case("session.html", "session.show", {
    context: {
      found: { key: "x", value: null, is_there: false },
      typed: { key: "", value: "", kind: "text" },
      errors: {},
      values: [],
      permanent: false,
      lifetime: "14 days",
      cookie: {
        payload: "x",
        timestamp: "y",
        signature: "z",
        json: "\uFFFD<",
        compressed: false,
        signed_at: null,
        ends_at: null,
        is_valid: false,
      },
    },
  }),
};

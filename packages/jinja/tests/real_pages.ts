import { Environment, FileSystemLoader } from "@miniflask/jinja";

type Message = readonly [category: string, text: string];
/** A page: its template, and its variables as JSON. `messages` are what `get_flashed_messages` gives. */
export type Page = readonly [
  template: string,
  context: { readonly messages?: readonly Message[] } & Record<string, unknown>,
];

function url_for(endpoint: string, values: Record<string, unknown> = {}): string {
  const query = Object.keys(values)
    .sort()
    .map((key) => `${key}=${values[key]}`)
    .join("&");
  return query === "" ? `/${endpoint}` : `/${endpoint}?${query}`;
}

/** `{"$date": seconds}` is a Date. */
function revive(_key: string, value: unknown): unknown {
  const seconds = typeof value === "object" && value !== null && "$date" in value ? value.$date : undefined;
  return typeof seconds === "number" ? new Date(seconds * 1000) : value;
}

/** Renders a page with the functions that Flask gives to templates. */
export function render_page(folder: string, [template, context]: Page): string {
  const env = new Environment({
    loader: new FileSystemLoader(folder),
    autoescape: (name) => name === null || /\.(html|htm|xml|xhtml|svg)$/.test(name),
  });
  const messages = context.messages ?? [];
  env.globals.url_for = url_for;
  env.globals.get_flashed_messages = ({ with_categories = false } = {}) =>
    with_categories ? messages : messages.map(([, text]) => text);
  return env.get_template(template).render(JSON.parse(JSON.stringify(context), revive));
}

const ADA = { id: 1, username: "Ada <Lovelace>", created_at: "2026-01-02" };
const POSTS = [
  {
    id: 1,
    title: "A & B",
    username: "ada",
    created: { $date: 1_700_000_000 },
    author_id: 1,
    body: "line\n<b>two</b>",
  },
  { id: 2, title: '"Quoted"', username: "bob's", created: { $date: 86_400 }, author_id: 2, body: "" },
];
const FORM = { form: { title: "T<>", body: "B&" } };
const MESSAGES: readonly Message[] = [
  ["message", "Saved & done"],
  ["error", "<wrong>"],
];

/** The pages of Flask's tutorial. */
export const FLASKR_PAGES: readonly Page[] = [
  ["auth/login.html", { g: { user: null }, messages: MESSAGES }],
  ["auth/register.html", { g: { user: null } }],
  ["blog/index.html", { g: { user: ADA }, posts: POSTS }],
  ["blog/index.html", { g: { user: { id: 9, username: "x" } }, posts: [] }],
  ["blog/create.html", { g: { user: ADA }, request: FORM }],
  ["blog/update.html", { g: { user: ADA }, request: { form: {} }, post: POSTS[1] }],
  ["blog/update.html", { g: { user: ADA }, request: FORM, post: POSTS[0] }],
];

const DEMO = { request: { endpoint: "index" }, session: { permanent: true }, user: ADA, messages: MESSAGES };
const TYPED = {
  username: 'a"b',
  name: "k",
  value: "<v>",
  key: "k",
  max_age: "60",
  samesite: "Lax",
  kind: "json",
  httponly: true,
  remember: "yes",
};

/** The pages of the login demo. */
export const DEMO_PAGES: readonly Page[] = [
  ["index.html", DEMO],
  ["index.html", { ...DEMO, user: null, messages: [] }],
  [
    "login.html",
    { ...DEMO, user: null, typed: TYPED, errors: { form: "Wrong <name>" }, next: "/profile?a=1&b=2" },
  ],
  ["login.html", { ...DEMO, user: null, typed: {}, errors: {} }],
  ["register.html", { ...DEMO, user: null, typed: TYPED, errors: { username: "taken", password: "short" } }],
  ["profile.html", { ...DEMO, method: "scrypt:32768:8:1", salt_length: 16 }],
  [
    "cookies.html",
    {
      ...DEMO,
      cookies: [
        { name: "a<", value: "1&" },
        { name: "session", value: "x" },
      ],
      session_name: "session",
      typed: TYPED,
      errors: { name: "no" },
      host: "h.example",
      gone: TYPED,
      gone_errors: {},
    },
  ],
  [
    "cookies.html",
    {
      ...DEMO,
      cookies: [],
      session_name: "session",
      typed: {},
      errors: {},
      host: "h",
      gone: {},
      gone_errors: { path: "bad" },
    },
  ],
  [
    "session.html",
    {
      ...DEMO,
      values: [{ key: "k", value: "<1>", kind: "text" }],
      typed: TYPED,
      errors: {},
      found: { key: "k", is_there: true, value: "'v'" },
      permanent: true,
      lifetime: "31 days",
      cookie: {
        payload: "eyJ",
        timestamp: "Z",
        signature: "s",
        json: '{"a": 1}',
        compressed: true,
        signed_at: "now",
        ends_at: "later",
        is_valid: true,
      },
    },
  ],
  [
    "session.html",
    {
      ...DEMO,
      values: [],
      typed: {},
      errors: { key: "x" },
      found: null,
      permanent: false,
      lifetime: "1 h",
      cookie: null,
    },
  ],
  ["error.html", { ...DEMO, name: "Not Found", code: 404, description: "It's <gone>", advice: "" }],
];

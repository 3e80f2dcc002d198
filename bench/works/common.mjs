// Shared by every server and by the harness: the route table, the page data, the expected bytes.
// Patterns are in Flask syntax; helpers translate to ":name" syntax.
const resources = ["products", "orders", "invoices", "teams", "tags", "events", "reports", "images"];
export const OTHER_ROUTES = [
  // 20 static
  // No static sibling of a parameter (such as /users/new beside /users/:id): with one, hono's RegExpRouter refuses the
  // whole table and hono falls back to its 4-10x slower TrieRouter (see micro/router.mjs, which measures both tables).
  "/about",
  "/contact",
  "/pricing",
  "/faq",
  "/terms",
  "/privacy",
  "/status",
  "/health",
  "/users",
  "/signup",
  "/search",
  "/blog",
  "/archive",
  "/feed",
  "/admin",
  "/admin/users",
  "/admin/settings",
  "/docs",
  "/guide/api",
  "/guide/intro",
  // 20 dynamic (several share the measured route's prefix)
  "/users/<int:id>",
  "/users/<int:id>/posts",
  "/users/<int:id>/settings",
  "/users/<int:id>/followers",
  "/blog/<slug>",
  "/blog/<slug>/comments",
  "/blog/<slug>/comments/<int:cid>",
  "/docs/<section>/<topic>",
  "/admin/users/<int:id>",
  "/admin/users/<int:id>/audit",
  "/files/<name>/raw",
  "/files/<name>/meta",
  ...resources.map((r) => `/${r}/<int:id>`),
];
if (OTHER_ROUTES.length !== 40) throw new Error("want 40 other routes, have " + OTHER_ROUTES.length);
// The same table with static siblings of parameters, for the router micro-benchmark only.
export const OTHER_ROUTES_AMBIGUOUS = OTHER_ROUTES.map(
  (r) =>
    ({
      "/signup": "/users/new",
      "/search": "/users/search",
      "/archive": "/blog/archive",
      "/feed": "/blog/feed",
      "/guide/api": "/docs/api/index",
    })[r] ?? r,
);
export const W2_ROUTE = "/users/<int:id>/posts/<slug>";
export const colon = (p) => p.replace(/<(?:int:)?(\w+)>/g, ":$1"); // express / koa / h3 / fastify
export const honoPath = (p) => p.replace(/<int:(\w+)>/g, ":$1{[0-9]+}").replace(/<(\w+)>/g, ":$1");
export const SECRET = "a-32-character-long-secret-key!!-and-some-more";
export const PAGE = {
  title: "Members & guests",
  rows: Array.from({ length: 20 }, (_, i) => ({
    id: i + 1,
    name: i % 4 === 0 ? `Tom & Jerry <${i}>` : `Member number ${i}`,
    email: `member${i}@example.com`,
  })),
};
const esc = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
export const EXPECTED_PAGE =
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${esc(PAGE.title)} - Bench</title><link rel="stylesheet" href="/static/style.css"></head>` +
  `<body><nav><a href="/">Home</a><a href="/page">Page</a></nav><main><h1>${esc(PAGE.title)}</h1><table>` +
  PAGE.rows.map((r) => `<tr><td>${r.id}</td><td>${esc(r.name)}</td><td>${esc(r.email)}</td></tr>`).join("") +
  `</table></main><footer>${PAGE.rows.length} rows</footer></body></html>`;

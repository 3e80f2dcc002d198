// VARIANT '' : hono/cookie signed cookies (WebCrypto HMAC-SHA256), hono/html.  'iron': iron-session.  'njk': nunjucks page.

import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { getSignedCookie, setSignedCookie } from "hono/cookie";
import { html } from "hono/html";
import { honoPath, OTHER_ROUTES, PAGE, SECRET, W2_ROUTE } from "../common.mjs";

const V = process.env.VARIANT || "";
const app = new Hono();
app.get("/", (c) => c.html("Hello, World!"));
for (const r of OTHER_ROUTES) app.get(honoPath(r), (c) => c.json({ route: r }));
app.get(honoPath(W2_ROUTE), (c) =>
  c.json({ id: Number(c.req.param("id")), slug: c.req.param("slug"), page: Number(c.req.query("page")) }),
);
const opt = { path: "/", httpOnly: true };
if (V === "iron") {
  const { getIronSession } = await import("iron-session");
  const cfg = { password: SECRET, cookieName: "session", cookieOptions: { secure: false } };
  app.get("/count", async (c) => {
    const s = await getIronSession(c.req.raw, c.res, cfg);
    s.count = (s.count || 0) + 1;
    await s.save();
    return c.html(`count=${s.count}`);
  });
  app.post("/login", async (c) => {
    const { username, password } = await c.req.parseBody();
    if (!username || !password) return c.text("bad", 400);
    const s = await getIronSession(c.req.raw, c.res, cfg);
    s.user = username;
    await s.save();
    return c.redirect("/count");
  });
} else {
  app.get("/count", async (c) => {
    const v = await getSignedCookie(c, SECRET, "session");
    const s = v ? JSON.parse(v) : {};
    s.count = (s.count || 0) + 1;
    await setSignedCookie(c, "session", JSON.stringify(s), SECRET, opt);
    return c.html(`count=${s.count}`);
  });
  app.post("/login", async (c) => {
    const { username, password } = await c.req.parseBody();
    if (!username || !password) return c.text("bad", 400);
    await setSignedCookie(c, "session", JSON.stringify({ user: username }), SECRET, opt);
    return c.redirect("/count");
  });
}
if (V === "njk") {
  const { default: nunjucks } = await import("nunjucks");
  const env = nunjucks.configure(new URL("../views", import.meta.url).pathname, {
    autoescape: true,
    noCache: false,
    watch: false,
  });
  app.get("/page", (c) => c.html(env.render("page.njk", PAGE)));
} else {
  const layout = (
    title,
    content,
    footer,
  ) => html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} - Bench</title><link rel="stylesheet" href="/static/style.css"></head>
<body><nav><a href="/">Home</a><a href="/page">Page</a></nav><main>${content}</main><footer>${footer}</footer></body></html>`;
  app.get("/page", (c) =>
    c.html(
      layout(
        PAGE.title,
        html`<h1>${PAGE.title}</h1><table>
${PAGE.rows.map((r) => html`<tr><td>${r.id}</td><td>${r.name}</td><td>${r.email}</td></tr>`)}</table>`,
        `${PAGE.rows.length} rows`,
      ),
    ),
  );
}
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });

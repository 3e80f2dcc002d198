// VARIANT '' : @fastify/cookie signed cookies.  VARIANT 'secure': @fastify/secure-session (libsodium).  VARIANT 'njk': nunjucks instead of eta.

import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import view from "@fastify/view";
import { Eta } from "eta";
import Fastify from "fastify";
import { colon, OTHER_ROUTES, PAGE, SECRET, W2_ROUTE } from "../common.mjs";

const V = process.env.VARIANT || "";
const app = Fastify({ logger: false });
const HTML = "text/html; charset=utf-8";
app.get("/", (_req, reply) => {
  reply.type(HTML).send("Hello, World!");
});
for (const r of OTHER_ROUTES)
  app.get(colon(r), (_req, reply) => {
    reply.send({ route: r });
  });
app.get(
  colon(W2_ROUTE),
  {
    schema: {
      params: { type: "object", properties: { id: { type: "integer" }, slug: { type: "string" } } },
      querystring: { type: "object", properties: { page: { type: "integer" } } },
      response: {
        200: {
          type: "object",
          properties: { id: { type: "integer" }, slug: { type: "string" }, page: { type: "integer" } },
        },
      },
    },
  },
  (req, reply) => {
    reply.send({ id: req.params.id, slug: req.params.slug, page: req.query.page });
  },
);
app.register(async (s) => {
  s.register(formbody);
  if (V === "secure") {
    const { default: secureSession } = await import("@fastify/secure-session");
    s.register(secureSession, {
      key: Buffer.alloc(32, 7),
      cookieName: "session",
      cookie: { path: "/", httpOnly: true },
    });
    s.get("/count", (req, reply) => {
      const n = (req.session.get("count") || 0) + 1;
      req.session.set("count", n);
      reply.type(HTML).send(`count=${n}`);
    });
    s.post("/login", (req, reply) => {
      const { username, password } = req.body;
      if (!username || !password) return reply.code(400).send("bad");
      req.session.set("user", username);
      reply.redirect("/count");
    });
  } else {
    s.register(cookie, { secret: SECRET });
    const opt = { path: "/", httpOnly: true, signed: true };
    s.get("/count", (req, reply) => {
      let ses = {};
      const c = req.cookies.session;
      if (c) {
        const u = req.unsignCookie(c);
        if (u.valid) ses = JSON.parse(u.value);
      }
      ses.count = (ses.count || 0) + 1;
      reply.setCookie("session", JSON.stringify(ses), opt).type(HTML).send(`count=${ses.count}`);
    });
    s.post("/login", (req, reply) => {
      const { username, password } = req.body;
      if (!username || !password) return reply.code(400).send("bad");
      reply.setCookie("session", JSON.stringify({ user: username }), opt).redirect("/count");
    });
  }
});
const root = new URL("../views", import.meta.url).pathname;
if (V === "njk") {
  const { default: nunjucks } = await import("nunjucks");
  app.register(view, { engine: { nunjucks }, root, production: true, options: { autoescape: true } });
  app.get("/page", (_req, reply) => reply.viewAsync("page.njk", PAGE));
} else {
  app.register(view, {
    engine: { eta: new Eta({ views: root, cache: true, useWith: false }) },
    root,
    production: true,
  });
  app.get("/page", (_req, reply) => reply.viewAsync("page.eta", PAGE));
}
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });

// Hand-written node:http: the limit. VARIANT 'als': the same inside AsyncLocalStorage.run per request.

import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import http from "node:http";
import { OTHER_ROUTES, PAGE, SECRET } from "../common.mjs";

const V = process.env.VARIANT || "";
const derived = createHmac("sha1", SECRET).update("cookie-session").digest();
const key = createSecretKey(derived);
const sign = (text) => createHmac("sha1", key).update(text).digest("base64url");
function verify(token, dot) {
  const expected = Buffer.from(sign(token.slice(0, dot)));
  const given = Buffer.from(token.slice(dot + 1));
  return expected.length === given.length && timingSafeEqual(expected, given);
}
const b64 = (s) => Buffer.from(s).toString("base64url");
let tsSec = 0,
  tsStr = "";
const stamp = () => {
  const t = Math.floor(Date.now() / 1000);
  if (t !== tsSec) {
    tsSec = t;
    const b = Buffer.alloc(4);
    b.writeUInt32BE(t);
    tsStr = b.toString("base64url");
  }
  return tsStr;
};
const dump = (o) => {
  const p = b64(JSON.stringify(o)) + "." + stamp();
  return p + "." + sign(p);
};
const MAXAGE = 31 * 86400;
function load(tok) {
  const dot = tok.lastIndexOf(".");
  if (dot < 0 || !verify(tok, dot)) return null;
  const d2 = tok.lastIndexOf(".", dot - 1);
  const t = Buffer.from(tok.slice(d2 + 1, dot), "base64url");
  if (Math.floor(Date.now() / 1000) - t.readUIntBE(0, t.length) > MAXAGE) return null;
  return JSON.parse(Buffer.from(tok.slice(0, d2), "base64url").latin1Slice());
}
function cookie(req) {
  const c = req.headers.cookie;
  if (c === undefined) return null;
  const i = c.startsWith("session=") ? 0 : c.indexOf("; session=") + 2;
  if (i === 1) return null;
  const e = c.indexOf(";", i + 8);
  return c.slice(i + 8, e < 0 ? c.length : e);
}
const HTML = "text/html; charset=utf-8",
  JSONT = "application/json";
const html = (res, s) => {
  res.writeHead(200, ["Content-Type", HTML, "Content-Length", s.length]);
  res.end(s);
}; // ASCII bodies only
const json = (res, s) => {
  res.writeHead(200, ["Content-Type", JSONT, "Content-Length", s.length]);
  res.end(s);
};
const nf = (res, code = 404) => {
  res.writeHead(code, ["Content-Type", HTML, "Content-Length", "3"]);
  res.end("nope".slice(0, 3));
};
const SPECIAL = /[&<>"']/;
const ALL_SPECIAL = /[&<>"']/g;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const esc = (s) => (SPECIAL.test(s) ? s.replace(ALL_SPECIAL, (c) => ENTITIES[c]) : s);
function page(p) {
  const t = esc(p.title);
  let o = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${t} - Bench</title><link rel="stylesheet" href="/static/style.css"></head>\n<body><nav><a href="/">Home</a><a href="/page">Page</a></nav><main><h1>${t}</h1><table>\n`;
  for (const r of p.rows) o += `<tr><td>${r.id}</td><td>${esc(r.name)}</td><td>${esc(r.email)}</td></tr>\n`;
  return o + `</table></main><footer>${p.rows.length} rows</footer></body></html>`;
}
const statics = new Map(
  OTHER_ROUTES.filter((r) => !r.includes("<")).map((r) => [r, JSON.stringify({ route: r })]),
);
const dyn = OTHER_ROUTES.filter((r) => r.includes("<")).map((r) => [
  new RegExp("^" + r.replace(/<int:\w+>/g, "\\d+").replace(/<\w+>/g, "[^/]+") + "$"),
  JSON.stringify({ route: r }),
]);
const W2 = /^\/users\/(\d+)\/posts\/([^/]+)$/;
function form(s) {
  const o = {};
  for (const kv of s.split("&")) {
    const i = kv.indexOf("=");
    const k = i < 0 ? kv : kv.slice(0, i),
      v = i < 0 ? "" : kv.slice(i + 1);
    o[dec(k)] = dec(v);
  }
  return o;
}
const dec = (s) => (s.includes("%") || s.includes("+") ? decodeURIComponent(s.replaceAll("+", " ")) : s);
function login(res, body) {
  const f = form(body);
  if (!f.username || !f.password) return nf(res, 400);
  res.writeHead(302, [
    "Location",
    "/count",
    "Set-Cookie",
    "session=" + dump({ user: f.username }) + "; HttpOnly; Path=/",
    "Content-Length",
    "0",
  ]);
  res.end();
}
function handler(req, res) {
  const url = req.url;
  const q = url.indexOf("?");
  const path = q < 0 ? url : url.slice(0, q);
  if (req.method === "POST") {
    if (path !== "/login") return nf(res);
    let body = "";
    req.on("data", (d) => {
      body += d.latin1Slice();
    });
    req.on("end", () => login(res, body));
    return;
  }
  if (path === "/") return html(res, "Hello, World!");
  if (path === "/count") {
    const t = cookie(req);
    const s = (t !== null && load(t)) || {};
    s.count = (s.count || 0) + 1;
    const b = "count=" + s.count;
    res.writeHead(200, [
      "Content-Type",
      HTML,
      "Content-Length",
      b.length,
      "Vary",
      "Cookie",
      "Set-Cookie",
      "session=" + dump(s) + "; HttpOnly; Path=/",
    ]);
    return res.end(b);
  }
  if (path === "/page") return html(res, page(PAGE));
  const st = statics.get(path);
  if (st !== undefined) return json(res, st);
  const m = W2.exec(path);
  if (m !== null) {
    let pg = null;
    if (q >= 0) {
      const i = url.indexOf("page=", q);
      if (i > 0) {
        const e = url.indexOf("&", i);
        pg = Number(url.slice(i + 5, e < 0 ? url.length : e));
      }
    }
    return json(
      res,
      JSON.stringify({ id: +m[1], slug: m[2].includes("%") ? decodeURIComponent(m[2]) : m[2], page: pg }),
    );
  }
  for (const [re, s] of dyn) if (re.test(path)) return json(res, s);
  nf(res);
}
const als = new AsyncLocalStorage();
class Ctx {
  constructor(req, res) {
    this.req = req;
    this.res = res;
    this.g = null;
    this.session = null;
  }
}
const viaAls = (req, res) => {
  als.run(new Ctx(req, res), run, req, res);
};
const run = (_req, _res) => {
  const c = als.getStore();
  handler(c.req, c.res);
};
http.createServer(V === "als" ? viaAls : handler).listen(Number(process.env.PORT), "127.0.0.1");

import { subscribe } from "node:diagnostics_channel";
import { domain_matches, is_local_hostname } from "@miniflask/session";
import { parse_set_cookie, type SetCookie } from "../data/set_cookie.ts";
import { find_context } from "../journey/context.ts";
import { has_request_context, type RequestContext } from "../journey/request_context.ts";
import type { HTTPException } from "../wire/errors.ts";
import type { Request } from "../wire/request.ts";
import type { Response } from "../wire/response.ts";
import { cookie_set } from "../wire/response_head.ts";

/** The app that is advised. */
export interface AdvisedApp {
  readonly config: { readonly SESSION_COOKIE_NAME: string };
  readonly logger: { warn(message: string): void };
}

interface CookieSet {
  readonly response: Response;
  readonly key: string;
}

// What debug mode remembers of a request until its answer is there.
const cookies_set = new WeakMap<object, CookieSet[]>();
const handled_errors = new WeakMap<RequestContext, HTTPException>();
const told = new WeakMap<AdvisedApp, Set<string>>();
let watching = false;

/** From now on it is remembered which responses of requests in debug mode get cookies. */
export function watch_cookies(): void {
  if (watching) return;
  watching = true;
  subscribe(cookie_set.name, (message) => {
    const ctx = has_request_context() ? find_context("set_cookie") : undefined;
    if (ctx?.request?.debug !== true) return;
    const seen = cookies_set.get(ctx) ?? [];
    seen.push(message as CookieSet); // what response_head publishes
    cookies_set.set(ctx, seen);
  });
}

/** Remembers the HTTP error that an error handler is about to answer. */
export function remember_handled(ctx: RequestContext, error: HTTPException): void {
  handled_errors.set(ctx, error);
}

/** Tells in debug mode, once an app for each cause, about an answer that most likely was not meant so. */
export function advise(app: AdvisedApp, ctx: RequestContext, response: Response): void {
  advise_on_lost_cookies(app, ctx, response);
  advise_on_redirect(app, ctx.request, response);
  advise_on_handler(app, ctx, response);
  const cookies = response.header_list.getlist("Set-Cookie").map(parse_set_cookie);
  for (const cookie of cookies) advise_on_cookie(app, ctx.request, cookie);
  if (cookies[0] !== undefined) advise_on_fetch(app, ctx.request, response, cookies[0].name);
}

function advise_on_lost_cookies(app: AdvisedApp, ctx: RequestContext, sent: Response): void {
  if (sent.status_code >= 400) return; // an error takes the place of what the view was making
  const sent_names = sent.header_list.getlist("Set-Cookie").map((cookie) => parse_set_cookie(cookie).name);
  for (const { response, key } of cookies_set.get(ctx) ?? []) {
    if (response === sent || sent_names.includes(key)) continue;
    warn_once(
      app,
      `set_cookie(${quoted(key)}) was called on a response that was not sent: '${ctx.request.endpoint}' answered with another ` +
        "one. Return the response that has the cookie, or set it in after_this_request",
    );
  }
}

function advise_on_redirect(app: AdvisedApp, request: Request, response: Response): void {
  const location = response.header_list.get("Location");
  const { endpoint, path } = request;
  if (location === undefined || endpoint === null || response.status_code >= 400) return;
  if (endpoint === "static" || endpoint.endsWith(".static")) {
    warn_once(
      app,
      `The static file ${path} was answered with a redirect to ${location}. A before_request function that guards views must let ` +
        `request.endpoint ${quoted(endpoint)} through`,
      `static ${endpoint}`,
    );
  } else if (leads_back(request, location)) {
    warn_once(
      app,
      `${path} redirects to itself, so the browser will ask for it until it gives up. A before_request function that guards views ` +
        `must let the page it sends people to through: return where request.endpoint is ${quoted(endpoint)}`,
      `loop ${endpoint}`,
    );
  }
}

function leads_back(request: Request, location: string): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const here = URL.parse(
    `${request.scheme}://${request.header_list.get("Host") ?? "localhost"}${request.root_path}${request.full_path}`,
  );
  const there = here && URL.parse(location, here.href);
  return !!there && there.origin === here.origin && place_of(there) === place_of(here);
}

// An empty query, which Werkzeug's full_path ends with, is none.
const place_of = ({ pathname, search }: URL) => pathname + search;

function advise_on_handler(app: AdvisedApp, ctx: RequestContext, response: Response): void {
  const error = handled_errors.get(ctx);
  if (error?.code === undefined || error.code === null || error.code < 400 || response.status_code !== 200)
    return;
  warn_once(
    app,
    `The error handler for ${error.code} ${error.name} answered 200, so clients take the error for a page: return [body, ${error.code}]`,
  );
}

/** A script's fetch from another origin leaves cookies alone, unless both sides say otherwise. */
function advise_on_fetch(app: AdvisedApp, request: Request, response: Response, cookie: string): void {
  const origin = request.header_list.get("Origin");
  if (origin === undefined || request.header_list.get("Sec-Fetch-Mode") !== "cors") return;
  if (origin === `${request.scheme}://${request.header_list.get("Host")}`) return;
  if (response.header_list.get("Access-Control-Allow-Credentials") === "true") return;
  warn_once(
    app,
    `The cookie ${quoted(cookie)} is for a script of ${origin}, which is another origin, so the browser drops it: the script has to ` +
      'call fetch(url, { credentials: "include" }), and the response needs Access-Control-Allow-Credentials: true',
  );
}

/** The session's own cookie has settings, which the session warns about by name. */
function advise_on_cookie(app: AdvisedApp, request: Request, cookie: SetCookie): void {
  const { name, domain, secure, samesite } = cookie;
  if (name === app.config.SESSION_COOKIE_NAME) return;
  const hostname = (request.header_list.get("Host") ?? "").replace(/:\d+$/, "").toLowerCase();
  if (samesite === "none" && !secure) {
    warn_once(
      app,
      `The cookie ${quoted(name)} has SameSite=None without Secure, so browsers refuse it: pass { secure: true }`,
    );
  }
  if (secure && request.scheme === "http" && !is_local_hostname(hostname)) {
    warn_once(
      app,
      `The cookie ${quoted(name)} is Secure, so browsers refuse it over http at ${quoted(hostname)}`,
    );
  }
  if (domain !== null && !domain_matches(hostname, domain)) {
    warn_once(
      app,
      `The cookie ${quoted(name)} is for the domain ${domain}, so browsers refuse it at ${quoted(hostname)}`,
    );
  }
}

/** Once for each cause; its text, unless a part of that changes from request to request. */
function warn_once(app: AdvisedApp, message: string, cause = message): void {
  const causes = told.get(app) ?? new Set();
  if (causes.has(cause)) return;
  told.set(app, causes.add(cause));
  app.logger.warn(message);
}

const quoted = (text: string) => JSON.stringify(text);

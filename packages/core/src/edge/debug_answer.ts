import { is_local_hostname } from "@miniflask/session";
import { MOST_FRAMES } from "../data/stack_frames.ts";
import type { RequestContext } from "../journey/request_context.ts";
import type { Request } from "../wire/request.ts";
import { debug_page } from "./debug_page.ts";
import { error_reports, fact_tables } from "./error_report.ts";
import { secret_texts } from "./secret_texts.ts";
import { make_redactor } from "./secrets.ts";

/** The answer to a request whose error nobody handled. */
export interface ErrorAnswer {
  readonly headers: readonly string[];
  readonly body: string;
}

/** The app whose errors are shown. */
export interface DebuggedApp {
  readonly debug: boolean;
  readonly config: {
    readonly SECRET_KEY: string | Uint8Array | null;
    readonly SECRET_KEY_FALLBACKS: readonly (string | Uint8Array)[] | null;
  };
}

/** Who asks, as the socket knows it; a request can be made to say otherwise by middleware. */
export interface Visitor {
  readonly address: string | undefined;
  readonly http_version: string;
}

// No script runs, nothing is loaded, no other site may show or read the page.
const HEADERS = [
  ["Content-Type", "text/html; charset=utf-8"],
  ["Cache-Control", "no-store"],
  [
    "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Referrer-Policy", "no-referrer"],
  ["X-Content-Type-Options", "nosniff"],
].flat();

const contexts = new WeakMap<Request, RequestContext>();

/** Keeps the context of a request in debug mode for its error's page, which shows session, `g` and the whole stack. */
export function keep_for_page(ctx: RequestContext): void {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, MOST_FRAMES);
  contexts.set(ctx.request, ctx);
}

/** The debug page; null, for the plain 500, in production and for whoever is not at this very machine. */
export function debug_answer(
  app: DebuggedApp,
  request: Request,
  error: unknown,
  visitor: Visitor,
): ErrorAnswer | null {
  if (!app.debug || process.env.NODE_ENV === "production" || !is_at_this_machine(request, visitor))
    return null;
  const { SECRET_KEY, SECRET_KEY_FALLBACKS } = app.config;
  const ctx = contexts.get(request);
  const body = debug_page({
    errors: error_reports(error),
    tables: fact_tables(request, ctx),
    redact: make_redactor(secret_texts(request, ctx, [SECRET_KEY, ...(SECRET_KEY_FALLBACKS ?? [])])),
  });
  return { headers: HEADERS, body };
}

const LOOPBACK = /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$/;
const FORWARDING = [
  "Forwarded",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Forwarded-Proto",
  "X-Real-IP",
  "Via",
];

/**
 * A foreign name that leads here (DNS rebinding) shows in Host. A proxy on this machine has a local address, too, and nginx by
 * default even a local Host: it is known by the headers proxies add, or by HTTP/1.0, which it then speaks.
 */
function is_at_this_machine({ header_list }: Request, { address, http_version }: Visitor): boolean {
  const hosts = header_list.getlist("Host");
  const hostname = hosts.length === 1 ? hosts[0]!.replace(/:\d{1,5}$/, "").toLowerCase() : "";
  return (
    address !== undefined &&
    LOOPBACK.test(address) &&
    is_local_hostname(hostname) &&
    http_version === "1.1" &&
    !FORWARDING.some((name) => header_list.has(name))
  );
}

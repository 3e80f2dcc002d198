import { inflateSync } from "node:zlib";
import type { Body, Outcome } from "./scenario.ts";

const AN_HOUR = 60 * 60 * 1000;

// Flask signs session cookies as payload, time and a SHA-1 of 27 characters.
const SIGNED = /^(\.?[\w-]+)\.[\w-]+\.[\w-]{27}$/;
// Werkzeug's ETag of a file: its time, its size and a checksum of its path.
const FILE_ETAG = /"(\d+(?:\.\d+)?-\d+)-\d+"/g;

export type HeaderPair = readonly [name: string, value: string];

/** Takes out of the headers what two runs, or two zlibs, cannot have in common; README.md lists it. */
export function normal_headers(headers: Iterable<HeaderPair>): HeaderPair[] {
  return [...headers]
    .filter(([name, value]) => !is_of_the_connection(name, value))
    .map(([name, value]) => [name, normal_value(name, value)]);
}

const CONNECTION_HEADERS = new Set(["Connection", "Keep-Alive", "Transfer-Encoding"]);

/** What node adds to an answer over a socket; its Date is the real one, not of the stopped clock. */
function is_of_the_connection(name: string, value: string): boolean {
  if (name !== "Date") return CONNECTION_HEADERS.has(name);
  const real_now = performance.timeOrigin + performance.now();
  return Math.abs(Date.parse(value) - real_now) < AN_HOUR;
}

function normal_value(name: string, value: string): string {
  if (name === "Allow") return value.split(", ").sort().join(", ");
  if (name === "ETag") return value.replace(FILE_ETAG, '"$1-path"');
  if (name === "Set-Cookie") return without_compressed(value);
  return value;
}

function without_compressed(set_cookie: string): string {
  const [key, content, rest] = parts_of(set_cookie);
  return content.startsWith(".") && SIGNED.test(content) ? `${key}=<compressed>${rest}` : set_cookie;
}

function parts_of(set_cookie: string): [key: string, content: string, rest: string] {
  const [cookie = ""] = set_cookie.split(";", 1);
  const [key = ""] = cookie.split("=", 1);
  return [key, cookie.slice(key.length + 1), set_cookie.slice(cookie.length)];
}

/** The JSON text of each signed cookie that is set, by the cookie's name. */
export function session_texts(headers: Iterable<HeaderPair>): Outcome["session"] | undefined {
  const found: [string, string][] = [];
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== "set-cookie") continue;
    const [key, content] = parts_of(value);
    const payload = SIGNED.exec(content)?.[1];
    if (payload !== undefined) found.push([key, payload_text(payload)]);
  }
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function payload_text(payload: string): string {
  const data = Buffer.from(payload.replace(/^\./, ""), "base64url");
  return (payload.startsWith(".") ? inflateSync(data) : data).toString("utf8");
}

/** Text where the bytes are UTF-8. */
export function body_text(data: Buffer): Body {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return { base64: data.toString("base64") };
  }
}

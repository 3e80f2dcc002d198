import { escape_controls } from "./log_line.ts";

/** What the log says of one answered request. */
export interface AccessFacts {
  readonly remote_addr: string | undefined;
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly http_version: string;
  readonly status: number;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** One request as Werkzeug's server logs it: `127.0.0.1 - - [31/Jan/2026 12:00:00] "GET / HTTP/1.1" 200 -`. */
export function access_line(facts: AccessFacts, now: Date): string {
  const { remote_addr = "-", method = "-", target = "-", http_version, status } = facts;
  // Both come from the client: a control byte in them would write to the terminal, or a line of its own.
  const line = escape_controls(`${method} ${target} HTTP/${http_version}`).replaceAll('"', "%22");
  return `${remote_addr} - - [${clock(now)}] "${line}" ${status} -`;
}

function clock(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(now.getDate())}/${MONTHS[now.getMonth()]}/${now.getFullYear()}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
}

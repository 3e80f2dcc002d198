import { iri_to_uri } from "../data/iri.ts";
import { split_url } from "../data/url_parts.ts";
import { authority_of, type EnvironBuilder, split_host } from "./environ_builder.ts";
import type { TestResponse } from "./test_response.ts";

const REDIRECTS = new Set([301, 302, 303, 305, 307, 308]);
/** RFC 9110 sections 15.4.8 and 15.4.9: method and body stay. */
const KEEPING = new Set([307, 308]);

/** A redirect leads to where another one led already (Werkzeug). */
export class ClientRedirectError extends Error {
  override readonly name = "ClientRedirectError";
}

/** The redirects that one call of a test client follows. */
export class RedirectTrail {
  readonly #allow_subdomains: boolean;
  readonly #seen = new Set<string>();
  #answers: readonly TestResponse[] = [];

  constructor(allow_subdomains: boolean) {
    this.#allow_subdomains = allow_subdomains;
  }

  /** The redirects so far, oldest first. */
  get answers(): readonly TestResponse[] {
    return this.#answers;
  }

  leads_on(response: TestResponse): boolean {
    return REDIRECTS.has(response.status_code);
  }

  /** The request that `response` sends `from`'s client to. */
  next(from: EnvironBuilder, response: TestResponse): EnvironBuilder {
    const { location, status_code } = response;
    if (location === null) throw new Error(`The ${status_code} answer has no Location to follow.`);
    const step = `${status_code} ${location}`;
    if (this.#seen.has(step)) {
      throw new ClientRedirectError(
        `Loop detected: A ${status_code} redirect to ${location} was already made.`,
      );
    }
    this.#seen.add(step);
    this.#answers = [...this.#answers, response];
    return from.redirected((builder) => this.#send_to(builder, location, status_code));
  }

  #send_to(builder: EnvironBuilder, location: string, status_code: number): void {
    const url = split_url(location);
    if (url.hostname !== "") {
      this.#refuse_other_site(url.hostname, split_host(builder.host)[0]);
      if (url.scheme !== "") builder.url_scheme = url.scheme;
      builder.host = authority_of(url);
    }
    take_path(builder, iri_to_uri(url.path));
    builder.query_string = url.query;
    if (!KEEPING.has(status_code)) drop_body(builder);
  }

  #refuse_other_site(to: string, from: string): void {
    if (to === from) return;
    if (!to.endsWith(`.${from}`)) throw new Error("Following external redirects is not supported.");
    if (!this.#allow_subdomains) throw new Error("Following subdomain redirects is not enabled.");
  }
}

/** A place outside the script root is the whole path of a site without one. */
function take_path(builder: EnvironBuilder, path: string): void {
  const root = builder.script_root;
  if (path === root || path.startsWith(`${root}/`)) {
    builder.path = path.slice(root.length);
    return;
  }
  builder.path = path.startsWith("/") ? path : beside(builder.path, path);
  if (path.startsWith("/")) builder.script_root = "";
}

/** A relative Location is resolved as a browser does; one that is empty stays where it is. */
function beside(path: string, relative: string): string {
  if (relative === "") return path;
  return new URL(relative, `http://localhost${path}`).pathname;
}

/** HEAD stays HEAD, everything else becomes GET, and nothing of the body is left. */
function drop_body(builder: EnvironBuilder): void {
  if (builder.method !== "HEAD") builder.method = "GET";
  builder.body = null;
  for (const name of ["Content-Type", "Content-Length", "Transfer-Encoding"]) builder.headers.remove(name);
}

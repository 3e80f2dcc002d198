import type { Rule } from "./rule.ts";
import type { Endpoint, PathArguments } from "./url_builder.ts";

// What matching comes to when it finds no rule to use. None of these is thrown: matching happens once a request, and
// taking a stack costs more than matching does.

/** The path has to be asked for under another spelling (Werkzeug). */
export class RequestPath {
  readonly path_info: string;

  constructor(path_info: string) {
    this.path_info = path_info;
  }
}

/** An alias matched; the endpoint has another, canonical rule (Werkzeug). */
export class RequestAliasRedirect {
  readonly matched_values: PathArguments;
  readonly endpoint: Endpoint;

  constructor(matched_values: PathArguments, endpoint: Endpoint) {
    this.matched_values = matched_values;
    this.endpoint = endpoint;
  }
}

/** No rule matched; perhaps one would have for another method, or for the other one of HTTP and WebSocket (Werkzeug). */
export class NoMatch {
  readonly have_match_for: ReadonlySet<string>;
  readonly websocket_mismatch: boolean;

  constructor(have_match_for: ReadonlySet<string>, websocket_mismatch: boolean) {
    this.have_match_for = have_match_for;
    this.websocket_mismatch = websocket_mismatch;
  }
}

/** A rule and the values of the URL. */
export type Match = [rule: Rule, values: PathArguments];

export type MatchOutcome = Match | RequestPath | RequestAliasRedirect | NoMatch;

export function is_match(outcome: MatchOutcome): outcome is Match {
  return Array.isArray(outcome);
}

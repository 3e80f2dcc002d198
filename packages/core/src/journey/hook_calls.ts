import { collect_errors, is_thenable, type MaybePromise } from "../data/maybe_promise.ts";
import type { AfterRequest, BeforeRequest, Teardown } from "../setup/hook_functions.ts";
import { Response } from "../wire/response.ts";
import { is_view_return } from "./make_response.ts";

/** Calls a before_request function; a value that no view could return is most likely an arrow function's by accident. */
export function call_before_request(fn: BeforeRequest): unknown {
  const result = fn();
  return is_thenable(result)
    ? Promise.resolve(result).then((value) => check_early_answer(fn, value))
    : check_early_answer(fn, result);
}

function check_early_answer(fn: BeforeRequest, value: unknown): unknown {
  if (value === undefined || value === null || is_view_return(value)) return value;
  throw new TypeError(
    `The before_request function ${name_of(fn)} returned the ${typeof value} ${String(value)}, which is no response. Return nothing to go on ` +
      "to the view; an arrow function without braces returns its expression's value.",
  );
}

/** Calls an after_request function, which must give a response back. */
export function call_after_request(response: Response, fn: AfterRequest): MaybePromise<Response> {
  const result = fn(response);
  return is_thenable(result)
    ? Promise.resolve(result).then((value) => check_response(fn, value))
    : check_response(fn, result);
}

function check_response(fn: AfterRequest, value: unknown): Response {
  if (value instanceof Response) return value;
  throw new TypeError(
    `The after_request function ${name_of(fn)} must return the response, it returned ${String(value)}.`,
  );
}

/** Calls every teardown function, and gives the errors of those that failed. */
export function run_all(functions: readonly Teardown[], failure: unknown): MaybePromise<unknown[]> {
  return collect_errors(functions, (fn) => fn(failure));
}

const name_of = (fn: { readonly name: string }) => fn.name || "(anonymous)";

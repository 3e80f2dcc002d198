import {
  and_then,
  collect_errors,
  first_result,
  fold,
  is_thenable,
  type MaybePromise,
} from "../data/maybe_promise.ts";
import type { AfterRequest, BeforeRequest, Teardown, UrlValuePreprocessor } from "../setup/hook_functions.ts";
import type { Request } from "../wire/request.ts";
import { Response } from "../wire/response.ts";
import { is_view_return } from "./make_response.ts";

/** Calls the url_value_preprocessors, whose results mean nothing. */
export function run_preprocessors(
  functions: readonly UrlValuePreprocessor[],
  { endpoint, view_args }: Request,
): MaybePromise<unknown> {
  return first_result(functions, (fn) => and_then(fn(endpoint, view_args), () => undefined));
}

/** Calls the before_request functions until one answers. */
export function run_before_request(functions: readonly BeforeRequest[]): MaybePromise<unknown> {
  return first_result(functions, call_before_request);
}

/** Calls a before_request function; a value that no view could return is most likely an arrow function's by accident. */
function call_before_request(fn: BeforeRequest): unknown {
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

/** Hands the response from one after_request function to the next. */
export function run_after_request(
  functions: readonly AfterRequest[],
  response: Response,
): MaybePromise<Response> {
  return fold(functions, response, call_after_request);
}

/** Calls an after_request function, which must give a response back. */
function call_after_request(response: Response, fn: AfterRequest): MaybePromise<Response> {
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
export function run_teardown(functions: readonly Teardown[], failure: unknown): MaybePromise<unknown[]> {
  return collect_errors(functions, (fn) => fn(failure));
}

const name_of = (fn: { readonly name: string }) => fn.name || "(anonymous)";

import { and_then, first_result, fold, is_thenable, type MaybePromise } from "../data/maybe_promise.ts";
import type { AfterRequest, BeforeRequest, UrlValuePreprocessor } from "../setup/hook_functions.ts";
import { point_to } from "../setup/registered_at.ts";
import type { Request } from "../wire/request.ts";
import { Response } from "../wire/response.ts";
import { is_view_return } from "./make_response.ts";

/** Calls the url_value_preprocessors, whose results mean nothing, then the before_request functions until one answers. */
export function run_before_view(
  preprocessors: readonly UrlValuePreprocessor[],
  before_request: readonly BeforeRequest[],
  request: Request,
): MaybePromise<unknown> {
  const preprocessed = preprocessors.length === 0 ? undefined : run_preprocessors(preprocessors, request);
  return is_thenable(preprocessed)
    ? preprocessed.then(() => first_result(before_request, call_before_request))
    : first_result(before_request, call_before_request);
}

function run_preprocessors(
  functions: readonly UrlValuePreprocessor[],
  { endpoint, view_args }: Request,
): MaybePromise<unknown> {
  return first_result(functions, (fn) => and_then(fn(endpoint, view_args), () => undefined));
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
  const error = new TypeError(
    `The before_request function ${name_of(fn)} returned the ${typeof value} ${String(value)}, which is no response. Return nothing to go on ` +
      "to the view; an arrow function without braces returns its expression's value.",
  );
  throw point_to(fn, error);
}

/** Hands the response from one function to the next: first those of `after_this_request`, then the app's and blueprints'. */
export function run_after_request(
  own: readonly AfterRequest[] | null,
  functions: readonly AfterRequest[],
  response: Response,
): MaybePromise<Response> {
  const first = own === null ? response : fold(own, response, call_after_request);
  return is_thenable(first)
    ? first.then((seen) => fold(functions, seen, call_after_request))
    : fold(functions, first, call_after_request);
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
  const error = new TypeError(
    `The after_request function ${name_of(fn)} must return the response, it returned ${String(value)}.`,
  );
  throw point_to(fn, error);
}

const name_of = (fn: { readonly name: string }) => fn.name || "(anonymous)";

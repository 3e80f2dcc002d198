import { abort, Flask, Response, request } from "miniflask";
import { Aborter, type HTTPException, InternalServerError } from "miniflask/exceptions";

export const log: string[] = [];

class Teapots extends Aborter {
  override abort(code: number | Response, ...rest: unknown[]): never {
    log.push(`aborting ${typeof code === "number" ? code : code.status_code}`);
    return super.abort(code, ...rest);
  }
}

class RuntimeError extends Error {}

const text = (error: unknown) => (error instanceof Error ? error.message : "None");
type Args<K extends keyof Flask> = Flask[K] extends (...args: infer A) => unknown ? A : never;

class Own extends Flask {
  override aborter_class = Teapots;

  override handle_http_exception(...[ctx, error]: Args<"handle_http_exception">) {
    log.push(`http ${(error as HTTPException).code ?? "None"}`);
    return super.handle_http_exception(ctx, error);
  }
  override handle_user_exception(...[ctx, error]: Args<"handle_user_exception">) {
    log.push(`user ${(error as object).constructor.name}`);
    return super.handle_user_exception(ctx, error);
  }
  override handle_exception(...[ctx, error]: Args<"handle_exception">) {
    log.push(`exception ${text(error)}`);
    return super.handle_exception(ctx, error);
  }
  override log_exception(...[ctx, error]: Args<"log_exception">) {
    log.push(`log ${ctx.request.method} ${ctx.request.path} ${text(error)}`);
  }
  override make_response(...[value, ctx]: Args<"make_response">) {
    const wanted = typeof value === "number" ? [String(value), 200, { "X-Int": "yes" }] : value;
    return super.make_response(wanted, ctx);
  }
  override preprocess_request(...args: Args<"preprocess_request">) {
    log.push("preprocess");
    return super.preprocess_request(...args);
  }
  override process_response(...[ctx, response]: Args<"process_response">) {
    log.push(`process ${response.status_code}`);
    return super.process_response(ctx, response);
  }
  override dispatch_request(...[ctx]: Args<"dispatch_request">) {
    log.push(`dispatch ${ctx.request.endpoint ?? "None"}`);
    return super.dispatch_request(ctx);
  }
  override finalize_request(...[ctx, answer, from_error_handler = false]: Args<"finalize_request">) {
    log.push(`finalize ${from_error_handler ? "True" : "False"}`);
    return super.finalize_request(ctx, answer, from_error_handler);
  }
  override make_default_options_response(...args: Args<"make_default_options_response">) {
    const response = super.make_default_options_response(...args);
    response.headers["X-Options"] = "own";
    return response;
  }
  override do_teardown_request(...[ctx, failure]: Args<"do_teardown_request">) {
    log.push(`teardown ${text(failure)}`);
    return super.do_teardown_request(ctx, failure);
  }
}

export const app = new Own(import.meta.url);

app.get("/", { endpoint: "index" }, (() => 42) as unknown as () => string);

app.get("/fail", function fail() {
  throw new RuntimeError("broken");
});

app.get("/abort/<int:code>", function stop({ code }) {
  abort(code);
});

app.get("/abort/response", function stop_with() {
  abort(new Response("given", 451));
});

app.after_request(function after(response) {
  if (request.args.get("fail") === "after") throw new RuntimeError("after failed");
  return response;
});

app.errorhandler(InternalServerError, (error) => [`500 ${text(error.original_exception)}`, 500]);

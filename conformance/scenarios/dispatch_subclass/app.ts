import { abort, Flask, jsonify, Response, request, SecureCookieSessionInterface, session } from "miniflask";
import { type HTTPException, NotFound } from "miniflask/exceptions";

export const log: string[] = [];
const word = (value: boolean) => (value ? "True" : "False");

class OwnSession extends SecureCookieSessionInterface {
  override open_session(...args: Parameters<SecureCookieSessionInterface["open_session"]>) {
    const [, opened] = args;
    log.push(`open ${request.path} ${request.endpoint ?? "None"}`);
    if (opened !== undefined && request.headers["X-Session"] === "none") return null;
    return super.open_session(...args);
  }
  override save_session(...args: Parameters<SecureCookieSessionInterface["save_session"]>) {
    const [, saved, response] = args;
    const names = [...saved.keys()].sort().map((name) => `'${name}'`);
    log.push(
      `save [${names.join(", ")}] ${word(saved.modified)} ${word(saved.accessed)} ${(response as Response).status_code}`,
    );
    return super.save_session(...args);
  }
}

class Money {
  readonly amount: number;
  constructor(amount: number) {
    this.amount = amount;
  }
}

class ZeroDivisionError extends Error {}

class OwnResponse extends Response {
  static override readonly default_mimetype = "text/plain";
  static override readonly default_status = 202;
  set_mark(mark: string) {
    this.headers["X-Mark"] = mark;
    return this;
  }
}

class App extends Flask {
  override response_class = OwnResponse;
  override session_interface = new OwnSession();

  override preprocess_request(...args: Parameters<Flask["preprocess_request"]>) {
    if (request.headers["X-Maintenance"]) return ["down for maintenance", 503];
    return super.preprocess_request(...args);
  }
  override dispatch_request(...args: Parameters<Flask["dispatch_request"]>) {
    if (request.method === "PURGE") return "brewed";
    return super.dispatch_request(...args);
  }
  override make_response(...[value, ctx]: Parameters<Flask["make_response"]>): Response {
    if (value instanceof Money) return jsonify({ amount: value.amount, currency: "EUR" });
    if (Array.isArray(value) && value[0] instanceof Money)
      return super.make_response([this.make_response(value[0]), ...value.slice(1)], ctx);
    return super.make_response(value, ctx);
  }
  override async process_response(...args: Parameters<Flask["process_response"]>) {
    const response = await super.process_response(...args);
    response.headers["X-Processed"] = response.constructor.name;
    return response;
  }
  override finalize_request(...args: Parameters<Flask["finalize_request"]>) {
    const [, value, from_error_handler = false] = args;
    log.push(
      `finalize ${word(typeof value === "string" || Array.isArray(value))} ${word(from_error_handler)}`,
    );
    return super.finalize_request(...args);
  }
  override handle_user_exception(...args: Parameters<Flask["handle_user_exception"]>) {
    if (args[1] instanceof ZeroDivisionError) return ["divided", 400];
    return super.handle_user_exception(...args);
  }
  override handle_http_exception(...args: Parameters<Flask["handle_http_exception"]>) {
    log.push(`http ${args[1].code}`);
    return super.handle_http_exception(...args);
  }
  override trap_http_exception(error: HTTPException) {
    return error instanceof NotFound && "X-Trap" in request.headers;
  }
  override raise_routing_exception(...args: Parameters<Flask["raise_routing_exception"]>): never {
    if (request.path.startsWith("/virtual")) abort(410);
    return super.raise_routing_exception(...args);
  }
  override handle_exception(...args: Parameters<Flask["handle_exception"]>) {
    log.push(`exception ${(args[1] as Error).message.split(".")[0]}`);
    return super.handle_exception(...args);
  }
  override log_exception() {
    log.push("logged");
  }
  override make_default_options_response(...args: Parameters<Flask["make_default_options_response"]>) {
    const response = super.make_default_options_response(...args);
    return (response as OwnResponse).set_mark("options");
  }
  override do_teardown_request(...args: Parameters<Flask["do_teardown_request"]>) {
    log.push("teardown request");
    return super.do_teardown_request(...args);
  }
  override do_teardown_appcontext(...args: Parameters<Flask["do_teardown_appcontext"]>) {
    log.push("teardown app");
    return super.do_teardown_appcontext(...args);
  }
}

export const app = new App(import.meta.url);
app.secret_key = "k";

app.get("/", function index() {
  session.n = 1;
  return "index";
});

app.get("/money", function money() {
  return new Money(5);
});

app.get("/money/tuple", function money_tuple() {
  return [new Money(6), 201, { "X-Extra": "1" }];
});

app.get("/divide", function divide() {
  throw new ZeroDivisionError("zero");
});

app.get("/fail", function fail() {
  throw new Error("failed");
});

app.get("/abort/<int:code>", function stop({ code }) {
  return abort(code);
});

app.get("/plain", function plain() {
  return new Response("foreign", 203);
});

app.get("/read", function read() {
  return `${session.get("n") ?? "None"}`;
});

app.errorhandler(418)(() => ["tea", 418]);

export async function by_hand() {
  const first = app.test_request_context("/money");
  await first.run(async () => {
    const response = await app.full_dispatch_request(first);
    log.push(`${response.status} ${response.get_data({ as_text: true }).trim()}`);
  });
  const second = app.test_request_context("/");
  await second.run(async () => {
    const response = app.make_response(["made", 299, { "X-A": "b" }]);
    log.push(`${response.status_code} ${response.headers["X-A"]} ${response.constructor.name}`);
    log.push(`${(await app.process_response(second, response)).headers["X-Processed"]}`);
  });
}

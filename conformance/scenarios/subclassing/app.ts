import { AppGlobals, abort, Flask, g, HTTPException, Request, Response, request } from "miniflask";
import { Aborter } from "miniflask/exceptions";

export const log: string[] = [];

class Teapot extends HTTPException {
  static override readonly code = 418;
  static override readonly description = "short and stout";
}

class OwnRequest extends Request {
  get shouted() {
    return this.path.toUpperCase();
  }
}

class OwnResponse extends Response {
  static override readonly default_mimetype = "application/x-own";
}

class OwnGlobals extends AppGlobals {
  made = "by OwnGlobals";
}

class OwnAborter extends Aborter {
  constructor() {
    super();
    this.mapping.set(999, Teapot);
  }
}

const word = (value: boolean) => (value ? "True" : "False");

class OwnApp extends Flask {
  override request_class = OwnRequest;
  override response_class = OwnResponse;
  override app_ctx_globals_class = OwnGlobals;
  override aborter_class = OwnAborter;

  override preprocess_request(...args: Parameters<Flask["preprocess_request"]>) {
    log.push("preprocess_request");
    return super.preprocess_request(...args);
  }
  override dispatch_request(...args: Parameters<Flask["dispatch_request"]>) {
    log.push("dispatch_request");
    return super.dispatch_request(...args);
  }
  override finalize_request(...args: Parameters<Flask["finalize_request"]>) {
    log.push(`finalize_request ${word(args[2] ?? false)}`);
    return super.finalize_request(...args);
  }
  override process_response(...args: Parameters<Flask["process_response"]>) {
    log.push(`process_response ${args[1].status_code}`);
    return super.process_response(...args);
  }
  override handle_user_exception(...args: Parameters<Flask["handle_user_exception"]>) {
    log.push("handle_user_exception");
    return super.handle_user_exception(...args);
  }
  override handle_http_exception(...args: Parameters<Flask["handle_http_exception"]>) {
    log.push(`handle_http_exception ${args[1].code}`);
    return super.handle_http_exception(...args);
  }
  override handle_exception(...args: Parameters<Flask["handle_exception"]>) {
    log.push("handle_exception");
    return super.handle_exception(...args);
  }
  override log_exception() {
    log.push("log_exception");
  }
  override make_default_options_response(...args: Parameters<Flask["make_default_options_response"]>) {
    log.push("make_default_options_response");
    return super.make_default_options_response(...args);
  }
}

export const app = new OwnApp(import.meta.url);

app.get("/", function index() {
  return `${(request as OwnRequest).shouted} ${g.made}`;
});

app.get("/teapot", function teapot() {
  return abort(999);
});

app.get("/fail", function fail() {
  throw new Error("broken");
});

const inner = app.handle;
app.handle = (incoming) => {
  log.push(`middleware ${incoming.path}`);
  return inner(incoming);
};

import { after_this_request, Flask, g, type Response, request } from "miniflask";

export const app = new Flask(import.meta.url);
export const log: string[] = [];

app.before_request(function detect_user_language() {
  let language = request.cookies.get("user_lang");
  if (language === undefined) {
    const best = request.accept_languages.best_match(["de", "en", "fr"], "en");
    language = best;
    after_this_request(function remember_language(response) {
      log.push(`remember ${best}`);
      response.set_cookie("user_lang", best);
      return response;
    });
  }
  g.language = language;
});

app.after_request(function call_after_request_callbacks(response) {
  for (const callback of g.get("after_request_callbacks", [])) response = callback(response) || response;
  log.push(`after ${response.status_code}`);
  return response;
});

function after_request(f: (response: Response) => Response | undefined) {
  if (!("after_request_callbacks" in g)) g.after_request_callbacks = [];
  g.after_request_callbacks.push(f);
  return f;
}

app.route("/")(function index() {
  after_request(function add_header(response) {
    response.headers["X-Lang"] = g.language;
  });
  return g.language;
});

app.route("/replace")(function replace() {
  after_this_request(function other(response) {
    return app.make_response([response.get_data({ as_text: true }) + "!", 201]);
  });
  after_this_request(function third(response) {
    response.headers.set("X-Length", response.content_length ?? 0);
    return response;
  });
  return "replaced";
});

app.route("/boom")(function boom() {
  after_this_request(function still(response) {
    response.headers["X-Still"] = "here";
    return response;
  });
  throw new Error("boom");
});

app.route("/stop")(function stop() {
  after_request(function vary(response) {
    response.vary.add("Accept-Language");
    response.content_language = g.language;
    response.cache_control.private = true;
    response.cache_control.max_age = 5;
  });
  return ["", 204];
});

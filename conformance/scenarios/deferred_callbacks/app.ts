import { after_this_request, Flask, g, Response, request } from "miniflask";
export const app = new Flask(import.meta.url);
export const log: string[] = [];
app.before_request(function detect_user_language() {
  let language = request.cookies.get("user_lang");
  if (language == null) {
    language = request.accept_languages.best_match(["de", "en", "fr"], "en");
    after_this_request(function remember_language(response) {
      response.set_cookie("user_lang", language!);
      log.push("remember");
      return response;
    });
  }
  g.language = language;
});
app.after_request(function header(response) {
  log.push("after");
  response.headers["X-Lang"] = g.language;
  response.headers.setdefault("X-Once", "first");
  response.headers.setdefault("X-Once", "second");
  return response;
});
app.route("/")(function index() {
  after_this_request((r) => {
    log.push("view's");
    r.headers.add("X-Multi", "a");
    r.headers.add("X-Multi", "b");
    return r;
  });
  return g.language;
});
app.route("/replace")(function replace() {
  after_this_request(
    (r) => new Response("replaced " + r.get_data({ as_text: true }), { status: 202, mimetype: "text/plain" }),
  );
  return "original";
});
app.route("/json")(function js() {
  after_this_request((r) => {
    const data = r.get_json();
    data["lang"] = g.language;
    r.set_data(app.json.dumps(data));
    return r;
  });
  return { a: 1 };
});
app.errorhandler(404)(function nf() {
  after_this_request((r) => {
    r.headers["X-Missing"] = request.method;
    return r;
  });
  return ["nf", 404];
});

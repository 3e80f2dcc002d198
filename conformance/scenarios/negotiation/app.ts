import { abort, Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));

app.get("/", function index() {
  const best = request.accept_mimetypes.best_match(["text/html", "application/json", "text/plain"]) ?? null;
  if (best === null && request.headers.get("Accept")) abort(406);
  if (best === "application/json") return { format: "json" };
  if (best === "text/plain") return ["plain", { "Content-Type": "text/plain" }];
  return "<p>html</p>";
});

app.get("/lang", function lang() {
  return request.accept_languages.best_match(["de", "en"], "none") ?? "";
});

app.get("/cached", function cached() {
  const { no_cache, max_age, only_if_cached, max_stale } = request.cache_control;
  log.push([no_cache, max_age, only_if_cached, max_stale].map(word).join(" "));
  const response = app.make_response("cached");
  response.cache_control.max_age = 60;
  response.cache_control.must_revalidate = true;
  response.vary = "Accept, Cookie";
  return response;
});

app.get("/quality", function quality() {
  return ["text/html", "text/html;level=1", "text/plain", "image/png"]
    .map((kind) => request.accept_mimetypes.quality(kind))
    .join(" ");
});

import { Flask, HTTPException, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.before_request(() => {
  log.push(`before ${request.path}`);
});

app.errorhandler(HTTPException, (error) => {
  log.push(`handler ${error.code}`);
  return error.get_response();
});

app.get("/folder/", function folder() {
  return `folder ${request.args.get("b", "")}`;
});

app.post("/form/", function form() {
  return "form";
});

app.get("/leaf", function leaf() {
  return `leaf at ${request.path}`;
});

app.route("/loose/", { strict_slashes: false }, function loose() {
  return "loose";
});

app.get("/a/b", function inner() {
  return "a/b";
});

app.route("/keep//double", { merge_slashes: false }, function keep() {
  return "kept";
});

app.get("/path/<path:rest>", function path({ rest }) {
  return rest;
});

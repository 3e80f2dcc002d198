import { abort, Flask, HTTPException, Response, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.errorhandler(Error, (error) => {
  const kind = error instanceof HTTPException ? "http" : "plain";
  log.push(`${kind} ${error.message}`);
  if (request.path === "/fail-twice") throw new Error("in the handler");
  return [`handled ${kind}`, 400];
});

function fail(): never {
  throw new Error("broken");
}
app.get("/fail", { endpoint: "fail" }, fail);
app.get("/fail-twice", { endpoint: "twice" }, fail);

app.get("/folder/", function folder() {
  return "folder";
});

app.get("/abort-response", function stop() {
  return abort(new Response("as it is", 409));
});

import { abort, Flask, HTTPException, Response, redirect } from "miniflask";
import { WWWAuthenticate } from "miniflask/datastructures";
import { Forbidden } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

class Own extends HTTPException {
  static override readonly code = 460;
  static override readonly description = "own";
}

app.aborter.mapping.set(460, Own);
const views: Record<string, () => unknown> = {
  "401": () => abort(401, "log in", { www_authenticate: new WWWAuthenticate("basic", { realm: "site" }) }),
  "405": () => abort(405, { valid_methods: ["GET", "PUT"] }),
  "416": () => abort(416, { length: 100 }),
  "429": () => abort(429, { retry_after: 30 }),
  "503": () => abort(503, "later", { retry_after: new Date("2026-01-02T03:04:35Z") }),
  "400": () => abort(400, "why <not>"),
  "404-keyword": () => abort(404, { description: "by keyword" }),
  own: () => abort(460),
  "response-option": () => abort(403, { response: new Response("given", 418) }),
  redirect: () => redirect("/x", 303),
  "app-abort": () => app.aborter.abort(410, "gone by the app"),
};
for (const [name, view] of Object.entries(views)) app.add_url_rule(`/${name}`, name, view);

app.get("/raise-class", function raise_class() {
  throw new Forbidden();
});

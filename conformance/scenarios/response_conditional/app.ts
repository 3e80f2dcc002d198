import { Flask, Response, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value ? "True" : "False");

app.route("/etag", { methods: ["GET", "POST"] }, function etag() {
  const response = new Response("content to tag");
  response.add_etag();
  log.push(word(response.get_etag()[1]));
  return response.make_conditional(request);
});

app.get("/weak", function weak() {
  const response = new Response("weak");
  response.set_etag("tag", { weak: true });
  log.push(word(response.get_etag()[1]));
  return response.make_conditional(request);
});

app.get("/date", function date() {
  const response = new Response("dated");
  response.last_modified = new Date("2026-01-01T00:00:00Z");
  return response.make_conditional(request);
});

app.get("/range", function range() {
  const response = new Response("0123456789");
  response.set_etag("r");
  return response.make_conditional(request, { accept_ranges: true, complete_length: 10 });
});

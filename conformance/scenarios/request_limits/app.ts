import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.config.MAX_CONTENT_LENGTH = 20;

app.before_request(function limits() {
  if (request.path === "/lowered") request.max_content_length = 2;
});

app.errorhandler(413)((error) => [`too large: ${error.name}`, 413]);

// Here the body is read before the hooks, so limits of one route are options of its rule.
const form = () => request.form.to_dict();
app.post("/form", { endpoint: "form" }, form);
app.post("/raised", { endpoint: "raised", max_content_length: 1000 }, form);
app.post("/lowered", { endpoint: "lowered" }, form);
app.post("/parts", { endpoint: "parts", max_content_length: 1000, max_form_parts: 2 }, form);
app.post("/memory", { endpoint: "memory", max_content_length: 1000, max_form_memory_size: 10 }, form);

app.post("/ignore", function ignore() {
  return "the body was not asked for";
});

app.post("/data", function data() {
  return request.data;
});

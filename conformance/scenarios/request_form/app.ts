import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const EVERY = { methods: ["GET", "POST", "PUT", "DELETE"] };

app.route("/form", EVERY, function form() {
  return {
    form: request.form.to_dict({ flat: false }),
    values: request.values.to_dict(),
    tags: request.form.getlist("tag"),
    mimetype: request.mimetype,
    length: request.content_length,
  };
});

app.post("/key", function key() {
  return request.form["name"]!;
});

app.post("/data", function data() {
  return `${request.data.length} ${request.data.toString()} ${request.form.length}`;
});

app.post("/get-data", function get_data() {
  const text = request.get_data({ as_text: true });
  return `${text} ${request.form.get("a", "None")} ${request.data.length}`;
});

app.post("/no-cache", function no_cache() {
  const first = request.get_data({ cache: false });
  return `${first.length} ${request.form.length} ${request.get_data().length}`;
});

app.post("/stream", async function stream() {
  const chunks: Buffer[] = [];
  for await (const chunk of request.stream) chunks.push(Buffer.from(chunk));
  return `${Buffer.concat(chunks).toString()} ${request.get_data().length}`;
});

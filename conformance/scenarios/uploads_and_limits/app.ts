import { abort, Flask, flash, get_flashed_messages, jsonify, redirect, request } from "miniflask";
import { BadRequestKeyError, RequestEntityTooLarge } from "miniflask/exceptions";
import type { FlaskClient } from "miniflask/testing";
import { secure_filename } from "miniflask/utils";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "uploads";
app.config.MAX_CONTENT_LENGTH = 2000;
app.config.MAX_FORM_MEMORY_SIZE = 1500;
app.config.MAX_FORM_PARTS = 5;
const ALLOWED = new Set(["txt", "png"]);

app.route("/upload", { methods: ["GET", "POST"] }, async function upload() {
  if (request.method === "GET") return get_flashed_messages().join(" ") || "no message";
  if (!("file" in request.files)) {
    flash("No file part");
    return redirect(request.url);
  }
  const file = request.files["file"]!;
  if (file.filename === "") {
    flash("No selected file");
    return redirect(request.url);
  }
  const name = secure_filename(file.filename ?? "");
  if (!name.includes(".") || !ALLOWED.has(name.split(".").at(-1)!.toLowerCase())) abort(415, `not ${name}`);
  const content = await file.read();
  return jsonify({
    name,
    size: content.length,
    type: file.mimetype,
    note: request.form.get("note") ?? null,
    more: request.files.getlist("more").map((one) => one.filename),
  });
});

app.post("/need", function need() {
  return request.files["missing"]!.filename ?? "";
});

app.post("/fields", function fields() {
  return jsonify(request.form.to_dict({ flat: false }));
});

app.post("/late", function late() {
  log.push("view runs");
  try {
    request.form.get("x");
  } catch (error) {
    if (!(error instanceof RequestEntityTooLarge)) throw error;
    log.push(`caught ${error.code}`);
    throw error;
  }
  return "fits";
});

app.errorhandler(RequestEntityTooLarge, () => [
  jsonify({ error: "too large", limit: request.max_content_length }),
  413,
]);

app.errorhandler(BadRequestKeyError, (error) => [
  `key ${error.key} ${String(error.description).slice(0, 20)}`,
  400,
]);

export async function by_client(client: FlaskClient) {
  const txt = (content: string, ...names: [string, string?]) =>
    [Buffer.from(content), ...names] as [Buffer, string];
  let response = await client.post("/upload", {
    data: {
      file: txt("hello", "../../etc/my file.TXT", "text/x-own"),
      note: "n",
      more: [txt("1", "1.txt"), txt("2", "2.txt")],
    },
  });
  log.push(response.text.trim());
  response = await client.post("/upload", {
    data: { file: txt("", "") },
    content_type: "multipart/form-data",
    follow_redirects: true,
  });
  log.push(`${response.text} ${response.history.length}`);
  response = await client.post("/upload", { data: {}, follow_redirects: true });
  log.push(response.text);
  log.push(String((await client.post("/upload", { data: { file: txt("x", "bad.exe") } })).status_code));
  log.push(
    String((await client.post("/upload", { data: { file: txt("x".repeat(3000), "big.txt") } })).status_code),
  );
}

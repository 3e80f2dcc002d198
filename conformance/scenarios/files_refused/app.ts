import { join } from "node:path";
import { Flask, send_file, send_from_directory } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/missing", function missing() {
  return send_file("files/none.txt");
});

app.get("/folder", function folder() {
  return send_file("files");
});

app.get("/absolute", function absolute() {
  return send_file(join(import.meta.dirname, "files", "a.txt"));
});

app.get("/stream", function stream() {
  return send_file(Buffer.from("streamed"), { mimetype: "text/plain", etag: false });
});

app.get("/stream-text", function stream_text() {
  return send_file({ text: "no bytes" } as unknown as Buffer, { mimetype: "text/plain" });
});

app.get("/dir/<path:name>", function directory({ name }) {
  return send_from_directory("files", name, { as_attachment: true });
});

app.get("/name/<name>", function named({ name }) {
  return send_file(Buffer.from("named"), { download_name: name, as_attachment: true });
});

app.get("/max-age/<value>", function max_age({ value }) {
  return send_file("files/a.txt", { max_age: value === "none" ? null : Number(value) });
});

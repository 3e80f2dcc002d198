import { Flask, send_file, send_from_directory } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/file", function file() {
  return send_file("files/letter.txt");
});

app.get("/attachment", function attachment() {
  return send_file("files/letter.txt", { as_attachment: true });
});

app.get("/named", function named() {
  return send_file("files/letter.txt", { as_attachment: true, download_name: "Grüße & mehr.txt" });
});

app.get("/max-age", function max_age() {
  return send_file("files/letter.txt", {
    max_age: 60,
    etag: "own",
    last_modified: 1000000000,
    mimetype: "text/x-own",
  });
});

app.get("/bare", function bare() {
  return send_file("files/letter.txt", { conditional: false, etag: false, max_age: 0 });
});

app.get("/bytes", function from_bytes() {
  return send_file(Buffer.from("in memory"), {
    download_name: "m.png",
    last_modified: new Date("2026-01-01T00:00:00Z"),
  });
});

app.get("/bytes-without-type", function without_type() {
  return send_file(Buffer.from("in memory"));
});

app.get("/gz", function gz() {
  return send_file("files/data.csv.gz");
});

app.get("/from/<path:name>", function from_directory({ name }) {
  return send_from_directory("files", name);
});

export async function x_sendfile() {
  app.config.USE_X_SENDFILE = true;
  const response = await app.test_client().get("/file");
  const named = response.headers.get("X-Sendfile")?.endsWith("files/letter.txt");
  log.push(`X-Sendfile names the file: ${named ? "True" : "False"}`);
  log.push(`${response.data.length} bytes`);
  app.config.USE_X_SENDFILE = false;
}

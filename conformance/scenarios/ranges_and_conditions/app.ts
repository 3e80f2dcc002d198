import { Flask, Response, request, send_file, send_from_directory } from "miniflask";
export const app = new Flask(import.meta.url);
app.route("/etag", function etag() {
  const r = new Response("0123456789");
  r.add_etag();
  r.last_modified = new Date(Date.UTC(2026, 0, 1));
  return r.make_conditional(request, { accept_ranges: true, complete_length: 10 });
});
app.route("/weak", { methods: ["GET", "POST"] }, function weak() {
  const r = new Response("w");
  r.set_etag("x", { weak: true });
  return r.make_conditional(request);
});
app.route("/file", function file() {
  return send_file("files/data.txt");
});
app.route("/attach", function attach() {
  return send_file("files/data.txt", { as_attachment: true, download_name: "naïve – ünï.txt", max_age: 60 });
});
app.route("/bytes", function b() {
  return send_file(Buffer.from("abc def"), {
    mimetype: "text/x-z",
    download_name: "q.bin",
    etag: "mine",
    last_modified: 1767225600,
  });
});
app.route("/plain", function plain() {
  return send_file("files/data.txt", { conditional: false, etag: false });
});
app.route("/dir/<path:p>", function d({ p }) {
  return send_from_directory("files", p);
});
app.route("/gz", function gz() {
  return send_file(Buffer.from([0x1f, 0x8b]), { download_name: "a.tar.gz" });
});
app.route("/noname", async function noname() {
  try {
    return await send_file(Buffer.from("x"));
  } catch (e) {
    return (e as Error).name;
  }
});

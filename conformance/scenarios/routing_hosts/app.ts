import { Flask, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url, { host_matching: true, static_host: "static.example.org" });

app.get("/", { host: "www.example.org" }, function www() {
  return "www";
});

app.get("/", { host: "<user>.example.org" }, function user(values) {
  return `user ${(values as { user?: string }).user}`;
});

app.get("/urls", { host: "www.example.org" }, function urls() {
  return [url_for("www"), url_for("user", { user: "bob" }), url_for("static", { filename: "s.txt" })].join(
    " ",
  );
});

export function combinations() {
  for (const options of [
    { host_matching: true },
    { static_host: "a.b" },
    { host_matching: true, static_folder: null },
  ]) {
    try {
      new Flask(import.meta.url, options);
      log.push("fine");
    } catch {
      log.push("error");
    }
  }
}

import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.route("/<path:rest>", { methods: ["GET", "POST"] }, function show() {
  const { method, scheme, path, root_path, script_root, full_path } = request;
  const { url, base_url, root_url, url_root, host_url, host } = request;
  const is_secure = request.is_secure ? "True" : "False";
  const shown = {
    method,
    scheme,
    path,
    root_path,
    script_root,
    full_path,
    url,
    base_url,
    root_url,
    url_root,
    host_url,
    host,
    is_secure,
    query_string: request.query_string,
  };
  return Object.entries(shown)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
});

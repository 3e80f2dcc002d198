import { Flask, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/", function show() {
  return { cookies: request.cookies.to_dict({ flat: false }), a: request.cookies.get("a", "no a") };
});

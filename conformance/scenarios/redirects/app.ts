import { Flask, int, redirect, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.get("/to", function to() {
  return redirect(request.args["url"]!, request.args.get("code", 302, int));
});

app.get("/there", function there() {
  return "arrived";
});

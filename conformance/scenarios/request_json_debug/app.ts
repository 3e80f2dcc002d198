import { Flask, jsonify, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.debug = true;

const word = (value: boolean) => (value ? "True" : "False");

app.post("/json", function json() {
  return jsonify(request.json);
});

app.post("/upload", function upload() {
  try {
    return request.files["photo"]!.filename ?? "";
  } catch (error) {
    const { message } = error as Error;
    log.push(
      `tells the enctype: ${word(message.includes("enctype"))}, the name: ${word(message.includes("photo"))}`,
    );
    return ["no upload", 400];
  }
});

app.get("/key", function key() {
  return request.args["name"]!;
});

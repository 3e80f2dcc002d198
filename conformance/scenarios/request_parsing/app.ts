import { Flask, float, int, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

app.route("/", { methods: ["GET", "POST"] }, async function index() {
  const files: unknown[] = [];
  for (const [key, file] of request.files.items({ multi: true }))
    files.push([key, file.filename, file.mimetype, Buffer.from(await file.read()).toString()]);
  return {
    args: request.args.to_dict({ flat: false }),
    form: request.form.to_dict({ flat: false }),
    files,
    cookies: request.cookies.to_dict({ flat: false }),
    mimetype: request.mimetype,
    query: request.query_string,
  };
});

app.get("/types", function types() {
  const { args } = request;
  const converted = (keys: Iterable<string>, type: (text: string) => number) =>
    Object.fromEntries([...keys].map((key) => [key, args.get(key, null, type)]));
  return {
    ints: converted(args.keys(), int),
    floats: converted(["f", "n", "e", "neg", "sp"], float),
    default: args.get("n", 7, int),
    lists: [...args.getlist("i", int), ...args.getlist("n", int)],
    own: args.get("b", null, (text) => text === "true"),
  };
});

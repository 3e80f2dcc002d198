import { Flask, jsonify, make_response, type Response, request, timedelta } from "miniflask";
export const app = new Flask(import.meta.url);
const C: ((r: Response) => unknown)[] = [
  (r) => r.set_cookie("a", "b"),
  (r) => r.set_cookie("a", 'ü x,y;z"q\\'),
  (r) =>
    r.set_cookie("a", "1", {
      max_age: 60,
      path: "/p q",
      domain: ".Example.COM:80",
      secure: true,
      httponly: true,
      samesite: "lax" as "Lax",
    }),
  (r) => r.set_cookie("a", "1", { max_age: timedelta({ hours: 1 }) }),
  (r) => r.set_cookie("a", "1", { expires: 0 }),
  (r) => r.set_cookie("a", "1", { expires: new Date(Date.UTC(2027, 0, 2, 3, 4, 5)), path: null }),
  (r) => r.set_cookie("a", "1", { expires: "whatever", max_age: 0 }),
  (r) => r.set_cookie("a", "1", { samesite: "None", partitioned: true }),
  (r) => r.set_cookie("a", "1", { samesite: "bogus" as "Lax" }),
  (r) =>
    r.delete_cookie("a", {
      path: "/x",
      domain: "example.com",
      secure: true,
      httponly: true,
      samesite: "Strict",
    }),
  (r) => {
    r.set_cookie("a", "1");
    r.set_cookie("a", "2", { path: "/b" });
    r.delete_cookie("c");
  },
  (r) => r.set_cookie("a", ""),
  (r) => r.set_cookie("a", "100%"),
  (r) => r.set_cookie("a", "=x=/?:@()[]{}"),
  (r) => r.set_cookie("a", "\x01\t\n"),
  (r) => r.set_cookie("a", "1", { domain: "müller.test" }),
  (r) => r.set_cookie("big", "x".repeat(4200)),
  (r) => r.set_cookie("a", "1", { expires: 1800000000.9 }),
];
app.route("/<int:i>", function set_({ i }) {
  const r = make_response("ok");
  try {
    C[i]!(r);
  } catch (e) {
    return `error ${(e as Error).message}`;
  }
  return r;
});
function show() {
  return jsonify(request.cookies.to_dict({ flat: false }));
}
app.route("/b/show")(show);
app.route("/show")(show);

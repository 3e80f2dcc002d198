import {
  escape as escape_html,
  Flask,
  flash,
  Markup,
  redirect,
  render_template,
  request,
  url_for,
} from "miniflask";

class ValidationError extends Error {}
type Check = (f: Field) => void;
class Field {
  data = "";
  errors: string[] = [];
  name = "";
  label: string;
  validators: Check[];
  default: string;
  constructor(label: string, validators: Check[] = [], fallback = "") {
    this.label = label;
    this.validators = validators;
    this.default = fallback;
  }
  validate() {
    this.errors = [];
    for (const v of this.validators) {
      try {
        v(this);
      } catch (e) {
        this.errors.push((e as Error).message);
      }
    }
    return this.errors.length === 0;
  }
  __call__(kw: Record<string, unknown> = {}) {
    const attrs = Object.entries(kw)
      .sort()
      .map(([k, v]) => ` ${k.replace(/_$/, "")}="${escape_html(v)}"`)
      .join("");
    return new Markup(`<input name="${this.name}" value="${escape_html(this.data)}"${attrs}>`);
  }
}
function length(min: number, max: number): Check {
  return (f) => {
    if (!(min <= f.data.length && f.data.length <= max))
      throw new ValidationError(`must be ${min} to ${max} long`);
  };
}
function email(f: Field) {
  if (!/^[^@]+@[^@]+$/.test(f.data)) throw new ValidationError("no <email>");
}
class Form {
  username = new Field("Username", [length(4, 25)]);
  email = new Field("Email", [length(6, 35), email]);
  accept = new Field("I accept");
  constructor(data: typeof request.form) {
    for (const [n, f] of Object.entries(this.fields())) {
      f.name = n;
      f.data = data.get(n, f.default);
    }
  }
  fields(): Record<string, Field> {
    return { username: this.username, email: this.email, accept: this.accept };
  }
  validate() {
    return Object.values(this.fields())
      .map((f) => f.validate())
      .every(Boolean);
  }
  [Symbol.iterator]() {
    return Object.values(this.fields()).values();
  }
}
export const app = new Flask(import.meta.url);
app.secret_key = "forms";
const users: unknown[] = [];
app.route("/register", { methods: ["GET", "POST"] })(function register() {
  const form = new Form(request.form);
  if (request.method === "POST" && form.validate()) {
    users.push([form.username.data, form.email.data, "accept" in request.form]);
    flash("Thanks for registering", "success");
    return redirect(url_for("login"));
  }
  return [render_template("register.html", { form }), request.method === "POST" ? 422 : 200];
});
app.route("/login")(function login() {
  return render_template("login.html", { users });
});

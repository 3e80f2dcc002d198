import {
  Blueprint,
  current_app,
  flash,
  make_response,
  type Response,
  redirect,
  render_template,
  request,
  url_for,
  type ViewReturn,
} from "miniflask";

export const cookies_page = new Blueprint("cookies", import.meta.url);

cookies_page.get("", function show() {
  return show_page({ typed: EMPTY_FORM, errors: {} });
});

cookies_page.post("/set", function set_cookie() {
  const typed = read_form();
  const errors = problems_of(typed);
  // Nothing that was typed is lost: the form comes back filled in, each problem beside its field.
  if (Object.keys(errors).length > 0) return [show_page({ typed, errors }), 400];

  const response = make_response(redirect(url_for(".show"))); // ".show" is the view of this blueprint.
  response.set_cookie(typed.name, typed.value, {
    max_age: typed.max_age === "" ? null : Number(typed.max_age), // Seconds from now.
    expires: typed.expires === "" ? null : utc(typed.expires), // A moment; browsers prefer max_age where both stand.
    domain: typed.domain === "" ? null : typed.domain, // Absent: this host alone. Given: its subdomains too.
    path: typed.path, // Sent back only below this path.
    secure: typed.secure, // Only over https (or to localhost).
    httponly: typed.httponly, // Hidden from JavaScript.
    samesite: typed.samesite === "" ? null : typed.samesite, // Whether requests from other sites carry it.
  });
  return show_header(response);
});

cookies_page.post("/delete", function delete_cookie() {
  const typed = read_form();
  const errors = problems_of(typed);
  if (Object.keys(errors).length > 0)
    return [show_page({ typed: EMPTY_FORM, errors: {}, gone: typed, gone_errors: errors }), 400];

  const response = make_response(redirect(url_for(".show")));
  // No header says "delete": the cookie is sent again, empty and long expired. Path and domain must be those it was
  // set with, or the browser takes it for another cookie and keeps the first.
  response.delete_cookie(typed.name, { path: typed.path, domain: typed.domain === "" ? null : typed.domain });
  return show_header(response);
});

/** What the form holds, as typed. */
interface CookieForm {
  readonly name: string;
  readonly value: string;
  readonly max_age: string;
  readonly expires: string;
  readonly domain: string;
  readonly path: string;
  readonly secure: boolean;
  readonly httponly: boolean;
  readonly samesite: string;
}

const EMPTY_FORM: CookieForm = {
  name: "",
  value: "",
  max_age: "",
  expires: "",
  domain: "",
  path: "/",
  secure: false,
  httponly: true,
  samesite: "Lax",
};

function read_form(): CookieForm {
  const text = (name: string) => request.form.get(name, "").trim();
  return {
    name: String(request.form["name"]).trim(), // The one field that no form of this page lacks: 400 without it.
    value: request.form.get("value", ""),
    max_age: text("max_age"),
    expires: text("expires"),
    domain: text("domain"),
    path: text("path") || "/",
    secure: "secure" in request.form,
    httponly: "httponly" in request.form,
    samesite: text("samesite"),
  };
}

interface PageContent {
  readonly typed: CookieForm;
  readonly errors: Problems;
  /** The form that deletes, when it was refused. */
  readonly gone?: CookieForm;
  readonly gone_errors?: Problems;
}

function show_page({ typed, errors, gone = EMPTY_FORM, gone_errors = {} }: PageContent): string {
  const cookies = [...request.cookies.items()].map(([name, value]) => ({ name, value }));
  const session_name = current_app.config.SESSION_COOKIE_NAME;
  return render_template("cookies.html", {
    cookies,
    session_name,
    typed,
    errors,
    gone,
    gone_errors,
    host: request.host.replace(/:\d+$/, ""), // A cookie is for a host, whatever the port.
  });
}

/** The exact header goes to the next page in a flashed message: its category tells the template to print it as code. */
function show_header(response: Response): ViewReturn {
  for (const header of response.headers.getlist("Set-Cookie")) flash(`Set-Cookie: ${header}`, "header");
  return response;
}

type Problems = Record<string, string>;

/** One rule a field, each with the sentence that the visitor reads. */
const RULES: readonly [field: keyof CookieForm, holds: (form: CookieForm) => boolean, problem: string][] = [
  [
    "name",
    ({ name }) => is_token(name),
    "Use letters, digits and ! # $ % & ' * + - . ^ _ ` | ~ (at most 64).",
  ],
  [
    "name",
    ({ name }) => name !== current_app.config.SESSION_COOKIE_NAME,
    "The framework writes this one: see the session page.",
  ],
  [
    "value",
    ({ value }) => value.length <= VALUE_MAX,
    "Use at most 500 characters: browsers keep 4096 bytes a cookie.",
  ],
  ["max_age", ({ max_age }) => /^\d{0,9}$/.test(max_age), "Use a whole number of seconds, 0 or more."],
  [
    "expires",
    ({ expires }) => expires === "" || !Number.isNaN(utc(expires).getTime()),
    "Use a date and time such as 2030-01-31T12:00.",
  ],
  ["domain", ({ domain }) => domain === "" || is_domain(domain), "Use a host name such as example.com."],
  [
    "path",
    ({ path }) => /^\/[\x21-\x3a\x3c-\x7e]{0,200}$/.test(path),
    "Begin with / and use no spaces or semicolons.",
  ],
  ["samesite", ({ samesite }) => ["", "Lax", "Strict", "None"].includes(samesite), "Choose one of the list."],
];

const VALUE_MAX = 500;

function problems_of(form: CookieForm): Problems {
  const problems: Problems = {};
  for (const [field, holds, problem] of RULES) {
    if (!holds(form)) problems[field] ??= problem;
  }
  return problems;
}

/** RFC 6265, section 4.1.1: a cookie's name is a token of HTTP. */
function is_token(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,64}$/.test(name);
}

function is_domain(domain: string): boolean {
  const labels = domain.replace(/^\./, "").split(".");
  return domain.length <= 253 && labels.every((label) => /^[A-Za-z0-9-]{1,63}$/.test(label));
}

/** The moment that `<input type="datetime-local">` holds, which names no time zone: read as UTC, as its label says. */
function utc(local: string): Date {
  return new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? `${local}Z` : Number.NaN);
}

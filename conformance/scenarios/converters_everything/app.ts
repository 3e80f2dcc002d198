import { Flask, redirect, session, url_for } from "miniflask";
import { BaseConverter, type Map as UrlMap, ValidationError } from "miniflask/routing";
export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "x";
class ListConverter extends BaseConverter {
  override to_python(value: string) {
    return value.split(",");
  }
  override to_url(values: string[]) {
    return values.map((v) => super.to_url(v)).join(",");
  }
}
class EvenConverter extends BaseConverter {
  override regex = "\\d+";
  minimum: number;
  step: number;
  constructor(map: UrlMap, minimum = 0, { step = 2 }: { step?: number } = {}) {
    super(map);
    this.minimum = minimum;
    this.step = step;
  }
  override to_python(value: string) {
    const n = Number(value);
    if (n % this.step || n < this.minimum) throw new ValidationError();
    return n;
  }
  override to_url(value: number) {
    return String(value);
  }
}
class UserConverter extends BaseConverter {
  override to_python(value: string) {
    if (session.get("who") !== value) throw new ValidationError();
    return `user-${value}`;
  }
}
app.url_map.converters["list"] = ListConverter;
app.url_map.converters["even"] = EvenConverter;
app.url_map.converters["user"] = UserConverter;
app.route("/tags/<list:tags>", { endpoint: "tags" }, function tags_view({ tags }) {
  return `${(tags as string[]).join("|")} ${url_for("tags", { tags: ["a b", "ç", "x/y"] })}`;
});
app.route("/even/<even(10, step=5):n>", function even({ n }) {
  return `even ${n} ${url_for("even", { n: 20 })}`;
});
app.route("/even/<name>", function even_name({ name }) {
  return `name ${name}`;
});
app.route("/login/<who>", function login({ who }) {
  session.who = who;
  return redirect(url_for("home", { who }));
});
app.route("/home/<user:who>", function home({ who }) {
  return who as string;
});
app.route("/i/<int(min=5, max=9):n>", function bounded({ n }) {
  return String(n);
});
app.route("/s/<int(signed=True):n>/<float(signed=True):f>", function signed({ n, f }) {
  const d = f * 2;
  return `${n + 1} ${Number.isInteger(d) ? d.toFixed(1) : d}`;
});
app.route("/fd/<int(fixed_digits=4):y>", function fixed({ y }) {
  return `${y} ${url_for("fixed", { y: 7 })}`;
});
app.route("/str/<string(length=2):lang>/<string(minlength=3,maxlength=5):w>", function strs({ lang, w }) {
  return `${lang}/${w}`;
});
app.route("/any/<any(about, help, 'a b'):page>", function anyc({ page }) {
  return page;
});
app.route("/u/<uuid:u>", function uid({ u }) {
  return `${u}`;
});
app.route("/p/<path:p>/edit", function edit({ p }) {
  return `edit ${p} ${url_for("edit", { p: "a/b c" })}`;
});
app.route("/p/<path:p>", function path({ p }) {
  return `path ${p}`;
});
app.route("/multi/<a>-<b>.html", function multi({ a, b }) {
  return `${a}+${b}`;
});

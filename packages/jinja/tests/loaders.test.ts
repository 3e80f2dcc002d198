import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BaseLoader,
  ChoiceLoader,
  DictLoader,
  Environment,
  FileSystemLoader,
  FunctionLoader,
  PrefixLoader,
  TemplateNotFound,
} from "@miniflask/jinja";
import { afterAll, describe, expect, test } from "vitest";

const root = mkdtempSync(join(tmpdir(), "jinja-loaders-"));
afterAll(() => rmSync(root, { recursive: true }));

function folder(name: string, files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, name, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }
  return join(root, name);
}

const FILES = { "page.html": "page {{ x }}", "sub/deep.html": "deep {% include 'page.html' %}" };

/** Every loader holds the same two templates. */
const LOADERS: Readonly<Record<string, () => BaseLoader>> = {
  DictLoader: () => new DictLoader(FILES),
  "DictLoader of a Map": () => new DictLoader(new Map(Object.entries(FILES))),
  FunctionLoader: () =>
    new FunctionLoader((name) => (Object.hasOwn(FILES, name) ? FILES[name as keyof typeof FILES] : null)),
  ChoiceLoader: () => new ChoiceLoader([new DictLoader({}), new DictLoader(FILES)]),
  FileSystemLoader: () => new FileSystemLoader(folder("files", FILES)),
  "FileSystemLoader of two folders": () =>
    new FileSystemLoader([folder("empty", { "other.html": "" }), folder("files", FILES)]),
};

describe.each(Object.entries(LOADERS))("%s", (name, make) => {
  const env = new Environment({ loader: make() });

  test("finds templates, and the templates that they name", () => {
    expect(env.get_template("page.html").render({ x: 1 })).toBe("page 1");
    expect(env.get_template("sub/deep.html").render({ x: 2 })).toBe("deep page 2");
  });
  test("says what is missing", () => {
    for (const missing of ["nope.html", "constructor", "__proto__", "toString", "", "sub"]) {
      expect(() => env.get_template(missing), missing).toThrow(TemplateNotFound);
    }
  });
  test("does not leave its place", () => {
    for (const path of [
      "../files/page.html",
      "sub/../page.html",
      "/etc/passwd",
      "..\\page.html",
      "sub/..\\..\\x",
      "page.html\0",
      "./../x",
    ]) {
      expect(() => env.get_template(path), path).toThrow(TemplateNotFound);
    }
  });
  test("lists its templates, unless it cannot", () => {
    if (name === "FunctionLoader") return expect(() => env.list_templates()).toThrow(TypeError);
    expect(env.list_templates()).toEqual(expect.arrayContaining(["page.html", "sub/deep.html"]));
    expect(env.list_templates(["txt"])).toEqual([]);
    expect(env.list_templates((one) => one.startsWith("sub/"))).toEqual(["sub/deep.html"]);
  });
  test("gives a template once", () => {
    expect(env.get_template("page.html")).toBe(env.get_template("page.html"));
    expect(env.get_template(env.get_template("page.html"))).toBe(env.get_template("page.html"));
  });
});

test("PrefixLoader asks the loader of the prefix, and names what it was asked", () => {
  const env = new Environment({
    loader: new PrefixLoader({ a: new DictLoader({ x: "A" }), b: new DictLoader({ x: "B" }) }),
  });
  expect(env.get_template("a/x").render() + env.get_template("b/x").render()).toBe("AB");
  expect(env.list_templates()).toEqual(["a/x", "b/x"]);
  for (const missing of ["x", "c/x", "a/y", "constructor/x"]) {
    expect(() => env.get_template(missing)).toThrow(expect.objectContaining({ message: missing }));
  }
});

test("a symbolic link does not lead out of the folder, unless links are followed", () => {
  const outside = folder("outside", { "secret.html": "secret" });
  const inside = folder("inside", { "page.html": "page" });
  symlinkSync(join(outside, "secret.html"), join(inside, "link.html"));
  symlinkSync(outside, join(inside, "linked"));
  const closed = new Environment({ loader: new FileSystemLoader(inside) });
  for (const name of ["link.html", "linked/secret.html"])
    expect(() => closed.get_template(name)).toThrow(TemplateNotFound);
  const open = new Environment({ loader: new FileSystemLoader(inside, { followlinks: true }) });
  expect(open.get_template("link.html").render()).toBe("secret");
});

test("names that no file can have are missing templates", () => {
  const place = folder("odd", { "page.html": "page" });
  symlinkSync(join(place, "b"), join(place, "a"));
  symlinkSync(join(place, "a"), join(place, "b"));
  const env = new Environment({ loader: new FileSystemLoader(place) });
  for (const name of ["page.html/x", "x".repeat(10_000), "a", "a/b"])
    expect(() => env.get_template(name)).toThrow(TemplateNotFound);
  expect(env.get_template("./page.html").render()).toBe("page");
});

test("a changed file is read again with auto_reload, and not without", () => {
  const place = folder("reload", { "page.html": "old" });
  const reloading = new Environment({ loader: new FileSystemLoader(place) });
  const keeping = new Environment({ loader: new FileSystemLoader(place), auto_reload: false });
  expect(reloading.get_template("page.html").render() + keeping.get_template("page.html").render()).toBe(
    "oldold",
  );
  writeFileSync(join(place, "page.html"), "new");
  utimesSync(join(place, "page.html"), new Date(), new Date(Date.now() + 5_000));
  expect(reloading.get_template("page.html").render()).toBe("new");
  expect(keeping.get_template("page.html").render()).toBe("old");
});

test("the cache keeps the templates that were used last", () => {
  const loaded: string[] = [];
  const loader = new FunctionLoader((name) => {
    loaded.push(name);
    return name;
  });
  const env = new Environment({ loader, cache_size: 2 });
  for (const name of ["a", "b", "a", "c", "a", "b"]) env.get_template(name);
  expect(loaded).toEqual(["a", "b", "c", "b"]);
  const none = new Environment({ loader, cache_size: 0 });
  expect(none.get_template("a")).not.toBe(none.get_template("a"));
});

test("a loader of one's own", () => {
  class Upper extends DictLoader {
    override get_source(environment: unknown, template: string) {
      const [source, filename, uptodate] = super.get_source(environment, template);
      return [source.toUpperCase(), filename, uptodate] as const;
    }
  }
  expect(new Environment({ loader: new Upper({ x: "abc" }) }).get_template("x").render()).toBe("ABC");
});

test("join_path may make names relative", () => {
  class Relative extends Environment {
    override join_path(template: string, parent: string): string {
      return template.startsWith("./") ? parent.replace(/[^/]*$/, "") + template.slice(2) : template;
    }
  }
  const env = new Relative({ loader: new DictLoader({ "a/x": "{% include './y' %}", "a/y": "Y" }) });
  expect(env.get_template("a/x").render()).toBe("Y");
});

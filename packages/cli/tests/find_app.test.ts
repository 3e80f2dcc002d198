import { expect, test } from "vitest";
import { find_app } from "../src/find_app.ts";

/** What find_app looks at of an app. */
const make_app = (label: string) => ({ label, import_name: "x", handle() {}, request_listener() {} });
const app = make_app("app");
const other = make_app("other");

// covers: CL-01
test.each<[what: string, exports: Record<string, unknown>, name: string | undefined, label: string]>([
  [
    "app goes before everything",
    { other, application: other, app, create_app: () => other },
    undefined,
    "app",
  ],
  ["then application", { application: app, site: other }, undefined, "app"],
  ["then the default export", { default: app, site: other }, undefined, "app"],
  ["then the only app there is", { site: app, again: app, app: 3 }, undefined, "app"],
  ["then create_app", { create_app: async () => app, make_app: () => other }, undefined, "app"],
  ["then make_app", { create_app: () => 1, make_app: () => app }, undefined, "app"],
  ["a name", { app, site: other }, "site", "other"],
  ["a factory's name", { app, build: () => other }, "build", "other"],
  ["a factory with arguments", { build: (label: string) => make_app(label) }, "build('dev')", "dev"],
  [
    "keyword arguments",
    { build: (n: number, { label }: { label: string }) => make_app(label + n) },
    "build(1, label='x')",
    "x1",
  ],
])("%s", async (_what, exports, name, label) => {
  expect(await find_app(exports, "site", name)).toMatchObject({ label });
});

// covers: CL-02
test.each<[message: string, exports: Record<string, unknown>, name: string | undefined]>([
  [
    "Detected multiple Flask applications in module 'site'. Use 'site:name' to specify the correct one.",
    { a: app, b: other },
    undefined,
  ],
  [
    "Detected factory 'create_app' in module 'site', but could not call it without arguments. Use 'site:create_app(args)' to specify arguments. A parameter that may be left out has a default",
    { create_app: (_config: string) => app },
    undefined,
  ],
  [
    "Failed to find Flask application or factory in module 'site'. Use 'site:name' to specify one.",
    { toString: 1 },
    undefined,
  ],
  ["Failed to find attribute 'nope' in 'site'.", { app }, "nope"],
  ["Failed to find attribute 'toString' in 'site'.", { app }, "toString"],
  ["A valid Flask application was not obtained from 'site:number'.", { number: 1 }, "number"],
  [
    "The factory 'build()' in module 'site' could not be called with the specified arguments. A parameter that may be left out has a default",
    { build: (_a: string) => app },
    "build()",
  ],
])("%s", async (message, exports, name) => {
  await expect(find_app(exports, "site", name)).rejects.toThrow(message);
});

test("an error inside a factory is the app's own", async () => {
  const broken = new TypeError("inside");
  const create_app = () => {
    throw broken;
  };
  await expect(find_app({ create_app }, "site", undefined)).rejects.toBe(broken);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { FileConfig } from "../../src/edge/config_loaders.ts";

const folder = mkdtempSync(join(tmpdir(), "miniflask-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const make_config = () => new FileConfig(folder);

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

describe("as a dict", () => {
  test("Flask's keys are there from the start, others are free", () => {
    const config = make_config();
    expect([config.SECRET_KEY, config.TESTING, config.SESSION_COOKIE_NAME]).toEqual([null, false, "session"]);
    expect("SECRET_KEY" in config && !("MAIL" in config)).toBe(true);
    config.MAIL = { server: "a" };
    config["OTHER"] = 1;
    expect(config.get("MAIL")).toEqual({ server: "a" });
    expect(config.get("NONE", "fallback")).toBe("fallback");
    expect(config.get("get")).toBeUndefined();
    expect(Object.keys(config)).toEqual(expect.arrayContaining(["SECRET_KEY", "MAIL", "OTHER"]));
    expect(Object.keys(config)).not.toContain("root_path");
  });

  test("update sets keys of any case", () => {
    const config = make_config();
    config.update({ TESTING: true, lower: 1 });
    expect([config.TESTING, config.lower]).toEqual([true, 1]);
  });

  test.each([
    ["MAX_CONTENT_LENGTH", "abc"],
    ["MAX_CONTENT_LENGTH", Number.NaN],
    ["MAX_CONTENT_LENGTH", -1],
    ["MAX_CONTENT_LENGTH", "10mb"],
    ["SECRET_KEY", 12],
    ["TESTING", "yes"],
    ["SESSION_COOKIE_SAMESITE", "Lax;Domain=e"],
  ])("row 36: %s = %j is an error at once, not a limit that is off", (key, value) => {
    const config = make_config();
    const before = config[key];
    expect(() => {
      config[key] = value;
    }).toThrow(`config ${key} takes`);
    expect(() => config.update({ [key]: value })).toThrow();
    expect(config[key]).toBe(before);
  });

  test("pop takes a key out; Flask's own stay (CF-02)", () => {
    const config = make_config();
    config.update({ MAIL: 1 });
    expect([config.pop("MAIL"), config.pop("MAIL"), config.pop("MAIL", "gone"), "MAIL" in config]).toEqual([
      1,
      undefined,
      "gone",
      false,
    ]);
    expect(() => config.pop("TESTING")).toThrow("TESTING");
    expect(config.TESTING).toBe(false);
  });

  test("iterates over its keys, and from_mapping takes pairs (CF-02)", () => {
    const config = make_config();
    config.from_mapping([
      ["PAIR", 1],
      ["lower", 2],
    ]);
    expect(config.PAIR).toBe(1);
    expect([...config]).toEqual(Object.keys(config));
    expect([...config]).not.toContain("lower");
    expect(make_config().from_mapping(config)).toBe(true);
  });

  test("setdefault sets what was never set, as extensions do", () => {
    const config = make_config();
    expect([config.setdefault("MAIL_PORT", 25), config.setdefault("MAIL_PORT", 26)]).toEqual([25, 25]);
    expect([config.setdefault("SECRET_KEY", "x"), config.setdefault("MAIL_USER")]).toEqual([null, null]);
    expect("MAIL_USER" in config).toBe(true);
  });

  test("no key reaches the prototype", () => {
    const config = make_config();
    config.update(JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'));
    config.from_prefixed_env("P", { env: { P___proto____polluted: "1", P_A____proto____x: "1" } });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(config).toBeInstanceOf(FileConfig);
    expect(config.get("__proto__")).toEqual({ polluted: true });
  });
});

describe("from_object and from_mapping", () => {
  class Base {
    static TESTING = true;
    static lower = 1;
  }
  class Site extends Base {
    static SECRET_KEY = "k";
    static get NAME() {
      return "computed";
    }
  }

  test("upper-case attributes of a class, inherited ones too", () => {
    const config = make_config();
    config.from_object(Site);
    expect([config.TESTING, config.SECRET_KEY, config.NAME, config.lower]).toEqual([
      true,
      "k",
      "computed",
      undefined,
    ]);
  });

  test("of an instance and of a module's namespace", () => {
    const config = make_config();
    config.from_object(
      new (class {
        A_1 = 1;
        mixedCase = 2;
        _ = 3;
      })(),
    );
    config.from_object({ B: 2, b: 3 });
    expect([config.A_1, config.B, config.b, config.mixedCase, config._]).toEqual([
      1,
      2,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("the name of a module is refused, with the way to read one", () => {
    // @ts-expect-error Flask imports the name; here the compiler and the error say what to write
    expect(() => make_config().from_object("settings.Site")).toThrow(/"settings\.Site".*config\.from_module/);
  });

  test("mappings, upper case only", () => {
    const config = make_config();
    expect(config.from_mapping({ A: 1, b: 2 }, new Map([["C", 3]]))).toBe(true);
    expect([config.A, config.b, config.C]).toEqual([1, undefined, 3]);
  });
});

describe("from_prefixed_env", () => {
  // What Flask 3.1.3 gives for the same variables; booleans are ours, since keys are checked here.
  test("values are JSON where they are JSON", () => {
    const config = make_config();
    config.from_prefixed_env("FLASK", {
      env: {
        FLASK_STRING: "value",
        FLASK_BOOL: "true",
        FLASK_INT: "1",
        FLASK_FLOAT: "1.2",
        FLASK_LIST: "[1, 2]",
        FLASK_DICT: '{"k": "v"}',
        FLASK_lower: "x",
        NOT_FLASK: "no",
      },
    });
    expect([config.STRING, config.BOOL, config.INT, config.FLOAT]).toEqual(["value", true, 1, 1.2]);
    expect([config.LIST, config.DICT, config.lower]).toEqual([[1, 2], { k: "v" }, "x"]);
    expect("NOT_FLASK" in config).toBe(false);
  });

  test("two underscores name an item of an object, which is made", () => {
    const config = make_config();
    config.EXIST = { ok: "value", flag: true, inner: { ik: 1 } };
    config.from_prefixed_env("FLASK", {
      env: {
        FLASK_EXIST__ok: "other",
        FLASK_EXIST__inner__ik: "2",
        FLASK_EXIST__new__more: '{"k": false}',
        FLASK_NEW__K: "v",
      },
    });
    expect(config.EXIST).toEqual({ ok: "other", flag: true, inner: { ik: 2 }, new: { more: { k: false } } });
    expect(config.NEW).toEqual({ K: "v" });
  });

  test("another prefix and another way to read", () => {
    const config = make_config();
    config.from_prefixed_env("SITE", { env: { SITE_A: "x", FLASK_A: "no" }, loads: (text) => text + text });
    expect(config.A).toBe("xx");
  });

  test("the environment's text becomes what the key takes", () => {
    const config = make_config();
    config.from_prefixed_env("FLASK", {
      env: { FLASK_SECRET_KEY: "12345", FLASK_DEBUG: "1", FLASK_TESTING: "no" },
    });
    expect([config.SECRET_KEY, config.DEBUG, config.TESTING]).toEqual(["12345", true, false]);
  });

  test("what the key cannot take is an error", () => {
    expect(() => make_config().from_prefixed_env("F", { env: { F_MAX_CONTENT_LENGTH: "10mb" } })).toThrow(
      "MAX_CONTENT_LENGTH",
    );
    expect(() => make_config().from_prefixed_env("F", { env: { F_A: "1", F_A__B: "1" } })).toThrow("A__B");
  });
});

test("get_namespace", () => {
  const config = make_config();
  config.update({ FOO_A: 1, FOO_B: 2, BAR: 3 });
  expect(config.get_namespace("FOO_")).toEqual({ a: 1, b: 2 });
  expect(config.get_namespace("FOO_", { lowercase: false })).toEqual({ A: 1, B: 2 });
  expect(config.get_namespace("FOO_", { trim_namespace: false })).toEqual({ foo_a: 1, foo_b: 2 });
});

describe("files", () => {
  const VARIABLE = "MINIFLASK_TEST_SETTINGS";
  afterEach(() => {
    delete process.env[VARIABLE];
  });

  test("from_pyfile says what takes its place", () => {
    expect(() => make_config().from_pyfile("settings.cfg", { silent: true })).toThrow(
      'await app.config.from_module("settings.ts")',
    );
  });

  test("from_file reads JSON and TOML by the file's ending, others with what it is given", () => {
    const config = make_config();
    expect(config.from_file(write("own.json", '{"A": [1], "b": 2}'))).toBe(true);
    config.from_file(write("own.toml", 'NAME = "x"\nlow = 1\n[MAIL]\nport = 25\n'));
    expect([config["A"], config["NAME"], config["MAIL"], "low" in config]).toEqual([
      [1],
      "x",
      { port: 25 },
      false,
    ]);
    expect(config.from_file("none.toml", { silent: true })).toBe(false);
    expect(() => config.from_file(write("bad.toml", "A = "))).toThrow(/Invalid TOML/);
    expect(() => config.from_file(write("own.yaml", "A: 1"))).toThrow(
      "from_file knows .json and .toml by their ending: tell it how to read 'own.yaml', as { load: parse }.",
    );
  });

  test("from_file reads with what it is given, relative to the root path", () => {
    const config = make_config();
    expect(config.from_file(write("c.json", '{"A": 1, "b": 2}'), { load: JSON.parse })).toBe(true);
    expect([config.A, config.b]).toEqual([1, undefined]);
    config.from_file("c.json", { text: false, load: (bytes) => ({ SIZE: bytes.length }) });
    expect(config.SIZE).toBe(16);
  });

  test("a missing file is an error, unless silent", () => {
    const config = make_config();
    expect(() => config.from_file("none.json", { load: JSON.parse })).toThrow(
      /Unable to load configuration file .*none\.json/,
    );
    expect(config.from_file("none.json", { load: JSON.parse, silent: true })).toBe(false);
    expect(() => config.from_file(write("bad.json", "{"), { load: JSON.parse, silent: true })).toThrow(
      SyntaxError,
    );
  });

  test("from_module takes a module's upper-case exports", async () => {
    const config = make_config();
    expect(await config.from_module(write("s.mjs", "export const A = 1; export const b = 2;"))).toBe(true);
    expect([config.A, config.b]).toEqual([1, undefined]);
    expect(await config.from_module("none.mjs", { silent: true })).toBe(false);
    await expect(config.from_module("none.mjs")).rejects.toThrow("Unable to load configuration file");
  });

  test("from_envvar reads the file that a variable names", async () => {
    const config = make_config();
    await expect(config.from_envvar(VARIABLE)).rejects.toThrow(
      `The environment variable '${VARIABLE}' is not set and as such configuration could not be loaded.`,
    );
    expect(await config.from_envvar(VARIABLE, { silent: true })).toBe(false);
    process.env[VARIABLE] = write("e.json", '{"E": 1}');
    expect(await config.from_envvar(VARIABLE)).toBe(true);
    process.env[VARIABLE] = write("e.mjs", "export const E = 2;");
    expect(await config.from_envvar(VARIABLE)).toBe(true);
    expect(config.E).toBe(2);
  });
});

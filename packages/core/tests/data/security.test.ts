import { describe, expect, test } from "vitest";
import { requires } from "../../../../tests/support/require.ts";
import {
  check_password_hash,
  DEFAULT_PBKDF2_ITERATIONS,
  gen_salt,
  generate_password_hash,
  SALT_CHARS,
  safe_join,
} from "../../src/security.ts";
import { secure_filename } from "../../src/utils.ts";
import { ask_werkzeug, type OracleCall } from "../support/oracle.ts";
import { as_windows } from "../support/platform.ts";
import { Random } from "../support/random.ts";

const SEED = Number(process.env.MINIFLASK_SEED ?? 20_261_123);
const DEVICES = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].concat(
  Array.from("123456789¹²³").flatMap((digit) => [`COM${digit}`, `LPT${digit}`]),
);

// covers: UT-01
describe("password hashes", () => {
  test.each([
    [undefined, /^scrypt:32768:8:1\$[A-Za-z0-9]{16}\$[0-9a-f]{128}$/],
    ["scrypt:1024:8:2", /^scrypt:1024:8:2\$[A-Za-z0-9]{16}\$[0-9a-f]{128}$/],
    ["pbkdf2", /^pbkdf2:sha256:1000000\$[A-Za-z0-9]{16}\$[0-9a-f]{64}$/],
    ["pbkdf2:sha1:1000", /^pbkdf2:sha1:1000\$[A-Za-z0-9]{16}\$[0-9a-f]{40}$/],
    ["pbkdf2:sha3_256:1000", /^pbkdf2:sha3_256:1000\$[A-Za-z0-9]{16}\$[0-9a-f]{64}$/],
  ])("with method %s are written so and know their password", async (method, form) => {
    const stored = await generate_password_hash("pässword", method);
    expect(stored).toMatch(form);
    expect(await check_password_hash(stored, "pässword")).toBe(true);
    expect(await check_password_hash(stored, "password")).toBe(false);
  });

  test("of a password given by name", async () => {
    const stored = await generate_password_hash("x", { method: "pbkdf2:sha256:1" });
    const checks = ["x", "y"].map((password) => check_password_hash(stored, { password }));
    expect(await Promise.all(checks)).toEqual([true, false]);
  });

  test("Werkzeug's constants say what hashes are made of", async () => {
    expect([...gen_salt(200)].every((letter) => SALT_CHARS.includes(letter))).toBe(true);
    expect([SALT_CHARS.length, new Set(SALT_CHARS).size]).toEqual([62, 62]);
    expect(await generate_password_hash("x", "pbkdf2")).toContain(`:${DEFAULT_PBKDF2_ITERATIONS}$`);
  });

  test("are salted: two hashes of one password differ", async () => {
    const options = { method: "pbkdf2:sha256:1", salt_length: 8 };
    const [first, second] = await Promise.all([
      generate_password_hash("x", options),
      generate_password_hash("x", options),
    ]);
    expect(first).not.toBe(second);
    expect(first.split("$")[1]).toHaveLength(8);
  });

  test.each([
    ["sha256", 16, "Invalid hash method"],
    ["scrypt:1", 16, "'scrypt' takes 3 arguments"],
    ["scrypt:3:8:1", 16, "scrypt cannot run"],
    ["pbkdf2:sha256:1:2", 16, "'pbkdf2' takes 2 arguments"],
    ["pbkdf2:nosuch", 16, "unsupported hash type nosuch"],
    ["pbkdf2:sha256:0", 16, "number of iterations"],
    ["scrypt", 0, "Salt length must be at least 1"],
  ])("method %s with a salt of %i characters is refused", async (method, salt_length, message) => {
    await expect(generate_password_hash("x", method, salt_length)).rejects.toThrow(message);
  });

  test.each(["", "$", "plain", "scrypt$salt", "pbkdf2:sha256:1$salt$", "pbkdf2:sha256:1$salt$é"])(
    "a stored text %j that is no hash belongs to no password",
    async (stored) => {
      expect(await check_password_hash(stored, "")).toBe(false);
    },
  );

  test("of an unknown method are an error, not a wrong password", async () => {
    await expect(check_password_hash("md5$salt$00", "x")).rejects.toThrow("Invalid hash method 'md5'");
  });

  test.skipIf(!requires("python"))("are understood by Werkzeug, and Werkzeug's by us", async () => {
    const methods = [
      "scrypt",
      "scrypt:1024:8:1",
      "pbkdf2:sha256:1000",
      "pbkdf2:sha512:1000",
      "pbkdf2:sha3_384:10",
      "pbkdf2:blake2b:10",
    ];
    const password = "pässwörd ☃";
    const theirs = ask_werkzeug(
      methods.map((method) => ["security", "generate_password_hash", [password, method]]),
    );
    for (const stored of theirs) expect(await check_password_hash(String(stored), password)).toBe(true);
    const ours = await Promise.all(methods.map((method) => generate_password_hash(password, method)));
    const checks = ours.map((stored): OracleCall => ["security", "check_password_hash", [stored, password]]);
    expect(ask_werkzeug(checks)).toEqual(methods.map(() => true));
  });
});

describe("safe_join", () => {
  test.each([
    [["a", "b/c"], "a/b/c"],
    [["a", "b", "c"], "a/b/c"],
    [["a/", "b"], "a/b"],
    [["", "b"], "./b"],
    [["", "c:test.txt"], "./c:test.txt"],
    [["a", "", "b"], "a/b"],
    [["a", "b/../c"], "a/c"],
    [["a", "."], "a/."],
    [["a", "../b"], null],
    [["a", ".."], null],
    [["a", "b/../../c"], null],
    [["a", "/b"], null],
    [["a", "//b"], null],
    [["a", "b", "../b"], null],
    [["a", "b\\c"], "a/b\\c"],
    [["a", "CON"], "a/CON"],
  ])("%j is %j", ([directory, ...parts], path) => {
    expect(safe_join(directory!, ...parts)).toBe(path);
  });

  test.each(DEVICES)("on Windows never names the device %s", async (device) => {
    const names = [
      device,
      device.toLowerCase(),
      `${device}.txt`,
      `${device}.TXT.html`,
      `${device}  `,
      `${device} . txt`,
      `b/${device}`,
      `${device}:`,
      `${device}:x`,
      `b/${device}.x/c`,
    ];
    expect(await as_windows(() => names.map((name) => safe_join("a", name)))).toEqual(names.map(() => null));
    expect(names.map((name) => safe_join("a", name))).not.toContain(null);
  });

  test("on Windows takes neither backslashes nor drives", async () => {
    const parts = ["b\\c", "\\b", "C:\\b", "C:/b", "..\\b"];
    expect(await as_windows(() => parts.map((part) => safe_join("a", part)))).toEqual(parts.map(() => null));
  });
});

describe("secure_filename", () => {
  test.each([
    ["My cool movie.mov", "My_cool_movie.mov"],
    ["../../../etc/passwd", "etc_passwd"],
    ["i contain cool ümläuts.txt", "i_contain_cool_umlauts.txt"],
    ["__filename__", "filename"],
    ["foo$&^*)bar", "foobar"],
    ["..\\..\\x", "....x".replace(/^\.+/, "")],
    ["C:\\x", "Cx"],
    ["a\0b", "ab"],
    [".htaccess", "htaccess"],
    ["..", ""],
    ["☃", ""],
    ["ﬁle①.txt", "file1.txt"],
    ["a\u00a0b\tc", "a_b_c"],
    ["x".repeat(4096), "x".repeat(4096)],
  ])("%j is %j", (name, safe) => {
    expect(secure_filename(name)).toBe(safe);
  });

  test("on Windows never names a device or a folder", async () => {
    expect(await as_windows(() => ["CON", "con.txt", "a\\b", "AUX.x.y"].map(secure_filename))).toEqual([
      "_CON",
      "_con.txt",
      "a_b",
      "_AUX.x.y",
    ]);
  });
});

describe.skipIf(!requires("python"))("random file names are treated as Werkzeug does", () => {
  const pieces = [
    "a",
    "..",
    ".",
    "/",
    "\\",
    "foo.txt",
    "CON",
    "con.txt",
    "NUL",
    "COM1",
    "COM¹",
    "LPT³.a",
    "aux ",
    ":",
    " ",
    "é",
    "ﬁ",
    "①",
    "\t",
    "_",
    "-",
    "c:",
    "C:/",
    "~",
    "\u00a0",
    "\u2003",
    "CONIN$",
    "\x1f",
    "",
  ];
  const random = new Random(SEED);
  const names = Array.from({ length: 2000 }, () => random.text(pieces, 6));
  const calls = names.flatMap((name): OracleCall[] => [
    ["security", "safe_join", ["base", name]],
    ["utils", "secure_filename", [name]],
  ]);
  const ours = () => names.flatMap((name) => [safe_join("base", name), secure_filename(name)]);

  test("here", () => {
    expect(ours()).toEqual(ask_werkzeug(calls));
  });

  test("on Windows", async () => {
    expect(await as_windows(ours)).toEqual(ask_werkzeug(calls, { windows: true }));
  });
});

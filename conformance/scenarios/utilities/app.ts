import { Flask } from "miniflask";
import {
  dump_header,
  dump_options_header,
  http_date,
  parse_date,
  parse_dict_header,
  parse_list_header,
  parse_options_header,
  parse_set_header,
} from "miniflask/http";
import { check_password_hash, generate_password_hash, safe_join } from "miniflask/security";
import { secure_filename } from "miniflask/utils";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) =>
  value === true ? "True" : value === false ? "False" : String(value ?? "None");
const list = (items: Iterable<string>) => `[${[...items].map((item) => `'${item}'`).join(", ")}]`;
const sorted_items = (values: object) => {
  const entries = values instanceof Map ? [...values] : Object.entries(values);
  const shown = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `('${key}', ${value === null ? "None" : `'${value}'`})`);
  return `[${shown.join(", ")}]`;
};

export function names() {
  for (const name of [
    "My cool movie.mov",
    "../../../etc/passwd",
    "i contain cool \xfcml\xe4uts.txt",
    "..",
    "a\\b/c",
    "  . x  ",
    "日本.txt",
    "CON.txt",
  ])
    log.push(secure_filename(name));
}

export function paths() {
  for (const [first, ...rest] of [
    ["a", "b"],
    ["a", "../b"],
    ["a", "/b"],
    ["a", "b/../c"],
    ["a", ""],
    ["a", "b", "..", "c"],
    ["a", ".."],
  ] as [string, ...string[]][])
    log.push(word(safe_join(first, ...rest)));
}

const PART = "e0c3f6ec8be9e6b1b1a4f6a8b44dc3ecac5f7ac80e2e6e2ec9bcf2b1d2a5b0d3";
const KNOWN = `scrypt:32768:8:1$salt$${PART}${PART}`;

export async function passwords() {
  let made = await generate_password_hash("secret");
  let [method, salt, hash] = made.split("$") as [string, string, string];
  log.push(`${method} ${salt.length} ${hash.length}`);
  log.push(
    `${word(await check_password_hash(made, "secret"))} ${word(await check_password_hash(made, "Secret"))}`,
  );
  made = await generate_password_hash("ä", { method: "pbkdf2:sha256:1000", salt_length: 8 });
  [method, salt, hash] = made.split("$") as [string, string, string];
  log.push(`${method} ${salt.length} ${word(await check_password_hash(made, "ä"))}`);
  log.push(
    word(await check_password_hash(`pbkdf2:sha256:1000$abc$${"0".repeat(64)}`, "x")) +
      word(await check_password_hash("no hash", "x")) +
      word(await check_password_hash(KNOWN, "x")),
  );
}

export function dates() {
  log.push(http_date(new Date("2026-01-02T03:04:05Z")));
  log.push(http_date(0));
  for (const text of [
    "Fri, 02 Jan 2026 03:04:05 GMT",
    "Friday, 02-Jan-26 03:04:05 GMT",
    "Fri Jan  2 03:04:05 2026",
    "Fri, 02 Jan 2026 03:04:05 +0200",
    "no date",
    "",
  ]) {
    const date = parse_date(text);
    log.push(date === null ? "None" : String(date.getTime() / 1000));
  }
}

export function headers() {
  for (const value of [
    'text/html; charset="utf-8"; q=1',
    'a/b;x="y;z\\""',
    "form-data; name*=UTF-8''%C3%A4; n",
    "",
    "x; *=1; a*0=b; a*1=c",
  ]) {
    const [key, options] = parse_options_header(value);
    log.push(`${key} ${sorted_items(options)}`);
  }
  log.push(list(parse_list_header('a, "b, c", d')));
  log.push(sorted_items(parse_dict_header('a="1, 2", b=c, d')));
  log.push(`${dump_header(["a b", "c"])}|${dump_header({ a: "b c", d: "1" })}`);
  log.push(dump_options_header("a/b", { x: "y z", n: null, u: "ä" }));
  log.push(list(parse_set_header("Token, token, Other")));
}

import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** Python's advice is `secrets.token_hex(32)`: 256 random bits. */
const KEY_BYTES = 32;

/**
 * The key that signs session cookies: SECRET_KEY from the environment, else from `.env` in `folder`, which is written
 * when it has none. It never stands in the source: whoever knows it can write a cookie that logs in as anybody.
 */
export function secret_key(folder: string): string {
  const file = join(folder, ".env");
  return process.env.SECRET_KEY || key_in(file) || generate_key(file);
}

function key_in(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return parseEnv(readFileSync(file, "utf8")).SECRET_KEY;
}

/** Appends, so that other settings in the file stay; readable by its owner only. */
function generate_key(file: string): string {
  const key = randomBytes(KEY_BYTES).toString("hex");
  const gap = existsSync(file) && !readFileSync(file, "utf8").endsWith("\n") ? "\n" : "";
  appendFileSync(file, `${gap}SECRET_KEY=${key}\n`, { mode: 0o600 });
  return key;
}

import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { make_text_mac } from "../src/itsdangerous/digest.ts";
import { Dice } from "./support/random_values.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

test.each(["sha1", "sha256", "sha512", "md5"])("%s of text is what node:crypto makes of it", (digest) => {
  const dice = new Dice(11);
  for (const key_bytes of [0, 1, 20, 63, 64, 65, 200]) {
    const key = dice.bytes(key_bytes);
    const mac = make_text_mac(digest, key);
    const expected = (text: string) => createHmac(digest, key).update(text).digest("base64url");
    for (let length = 0; length < 140; length++) {
      const text = Array.from({ length }, () => dice.pick([...ALPHABET])).join("");
      expect(mac(text), text).toBe(expected(text));
    }
    for (const length of [511, 512, 513, 5000]) {
      const text = ALPHABET.repeat(100).slice(0, length);
      expect(mac(text)).toBe(expected(text));
    }
  }
});

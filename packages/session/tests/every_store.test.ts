import { setTimeout as sleep } from "node:timers/promises";
import type { SessionStore } from "@miniflask/session";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STORE_KINDS } from "./support/stores.ts";

const ONE = Buffer.from([0, 255, 10, 13]);
const TWO = Buffer.from("two");

describe.each(STORE_KINDS.map((kind) => [kind.name, kind] as const))("the %s store", (_name, kind) => {
  describe.skipIf(!kind.available)("keeps records", () => {
    let opened: { store: SessionStore; remove: () => Promise<void> };
    let store: SessionStore;
    beforeAll(async () => {
      opened = await kind.open();
      store = opened.store;
    });
    afterAll(() => opened.remove());

    /** The seconds that "touched" was given at first: more where the machine took longer than that to touch it. */
    const touch_in_time = async () => {
      for (let seconds = 1; ; seconds *= 3) {
        const start = performance.now();
        await store.replace("touched", null, ONE, seconds);
        const touched = await store.touch("touched", 600);
        if (!touched && performance.now() - start > seconds * 900) continue;
        expect(touched).toBe(true);
        return seconds;
      }
    };

    const read = async (key: string) => {
      const record = await store.get(key);
      return record === null ? null : Buffer.from(record);
    };

    test("as bytes, under their key", async () => {
      expect(await store.replace("a", null, ONE, 60)).toBe(true);
      expect(await read("a")).toEqual(ONE);
      expect(await read("b")).toBeNull();
    });

    test("written over only by who knows the present one", async () => {
      await store.replace("c", null, ONE, 60);
      expect(await store.replace("c", null, TWO, 60)).toBe(false);
      expect(await store.replace("c", TWO, TWO, 60)).toBe(false);
      expect(await read("c")).toEqual(ONE);
      expect(await store.replace("c", ONE, TWO, 60)).toBe(true);
      expect(await read("c")).toEqual(TWO);
      expect(await store.replace("d", ONE, TWO, 60)).toBe(false);
      expect(await read("d")).toBeNull();
    });

    test("until they are deleted", async () => {
      await store.replace("e", null, ONE, 60);
      await store.delete("e");
      await store.delete("e");
      expect(await read("e")).toBeNull();
      expect(await store.touch("e", 60)).toBe(false);
      expect(await store.replace("e", null, TWO, 60)).toBe(true);
    });

    test("removed only by who knows the present one", async () => {
      await store.replace("f", null, ONE, 60);
      expect(await store.remove("f", TWO)).toBe(false);
      expect(await read("f")).toEqual(ONE);
      expect(await store.remove("f", ONE)).toBe(true);
      expect(await read("f")).toBeNull();
      expect(await store.remove("f", ONE)).toBe(false);
    });

    test("until they expire, and touching puts that off", async () => {
      await store.replace("short", null, ONE, 1);
      const lifetime = await touch_in_time();
      await sleep(lifetime * 1000 + 100);
      expect(await read("short")).toBeNull();
      expect(await read("touched")).toEqual(ONE);
      expect(await store.replace("short", ONE, TWO, 60)).toBe(false);
      expect(await store.touch("short", 60)).toBe(false);
      expect(await store.remove("short", ONE)).toBe(false);
      expect(await store.replace("short", null, TWO, 60)).toBe(true);
    });

    test("one of many writers at once wins, each time", async () => {
      await store.replace("race", null, Buffer.from("0"), 60);
      const increment = async (): Promise<void> => {
        for (;;) {
          const present = await read("race");
          const next = Buffer.from(String(Number(present) + 1));
          if (await store.replace("race", present, next, 60)) return;
        }
      };
      await Promise.all(Array.from({ length: 50 }, increment));
      expect(String(await read("race"))).toBe("50");
    });
  });
});

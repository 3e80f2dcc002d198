import {
  MemoryStore,
  type ServerSideSession,
  ServerSideSessionInterface,
  type SessionDict,
  type SessionStore,
} from "@miniflask/session";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeApp, FakeRequest, FakeResponse } from "./support/fake_exchange.ts";

const app = new FakeApp();
const SEED = Number(process.env.MINIFLASK_SEED ?? 20_260_101);

/** What one of several requests at the same time does to the session that all of them opened. */
type Deed = "set" | "regenerate" | "clear" | "clear and set";

const DEEDS: Record<Deed, (session: SessionDict, key: string) => void> = {
  set: (session, key) => session.set(key, key),
  regenerate: (session, key) => {
    session.regenerate();
    session.set(key, key);
  },
  clear: (session) => session.clear(),
  "clear and set": (session, key) => {
    session.clear();
    session.set(key, key);
  },
};

/** A store of which every answer comes when the scheduler says so. */
function scheduled(store: MemoryStore, scheduler: fc.Scheduler): SessionStore {
  const later =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    async (...args: A): Promise<R> => {
      await scheduler.schedule(Promise.resolve());
      return work(...args);
    };
  return {
    get: later((key: string) => store.get(key)),
    replace: later((...call: Parameters<MemoryStore["replace"]>) => store.replace(...call)),
    touch: later((...call: Parameters<MemoryStore["touch"]>) => store.touch(...call)),
    remove: later((...call: Parameters<MemoryStore["remove"]>) => store.remove(...call)),
    delete: later((key: string) => store.delete(key)),
    close: () => {},
  };
}

const interface_of = (store: SessionStore) =>
  new ServerSideSessionInterface(store, { serialization_format: "json" });

interface Outcome {
  /** By request: the id in the cookie that it was answered, null where none. */
  readonly ids: readonly (string | null)[];
  readonly old_id: string;
  /** How many records there are, known to somebody or not. */
  readonly size: number;
  readonly content_of: (id: string) => Record<string, unknown> | null;
}

/** Lets all requests open one session, then save it, each step of a store in whatever order. */
async function play(deeds: readonly Deed[], scheduler: fc.Scheduler): Promise<Outcome> {
  const store = new MemoryStore();
  const old_id = await save_first(interface_of(store));
  const sessions = interface_of(scheduled(store, scheduler));
  const reading = interface_of(store);
  const opened = await Promise.all(
    deeds.map(() => reading.open_session(app, new FakeRequest({ session: old_id }))),
  );
  const answers = deeds.map(async (deed, index) => {
    const session = opened[index] as ServerSideSession; // one for each deed
    DEEDS[deed](session, `key ${index}`);
    const response = new FakeResponse();
    await sessions.save_session(app, session, response);
    return response.cookies.get("session")?.value ?? null;
  });
  const ids = await scheduler.waitFor(Promise.all(answers));
  const content_of = (id: string) => {
    const record = store.get(`session:${id}`);
    return record && (JSON.parse(record.toString()) as Record<string, unknown>); // written by encode_record
  };
  return { ids, old_id, size: store.size, content_of };
}

async function save_first(sessions: ServerSideSessionInterface): Promise<string> {
  const session = await sessions.open_session(app, new FakeRequest());
  session.set("user", "anna");
  const response = new FakeResponse();
  await sessions.save_session(app, session, response);
  return response.cookies.get("session")?.value ?? "";
}

const deed_lists = (...deeds: Deed[]) => fc.array(fc.constantFrom(...deeds), { minLength: 2, maxLength: 5 });
const live_ids = ({ ids, old_id, content_of }: Outcome) =>
  [...new Set([old_id, ...ids])].filter((id) => id !== null && content_of(id) !== null) as string[];

test("what was acknowledged is in the one session that is left, whoever moved it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), deed_lists("set", "set", "regenerate"), async (scheduler, deeds) => {
      const outcome = await play(deeds, scheduler);
      const [live, ...others] = live_ids(outcome);
      expect([others, outcome.size]).toEqual([[], 1]);
      const acknowledged = deeds
        .map((_deed, index) => `key ${index}`)
        .filter((_key, index) => outcome.ids[index]);
      const content = outcome.content_of(live ?? "");
      expect(Object.keys(content ?? {})).toEqual(expect.arrayContaining(["user", ...acknowledged]));
      expect(deeds.filter((deed, index) => deed === "regenerate" && outcome.ids[index]).length).toBe(
        deeds.includes("regenerate") ? 1 : 0,
      );
    }),
    { numRuns: 300, seed: SEED },
  );
});

test("what was ended stays so: the old id is dead, and no record is left that no browser has", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      deed_lists("set", "regenerate", "clear", "clear and set"),
      async (scheduler, deeds) => {
        const outcome = await play(deeds, scheduler);
        const ended = deeds.some((deed) => deed !== "set");
        if (ended) expect(outcome.content_of(outcome.old_id)).toBeNull();
        const live = live_ids(outcome);
        expect(outcome.size).toBe(live.length);
        for (const [index, id] of outcome.ids.entries()) {
          if (deeds[index] !== "clear and set" || id === null) continue;
          expect(outcome.content_of(id)).toEqual({ _permanent: true, [`key ${index}`]: `key ${index}` });
        }
        const of_anna = live.filter((id) => outcome.content_of(id)?.["user"] !== undefined);
        expect(of_anna.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 300, seed: SEED },
  );
});

import { Flask, Markup, session } from "miniflask";
import {
  MemoryStore,
  type SerializationFormat,
  ServerSideSessionInterface,
  Session,
  StandaloneSessions,
} from "miniflask/sessions";
import type { FlaskClient } from "miniflask/testing";

const writes: string[] = [];

class CountingStore extends MemoryStore {
  override replace(...args: Parameters<MemoryStore["replace"]>) {
    writes.push("record");
    return super.replace(...args);
  }
}

export const app = new Flask(import.meta.url);
app.secret_key = "stores";
app.session_interface = new ServerSideSessionInterface(new CountingStore());

async function attempt(act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

app.get("/put", function put() {
  session.value = 1;
  return typeof session.regenerate === "function" ? "True" : "False";
});

app.get("/read", function read() {
  return String(session.value);
});

app.get("/refill", function refill() {
  session.clear();
  session.value = 2;
  return "refilled";
});

export async function id_after_clear(client: FlaskClient) {
  await client.get("/put");
  const before = client.get_cookie("session")?.value;
  await client.get("/refill");
  return client.get_cookie("session")?.value === before ? "the same" : "another";
}

export async function method_of_the_session(client: FlaskClient) {
  return (await client.get("/put")).text;
}

export async function written_by_reading(client: FlaskClient) {
  await client.get("/put");
  writes.length = 0;
  await client.get("/read");
  return writes;
}

export function short_ids() {
  const short = new Flask("short");
  short.config.update({ SESSION_TYPE: "memory", SESSION_ID_LENGTH: 8 });
  return attempt(() => new Session(short) && "taken");
}

export function other_stores() {
  const other = new Flask("other");
  other.config.update({ SESSION_TYPE: "cachelib" });
  return attempt(() => new Session(other) && "taken");
}

function stored(value: unknown, serialization_format: SerializationFormat = "msgpack") {
  const session_interface = new ServerSideSessionInterface(new MemoryStore(), { serialization_format });
  const sessions = new StandaloneSessions({}, { session_interface });
  return attempt(async () => {
    const opened_session = await sessions.open(undefined);
    opened_session.value = value;
    return (await sessions.save(opened_session)).length === 1 && "stored";
  });
}

async function opened(record: Buffer) {
  const sid = "B".repeat(43);
  const store = new MemoryStore();
  store.replace(`session:${sid}`, null, record, 60);
  const sessions = new StandaloneSessions({}, { session_interface: new ServerSideSessionInterface(store) });
  return (await sessions.open(`session=${sid}`)).get("value", "nothing");
}

export function markup_stored() {
  return stored(new Markup("<b>"));
}

export function nan_stored() {
  return stored(Number.NaN, "json");
}

export function pickle_opened() {
  return opened(Buffer.from("gASVDgAAAAAAAAB9lIwFdmFsdWWUSwFzLg==", "base64"));
}

export function keys_of_numbers_opened() {
  return opened(Buffer.from("8201a36f6e65a576616c756501", "hex"));
}

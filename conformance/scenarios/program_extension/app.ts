import { current_app, Flask, g } from "miniflask";

export const log: string[] = [];

interface State {
  opened: number;
}

class Database {
  constructor(app?: Flask) {
    if (app !== undefined) this.init_app(app);
  }

  init_app(app: Flask) {
    if (!("DATABASE_URL" in app.config)) app.config["DATABASE_URL"] = "memory";
    app.extensions["database"] = { opened: 0, extension: this };
    app.teardown_appcontext((error) => this.close(error));
  }

  connection(): string {
    if (!("connection" in g)) {
      const state = current_app.extensions["database"] as State;
      state.opened += 1;
      g.connection = `${current_app.config["DATABASE_URL"]} ${state.opened}`;
      log.push(`open ${g.connection}`);
    }
    return g.connection;
  }

  close(error: unknown) {
    const connection = g.pop("connection", null);
    if (connection !== null)
      log.push(`close ${connection} ${error instanceof Error ? error.message : "fine"}`);
  }
}

const database = new Database();
export const app = new Flask(import.meta.url);
app.config["DATABASE_URL"] = "sqlite";
database.init_app(app);
const other = new Flask("other");
new Database(other);

app.get("/", function index() {
  return database.connection();
});

app.get("/twice", function twice() {
  return `${database.connection()} ${database.connection()}`;
});

app.get("/unused", function unused() {
  return "unused";
});

app.get("/fail", function fail() {
  database.connection();
  throw new Error("broken");
});

export async function outside() {
  await app.app_context().run(() => log.push(database.connection()));
  await other.app_context().run(() => log.push(database.connection()));
  try {
    database.connection();
  } catch {
    log.push("no context");
  }
}

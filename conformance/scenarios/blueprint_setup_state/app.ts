import { Blueprint, BlueprintSetupState, Flask, request, url_for } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

const word = (value: unknown) => (value === true ? "True" : value === false ? "False" : (value ?? "None"));
const names = (values: object) =>
  `[${Object.keys(values)
    .sort()
    .map((name) => `'${name}'`)
    .join(", ")}]`;

class LoudState extends BlueprintSetupState {
  override add_url_rule(
    ...[rule, endpoint, view_func, options]: Parameters<BlueprintSetupState["add_url_rule"]>
  ) {
    log.push(`adding ${rule} ${word(endpoint)} ${word(this.url_prefix)} ${word(this.first_registration)}`);
    super.add_url_rule(`${rule}!`, endpoint, view_func, options);
  }
}

class LoudBlueprint extends Blueprint {
  override make_setup_state(...args: Parameters<Blueprint["make_setup_state"]>) {
    const [app, options, first_registration] = args;
    log.push(`state ${this.name} ${names(options)} ${word(first_registration)}`);
    return new LoudState(this, app, options, first_registration ?? false);
  }
  override register(...args: Parameters<Blueprint["register"]>) {
    log.push(`registering ${this.name}`);
    super.register(...args);
    log.push(`registered ${this.name}`);
  }
}

const loud = new LoudBlueprint("loud", import.meta.url, { url_prefix: "/loud", url_defaults: { a: 1 } });
const quiet = new Blueprint("quiet", import.meta.url, { url_prefix: "/quiet" });
const inner = new LoudBlueprint("inner", import.meta.url);

const x = (values: Record<string, unknown>) =>
  `${request.endpoint} [${Object.keys(values)
    .sort()
    .map((name) => `('${name}', ${values[name]})`)
    .join(", ")}]`;
loud.get("/x", x);
inner.add_url_rule("/y", "y", x);
quiet.add_url_rule("/z", "z", x);

quiet.record((state) => {
  log.push(
    `each ${state.name} ${state.name_prefix} ${word(state.first_registration)} ${state.url_prefix} ${word(state.subdomain)} ` +
      `${names(state.url_defaults)} ${word(state.blueprint === quiet)} ${word(state.app === app)}`,
  );
  state.add_url_rule("/from-state", "from_state", x, { defaults: { b: 2 } });
});

quiet.record_once((state) => {
  log.push(`once ${state.name}`);
  state.app.config["ONCE"] = (state.app.config["ONCE"] ?? 0) + 1;
});

quiet.register_blueprint(inner, { url_prefix: "/in", url_defaults: { c: 3 } });
app.register_blueprint(loud);
app.register_blueprint(quiet);
app.register_blueprint(quiet, { name: "second", url_defaults: { a: 5 } });
app.register_blueprint(loud, { name: "loud2", url_prefix: "/loud2", url_defaults: { a: 2, b: 3 } });
const other = new Flask("other");
other.register_blueprint(quiet);
log.push(`${app.config["ONCE"]} ${other.config["ONCE"]}`);

app.get("/urls", function urls() {
  return ["loud.x", "loud2.x", "quiet.z", "quiet.inner.y", "second.inner.y", "second.from_state"]
    .map((name) => url_for(name))
    .join(" ");
});

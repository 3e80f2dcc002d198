import { Flask, request, url_for } from "miniflask";
import { Rule, Submount } from "miniflask/routing";

export const log: string[] = [];

class OwnRule extends Rule {
  constructor(...given: ConstructorParameters<typeof Rule>) {
    log.push(`rule ${given[0]}`);
    super(...given);
  }
}

class OwnApp extends Flask {
  override url_rule_class = OwnRule;
}

export const app = new OwnApp(import.meta.url, { static_folder: null });
app.url_map.strict_slashes = false;
app.url_map.merge_slashes = false;
app.url_map.redirect_defaults = false;
app.url_map.sort_parameters = true;

app.get("/folder/", function folder() {
  return `folder ${request.path}`;
});

app.get("/leaf", function leaf() {
  return `leaf ${request.path}`;
});

app.get("/a/b", function ab() {
  return "ab";
});

const listing = ({ page }: { page: number }) => `page ${page}`;
app.add_url_rule("/list/<int:page>", "listing", listing);
app.add_url_rule("/list", "listing", listing, { defaults: { page: 1 } });

app.url_map.add(new Rule("/by-rule/<int:id>", { endpoint: "by_rule", methods: ["GET"] }));
app.url_map.add(new Submount("/prefix", [new Rule("/x", { endpoint: "prefixed" })]));

app.endpoint("by_rule")(({ id }: { id: number }) => `rule ${id}`);
app.view_functions["prefixed"] = () => "prefixed";

app.get("/urls", function urls() {
  return [
    url_for("leaf", { b: 2, a: 1, c: 0 }),
    url_for("listing", { page: 1 }),
    url_for("by_rule", { id: 2 }),
    url_for("prefixed"),
  ].join(" ");
});

app.get("/own", function own() {
  return request.url_rule?.constructor.name ?? "";
});

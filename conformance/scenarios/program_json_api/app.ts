import { abort, Flask, HTTPException, int, jsonify, MethodView, request } from "miniflask";

export const log: string[] = [];
export const app = new Flask(import.meta.url);

interface ItemData {
  name: string;
  price: number;
}
const items = new Map<number, ItemData>();

class InvalidItem extends Error {
  readonly errors: object;
  constructor(errors: object) {
    super("invalid item");
    this.errors = errors;
  }
}

function read_item(): ItemData {
  const data = request.get_json();
  if (typeof data !== "object" || data === null || Array.isArray(data))
    return abort(400, "an object is needed");
  const { name, price = 0 } = data as Partial<ItemData>;
  const errors = {
    ...(typeof name === "string" ? {} : { name: "is needed" }),
    ...(price < 0 ? { price: "is negative" } : {}),
  };
  if (Object.keys(errors).length > 0) throw new InvalidItem(errors);
  return { name: String(name), price };
}

class Items extends MethodView {
  get() {
    const limit = request.args.get("limit", 10, int);
    const listed = [...items].map(([id, item]) => ({ id, ...item })).slice(0, limit);
    return jsonify({ items: listed, limit });
  }
  post() {
    const id = items.size + 1;
    const item = read_item();
    items.set(id, item);
    return [item, 201, { Location: `/items/${id}` }];
  }
}

class Item extends MethodView {
  static override init_every_request = false;

  find(id: number): ItemData {
    return items.get(id) ?? abort(404);
  }
  get({ id }: { id: number }) {
    const response = jsonify(this.find(id));
    response.add_etag();
    return response.make_conditional(request);
  }
  patch({ id }: { id: number }) {
    return Object.assign(this.find(id), request.get_json());
  }
  delete({ id }: { id: number }) {
    this.find(id);
    items.delete(id);
    return ["", 204];
  }
}

app.add_url_rule("/items/", { view_func: Items.as_view("items") });
app.add_url_rule("/items/<int:id>", { view_func: Item.as_view("item") });

app.get("/boom", function boom() {
  throw new Error("boom");
});

app.errorhandler(HTTPException, function http_error(error) {
  const response = error.get_response();
  const { code, name, description } = error;
  response.data = app.json.dumps({ code, name, description });
  response.content_type = "application/json";
  return response;
});

app.errorhandler(InvalidItem, (error) => [jsonify({ errors: error.errors }), 422]);

app.after_request(function cors(response) {
  const origin = request.headers.get("Origin");
  if (origin) {
    response.access_control_allow_origin = origin;
    response.access_control_allow_methods = ["GET", "PATCH"];
    response.vary.add("Origin");
  }
  return response;
});

import { Flask, session, url_for } from "miniflask";
import { BaseConverter, type Map as UrlMap, ValidationError } from "miniflask/routing";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
app.secret_key = "dev";

class ListConverter extends BaseConverter {
  override to_python(value: string) {
    return value.split("+");
  }
  override to_url(values: readonly string[]) {
    return values.map((value) => super.to_url(value)).join("+");
  }
}

class MeConverter extends BaseConverter {
  override to_python(value: string) {
    if (value !== "me" || !("name" in session)) throw new ValidationError();
    return session.name;
  }
}

class DeepConverter extends BaseConverter {
  override regex = "[a-z]/[a-z]";
  override weight = 300;
}

class RepeatConverter extends BaseConverter {
  constructor(map: UrlMap, letter: string, { times = 2 }: { times?: number } = {}) {
    super(map);
    this.regex = `${letter}{${times}}`;
  }
}

class WrittenConverter extends BaseConverter {
  static override readonly regex = "[^/]+";
}

app.url_map.converters["list"] = ListConverter;
app.url_map.converters["me"] = MeConverter;
app.url_map.converters["deep"] = DeepConverter;
app.url_map.converters["repeat"] = RepeatConverter;
app.url_map.converters["written"] = WrittenConverter;

app.get("/tags/<list:tags>", function tags({ tags: names }) {
  return { tags: names };
});

app.get("/user/<me:name>", function user({ name }) {
  return `you are ${name}`;
});

app.get("/login", function login() {
  session.name = "ann";
  return "welcome";
});

app.get("/deep/<deep:pair>/end", function deep({ pair }) {
  return String(pair);
});

app.get("/repeat/<repeat('a', times=3):text>", function repeat({ text }) {
  return String(text);
});

app.get("/order/<int:number>/end", function numbered({ number }) {
  return `number ${number.toFixed()}`;
});

app.get("/order/<written:text>/end", function written({ text }) {
  return `text ${text}`;
});

app.get("/build", function build() {
  return url_for("tags", { tags: ["x y", "z"] });
});

import { Accept } from "./accept.ts";
import { ValueError } from "./errors.ts";
import { trim_blanks } from "./header_value.ts";

/** What media types a client accepts: the Accept header. Asking for a value without "/" raises ValueError. (Werkzeug) */
export class MIMEAccept extends Accept {
  override specificity(value: string): readonly boolean[] {
    return split_type(value).map((part) => part !== "*");
  }

  override is_askable(value: string): boolean {
    return value.includes("/");
  }

  override match(asked: string, items: readonly string[]): number {
    const wanted = split_type(this.normal(asked));
    const is_valid = asked.includes("/") && (wanted[0] !== "*" || wanted[1] === "*");
    return items.findIndex((item) => {
      if (!item.includes("/")) return false;
      // The items are the client's. The value is the app's: an invalid one is a mistake to tell of.
      if (!is_valid) throw new ValueError(`invalid mimetype "${asked}"`);
      return meets(wanted, split_type(item));
    });
  }

  get accept_html(): boolean {
    return this.contains("text/html") || this.accept_xhtml;
  }

  get accept_xhtml(): boolean {
    return this.contains("application/xhtml+xml") || this.contains("application/xml");
  }

  get accept_json(): boolean {
    return this.contains("application/json");
  }
}

/** Whether the types, in their parts, mean the same; a client's "*" stands only for what is within "*" too. */
function meets(
  [type, subtype, ...params]: string[],
  [item_type, item_subtype, ...item_params]: string[],
): boolean {
  if (item_type === "*") return item_subtype === "*";
  if (type === "*") return true;
  if (item_type !== type) return false;
  if (item_subtype === "*" || subtype === "*") return true;
  return item_subtype === subtype && same_items(item_params, params);
}

/** "text/html ; level=1" as ["text", "html", "level=1"]; only the blanks beside a semicolon go. */
function split_type(value: string): string[] {
  if (!value.includes(";")) return value.split("/");
  const sections = value.split(";");
  const last = sections.length - 1;
  return sections.flatMap((section, index) => {
    // The first section keeps the blanks before it and the last one those after it.
    const framed = (index === 0 ? "x" : "") + section + (index === last ? "x" : "");
    const trimmed = trim_blanks(framed);
    return trimmed.slice(index === 0 ? 1 : 0, index === last ? -1 : undefined).split("/");
  });
}

function same_items(left: string[], right: string[]): boolean {
  if (left.length !== right.length) return false;
  const sorted = right.toSorted();
  return left.toSorted().every((item, index) => item === sorted[index]);
}

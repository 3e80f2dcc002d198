import { TemplateNotFound } from "../errors.ts";
import { BaseLoader, type TemplateSource } from "./base_loader.ts";

/** One loader for each prefix: `new PrefixLoader({ app: … })` loads `app/index.html` as `index.html` from its loader. */
export class PrefixLoader extends BaseLoader {
  readonly mapping: Readonly<Record<string, BaseLoader>>;
  readonly delimiter: string;
  constructor(mapping: Readonly<Record<string, BaseLoader>>, delimiter = "/") {
    super();
    this.mapping = mapping;
    this.delimiter = delimiter;
  }
  override get_source(environment: unknown, template: string): TemplateSource {
    const at = template.indexOf(this.delimiter);
    const prefix = template.slice(0, at);
    const loader = at >= 0 && Object.hasOwn(this.mapping, prefix) ? this.mapping[prefix] : undefined;
    if (loader === undefined) throw new TemplateNotFound(template);
    try {
      return loader.get_source(environment, template.slice(at + this.delimiter.length));
    } catch (error) {
      // The loader knows only its part of the name; who asked knows the whole.
      if (error instanceof TemplateNotFound) throw new TemplateNotFound(template);
      throw error;
    }
  }
  override list_templates(): string[] {
    const names = Object.entries(this.mapping).flatMap(([prefix, loader]) =>
      loader.list_templates().map((name) => prefix + this.delimiter + name),
    );
    return names.sort();
  }
}

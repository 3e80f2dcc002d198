import { TemplateNotFound } from "../errors.ts";
import { BaseLoader, type TemplateSource } from "./base_loader.ts";

/** Templates from a mapping of names to sources, which may change: `new DictLoader({ "index.html": "…" })`. */
export class DictLoader extends BaseLoader {
  readonly mapping: Record<string, string> | Map<string, string>;
  constructor(mapping: Record<string, string> | Map<string, string>) {
    super();
    this.mapping = mapping;
  }
  #find(name: string): string | undefined {
    if (this.mapping instanceof Map) return this.mapping.get(name);
    return Object.hasOwn(this.mapping, name) ? this.mapping[name] : undefined;
  }
  override get_source(_environment: unknown, template: string): TemplateSource {
    const source = this.#find(template);
    if (source === undefined) throw new TemplateNotFound(template);
    return [source, null, () => this.#find(template) === source];
  }
  override list_templates(): string[] {
    return (this.mapping instanceof Map ? Array.from(this.mapping.keys()) : Object.keys(this.mapping)).sort();
  }
}

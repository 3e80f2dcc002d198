import { TemplateNotFound } from "../errors.ts";
import { BaseLoader, type TemplateSource } from "./base_loader.ts";

/** Asks several loaders in turn; the first that has the template wins. */
export class ChoiceLoader extends BaseLoader {
  readonly loaders: readonly BaseLoader[];
  constructor(loaders: readonly BaseLoader[]) {
    super();
    this.loaders = loaders;
  }
  override get_source(environment: unknown, template: string): TemplateSource {
    for (const loader of this.loaders) {
      try {
        return loader.get_source(environment, template);
      } catch (error) {
        if (!(error instanceof TemplateNotFound)) throw error;
      }
    }
    throw new TemplateNotFound(template);
  }
  override list_templates(): string[] {
    return Array.from(new Set(this.loaders.flatMap((loader) => loader.list_templates()))).sort();
  }
}

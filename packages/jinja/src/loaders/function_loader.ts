import { TemplateNotFound } from "../errors.ts";
import { BaseLoader, type TemplateSource } from "./base_loader.ts";

/** What a loading function gives: the source alone, or with file name and `uptodate`; null for "not found". */
export type LoadResult = string | TemplateSource | null | undefined;

/** Templates from a function of their names. */
export class FunctionLoader extends BaseLoader {
  readonly load_func: (name: string) => LoadResult;
  constructor(load_func: (name: string) => LoadResult) {
    super();
    this.load_func = load_func;
  }
  override get_source(_environment: unknown, template: string): TemplateSource {
    const result = this.load_func(template);
    if (result === null || result === undefined) throw new TemplateNotFound(template);
    return typeof result === "string" ? [result, null, null] : result;
  }
}

import { TemplateNotFound } from "../errors.ts";

/** A template's source: its text, the file it came from, and a function that tells whether it is still current. */
export type TemplateSource = readonly [
  source: string,
  filename: string | null,
  uptodate: (() => boolean) | null,
];

/** Finds sources by name. Subclasses override `get_source`, and `list_templates` where they can tell. */
export class BaseLoader {
  /** The source of a template. Raises `TemplateNotFound`. `environment` is who asks. */
  get_source(_environment: unknown, template: string): TemplateSource {
    throw new TemplateNotFound(template);
  }

  /** The names of all templates, sorted. */
  list_templates(): string[] {
    throw new TypeError("this loader cannot iterate over all templates");
  }
}

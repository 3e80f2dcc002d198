import { BaseLoader, type Environment, FileSystemLoader, TemplateNotFound } from "@miniflask/jinja";

/** What an app or a blueprint says of its templates. */
interface TemplateOwner {
  readonly name: string;
  readonly template_folder?: string | null;
}

/** What looking for templates needs of the app. */
export interface LoaderHost extends TemplateOwner {
  readonly config: { readonly EXPLAIN_TEMPLATE_LOADING: boolean };
  readonly logger: { info(message: string): void };
  iter_blueprints(): Iterable<TemplateOwner>;
}

type Source = ReturnType<FileSystemLoader["get_source"]>;

/** A folder and whose it is, as the explanation names it. */
interface Place {
  readonly owner: string;
  readonly folder: string;
}

/** Looks in the app's template folder first, then in those of its blueprints in order of registration. */
export class AppLoader extends BaseLoader {
  readonly #app: LoaderHost;
  readonly #loaders = new Map<string, FileSystemLoader>();

  constructor(app: LoaderHost) {
    super();
    this.#app = app;
  }

  override get_source(environment: Environment, name: string): Source {
    const places = this.#places();
    if (this.#app.config.EXPLAIN_TEMPLATE_LOADING) this.#explain(environment, name, places);
    for (const { folder } of places) {
      const source = this.#find(environment, name, folder);
      if (source !== undefined) return source;
    }
    throw new TemplateNotFound(name, searched(name, places));
  }

  override list_templates(): string[] {
    const names = this.#places().flatMap(({ folder }) => this.#loader(folder).list_templates());
    return [...new Set(names)].sort();
  }

  #find(environment: Environment, name: string, folder: string): Source | undefined {
    try {
      return this.#loader(folder).get_source(environment, name);
    } catch (error) {
      if (error instanceof TemplateNotFound) return undefined;
      throw error;
    }
  }

  #places(): Place[] {
    const blueprints = [...this.#app.iter_blueprints()];
    const owners = [
      { owner: `application '${this.#app.name}'`, folder: this.#app.template_folder },
      ...blueprints.map(({ name, template_folder }) => ({
        owner: `blueprint '${name}'`,
        folder: template_folder,
      })),
    ];
    const seen = new Set<string>();
    return owners.filter((place): place is Place => {
      const { folder } = place;
      if (typeof folder !== "string" || seen.has(folder)) return false;
      seen.add(folder);
      return true;
    });
  }

  #loader(folder: string): FileSystemLoader {
    const loader = this.#loaders.get(folder) ?? new FileSystemLoader(folder);
    this.#loaders.set(folder, loader);
    return loader;
  }

  /** Says where a template was looked for and which of several is taken (config EXPLAIN_TEMPLATE_LOADING). */
  #explain(environment: Environment, name: string, places: readonly Place[]): void {
    const found = places.map(({ folder }) => this.#find(environment, name, folder) !== undefined);
    const lines = places.map(
      ({ owner, folder }, at) =>
        `  ${at + 1}: ${owner}, ${folder}\n     -> ${found[at] ? "found" : "no match"}`,
    );
    const count = found.filter(Boolean).length;
    if (count === 0) lines.push("Error: the template could not be found.");
    if (count > 1)
      lines.push("Warning: several folders have a template of that name; the first one is taken.");
    this.#app.logger.info([`Locating template '${name}':`, ...lines].join("\n"));
  }
}

function searched(name: string, places: readonly Place[]): string {
  return places.length === 0
    ? `${name}: the app has no template folder`
    : `${name}: not found in ${places.map(({ folder }) => `'${folder}'`).join(", ")}`;
}

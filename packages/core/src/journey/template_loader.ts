import { BaseLoader, type Environment, FileSystemLoader, TemplateNotFound } from "@miniflask/jinja";

/** What an app or a blueprint says of its templates. */
interface TemplateOwner {
  readonly name: string;
  readonly jinja_loader: BaseLoader | null;
}

/** What looking for templates needs of the app. */
export interface LoaderHost extends TemplateOwner {
  readonly config: { readonly EXPLAIN_TEMPLATE_LOADING: boolean };
  readonly logger: { info(message: string): void };
  iter_blueprints(): Iterable<TemplateOwner>;
}

type Source = ReturnType<BaseLoader["get_source"]>;

/** A loader, and how the explanation names its owner and itself. */
interface Place {
  readonly owner: string;
  readonly loader: BaseLoader;
  readonly where: string;
}

/** Asks the app's loader first, then those of its blueprints in order of registration. */
export class AppLoader extends BaseLoader {
  readonly #app: LoaderHost;

  constructor(app: LoaderHost) {
    super();
    this.#app = app;
  }

  override get_source(environment: Environment, name: string): Source {
    const places = this.#places();
    if (this.#app.config.EXPLAIN_TEMPLATE_LOADING) this.#explain(environment, name, places);
    for (const { loader } of places) {
      const source = found_in(loader, environment, name);
      if (source !== undefined) return source;
    }
    throw new TemplateNotFound(name, searched(name, places));
  }

  override list_templates(): string[] {
    const names = this.#places().flatMap(({ loader }) => loader.list_templates());
    return [...new Set(names)].sort();
  }

  #places(): Place[] {
    const owners = [
      { owner: `application '${this.#app.name}'`, loader: this.#app.jinja_loader },
      ...Array.from(this.#app.iter_blueprints(), ({ name, jinja_loader }) => ({
        owner: `blueprint '${name}'`,
        loader: jinja_loader,
      })),
    ];
    const places = new Map<unknown, Place>();
    for (const { owner, loader } of owners) {
      if (loader === null) continue;
      const where = place_of(loader);
      const folder_or_loader = loader instanceof FileSystemLoader ? where : loader; // blueprints may share a folder
      if (!places.has(folder_or_loader)) places.set(folder_or_loader, { owner, loader, where });
    }
    return [...places.values()];
  }

  /** Says where a template was looked for and which of several is taken (config EXPLAIN_TEMPLATE_LOADING). */
  #explain(environment: Environment, name: string, places: readonly Place[]): void {
    const found = places.map(({ loader }) => found_in(loader, environment, name) !== undefined);
    const lines = places.map(
      ({ owner, where }, at) =>
        `  ${at + 1}: ${owner}, ${where}\n     -> ${found[at] ? "found" : "no match"}`,
    );
    const count = found.filter(Boolean).length;
    if (count === 0) lines.push("Error: the template could not be found.");
    if (count > 1)
      lines.push("Warning: several folders have a template of that name; the first one is taken.");
    this.#app.logger.info([`Locating template '${name}':`, ...lines].join("\n"));
  }
}

function found_in(loader: BaseLoader, environment: Environment, name: string): Source | undefined {
  try {
    return loader.get_source(environment, name);
  } catch (error) {
    if (error instanceof TemplateNotFound) return undefined;
    throw error;
  }
}

function place_of(loader: BaseLoader): string {
  return loader instanceof FileSystemLoader ? loader.searchpath.join(", ") : loader.constructor.name;
}

function searched(name: string, places: readonly Place[]): string {
  return places.length === 0
    ? `${name}: the app has no template folder`
    : `${name}: not found in ${places.map(({ where }) => `'${where}'`).join(", ")}`;
}

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

/** A loader and whose it is, as the explanation names it. */
interface Place {
  readonly owner: string;
  readonly loader: BaseLoader;
}

/** Asks the app's loader first, then those of its blueprints in order of registration (Flask's DispatchingJinjaLoader). */
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
      const source = find(environment, name, loader);
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
    return owners.filter((place): place is Place => place.loader !== null);
  }

  /** Says where a template was looked for and which of several is taken (config EXPLAIN_TEMPLATE_LOADING). */
  #explain(environment: Environment, name: string, places: readonly Place[]): void {
    const found = places.map(({ loader }) => find(environment, name, loader) !== undefined);
    const lines = places.map(
      ({ owner, loader }, at) =>
        `  ${at + 1}: ${owner}, ${place_of(loader)}\n     -> ${found[at] ? "found" : "no match"}`,
    );
    const count = found.filter(Boolean).length;
    if (count === 0) lines.push("Error: the template could not be found.");
    if (count > 1)
      lines.push("Warning: several loaders have a template of that name; the first one is taken.");
    this.#app.logger.info([`Locating template '${name}':`, ...lines].join("\n"));
  }
}

function find(environment: Environment, name: string, loader: BaseLoader): Source | undefined {
  try {
    return loader.get_source(environment, name);
  } catch (error) {
    if (error instanceof TemplateNotFound) return undefined;
    throw error;
  }
}

function searched(name: string, places: readonly Place[]): string {
  return places.length === 0
    ? `${name}: the app has no template folder`
    : `${name}: not found in ${places.map(({ loader }) => place_of(loader)).join(", ")}`;
}

const place_of = (loader: BaseLoader) =>
  loader instanceof FileSystemLoader
    ? loader.searchpath.map((folder) => `'${folder}'`).join(", ")
    : loader.constructor.name;

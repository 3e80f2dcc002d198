import { dirname } from "node:path";
import type { Flask } from "@miniflask/core";
import { debug_of_environment } from "@miniflask/core/cli";
import { app_file, load_app } from "./load_app.ts";

/** Makes the app of a command line that is for one app only. */
export type CreateApp = () => Flask | Promise<Flask>;

/** The options that say which app is meant, and how. */
export interface AppFlags {
  readonly app?: string;
  readonly debug?: boolean;
}

/** Where a command line has its app from; it is loaded once, when a command needs it (Flask's `ScriptInfo`). */
export class AppSource {
  /** Variables that came from .env files: the reloader's next process reads the files anew. */
  readonly dotenv_names: readonly string[];
  readonly #create_app: CreateApp | undefined;
  readonly #sets_debug: boolean;
  #reference: string | undefined;
  #app: Promise<Flask> | undefined;

  constructor(create_app: CreateApp | undefined, sets_debug: boolean, dotenv_names: readonly string[]) {
    this.#create_app = create_app;
    this.#sets_debug = sets_debug;
    this.dotenv_names = dotenv_names;
  }

  /** Whether `--app` may name the app. */
  get takes_reference(): boolean {
    return this.#create_app === undefined;
  }

  /** Whether it was said which app is meant. */
  get names_app(): boolean {
    return !this.takes_reference || this.#reference !== undefined;
  }

  /** The flag goes before FLASK_DEBUG, which is set from it so that a factory can read it (as Flask does). */
  take_options({ app, debug }: AppFlags): void {
    this.#reference = app ?? process.env.FLASK_APP;
    if (debug !== undefined) process.env.FLASK_DEBUG = debug ? "1" : "0";
  }

  get debug(): boolean {
    return debug_of_environment();
  }

  load_app(): Promise<Flask> {
    this.#app ??= this.#load();
    return this.#app;
  }

  async #load(): Promise<Flask> {
    const app = await (this.#create_app?.() ?? load_app(this.#reference));
    if (this.#sets_debug) app.debug = this.debug;
    return app;
  }

  /** The folder of the app's sources, for the reloader; undefined where there is no app. */
  get folder(): string | undefined {
    const file = this.takes_reference ? app_file(this.#reference) : process.argv[1];
    return file && dirname(file);
  }
}

import { python_repr } from "../data/python_text.ts";
import type { FileStorage } from "./file_storage.ts";
import { ImmutableView } from "./immutable_multi_dict.ts";
import { MISSING, type MultiDictView } from "./multi_dict.ts";

/** A file was asked for that the form sent as mere text; raised in debug mode only, as it tells how to fix the page. */
export class DebugFilesKeyError extends Error {
  override readonly name = "DebugFilesKeyError";
  /** As in BadRequestKeyError. */
  get [Symbol.for("miniflask.python_type")](): string {
    return "KeyError";
  }
  readonly key: string;

  constructor(key: string, mimetype: string, form: MultiDictView<string>) {
    const names = form.getlist(key).map(python_repr).join(", ");
    super(
      `request.files has no ${python_repr(key)}, because the request's mimetype is ${python_repr(mimetype)}: only ` +
        '"multipart/form-data" carries files. Add enctype="multipart/form-data" to the form. ' +
        `The browser sent the file's name in its place: ${names}`,
    );
    this.key = key;
  }
}

/** The empty `request.files` of a form that is not multipart, in debug mode. */
export class DebugFiles extends ImmutableView<FileStorage> {
  readonly #mimetype: string;
  readonly #form: MultiDictView<string>;

  constructor(mimetype: string, form: MultiDictView<string>) {
    super();
    this.#mimetype = mimetype;
    this.#form = form;
  }

  override [MISSING](key: string): unknown {
    if (this.#form.has(key)) throw new DebugFilesKeyError(key, this.#mimetype, this.#form);
    return super[MISSING](key);
  }
}

import { BaseConverter } from "./base_converter.ts";

/** Text with slashes, but not with one in front: `<path:page>`, `<path:page>/edit`. Tried after all others. (Werkzeug) */
export class PathConverter extends BaseConverter {
  static override readonly regex: string = "[^/].*?";
  static override readonly weight: number = 200;
  static override readonly part_isolating?: boolean;
}

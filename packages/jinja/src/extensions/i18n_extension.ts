import type * as nodes from "../syntax/nodes.ts";
import type { Parser } from "../syntax/parser.ts";
import { find_all } from "../syntax/tree_walk.ts";
import { strip } from "../text/characters.ts";
import type { AnyFunction } from "../values/signature.ts";
import { Extension, type ExtensionHost } from "./extension.ts";
import { gettext_alias, NULL_TRANSLATIONS, newstyle, type Translations } from "./gettext.ts";
import { load, parse_head, parse_message, parse_plural, type TransHead } from "./trans_tag.ts";

const FUNCTIONS = {
  gettext: ["message"],
  ngettext: ["singular", "plural", "num"],
  pgettext: ["context", "message"],
  npgettext: ["context", "singular", "plural", "num"],
} as const;

/** A message found in a template: line, function, and its text or texts; null for what is no literal. */
export type ExtractedMessage = readonly [
  lineno: number,
  name: string,
  message: string | null | readonly (string | null)[],
];

/** `{% trans %}…{% endtrans %}` and `_()`: translations by gettext functions. */
export class InternationalizationExtension extends Extension {
  override readonly tags: ReadonlySet<string> = new Set(["trans"]);
  newstyle_gettext = false;

  constructor(environment: ExtensionHost) {
    super(environment);
    environment.globals._ = gettext_alias;
  }

  /** Uses an object with `gettext`, `ngettext` and perhaps `pgettext`, `npgettext`. */
  install_gettext_translations(translations: Translations, newstyle_gettext?: boolean): void {
    if (newstyle_gettext !== undefined) this.newstyle_gettext = newstyle_gettext;
    for (const name of Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[]) {
      const fn: AnyFunction | undefined = translations[name]?.bind(translations) as AnyFunction | undefined; // `bind` loses the overloads
      if (fn === undefined) delete this.environment.globals[name];
      else this.environment.globals[name] = this.newstyle_gettext ? newstyle(fn, FUNCTIONS[name]) : fn;
    }
  }

  install_null_translations(newstyle_gettext?: boolean): void {
    this.install_gettext_translations(NULL_TRANSLATIONS, newstyle_gettext);
  }

  /** Like `install_gettext_translations`, with the functions alone. */
  install_gettext_callables(
    gettext: Translations["gettext"],
    ngettext: Translations["ngettext"],
    newstyle_gettext?: boolean,
  ): void {
    this.install_gettext_translations({ gettext, ngettext }, newstyle_gettext);
  }

  uninstall_gettext_translations(): void {
    for (const name of Object.keys(FUNCTIONS)) delete this.environment.globals[name];
  }

  /** The messages of a parsed template, for a translation catalogue. */
  extract_translations(
    tree: nodes.Template,
    functions = ["_", ...Object.keys(FUNCTIONS)],
  ): ExtractedMessage[] {
    const found: ExtractedMessage[] = [];
    for (const call of find_all([tree], "Call")) {
      if (call.node.type !== "Name" || !functions.includes(call.node.name)) continue;
      const texts = [...call.args, ...call.kwargs.map((one) => one.value)].map(literal_text);
      found.push([call.lineno, call.node.name, texts.length === 1 ? (texts[0] ?? null) : texts]);
    }
    return found;
  }

  override parse(parser: Parser): nodes.Stmt | readonly nodes.Stmt[] {
    const { lineno } = parser.stream.next();
    const head = parse_head(parser);
    const singular = parse_message(parser, true);
    const [first] = singular.names;
    if (head.plural === null && first !== undefined) {
      head.plural = load(first, lineno);
      head.plural_name = first;
    }
    const plural = parser.stream.test("name:pluralize") ? parse_plural(parser, head) : null;
    parser.stream.next();
    const referenced = new Set([...singular.names, ...(plural?.names ?? [])]);
    for (const name of referenced)
      if (!head.variables.has(name)) head.variables.set(name, load(name, lineno));
    if (plural !== null && head.plural === null) parser.fail("pluralize without variables", lineno);
    const trimmed = head.trimmed ?? Boolean(this.environment.policies["ext.i18n.trimmed"]);
    const texts = [singular, plural].map((part) =>
      this.#message_text(part?.text ?? null, trimmed, referenced.size > 0),
    );
    const output: nodes.Output = { type: "Output", lineno, nodes: [this.#node(head, texts, lineno)] };
    return head.assignment === null ? output : [head.assignment, output];
  }

  /** Percent signs stay doubled where placeholders are filled in. */
  #message_text(text: string | null, trimmed: boolean, has_variables: boolean): string | null {
    if (text === null) return null;
    const message = trimmed ? strip(text, null, true, true).replace(/\s*\n\s*/g, " ") : text;
    return has_variables || this.newstyle_gettext ? message : message.replaceAll("%%", "%");
  }

  #node(
    head: TransHead,
    [singular = null, plural = null]: readonly (string | null)[],
    lineno: number,
  ): nodes.Expr {
    const args: nodes.Expr[] = [{ type: "Const", lineno, value: singular }];
    let name = "gettext";
    if (head.context !== null) {
      args.unshift({ type: "Const", lineno, value: head.context });
      name = `p${name}`;
    }
    if (plural !== null && head.plural !== null) {
      args.push({ type: "Const", lineno, value: plural }, head.plural);
      name = `n${name}`;
    }
    const variables = Array.from(head.variables);
    const call = (kwargs: nodes.Keyword[]): nodes.Call => ({
      type: "Call",
      lineno,
      node: load(name, lineno),
      args,
      kwargs,
      dyn_args: null,
      dyn_kwargs: null,
    });
    if (this.newstyle_gettext) {
      const skip_num = plural !== null && head.plural_name === "num";
      const passed = variables.filter(([key]) => !(skip_num && key === "num"));
      return call(passed.map(([key, value]): nodes.Keyword => ({ type: "Keyword", lineno, key, value })));
    }
    const safe: nodes.Expr = { type: "MarkSafeIfAutoescape", lineno, expr: call([]) };
    if (variables.length === 0) return safe;
    const keys = variables.map(([key]): nodes.Expr => ({ type: "Const", lineno, value: key }));
    const values = variables.map(([, value]) => value);
    return { type: "BinExpr", lineno, op: "mod", left: safe, right: { type: "Dict", lineno, keys, values } };
  }
}

function literal_text(node: nodes.Expr): string | null {
  return node.type === "Const" && typeof node.value === "string" ? node.value : null;
}

import { is_inherited_name } from "../access/guarded.ts";
import { DICT_METHODS } from "../methods/dict.ts";
import type * as nodes from "../syntax/nodes.ts";
import { is_boxed_float } from "../values/float.ts";
import { CallCompiler } from "./call_compiler.ts";
import { property, quote } from "./code_writer.ts";
import { compare_code } from "./compare_code.ts";
import type { Frame } from "./frame.ts";
import { is_known_constant } from "./known_constant.ts";

const BINARY = {
  add: "add",
  sub: "subtract",
  mul: "multiply",
  div: "divide",
  floordiv: "floor_division",
  mod: "remainder",
  pow: "power",
} as const;

const SIGNS = { add: "+", sub: "-", mul: "*", div: "/", floordiv: "//", mod: "%", pow: "**" } as const;

/** Attributes of `loop` that generated code reads without a look-up. */
const LOOP_FIELDS: ReadonlySet<string> = new Set([
  "index",
  "index0",
  "revindex",
  "revindex0",
  "first",
  "last",
  "length",
  "depth",
  "depth0",
]);

/** Expressions to JavaScript expressions. */
export class ExpressionCompiler extends CallCompiler {
  /** Parameters of the macro being defined that have no value yet: their names are still undefined. */
  protected readonly undeclared_parameters: Set<string> = new Set();
  /** Variables that hold the `loop` of an enclosing loop. */
  protected readonly loop_refs: Set<string> = new Set();

  override expression(node: nodes.Expr, frame: Frame): string {
    switch (node.type) {
      case "Name":
        return this.#name(node.name, frame);
      case "Const":
        return this.#constant(node.value);
      case "TemplateData":
        return this.#template_data(node.data);
      case "Tuple":
        return `tuple_of([${this.#list(node.items, frame)}])`;
      case "List":
        return `[${this.#list(node.items, frame)}]`;
      case "Dict":
        return this.#dict(node, frame);
      case "CondExpr":
        return this.#conditional(node, frame.soft());
      case "Filter":
        return this.filter(node, frame, null);
      case "Test":
        return this.test(node, frame);
      case "Call":
        return this.call(node, frame);
      default:
        return this.#operation(node, frame);
    }
  }

  #operation(node: nodes.Expr, frame: Frame): string {
    switch (node.type) {
      case "Getattr":
        return this.#attribute(node, frame);
      case "Getitem":
        return this.#item(node, frame);
      case "Slice":
        return `new Slice(${this.#slice(node, frame)})`;
      case "Concat":
        return this.#concat(node, frame);
      case "Compare":
        return this.#compare(node, frame);
      case "BinExpr":
        return this.#binary(node, frame);
      case "UnaryExpr":
        if (node.op === "not") return `!${this.condition(node.node, frame)}`;
        return `${node.op === "neg" ? "negate" : "unary_plus"}(${this.expression(node.node, frame)})`;
      default:
        return this.#extension_node(node, frame);
    }
  }

  #extension_node(node: nodes.Expr, frame: Frame): string {
    switch (node.type) {
      case "MarkSafe":
        return `new Markup(${this.expression(node.expr, frame)})`;
      case "MarkSafeIfAutoescape":
        return `safe_if(context, ${this.expression(node.expr, frame)})`;
      case "EnvironmentAttribute":
        return `env[${quote(node.name)}]`;
      case "ExtensionAttribute":
        return `extension_attribute(${quote(node.identifier)}, ${quote(node.name)})`;
      case "ContextReference":
        return "context";
      case "DerivedContextReference":
        return `context.derived(${this.locals(frame)})`;
    }
    return this.fail(`a ${node.type} cannot stand here`, node.lineno);
  }

  /** A JavaScript boolean: saves turning values into booleans and back in tests. */
  condition(node: nodes.Expr, frame: Frame): string {
    if (node.type === "Compare") return this.#compare(node, frame);
    if (node.type === "UnaryExpr" && node.op === "not") return `!${this.condition(node.node, frame)}`;
    if (node.type === "BinExpr" && (node.op === "and" || node.op === "or")) {
      const op = node.op === "and" ? "&&" : "||";
      return `(${this.condition(node.left, frame)} ${op} ${this.condition(node.right, frame)})`;
    }
    return `truth(${this.expression(node, frame)})`;
  }

  #name(name: string, frame: Frame): string {
    const ref = frame.symbols.ref(name);
    const is_parameter = frame.symbols.find_load(ref)?.kind === "param";
    if (is_parameter && !this.undeclared_parameters.has(ref)) return ref;
    return `(${ref} === undefined ? undefined_name(${quote(name)}) : ${ref})`;
  }

  #constant(value: unknown): string {
    if (value === null || typeof value === "boolean") return String(value);
    if (typeof value === "string") return quote(value);
    if (typeof value === "bigint") return `${value}n`;
    if (is_boxed_float(value)) return this.out.constant(`new Float(${Number(value)})`);
    if (Array.isArray(value)) return `[${value.map((item) => this.#constant(item)).join(", ")}]`;
    return String(value);
  }

  #template_data(data: string): string {
    if (this.escape.volatile) return `safe_if(context, ${quote(data)})`;
    return this.escape.autoescape ? this.out.constant(`new Markup(${quote(data)})`) : quote(data);
  }

  #list(items: readonly nodes.Expr[], frame: Frame): string {
    return items.map((item) => this.expression(item, frame)).join(", ");
  }

  /** A literal whose keys are all plain text becomes an object, which JavaScript functions like; others a Map. */
  #dict(node: nodes.DictNode, frame: Frame): string {
    const names = node.keys.map((key) => (key.type === "Const" ? key.value : null));
    const values = node.values.map((value) => this.expression(value, frame));
    if (names.length > 0 && names.every(is_object_key)) {
      return `{${names.map((name, at) => property(name, values[at] ?? "")).join(", ")}}`;
    }
    const pairs = node.keys.map((key, at) => `[${this.expression(key, frame)}, ${values[at]}]`);
    return `dict_of([${pairs.join(", ")}])`;
  }

  #conditional(node: nodes.CondExpr, frame: Frame): string {
    const place = this.name === null ? "" : ` in '${this.name}'`;
    const missing = `the inline if-expression on line ${node.lineno}${place} evaluated to false and no else section was defined.`;
    const otherwise =
      node.expr2 === null ? `new Undefined(${quote(missing)})` : this.expression(node.expr2, frame);
    return `(${this.condition(node.test, frame)} ? ${this.expression(node.expr1, frame)} : ${otherwise})`;
  }

  #attribute(node: nodes.Getattr, frame: Frame): string {
    const target = this.expression(node.node, frame);
    if (this.host.guarded) return `env.getattr(${target}, ${quote(node.attr)})`;
    if (this.loop_refs.has(target) && LOOP_FIELDS.has(node.attr)) return `${target}.${node.attr}`;
    return `${this.#reader(node.attr, "getattr")}(${target})`;
  }

  /**
   * Reading a name from a dict is what templates do most. Each name gets a function of its own in the generated code,
   * since V8 remembers object shapes by place in the code: one shared function would forget them all.
   */
  #reader(name: string, fallback: "getattr" | "getitem"): string {
    const shadowed = fallback === "getattr" && (DICT_METHODS.has(name) || name === "__class__");
    const slow = `${fallback}(o, ${quote(name)})`;
    if (shadowed || is_inherited_name(name)) return this.out.constant(`(o) => ${slow}`);
    return this.out.constant(
      `(o) => { if (typeof o === "object" && o !== null && prototype_of(o) === plain) { const v = o[${quote(name)}];` +
        ` if (v !== undefined && typeof v !== "function") return v; } return ${slow}; }`,
    );
  }

  #item(node: nodes.Getitem, frame: Frame): string {
    const target = this.expression(node.node, frame);
    if (node.arg.type === "Slice") return `slice_sequence(${target}, ${this.#slice(node.arg, frame)})`;
    if (this.host.guarded) return `env.getitem(${target}, ${this.expression(node.arg, frame)})`;
    if (node.arg.type === "Const" && typeof node.arg.value === "string") {
      return `${this.#reader(node.arg.value, "getitem")}(${target})`;
    }
    return `getitem(${target}, ${this.expression(node.arg, frame)})`;
  }

  #slice(node: nodes.SliceNode, frame: Frame): string {
    const parts = [node.start, node.stop, node.step];
    return parts.map((part) => (part === null ? "null" : this.expression(part, frame))).join(", ");
  }

  /** Joining is text only where autoescape is off or unknown: Jinja's own rule. */
  #concat(node: nodes.Concat, frame: Frame): string {
    const constant = node.nodes.every((part) => is_known_constant(part, this.host));
    const safe = this.escape.autoescape && !this.escape.volatile && !constant;
    return `${safe ? "markup_join" : "str_join"}([${this.#list(node.nodes, frame)}])`;
  }

  #binary(node: nodes.BinExpr, frame: Frame): string {
    const { op, left, right } = node;
    if (op !== "and" && op !== "or") {
      const operands = `${this.expression(left, frame)}, ${this.expression(right, frame)}`;
      const intercepted = this.host.intercepted_operators.has(SIGNS[op]);
      return intercepted
        ? `env.call_binop(context, "${SIGNS[op]}", ${operands})`
        : `${BINARY[op]}(${operands})`;
    }
    const value = this.out.temporary();
    const [yes, no] =
      op === "and" ? [this.expression(right, frame), value] : [value, this.expression(right, frame)];
    return this.#with_temporary(value, `truth(${value} = ${this.expression(left, frame)}) ? ${yes} : ${no}`);
  }

  #with_temporary(name: string, code: string): string {
    this.temporaries.push(name);
    return `(${code})`;
  }

  /** `a < b < c` evaluates `b` once and stops at the first comparison that fails. */
  #compare(node: nodes.Compare, frame: Frame): string {
    let left = this.expression(node.expr, frame);
    const parts = node.ops.map(([op, expr], at) => {
      const right = this.expression(expr, frame);
      if (at === node.ops.length - 1) return compare_code(op, left, right);
      const kept = this.out.temporary();
      this.temporaries.push(kept);
      const code = compare_code(op, left, `(${kept} = ${right})`);
      left = kept;
      return code;
    });
    return `(${parts.join(" && ")})`;
  }
}

function is_object_key(name: unknown): name is string {
  return typeof name === "string" && !/^(?:0|[1-9]\d*)$/.test(name);
}

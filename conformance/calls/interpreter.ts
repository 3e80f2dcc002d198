import { attribute, combine, compare, is_plain, is_true, item_of } from "./python_operations.ts";
import { type Callable, child, children, type Scope, type Tree } from "./syntax_tree.ts";

class Returned {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

const STATEMENTS: Readonly<Record<string, (scope: Scope, node: Tree) => unknown>> = {
  Expr: (scope, node) => evaluate(scope, child(node, "value")),
  Return: (scope, node) => new Returned(evaluate(scope, child(node, "value"))),
  Raise(scope, node) {
    throw evaluate(scope, child(node, "exc"));
  },
  If: (scope, node) =>
    run_body(scope, children(node, is_true(evaluate(scope, child(node, "test"))) ? "body" : "orelse")),
  Assign(scope, node) {
    const value = evaluate(scope, child(node, "value"));
    for (const target of children(node, "targets")) assign(scope, target, value);
  },
  ClassDef: (scope, node) => scope.set(String(node.name), make_class(scope, node)),
  FunctionDef: (scope, node) =>
    scope.set(String(node.name), make_function(scope, node, children(node, "body"))),
};

/** Runs a statement; an expression gives its value. */
export function run_statement(scope: Scope, statement: Tree): unknown {
  const run = STATEMENTS[statement.node];
  if (run === undefined) throw new Error(`the tables know no statement ${statement.node}`);
  return run(scope, statement);
}

function run_body(scope: Scope, body: readonly Tree[]): unknown {
  for (const statement of body) {
    const result = run_statement(scope, statement);
    if (result instanceof Returned) return result;
  }
  return undefined;
}

export function assign(scope: Scope, target: Tree, value: unknown): void {
  if (target.node === "Name") {
    scope.set(String(target.id), value);
    return;
  }
  const owner = evaluate(scope, child(target, "value")) as Record<string, unknown>;
  const name = target.node === "Attribute" ? target.attr : evaluate(scope, child(target, "slice"));
  owner[String(name)] = value;
}

const EXPRESSIONS: Readonly<Record<string, (scope: Scope, node: Tree) => unknown>> = {
  Constant: (_, { value }) => constant(value),
  Name(scope, { id }) {
    if (!scope.has(String(id))) throw new Error(`the tables know no name ${String(id)}`);
    return scope.get(String(id));
  },
  Attribute: (scope, node) => attribute(evaluate(scope, child(node, "value")), String(node.attr)),
  Subscript: (scope, node) =>
    item_of(evaluate(scope, child(node, "value")), evaluate(scope, child(node, "slice"))),
  Call: call,
  List: (scope, node) => all(scope, node, "elts"),
  Tuple: (scope, node) => all(scope, node, "elts"),
  Set: (scope, node) => new Set(all(scope, node, "elts")),
  Dict(scope, node) {
    const values = all(scope, node, "values");
    return Object.fromEntries(all(scope, node, "keys").map((key, index) => [key, values[index]]));
  },
  Lambda: (scope, node) => make_function(scope, node, [{ node: "Return", value: node.body }]),
  UnaryOp: (scope, node) => -Number(evaluate(scope, child(node, "operand"))),
  BinOp: (scope, node) =>
    combine(
      child(node, "op").node,
      evaluate(scope, child(node, "left")),
      evaluate(scope, child(node, "right")),
    ),
  Compare(scope, node) {
    const [operator] = children(node, "ops");
    return compare(operator!.node, evaluate(scope, child(node, "left")), all(scope, node, "comparators")[0]);
  },
  ListComp: comprehension,
};

export function evaluate(scope: Scope, tree: Tree): unknown {
  const evaluator = EXPRESSIONS[tree.node];
  if (evaluator === undefined) throw new Error(`the tables know no expression ${tree.node}`);
  return evaluator(scope, tree);
}

function all(scope: Scope, node: Tree, field: string): unknown[] {
  return children(node, field).map((item) => evaluate(scope, item));
}

function constant(value: unknown): unknown {
  const bytes = value as { base64: string } | null;
  return typeof value === "object" && bytes !== null ? Buffer.from(bytes.base64, "base64") : value;
}

/** Positional arguments in order, those by name as one trailing object: how miniflask spells Python's calls. */
function call(scope: Scope, node: Tree): unknown {
  const given = all(scope, node, "args");
  const named = children(node, "keywords").map((keyword) => [
    keyword.arg,
    evaluate(scope, child(keyword, "value")),
  ]);
  if (named.length > 0) given.push(Object.fromEntries(named));
  const callee = child(node, "func");
  if (callee.id === "super") return scope.get("super");
  if (callee.node !== "Attribute") return invoke(evaluate(scope, callee), undefined, given);
  const owner = evaluate(scope, child(callee, "value"));
  const call_on = (found: unknown) => invoke(attribute(found, String(callee.attr)), found, given);
  return owner instanceof Promise ? owner.then(call_on) : call_on(owner);
}

function invoke(callable: unknown, owner: unknown, args: unknown[]): unknown {
  if (typeof callable !== "function") throw new TypeError(`${String(callable)} cannot be called`);
  return is_class(callable) ? Reflect.construct(callable, args) : Reflect.apply(callable, owner, args);
}

function is_class(callable: object & { readonly name: string }): boolean {
  // RuleTemplate is a function, since what it makes is called.
  return callable.name === "make_template" || /^class\b/.test(Function.prototype.toString.call(callable));
}

function comprehension(scope: Scope, node: Tree): unknown {
  const [generator] = children(node, "generators");
  const items = evaluate(scope, child(generator!, "iter")) as Iterable<unknown>;
  return Array.from(items, (item) => {
    const inner = new Map(scope);
    assign(inner, child(generator!, "target"), item);
    return evaluate(inner, child(node, "elt"));
  });
}

/** A function whose parameters may be given in order, or by name in a trailing object. */
function make_function(scope: Scope, node: Tree, body: readonly Tree[]): Callable {
  const names = children(child(node, "args"), "args").map(({ arg }) => String(arg));
  return function called(this: unknown, ...given: unknown[]): unknown {
    const inner = new Map(scope);
    const in_order = names[0] === "self" ? [this, ...given] : given;
    const last = in_order.at(-1);
    const by_name = names.slice(in_order.length - 1).some((name) => is_plain(last) && name in last);
    for (const [index, name] of names.entries()) {
      const is_named = by_name && index >= in_order.length - 1;
      inner.set(name, is_named ? (last as Record<string, unknown>)[name] : in_order[index]);
    }
    if (names[0] === "self") inner.set("super", super_of(this, scope.get("base of the class") as never));
    const result = run_body(inner, body);
    return result instanceof Returned ? result.value : null;
  };
}

/** The methods of a base class, for an object of a class derived from it. */
function super_of(self: unknown, { prototype }: { readonly prototype: object }): object {
  const bound = (name: string | symbol) => Reflect.get(prototype, name) as Callable;
  return new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          Reflect.apply(bound(name), self, args),
    },
  );
}

function make_class(scope: Scope, node: Tree): object {
  const Base = all(scope, node, "bases")[0] as new (...args: unknown[]) => object;
  const inner = new Map(scope).set("base of the class", Base);
  const made = { [String(node.name)]: class extends Base {} }[String(node.name)]!;
  for (const member of children(node, "body")) {
    if (member.node === "FunctionDef") {
      const value = make_function(inner, member, children(member, "body"));
      Object.defineProperty(made.prototype, String(member.name), { value });
    } else if (member.node === "Assign") {
      const name = String(children(member, "targets")[0]!.id);
      Object.defineProperty(made, name, { value: evaluate(inner, child(member, "value")) });
    }
  }
  return made;
}

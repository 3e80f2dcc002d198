/**
 * The syntax tree. A node is a plain object with `type` and `lineno`; extensions build them by hand. Properties stand
 * in the order in which the source has them, and tree walks follow that order.
 */
interface At {
  readonly lineno: number;
}

export interface Template extends At {
  readonly type: "Template";
  readonly body: readonly Stmt[];
}
export interface Output extends At {
  readonly type: "Output";
  readonly nodes: readonly Expr[];
}
export interface Extends extends At {
  readonly type: "Extends";
  readonly template: Expr;
}
export interface For extends At {
  readonly type: "For";
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly else_: readonly Stmt[];
  readonly test: Expr | null;
  readonly recursive: boolean;
}
export interface If extends At {
  readonly type: "If";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly elif_: readonly If[];
  readonly else_: readonly Stmt[];
}
export interface Macro extends At {
  readonly type: "Macro";
  readonly name: string;
  readonly args: readonly Name[];
  readonly defaults: readonly Expr[];
  readonly body: readonly Stmt[];
}
export interface CallBlock extends At {
  readonly type: "CallBlock";
  readonly call: Call;
  readonly args: readonly Name[];
  readonly defaults: readonly Expr[];
  readonly body: readonly Stmt[];
}
export interface FilterBlock extends At {
  readonly type: "FilterBlock";
  readonly body: readonly Stmt[];
  readonly filter: Filter;
}
export interface With extends At {
  readonly type: "With";
  readonly targets: readonly Expr[];
  readonly values: readonly Expr[];
  readonly body: readonly Stmt[];
}
export interface Block extends At {
  readonly type: "Block";
  readonly name: string;
  readonly body: readonly Stmt[];
  readonly scoped: boolean;
  readonly required: boolean;
}
export interface Include extends At {
  readonly type: "Include";
  readonly template: Expr;
  readonly with_context: boolean;
  readonly ignore_missing: boolean;
}
export interface Import extends At {
  readonly type: "Import";
  readonly template: Expr;
  readonly target: string;
  readonly with_context: boolean;
}
export interface FromImport extends At {
  readonly type: "FromImport";
  readonly template: Expr;
  /** Each name with its alias; both are equal without `as`. */
  readonly names: readonly (readonly [name: string, alias: string])[];
  readonly with_context: boolean;
}
export interface ExprStmt extends At {
  readonly type: "ExprStmt";
  readonly node: Expr;
}
export interface Assign extends At {
  readonly type: "Assign";
  readonly target: Expr;
  readonly node: Expr;
}
export interface AssignBlock extends At {
  readonly type: "AssignBlock";
  readonly target: Expr;
  readonly filter: Filter | null;
  readonly body: readonly Stmt[];
}
export interface Scope extends At {
  readonly type: "Scope";
  readonly body: readonly Stmt[];
}
export interface ScopedEvalContextModifier extends At {
  readonly type: "ScopedEvalContextModifier";
  readonly autoescape: Expr;
  readonly body: readonly Stmt[];
}
export interface Break extends At {
  readonly type: "Break";
}
export interface Continue extends At {
  readonly type: "Continue";
}

export interface Name extends At {
  readonly type: "Name";
  readonly name: string;
  readonly ctx: "load" | "store" | "param";
}
/** `ns.attr` as the target of an assignment. */
export interface NSRef extends At {
  readonly type: "NSRef";
  readonly name: string;
  readonly attr: string;
}
export interface Const extends At {
  readonly type: "Const";
  readonly value: unknown;
}
export interface TemplateData extends At {
  readonly type: "TemplateData";
  readonly data: string;
}
export interface TupleNode extends At {
  readonly type: "Tuple";
  readonly items: readonly Expr[];
  readonly ctx: "load" | "store";
}
export interface ListNode extends At {
  readonly type: "List";
  readonly items: readonly Expr[];
}
export interface DictNode extends At {
  readonly type: "Dict";
  readonly keys: readonly Expr[];
  readonly values: readonly Expr[];
}
export interface CondExpr extends At {
  readonly type: "CondExpr";
  readonly test: Expr;
  readonly expr1: Expr;
  readonly expr2: Expr | null;
}
export interface Keyword extends At {
  readonly type: "Keyword";
  readonly key: string;
  readonly value: Expr;
}
/** The arguments of a call, a filter or a test. */
export interface Arguments {
  readonly args: readonly Expr[];
  readonly kwargs: readonly Keyword[];
  readonly dyn_args: Expr | null;
  readonly dyn_kwargs: Expr | null;
}
export interface Filter extends At, Arguments {
  readonly type: "Filter";
  /** Null inside a filter block: the block's text is filtered. */
  readonly node: Expr | null;
  readonly name: string;
}
export interface Test extends At, Arguments {
  readonly type: "Test";
  readonly node: Expr;
  readonly name: string;
}
export interface Call extends At, Arguments {
  readonly type: "Call";
  readonly node: Expr;
}
export interface Getitem extends At {
  readonly type: "Getitem";
  readonly node: Expr;
  readonly arg: Expr;
}
export interface Getattr extends At {
  readonly type: "Getattr";
  readonly node: Expr;
  readonly attr: string;
}
export interface SliceNode extends At {
  readonly type: "Slice";
  readonly start: Expr | null;
  readonly stop: Expr | null;
  readonly step: Expr | null;
}
export interface Concat extends At {
  readonly type: "Concat";
  readonly nodes: readonly Expr[];
}
export type CompareOperator = "eq" | "ne" | "lt" | "lteq" | "gt" | "gteq" | "in" | "notin";
export interface Compare extends At {
  readonly type: "Compare";
  readonly expr: Expr;
  readonly ops: readonly (readonly [op: CompareOperator, expr: Expr])[];
}
export type BinaryOperator = "add" | "sub" | "mul" | "div" | "floordiv" | "mod" | "pow" | "and" | "or";
export interface BinExpr extends At {
  readonly type: "BinExpr";
  readonly op: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}
export interface UnaryExpr extends At {
  readonly type: "UnaryExpr";
  readonly op: "not" | "neg" | "pos";
  readonly node: Expr;
}
/** For extensions: the value as Markup, always or where autoescape is on. */
export interface MarkSafe extends At {
  readonly type: "MarkSafe" | "MarkSafeIfAutoescape";
  readonly expr: Expr;
}
/** For extensions: `environment.name` and `environment.extensions[identifier].name`. */
export interface EnvironmentAttribute extends At {
  readonly type: "EnvironmentAttribute";
  readonly name: string;
}
export interface ExtensionAttribute extends At {
  readonly type: "ExtensionAttribute";
  readonly identifier: string;
  readonly name: string;
}
/** For extensions: the current context, without or with the local variables. */
export interface ContextReference extends At {
  readonly type: "ContextReference" | "DerivedContextReference";
}

export type Expr =
  | Name
  | NSRef
  | Const
  | TemplateData
  | TupleNode
  | ListNode
  | DictNode
  | CondExpr
  | Filter
  | Test
  | Call
  | Getitem
  | Getattr
  | SliceNode
  | Concat
  | Compare
  | BinExpr
  | UnaryExpr
  | MarkSafe
  | EnvironmentAttribute
  | ExtensionAttribute
  | ContextReference;

export type Stmt =
  | Output
  | Extends
  | For
  | If
  | Macro
  | CallBlock
  | FilterBlock
  | With
  | Block
  | Include
  | Import
  | FromImport
  | ExprStmt
  | Assign
  | AssignBlock
  | Scope
  | ScopedEvalContextModifier
  | Break
  | Continue;

export type Node = Template | Stmt | Expr | Keyword;

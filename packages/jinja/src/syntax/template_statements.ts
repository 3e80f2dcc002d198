import { TemplateAssertionError } from "../errors.ts";
import type * as nodes from "./nodes.ts";
import type { StatementParser } from "./statement_parser.ts";

export function parse_extends(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  return { type: "Extends", lineno, template: parser.parse_expression() };
}

export function parse_include(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const template = parser.parse_expression();
  const next = parser.stream.test("name:ignore") ? parser.stream.look() : null;
  const ignore_missing = next?.type === "name" && next.value === "missing";
  if (ignore_missing) parser.stream.skip(2);
  const with_context = parser.parse_context_choice() ?? true;
  return { type: "Include", lineno, template, with_context, ignore_missing };
}

export function parse_import(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const template = parser.parse_expression();
  parser.stream.expect("name:as");
  const target = parser.parse_name_target().name;
  return { type: "Import", lineno, template, target, with_context: parser.parse_context_choice() ?? false };
}

export function parse_from(parser: StatementParser): nodes.Stmt {
  const { lineno } = parser.stream.next();
  const template = parser.parse_expression();
  parser.stream.expect("name:import");
  const names: [string, string][] = [];
  let with_context: boolean | null = null;
  while (true) {
    if (names.length > 0) parser.stream.expect("comma");
    if (!parser.stream.test("name")) parser.stream.expect("name");
    with_context = parser.parse_context_choice();
    if (with_context !== null) break;
    names.push(parse_imported_name(parser));
    with_context = parser.parse_context_choice();
    if (with_context !== null || !parser.stream.test("comma")) break;
  }
  return { type: "FromImport", lineno, template, names, with_context: with_context ?? false };
}

function parse_imported_name(parser: StatementParser): [string, string] {
  const { name, lineno } = parser.parse_name_target();
  if (name.startsWith("_")) {
    parser.fail("names starting with an underline can not be imported", lineno, TemplateAssertionError);
  }
  return [name, parser.stream.skip_if("name:as") ? parser.parse_name_target().name : name];
}

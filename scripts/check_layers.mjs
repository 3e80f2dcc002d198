// Checks the written rules about structure: order of layers, budgets, one noun a file, size of functions.
// Rules and their reasons stand in CONTRIBUTING.md; the order itself in layers.json.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "oxc-parser";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const LAYERS = JSON.parse(readFileSync(join(ROOT, "layers.json"), "utf8"));
const FORBIDDEN_NAME = /(^|\/)(utils|types|common|helpers|misc|shared)\.ts$/;

const problems = [];
const complain = (file, message) => problems.push(`${file}: ${message}`);

for (const [folder, layer] of Object.entries(LAYERS.packages)) check_package(folder, layer);

if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error(
    `\n${problems.length} problem(s). The order of files is in layers.json, the rules in CONTRIBUTING.md.`,
  );
  process.exit(1);
}
console.log(
  `layers: ${Object.values(LAYERS.packages).flatMap((layer) => layer.files).length} files in order`,
);

function check_package(folder, layer) {
  const entries = layer.files.map((entry) => (typeof entry === "string" ? { file: entry } : entry));
  const order = new Map(entries.map(({ file }, index) => [file, index]));
  for (const file of list_files(join(ROOT, folder, "src"))) {
    if (!order.has(file)) complain(`${folder}/src/${file}`, "is not listed in layers.json");
  }
  for (const entry of entries) check_file(folder, layer, entry, order);
}

function check_file(folder, layer, { file, budget = LAYERS.budget, why }, order) {
  const path = join(ROOT, folder, "src", file);
  const label = `${folder}/src/${file}`;
  let source;
  try {
    source = readFileSync(path, "utf8");
  } catch {
    return complain(label, "is listed in layers.json but does not exist");
  }
  const { program, module: imports, comments, errors } = parseSync(path, source);
  if (errors.length > 0) return complain(label, `does not parse: ${errors[0].message}`);
  if (FORBIDDEN_NAME.test(file) && !layer.doors?.includes(file))
    complain(label, "name the noun, not a drawer");
  if (budget !== LAYERS.budget && !why) complain(label, "a budget of its own needs a reason (`why`)");
  const lines = count_code_lines(source, comments);
  if (lines > budget) complain(label, `${lines} lines of code, budget ${budget}: split it by noun`);
  const door = file === "index.ts" || layer.doors?.includes(file);
  if (door) check_door(label, program);
  for (const name of imported_names(program, imports)) check_import(label, folder, layer, file, name, order);
  check_functions(label, program, source);
}

/** Every module that the file names: static imports, re-exports, type imports and dynamic ones. */
function imported_names(program, imports) {
  const names = imports.staticImports.map((entry) => entry.moduleRequest.value);
  for (const { entries } of imports.staticExports) {
    for (const entry of entries) if (entry.moduleRequest) names.push(entry.moduleRequest.value);
  }
  const take_source = (node) => {
    if (node.source?.type === "Literal") names.push(node.source.value);
  };
  new Visitor({ ImportExpression: take_source, TSImportType: take_source }).visit(program);
  return new Set(names);
}

function check_import(label, folder, layer, file, name, order) {
  if (name.startsWith(".")) {
    const target = relative(join(ROOT, folder, "src"), resolve(ROOT, folder, "src", dirname(file), name));
    const place = order.get(target);
    if (place === undefined) return complain(label, `imports ${name}, which is no file of this package`);
    if (place >= order.get(file)) complain(label, `imports ${target}, which stands below it in layers.json`);
    return;
  }
  const workspace = LAYERS.workspace.find((known) => name === known || name.startsWith(`${known}/`));
  if (workspace && !layer.imports.includes(workspace)) complain(label, `may not import ${workspace}`);
  if (name === "node:http" && layer.http && !layer.http.includes(file))
    complain(label, "only the edge touches node:http");
}

/** A door re-exports what is defined elsewhere; it holds no code. */
function check_door(label, program) {
  for (const node of program.body) {
    const re_export =
      node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && !node.declaration);
    if (!re_export && node.type !== "ImportDeclaration") complain(label, "a door only re-exports");
  }
}

function check_functions(label, program, source) {
  const visit = (node) => {
    const lines = source.slice(node.start, node.end).split("\n").length;
    if (lines > LAYERS.function_lines) {
      const at = source.slice(0, node.start).split("\n").length;
      complain(`${label}:${at}`, `a function of ${lines} lines (at most ${LAYERS.function_lines})`);
    }
  };
  new Visitor({
    FunctionDeclaration: visit,
    FunctionExpression: visit,
    ArrowFunctionExpression: visit,
  }).visit(program);
}

function count_code_lines(source, comments) {
  const bytes = source.split("");
  for (const { start, end } of comments) {
    for (let at = start; at < end; at++) if (bytes[at] !== "\n") bytes[at] = " ";
  }
  return bytes
    .join("")
    .split("\n")
    .filter((line) => line.trim() !== "").length;
}

function list_files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

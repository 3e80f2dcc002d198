import { abort, Blueprint, Flask, HTTPException } from "miniflask";
import { type InternalServerError, NotFound } from "miniflask/exceptions";

export const log: string[] = [];
export const app = new Flask(import.meta.url);
const bp = new Blueprint("bp", import.meta.url, { url_prefix: "/bp" });
const child = new Blueprint("child", import.meta.url, { url_prefix: "/child" });

class OwnNotFound extends NotFound {}
class Other extends Error {}
class ValueError extends Error {}
class LookupError extends Error {}
class IndexError extends LookupError {}
class KeyError extends LookupError {}

const classes = { value: ValueError, index: IndexError, key: KeyError, other: Other, own404: OwnNotFound };

function raiser({ kind }: { kind: string }) {
  if (/^\d+$/.test(kind)) abort(Number(kind));
  throw new classes[kind as keyof typeof classes]("why");
}

for (const owner of [app, bp, child]) owner.add_url_rule("/raise/<kind>", "raiser", raiser);

const class_name = (error: unknown) => (error as object).constructor.name;

app.errorhandler(404)((error) => [`app 404 ${class_name(error)}`, 404]);
app.errorhandler(HTTPException, (error) => [`app http ${error.code}`, error.code ?? 500]);
app.errorhandler(ValueError, (error) => `app value ${error.message}`);
app.errorhandler(LookupError, (error) => [`app lookup ${class_name(error)}`, 400]);
app.errorhandler(500)((error) => [
  `app 500 ${class_name((error as InternalServerError).original_exception)}`,
  500,
]);
bp.errorhandler(403)(() => ["bp 403", 403]);
bp.errorhandler(HTTPException, (error) => [`bp http ${error.code}`, error.code ?? 500]);
bp.errorhandler(KeyError, () => ["bp key", 400]);
child.errorhandler(ValueError, () => ["child value", 400]);
bp.app_errorhandler(409)((error) => [{ error: String(error.description).slice(0, 10) }, 409]);

bp.register_blueprint(child);
app.register_blueprint(bp);

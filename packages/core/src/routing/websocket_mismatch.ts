import { BadRequest } from "../wire/errors.ts";

/** The only rules that match are for WebSockets and the request is not one, or the other way round (Werkzeug). */
export class WebsocketMismatch extends BadRequest {}

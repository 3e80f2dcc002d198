export { type CommandResult, FlaskCliRunner } from "./edge/cli_runner.ts";
export type { ClientCookie, CookiePlace, SetClientCookie } from "./edge/cookie_jar.ts";
export * from "./edge/environ_builder.ts";
export type { FieldValue, FileContent, FileField, FormFields } from "./edge/form_encoder.ts";
export { ClientRedirectError } from "./edge/redirect_trail.ts";
export { TestResponse } from "./edge/test_response.ts";
export * from "./edge/testing.ts";

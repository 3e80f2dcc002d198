/** The values of Cross-Origin-Embedder-Policy, as Werkzeug names them. */
export const COEP = Object.freeze({ UNSAFE_NONE: "unsafe-none", REQUIRE_CORP: "require-corp" } as const);

/** The values of Cross-Origin-Opener-Policy, as Werkzeug names them. */
export const COOP = Object.freeze({
  UNSAFE_NONE: "unsafe-none",
  SAME_ORIGIN_ALLOW_POPUPS: "same-origin-allow-popups",
  SAME_ORIGIN: "same-origin",
} as const);

import { defineConfig } from "vitest/config";
import { standard_decorators } from "./packages/cli/src/vitest.ts";

export default defineConfig({
  plugins: [standard_decorators()],
  ssr: { resolve: { conditions: ["@miniflask/source", "node", "module", "default"] } },
  test: {
    include: [
      "packages/*/tests/**/*.test.ts",
      "examples/*/tests/**/*.test.ts",
      "conformance/**/*.test.ts",
      "tests/**/*.test.ts",
      "*/*.test.ts", // a folder of the reader's own, as the README says
    ],
    // Bounds on hangs, not on speed: a busy machine takes many times what a calm one does.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Python would leave a folder beside each of its files that imports another.
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  },
});

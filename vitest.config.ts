import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // nodejieba is a native addon: ending a worker thread inside a call aborts the process.
    pool: "forks",
    testTimeout: 60_000,
  },
});

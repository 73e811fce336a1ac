/** Debian's Chromium with a fresh profile and nothing running beside it, for tests of pages opened from disk. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

export const CHROMIUM = "/usr/bin/chromium";
export const hasChromium = existsSync(CHROMIUM);

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Started {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Start it, in Chinese unless asked otherwise; close it when done. */
export async function startBrowser(
  options: { readonly locale?: string; readonly width?: number; readonly height?: number } = {},
): Promise<Started> {
  const { locale = "zh-CN", width = 1280, height = 800 } = options;
  const profile = await mkdtemp(join(tmpdir(), "jinghua-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: FLAGS,
    locale,
    viewport: { width, height },
    acceptDownloads: true,
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

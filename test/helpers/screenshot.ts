/**
 * Makes the picture of the review page that stands in the READMEs, from the build of `raw/`.
 *
 *   npx tsx test/helpers/screenshot.ts [page, default output/review/index.html] [picture, default docs/review.png]
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser.ts";
import { withPalette } from "./png.ts";

const [from = "output/review/index.html", to = "docs/review.png"] = process.argv.slice(2);
/** Pictures are part of the repository: no larger than this. */
const LARGEST = 200_000;

await mkdir(dirname(to), { recursive: true });
const browser = await startBrowser();
try {
  const page = await browser.context.newPage();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(pathToFileURL(resolve(from)).href);
  // An item with a gap, in an article with damage: its passages show what the page is for.
  await page.selectOption("#flag", "text-gap");
  await page.locator(".card", { hasText: "仅有一个来源" }).locator(".open").first().click();
  await page.selectOption("#flag", "");
  await page.evaluate("document.activeElement?.blur()");
  const picture = withPalette(await page.screenshot());
  await writeFile(to, picture);
  console.log(`${to}: ${picture.length} bytes`);
  if (picture.length > LARGEST) {
    console.error(`more than ${LARGEST}`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
}

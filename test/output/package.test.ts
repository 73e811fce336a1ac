/** The output as a package: packed, installed by path into an app, type-checked, bundled and run. */
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build as viteBuild } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdviceItem, Phase } from "../../schemas/advice.ts";
import { hasChromium, startBrowser } from "../helpers/browser.ts";
import { type RawBuild, rawBuild } from "../helpers/raw-build.ts";

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

let build: RawBuild;
let app: string;
let tarball: Buffer;
let items: AdviceItem[];

beforeAll(async () => {
  build = await rawBuild();
  items = JSON.parse(build.read("data/advice.json")).items;
  const { stdout } = await exec(
    "npm",
    ["pack", "--offline", "--ignore-scripts", "--json", "--pack-destination", build.at.root],
    { cwd: build.at.out },
  );
  tarball = readFileSync(join(build.at.root, JSON.parse(stdout)[0].filename));
  // As `npm install ../out` leaves it, without a network.
  app = build.at.path("app");
  await mkdir(join(app, "node_modules"), { recursive: true });
  await symlink(build.at.out, join(app, "node_modules/jinghua-content"), "dir");
  await build.at.write({
    "app/package.json": JSON.stringify({ name: "app", private: true, type: "module" }),
  });
}, 120_000);
afterAll(() => build?.at.remove());

it("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({
    pkgDir: build.at.out,
    strict: true,
    level: "warning",
    pack: false,
  });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

it("arethetypeswrong: every entry resolves, and to an ES module", async () => {
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  if (!result.types) throw new Error("no types");
  expect(Object.keys(result.entrypoints)).toEqual(
    expect.arrayContaining([".", "./phases/contact", "./documents", "./sources", "./about", "./search"]),
  );
  // ES modules alone are meant: `require` of one needs a Node that can.
  const problems = result.problems.filter(
    (p) => p.kind !== "CJSResolvesToESM" && !("resolutionKind" in p && p.resolutionKind === "node10"),
  );
  expect(problems).toEqual([]);
});

const CONSUMER = `
import { advice, byPhase, disclaimer, documents, labels, newest, phases, sources } from "jinghua-content";
import type { AdviceItem, ChannelItem, Kind, Phase } from "jinghua-content";
import { contact } from "jinghua-content/phases/contact";
import { type Hit, openSearch, type SearchData } from "jinghua-content/search";

const channels: ChannelItem[] = advice.filter((item) => item.kind === "channel");
const phones: string[] = channels.flatMap((item) => item.phones ?? []);
const byName: readonly AdviceItem[] = byPhase[phases[0] ?? "before"];
const title: string | undefined = documents.find((d) => d.id === contact[0]?.evidence[0]?.document)?.title;
const label: string = labels.phases.contact;
const date: string | undefined = newest;
declare const data: SearchData;
const hits: Hit[] = openSearch(data)("分期", { filter: (hit) => hit.phase === "negotiate" });

export function said(item: AdviceItem): string {
  switch (item.kind) {
    case "channel": return item.phones?.join() ?? "";
    case "action": case "material": case "option": case "script": case "condition":
    case "caution": case "consequence": case "case": return item.text;
    default: { const none: never = item; return none; }
  }
}

// @ts-expect-error: no such kind
const kind: Kind = "gossip";
// @ts-expect-error: no such phase
const phase: Phase = "later";
// @ts-expect-error: the data is shared and not to be changed
advice.push(contact[0]!);
// @ts-expect-error: sources have no text
sources[0]?.text;
export { phones, byName, title, label, date, hits, kind, phase, disclaimer };
`;

describe("TypeScript", () => {
  it.each([
    ["node16", { module: "node16", moduleResolution: "node16" }],
    ["nodenext", { module: "nodenext", moduleResolution: "nodenext" }],
    ["bundler", { module: "esnext", moduleResolution: "bundler" }],
  ])("with moduleResolution %s accepts what is there and nothing else", async (name, options) => {
    const compilerOptions = {
      ...options,
      target: "es2022",
      lib: ["es2022"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      types: [],
      // The package's own types are checked as well.
      skipLibCheck: false,
    };
    await build.at.write({
      "app/consumer.ts": CONSUMER,
      [`app/${name}.json`]: JSON.stringify({ compilerOptions, files: ["consumer.ts"] }),
    });
    const { stdout } = await exec(process.execPath, [TSC, "-p", `${name}.json`], { cwd: app }).catch(
      (e) => e,
    );
    expect(stdout).toBe("");
  });
});

it("Node imports it by name, and the folder's index by path", async () => {
  const program = `
    import { advice, byPhase, documents } from "jinghua-content";
    import { contact } from "jinghua-content/phases/contact";
    import * as byPath from "../out/index.js";
    import data from "jinghua-content/data/advice.json" with { type: "json" };
    console.log(JSON.stringify([advice.length, byPhase.contact === contact, documents.length > 0,
      byPath.advice === advice, data.items.length]));`;
  await writeFile(join(app, "app.mjs"), program);
  const { stdout } = await exec(process.execPath, ["app.mjs"], { cwd: app });
  expect(JSON.parse(stdout)).toEqual([items.length, true, true, true, items.length]);
});

describe("an app that shows one phase carries no other", () => {
  const ENTRIES = {
    "the entry of its own": `import { contact } from "jinghua-content/phases/contact"; console.log(contact);`,
    "all phases": `import { contact } from "jinghua-content/phases"; console.log(contact);`,
    "all phases as one name": `import * as byPhase from "jinghua-content/phases"; console.log(byPhase.contact);`,
    "byPhase of the whole": `import { byPhase } from "jinghua-content"; console.log(byPhase.contact);`,
    "byPhase, imported by path": `import { byPhase } from "../out"; console.log(byPhase.contact);`,
  };
  /** What esbuild keeps whole: a namespace that another module hands on. */
  const HANDED_ON = ["byPhase of the whole", "byPhase, imported by path"];

  const bundlers = {
    vite: async (entry: string) => {
      const built = await viteBuild({
        root: app,
        configFile: false,
        logLevel: "silent",
        build: { write: false, minify: false, rollupOptions: { input: join(app, entry) } },
      });
      const outputs = Array.isArray(built) ? built : [built];
      return outputs
        .flatMap((o) => ("output" in o ? o.output : []))
        .map((chunk) => (chunk.type === "chunk" ? chunk.code : ""))
        .join("");
    },
    // The bundler under tsx, and under many a framework.
    esbuild: async (entry: string) => {
      const { build } = createRequire(createRequire(import.meta.url).resolve("tsx"))("esbuild");
      const options = {
        entryPoints: [join(app, entry)],
        bundle: true,
        format: "esm",
        write: false,
        charset: "utf8",
      };
      return (await build(options)).outputFiles[0].text as string;
    },
  };

  it.each(
    Object.keys(ENTRIES).flatMap((how) =>
      Object.keys(bundlers)
        .filter((bundler) => bundler !== "esbuild" || !HANDED_ON.includes(how))
        .map((bundler) => [how, bundler] as [keyof typeof ENTRIES, keyof typeof bundlers]),
    ),
  )("through %s, with %s", async (how, bundler) => {
    await writeFile(join(app, "entry.js"), ENTRIES[how]);
    const code = await bundlers[bundler]("entry.js");
    const shown = (phase: Phase) =>
      items.filter((item) => item.phase === phase && code.includes(item.text.split(/[\n'"\\<]/)[0]!));
    const ofPhase = (phase: Phase) => items.filter((item) => item.phase === phase);
    expect(shown("contact")).toEqual(ofPhase("contact"));
    for (const phase of ["before", "negotiate", "agreement", "after"] as const)
      expect(shown(phase)).toEqual([]);
    expect(code.length).toBeLessThan(1.2 * statSync(join(build.at.out, "phases/contact.js")).size);
  });
});

describe.skipIf(!hasChromium)("an app from an empty folder", () => {
  it("type-checks, builds with Vite and shows the items of one phase", async () => {
    await build.at.write({
      "app/index.html": `<!doctype html><meta charset="utf-8"><title>应用</title><ul></ul><script type="module" src="/main.ts"></script>`,
      "app/main.ts": `
        import { byPhase } from "jinghua-content";
        for (const item of byPhase.agreement) {
          const line = document.createElement("li");
          line.textContent = item.text;
          document.querySelector("ul")!.append(line);
        }`,
      "app/tsconfig.json": JSON.stringify({
        compilerOptions: {
          target: "es2022",
          lib: ["es2022", "dom"],
          module: "esnext",
          moduleResolution: "bundler",
          strict: true,
          noEmit: true,
          types: [],
        },
        files: ["main.ts"],
      }),
    });
    const { stdout } = await exec(process.execPath, [TSC], { cwd: app }).catch((e) => e);
    expect(stdout).toBe("");
    await viteBuild({ root: app, base: "./", configFile: false, logLevel: "silent" });
    // A page opened from disk may not load modules: its one script is put into it.
    const script = /<script[^>]* src="\.\/([^"]+)"><\/script>/;
    const html = readFileSync(join(app, "dist/index.html"), "utf8");
    const code = readFileSync(join(app, "dist", script.exec(html)![1]!), "utf8");
    const { context, close } = await startBrowser();
    try {
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.setContent(`${html.replace(script, "")}<script type="module">${code}</script>`);
      await page.waitForSelector("li");
      const shown = await page.locator("li").allTextContents();
      expect(shown).toEqual(items.filter((item) => item.phase === "agreement").map((item) => item.text));
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_FILE, loadConfig } from "../../pipeline/engine/config.ts";
import { ContentError } from "../../pipeline/faults.ts";
import { defaultConfig } from "../../schemas/config.ts";

let raw: string;
let project: string;
beforeEach(() => {
  raw = mkdtempSync(join(tmpdir(), "raw-"));
  project = mkdtempSync(join(tmpdir(), "project-"));
});
afterEach(() => {
  for (const folder of [raw, project]) rmSync(folder, { recursive: true });
});

const write = (folder: string, yaml: string) => writeFileSync(join(folder, CONFIG_FILE), yaml);

describe("loadConfig", () => {
  it("has a default for everything", () => {
    expect(loadConfig([raw, project])).toEqual(defaultConfig);
    expect(defaultConfig).toEqual({
      subject: "debt",
      fields: {},
      maxArticleCharacters: 2_000_000,
      maxFileBytes: 64 * 1024 * 1024,
      maxTextBytes: 256 * 1024 * 1024,
    });
    write(raw, "# nothing yet\n");
    expect(loadConfig([raw])).toEqual(defaultConfig);
  });

  it("takes the first file it finds, as a whole", () => {
    write(project, "subject: tenancy\nmaxFileBytes: 10\n");
    expect(loadConfig([raw, project])).toMatchObject({ subject: "tenancy", maxFileBytes: 10 });
    write(raw, "fields:\n  text: [data.body]\n");
    expect(loadConfig([raw, project])).toEqual({ ...defaultConfig, fields: { text: ["data.body"] } });
  });

  it.each([
    ["an unknown key", "subject: debt\nfeilds: {}\n", 2],
    ["an unknown field", "fields:\n  text: [a]\n  autor: [b]\n", 3],
    ["a wrong type", "subject: debt\n\nmaxFileBytes: viel\n", 3],
    ["a limit of zero", "maxFileBytes: 0\n", 1],
    ["an encoding nobody knows", "encoding: latin9\n", 1],
    ["a subject that leads elsewhere", "subject: ../debt\n", 1],
    ["no map", "- a\n", 1],
    ["broken YAML", "subject: [\n", 2],
    ["a key given twice", "subject: a\nsubject: b\n", 2],
  ])("refuses %s, naming the line", (_, yaml, line) => {
    write(raw, yaml);
    let error: unknown;
    try {
      loadConfig([raw]);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(ContentError);
    expect((error as ContentError).faults[0]).toMatchObject({ file: join(raw, CONFIG_FILE), line });
  });
});

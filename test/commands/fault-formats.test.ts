import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { junit } from "../../pipeline/commands/junit.ts";
import { sarif } from "../../pipeline/commands/sarif.ts";
import type { Fault } from "../../pipeline/faults.ts";

const schema = (name: string) => readFileSync(join(import.meta.dirname, "../schemas", name), "utf8");

const uri = (value: string) => URL.canParse(value);
const reference = (value: string) =>
  /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(value) && URL.canParse(value, "file:///");
const acceptsSarif = new Ajv2020({ allErrors: true, formats: { uri, "uri-reference": reference } }).compile(
  JSON.parse(schema("sarif-2.1.0.schema.json")),
);

const xsd = schema("junit.xsd");
const acceptsJunit = (xml: string) =>
  validateXML({ xml: [{ fileName: "report.xml", contents: xml }], schema: [xsd] });

const when = { at: new Date("2024-05-01T10:20:30.456Z"), seconds: 1.5 };

const fault = (more: Partial<Fault> = {}): Fault => ({
  file: "raw/花呗 怎么谈.txt",
  line: 3,
  column: 7,
  rule: "ingest/json-syntax",
  message: "not JSON: mend it",
  ...more,
});

/** Names and messages that would break a format that does not escape. */
const HOSTILE = [
  "a\"b<c>&amp;'d",
  "]]><!-- --><x/>",
  "第一行\n第二行\r\n",
  "\u0000\u0008\u001b[31m\ufffe",
  "🙂\ud83d",
  "%2F..\\..?#[x]",
  " ",
];
const hostileFaults = HOSTILE.map((text) => fault({ file: `raw/${text}`, message: text, rule: `r/${text}` }));

const anyFault: fc.Arbitrary<Fault> = fc.record({
  file: fc.string({ unit: "binary", minLength: 1 }),
  line: fc.integer({ min: 1, max: 1e6 }),
  column: fc.integer({ min: 1, max: 1e6 }),
  rule: fc.string({ unit: "binary", minLength: 1 }),
  message: fc.string({ unit: "binary" }),
});

describe("SARIF", () => {
  it.each([
    ["no faults", [], []],
    ["a fault and a warning", [fault()], [fault({ line: 9 })]],
    ["hostile texts", hostileFaults, hostileFaults],
  ])("is accepted by the schema of 2.1.0 with %s", (_, errors, warnings) => {
    expect(acceptsSarif(JSON.parse(sarif(errors, warnings))), JSON.stringify(acceptsSarif.errors)).toBe(true);
  });

  it("is accepted whatever a fault says", () => {
    fc.assert(
      fc.property(
        fc.array(anyFault, { maxLength: 4 }),
        fc.array(anyFault, { maxLength: 4 }),
        (errors, warnings) => {
          expect(acceptsSarif(JSON.parse(sarif(errors, warnings))), JSON.stringify(acceptsSarif.errors)).toBe(
            true,
          );
        },
      ),
    );
  });

  it("is held to a schema that rejects what the standard does", () => {
    const broken: Array<(log: ReturnType<typeof JSON.parse>) => unknown> = [
      (log) => delete log.version,
      (log) => (log.version = "2.0.0"),
      (log) => delete log.runs[0].tool.driver.name,
      (log) => delete log.runs[0].results[0].message,
      (log) => (log.runs[0].results[0].level = "fatal"),
      (log) => (log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0),
      (log) => (log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = "a b"),
      (log) => (log.runs[0].results[0].severity = "high"),
    ];
    for (const spoil of broken) {
      const log = JSON.parse(sarif([fault()], []));
      spoil(log);
      expect(acceptsSarif(log), String(spoil)).toBe(false);
    }
  });

  it("gives place, rule and level of every fault", () => {
    const [run] = JSON.parse(
      sarif([fault()], [fault({ file: "/tmp/x.txt", rule: "strip/only-furniture" })]),
    ).runs;
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
      "ingest/json-syntax",
      "strip/only-furniture",
    ]);
    expect(run.results).toEqual([
      {
        ruleId: "ingest/json-syntax",
        ruleIndex: 0,
        level: "error",
        message: { text: "not JSON: mend it" },
        locations: [
          {
            physicalLocation: {
              artifactLocation: {
                uri: "raw/%E8%8A%B1%E5%91%97%20%E6%80%8E%E4%B9%88%E8%B0%88.txt",
                uriBaseId: "%SRCROOT%",
              },
              region: { startLine: 3, startColumn: 7 },
            },
          },
        ],
      },
      expect.objectContaining({
        level: "warning",
        ruleIndex: 1,
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "file:///tmp/x.txt" },
              region: { startLine: 3, startColumn: 7 },
            },
          },
        ],
      }),
    ]);
  });
});

describe("JUnit XML", () => {
  it.each([
    ["no faults", [], []],
    ["a fault and a warning", [fault()], [fault({ line: 9 })]],
    ["hostile texts", hostileFaults, hostileFaults],
  ])("is accepted by its schema with %s", async (_, errors, warnings) => {
    expect((await acceptsJunit(junit(errors, warnings, when))).errors).toEqual([]);
  });

  it("is held to a schema that rejects other things", async () => {
    const good = junit([fault()], [], when);
    for (const [part, instead] of [
      [' type="ingest/json-syntax"', ""],
      [' timestamp="2024-05-01T10:20:30"', ' timestamp="2024-05-01T10:20:30Z"'],
      ["<properties/>", ""],
      ["<system-err/>", "<stderr/>"],
      [' tests="1"', ' tests="one"'],
    ] as const) {
      expect(good).toContain(part);
      expect((await acceptsJunit(good.replace(part, instead))).valid, part).toBe(false);
    }
  });

  it("counts faults as failures and warnings as cases that pass, and says where each is", () => {
    const xml = junit([fault()], [fault({ line: 9, rule: "strip/only-furniture" })], when);
    expect(xml).toContain('tests="2" failures="1" errors="0" time="1.500"');
    expect(xml).toMatch(
      /<testcase name="raw\/花呗 怎么谈\.txt:3:7 ingest\/json-syntax"[^>]*><failure type="ingest\/json-syntax" message="not JSON: mend it">raw\/花呗 怎么谈\.txt:3:7: not JSON: mend it \[ingest\/json-syntax\]<\/failure>/,
    );
    expect(xml).toContain('<testcase name="raw/花呗 怎么谈.txt:9:7 strip/only-furniture"');
    expect(xml).toContain(
      "<system-out>warning: raw/花呗 怎么谈.txt:9:7: not JSON: mend it [strip/only-furniture]",
    );
  });

  it("has a case that passes where nothing is wrong", () => {
    expect(junit([], [], when)).toContain('<testcase name="content is valid"');
  });
});

/** A small build made by hand, the way the stages would make it, for tests of what comes after them. */
import { createHash } from "node:crypto";
import { labelsOf } from "../../pipeline/lexicon/labels.ts";
import { loadSubject } from "../../pipeline/lexicon/subject.ts";
import type { BuildResult, BuiltArticle } from "../../pipeline/result.ts";
import { type EmittedFile, piecesOf } from "../../pipeline/stages/emit/index.ts";
import { TracedText } from "../../pipeline/text/traced.ts";
import type { AdviceItem, Evidence, Slots } from "../../schemas/advice.ts";
import type { DocumentRecord } from "../../schemas/article.ts";

/** An article whose every line is a paragraph; lines that begin with `#` are furniture. */
export function articleOf(
  source: string,
  raw: string,
  more: Partial<DocumentRecord> = {},
  body?: string,
): BuiltArticle {
  let traced = TracedText.of(raw);
  const edits = [...raw.matchAll(/^#.*\n?/gm)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: "",
    rule: "strip/furniture",
    status: "boilerplate" as const,
  }));
  traced = traced.edit(edits);
  const sha256 = createHash("sha256").update(raw).digest("hex");
  return {
    raw,
    body: body ?? `# ${source}\n\n${traced.text.trim().replace(/\n+/g, "\n\n")}\n`,
    changes: traced.changes,
    record: {
      id: `d-${sha256.slice(0, 12)}`,
      source,
      sha256,
      encoding: "utf-8",
      script: "simplified",
      text: traced.text.trim(),
      spans: traced.spans(),
      flags: [],
      ...more,
    },
  };
}

/** Every file an emitter gives, its pieces joined. */
export function bytesOf(files: Iterable<EmittedFile>): Map<string, Buffer> {
  const out = new Map<string, Buffer>();
  for (const { path, contents } of files)
    out.set(path, Buffer.concat([...piecesOf(contents)].map((piece) => Buffer.from(piece))));
  return out;
}

/** Every file that is text, its pieces joined. */
export function contentsOf(files: Iterable<EmittedFile>): Map<string, string> {
  return new Map(
    [...bytesOf(files)]
      .filter(([path]) => !path.endsWith(".sqlite"))
      .map(([path, bytes]) => [path, bytes.toString("utf8")]),
  );
}

/** Evidence at the first place a text stands in an article. */
export function evidenceOf(article: BuiltArticle, quote: string, slots: Slots = {}): Evidence {
  const start = article.raw.indexOf(quote);
  return {
    document: article.record.id,
    start,
    end: start + quote.length,
    quote,
    phase: "contact",
    products: ["huabei"],
    slots,
    rules: ["extract/dial"],
  };
}

let made = 0;

export function itemOf(evidence: Evidence[], more: Partial<AdviceItem> = {}): AdviceItem {
  return {
    ...evidence[0]!.slots,
    id: `a-${String(++made).padStart(12, "0")}`,
    kind: "channel",
    phase: "contact",
    products: ["huabei"],
    title: "拨打客服热线",
    text: evidence[0]!.quote,
    evidence,
    support: new Set(evidence.map((e) => e.document)).size,
    variants: [],
    disagrees: [],
    flags: [],
    ...more,
  };
}

const LABELS = labelsOf(loadSubject("debt"));

export function resultOf(
  articles: BuiltArticle[],
  items: AdviceItem[] = [],
  more: Partial<BuildResult> = {},
): BuildResult {
  const quarantined = more.quarantined ?? [];
  return {
    articles,
    advice: { disclaimer: "内容来自公开文章，仅供参考。", items },
    quarantined,
    articlesIn: articles.length + quarantined.length,
    tables: { hotlines: "abcdef012345" },
    labels: LABELS,
    ...more,
  };
}

/** Two articles, three items, one file in quarantine; every field a build can have is there. */
export function sampleResult(): BuildResult {
  const first = articleOf(
    "a 文章.txt",
    "# 首页 > 正文\n逾期后请拨打95188，早上九点到晚上九点。\n准备好收入证明、住院证明。\n",
    { title: "<怎么>谈", published: "2024-05-01", url: "https://example.com/a?b=1&c=2" },
  );
  const second = articleOf("b.txt", "可以打95017问问。\n", {
    flags: [{ at: 3, flag: "text-gap", rule: "repair/gap" }],
  });
  const call = itemOf(
    [
      evidenceOf(first, "逾期后请拨打95188，早上九点到晚上九点。", {
        phones: ["95188"],
        hours: "09:00-21:00",
      }),
    ],
    { id: "a-000000000001", flags: ["single-source"] },
  );
  const other = itemOf([evidenceOf(second, "可以打95017问问。", { phones: ["95017"] })], {
    id: "a-000000000002",
    disagrees: [{ id: "a-000000000001", reason: "号码不同" }],
    variants: ["a-000000000001"],
  });
  const papers = itemOf(
    [
      {
        ...evidenceOf(first, "准备好收入证明、住院证明。", {
          materials: ["收入证明", "住院证明"],
          durations: [{ min: 3, max: null, unit: "day" }],
          amounts: [25_000, 0.5],
          rates: [
            { percent: 0.05, per: "day" },
            { percent: 24, per: null },
          ],
        }),
        phase: "before",
      },
    ],
    { id: "a-000000000003", kind: "material", phase: "before", title: "准备证明" },
  );
  const ring: AdviceItem = {
    ...call,
    disagrees: [{ id: other.id, reason: "号码不同" }],
    variants: [other.id],
  };
  return resultOf([first, second], [papers, ring, other], {
    quarantined: [
      {
        source: "空.txt",
        stage: "ingest",
        reason: "empty-file",
        message: "the file is empty",
        line: 1,
        column: 1,
      },
    ],
  });
}

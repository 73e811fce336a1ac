/** The articles of a build as they lie in packs: each is read when something of it is asked for, and let go. */
import { createHash } from "node:crypto";
import { DocumentRecord } from "../../schemas/article.ts";
import { ArticleReport } from "../../schemas/bundle.ts";
import type { ArticleParts, Articles, BuiltArticle } from "../result.ts";
import type { DuplicateOf, Signature } from "../stages/dedupe/index.ts";
import { articlePage } from "../stages/emit/article-page.ts";
import { articleSection } from "../stages/emit/article-report.ts";
import { inOrder } from "../stages/emit/in-order.ts";
import { recordJson } from "../stages/emit/json.ts";
import { keyOf } from "../stages/emit/reuse.ts";
import { type KeptArticle, readChanges, readPacked, readRaw, readRecord, readSignature } from "./kept.ts";
import { type Packs, type Part, type Place, SpoiledError } from "./packs.ts";

/** Where one article lies. Replaced when what lies there turns out to be spoiled. */
export interface StoredArticle {
  place: Place;
  raw: Part;
  kept: KeptArticle;
  /** Its id in this build, which another of the same content may have taken from it. */
  readonly id: string;
  duplicate?: DuplicateOf;
  /** Made when it is first asked for. */
  stamp?: string;
}

/** Does the work on an article's file again, and puts what it gives in the place of what was spoiled. */
export type Mend = (article: StoredArticle) => void;

export class StoredArticles implements Articles {
  readonly #packs: Packs;
  readonly #stored: readonly StoredArticle[];
  readonly #mend: Mend;

  /** @param stored in the order of source and record */
  constructor(packs: Packs, stored: readonly StoredArticle[], mend: Mend) {
    this.#packs = packs;
    this.#stored = stored;
    this.#mend = mend;
  }

  get length(): number {
    return this.#stored.length;
  }

  *[Symbol.iterator](): Generator<BuiltArticle> {
    // Records of one container share its text, and stand side by side.
    let last: { readonly place: Place; readonly raw: string } | undefined;
    const rawOf = ({ place, raw }: StoredArticle): string => {
      if (last?.place.pack !== place.pack || last.place.base !== place.base) {
        last = { place, raw: readRaw(this.#packs, place, raw) };
      }
      return last.raw;
    };
    for (const stored of this.#stored) yield this.#article(stored, rawOf);
  }

  signature(stored: StoredArticle): Signature {
    return this.#read(stored, () => readSignature(this.#packs, stored.place, stored.kept.parts.signature));
  }

  /** The clean text of an article. */
  text(stored: StoredArticle): string {
    return this.#read(
      stored,
      () => readPacked(this.#packs, stored.place, stored.kept.parts.cleaned).traced.text,
    );
  }

  #article(stored: StoredArticle, rawOf: (stored: StoredArticle) => string): BuiltArticle {
    const packs = this.#packs;
    const read = <T>(what: () => T) => this.#read(stored, what);
    const bytes: Bytes = (part) => read(() => packs.read(stored.place, stored.kept.parts[part]));
    let whole: DocumentRecord | undefined;
    const full = () => {
      whole ??= read(() => readRecord(packs, stored.place, stored.kept.parts.line));
      return whole;
    };
    const record: DocumentRecord = {
      ...stored.kept.record,
      id: stored.id,
      // Most who ask for a record want its name and no more.
      get text() {
        return full().text;
      },
      get spans() {
        return full().spans;
      },
      get flags() {
        return full().flags;
      },
      ...(stored.duplicate && asRecorded(stored.duplicate)),
    };
    const changed = stored.duplicate !== undefined || stored.id !== stored.kept.record.id;
    return {
      record,
      checked: stored.kept.checked,
      get stamp() {
        stored.stamp ??= stampOf(stored);
        return stored.stamp;
      },
      get raw() {
        return read(() => rawOf(stored));
      },
      get body() {
        return bytes("page").subarray(stored.kept.bodyAt).toString();
      },
      get changes() {
        return read(() => readChanges(packs, stored.place, stored.kept.parts.changes));
      },
      get parts() {
        return changed ? changedParts(stored, this, bytes) : keptParts(stored.kept, bytes);
      },
    };
  }

  #read<T>(stored: StoredArticle, what: () => T): T {
    try {
      return what();
    } catch (error) {
      if (!(error instanceof SpoiledError)) throw error;
      this.#mend(stored);
      return what();
    }
  }
}

/** Of all that was kept of it, and what it is in this build. */
function stampOf({ id, duplicate, kept: { parts } }: StoredArticle): string {
  const asked = duplicate && JSON.stringify(asRecorded(duplicate));
  return keyOf(parts.json[2], parts.report[2], parts.cleaned[2], parts.changes[2], id, asked ?? "");
}

function asRecorded({ duplicateOf, similarity }: DuplicateOf) {
  return { duplicateOf, similarity: Math.round(similarity * 1000) / 1000 };
}

type Bytes = (part: keyof KeptArticle["parts"]) => Buffer;

function keptParts(kept: KeptArticle, bytes: Bytes): ArticleParts {
  const { characters, flags, reviewBytes, pageHash, pageBytes } = kept;
  return {
    characters,
    flags,
    reviewBytes,
    pageHash,
    pageBytes,
    get json() {
      return bytes("json");
    },
    get line() {
      return bytes("line");
    },
    get report() {
      return bytes("report");
    },
    get section() {
      return bytes("section");
    },
    get page() {
      return bytes("page");
    },
  };
}

/** Of an article that goes by another id here, or repeats another: the kept parts with that put in. */
function changedParts(
  { kept, id, duplicate }: StoredArticle,
  article: Pick<BuiltArticle, "record" | "body">,
  bytes: Bytes,
): ArticleParts {
  const report = (): ArticleReport => ({
    ...(JSON.parse(bytes("report").toString()) as ArticleReport),
    id,
    ...(duplicate && asRecorded(duplicate)),
  });
  let made: Buffer | undefined;
  const page = () => {
    made ??= Buffer.from(articlePage(article));
    return made;
  };
  return {
    characters: kept.characters,
    flags: kept.flags,
    reviewBytes: kept.reviewBytes,
    get pageHash() {
      return createHash("sha256").update(page()).digest("hex");
    },
    get pageBytes() {
      return page().length;
    },
    get json() {
      return Buffer.from(recordJson(inOrder(DocumentRecord, article.record)));
    },
    get line() {
      return Buffer.from(JSON.stringify(inOrder(DocumentRecord, article.record)));
    },
    get report() {
      return Buffer.from(recordJson(inOrder(ArticleReport, report())));
    },
    get section() {
      return Buffer.from(articleSection(report()));
    },
    get page() {
      return page();
    },
  };
}
